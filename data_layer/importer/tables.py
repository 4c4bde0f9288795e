"""Excel, Parquet and JSON lines, each as a heading and batches of text rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import fastexcel
import orjson
import polars as pl

from data_layer.importer.delimited import detect_encoding, open_delimited
from data_layer.importer.errors import UnreadableFileError
from data_layer.importer.merged_cells import filled_down
from data_layer.importer.source import (
    BATCH_ROWS,
    HEADING_WITHIN,
    Batch,
    Reject,
    Source,
    above,
    checked_header,
    damaged,
    format_of,
    heading_at,
    text_frame,
)
from data_layer.vocabulary.text import Text

PARQUET_ROWS = 100_000
"""Rows of a Parquet file at a time: its cells need no Python objects, and larger batches repeat
more texts, each of which is converted once."""


def open_source(
    path: Path, sheet: str | None = None, mapped: Mapping[str, bool] | None = None
) -> Source:
    """Open a file of any known format; UnreadableFileError says what is wrong with it.

    sheet: of a workbook, the first by default. mapped: as in `heading_at`.
    """
    format, known = format_of(path), mapped or {}
    if format == "excel":
        return open_excel(path, sheet, known)
    if sheet is not None:
        raise UnreadableFileError(
            Text(
                f"{path.name} 不是工作簿，没有工作表 {sheet}",
                f"{path.name} is no workbook and has no sheet {sheet}",
            )
        )
    if format == "csv":
        return open_delimited(path, known)
    return open_parquet(path) if format == "parquet" else open_json_lines(path)


def open_excel(path: Path, wanted: str | None, mapped: Mapping[str, bool]) -> Source:
    """One sheet of a workbook, the first by default; cells in error (#DIV/0!) are missing."""
    try:
        book = fastexcel.read_excel(path)
        if wanted is not None and wanted not in book.sheet_names:
            raise _no_sheet(path, wanted, book.sheet_names)
        name = wanted or book.sheet_names[0]
        sheet = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
        cells = pl.DataFrame(sheet)
    except (fastexcel.FastExcelError, pl.exceptions.PolarsError, ValueError) as error:
        raise damaged(path, "Excel", error) from error
    body = cells.rename(dict(zip(cells.columns, map(str, range(cells.width)), strict=True)))
    body, merged = filled_down(body, path, name)
    numbered = body.with_row_index("row", offset=1).with_columns(pl.col("row").cast(pl.Int64))
    filled = numbered.filter(~pl.all_horizontal(pl.exclude("row").is_null()))
    first = [(number, texts) for number, *texts in filled.head(HEADING_WITHIN).iter_rows()]
    if not first:
        raise UnreadableFileError(
            Text(f"{path.name} 的工作表 {name} 是空的", f"{path.name}: sheet {name} is empty")
        )
    at = heading_at(first, mapped)
    hint = _other_sheets(name, book.sheet_names)
    return Source(
        "excel",
        None,
        checked_header(path, first[at][1]),
        map(Batch, filled.slice(at + 1).iter_slices(BATCH_ROWS)),
        above(first[:at]) + merged + ((hint,) if hint else ()),
        hint,
    )


def _no_sheet(path: Path, wanted: str, names: Sequence[str]) -> UnreadableFileError:
    return UnreadableFileError(
        Text(
            f"{path.name} 没有工作表 {wanted}；现有：{'、'.join(names)}",
            f"{path.name} has no sheet {wanted}; it has: {', '.join(names)}",
        )
    )


def _other_sheets(read: str, names: Sequence[str]) -> Text | None:
    others = [name for name in names if name != read]
    if not others:
        return None
    return Text(
        f"读的是工作表 {read}；未读：{'、'.join(others)}（用 --sheet 选择）",
        f"sheet {read} is read; not read: {', '.join(others)} (choose with --sheet)",
    )


def open_parquet(path: Path) -> Source:
    """A Parquet file; nested columns become their text."""
    try:
        scan = pl.scan_parquet(path, glob=False)
        schema = scan.collect_schema()
        total = scan.select(pl.len()).collect().item()
    except (pl.exceptions.PolarsError, OSError) as error:
        raise damaged(path, "Parquet", error) from error
    header = checked_header(path, schema.names())
    return Source("parquet", None, header, _parquet_batches(scan, total))


def _parquet_batches(scan: pl.LazyFrame, total: int) -> Iterator[Batch]:
    for offset in range(0, total, PARQUET_ROWS):
        part = scan.slice(offset, PARQUET_ROWS).collect()
        texts = [_as_text(part.to_series(at)).alias(str(at)) for at in range(part.width)]
        numbers = pl.int_range(offset + 1, offset + 1 + part.height, eager=True).alias("row")
        yield Batch(pl.DataFrame([numbers, *texts]))


def _as_text(values: pl.Series) -> pl.Series:
    if values.dtype.is_nested() or values.dtype in (pl.Binary, pl.Object):
        return pl.Series([None if it is None else str(it) for it in values], dtype=pl.String)
    return values.cast(pl.String)


def open_json_lines(path: Path) -> Source:
    """One JSON object a line; the heading is every key, in the order in which they first appear.

    The file is read twice, since a key may appear in the last line only.
    """
    encoding = detect_encoding(path)
    header: dict[str, None] = {}
    for _, content in _objects(path, encoding):
        header.update(dict.fromkeys(content if isinstance(content, dict) else ()))
    if not header:
        raise UnreadableFileError(
            Text(
                f'{path.name} 没有一行是 JSON 对象；每行应为一个对象，如 {{"name": "…"}}',
                f'{path.name}: no line is a JSON object; each must be one, like {{"name": "…"}}',
            )
        )
    return Source(
        "jsonl",
        encoding,
        checked_header(path, tuple(header)),
        _json_batches(path, encoding, header),
    )


def _objects(path: Path, encoding: str) -> Iterator[tuple[int, Any]]:
    """Number and content of each line that is not blank; what is no JSON comes as its text."""
    with path.open(encoding=encoding) as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                try:
                    yield number, orjson.loads(line)
                except orjson.JSONDecodeError:
                    yield number, line.strip()


def _json_batches(path: Path, encoding: str, keys: dict[str, None]) -> Iterator[Batch]:
    objects = _objects(path, encoding)
    while batch := list(islice(objects, BATCH_ROWS)):
        good = [(number, content) for number, content in batch if isinstance(content, dict)]
        lost = tuple(
            Reject(number, "", str(content), Text("该行不是 JSON 对象", "not a JSON object"))
            for number, content in batch
            if not isinstance(content, dict)
        )
        rows = ([_json_text(content.get(key)) for key in keys] for _, content in good)
        yield Batch(text_frame([number for number, _ in good], rows, len(keys)), lost=lost)


def _json_text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    return repr(value) if isinstance(value, int | float) else orjson.dumps(value).decode()
