"""Files of any format as a heading and batches of text rows."""

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import polars as pl

from data_layer.importer.errors import UnreadableFileError
from data_layer.importer.headings.meaning import meaning
from data_layer.importer.tables.delimited import open_delimited
from data_layer.importer.tables.json_files import open_json, spelled
from data_layer.importer.tables.sniffed import Kind, kind_of, refuse_other, refuse_web_page
from data_layer.importer.tables.source import (
    FIND,
    Batch,
    Format,
    Source,
    Wanted,
    checked_header,
    damaged,
    format_of,
)
from data_layer.importer.tables.workbooks import open_workbook
from data_layer.vocabulary.text import Text

CONTENT: Final[Mapping[Kind, Format]] = {"zip": "excel", "ole": "excel", "parquet": "parquet"}
NAMES: Final[Mapping[Format, str]] = {
    "csv": "CSV",
    "excel": "Excel",
    "parquet": "Parquet",
    "jsonl": "JSON",
}
LOOKED_AT: Final = 4096
JSON: Final = re.compile(r'\s*(?:\[\s*)?(?:\{\s*["}]|\[\s*["\[{])')
"""How JSON begins: with an object, or an array of objects, arrays or texts."""
PARQUET_ROWS = 100_000
"""Rows of a Parquet file at a time: its cells need no Python objects, and larger batches repeat
more texts, each of which is converted once."""


def open_source(
    path: Path,
    sheet: str | None = None,
    wanted: Wanted = FIND,
) -> Source:
    """Open a file of any known format; UnreadableFileError says what is wrong with it.

    sheet: of a workbook, the first with names by default.
    What the file holds goes before what its name says, and a note says so.
    """
    path = Path(path)
    named = format_of(path)
    kind = kind_of(path)
    refuse_other(path)
    refuse_web_page(path, kind if named in ("csv", "excel") else "text")
    format: Format = CONTENT.get(kind, named)
    if kind == "text":
        format = _of_text(path, named)
    notes = () if format == named else (_other_format(path, format),)
    if format == "excel":
        return open_workbook(path, sheet, wanted).with_notes(notes)
    if sheet is not None:
        raise UnreadableFileError(
            Text(
                f"{path.name} 不是工作簿，没有工作表 {sheet}",
                f"{path.name} is no workbook and has no sheet {sheet}",
            )
        )
    if format == "csv":
        return open_delimited(path, wanted, notes)
    opened = open_parquet(path) if format == "parquet" else open_json(path)
    return opened.with_notes(notes)


def _of_text(path: Path, named: Format) -> Format:
    """What a file holds that has no mark of its own, where its name is wrong: CSV or JSON."""
    with path.open("rb") as file:
        start = file.read(LOOKED_AT)
    wide = start.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    text = start.decode("utf-16" if wide else "utf-8", "ignore").lstrip("\ufeff")
    if named == "csv":
        return "jsonl" if JSON.match(text) else "csv"
    line = text.strip().partition("\n")[0]
    divided = any(sign in line for sign in (",", "\t", ";")) or meaning(line) is not None
    plain = "\0" not in line and "{" not in text and line[:1] != "["
    return "csv" if divided and plain else named


def _other_format(path: Path, format: Format) -> Text:
    return Text(
        f"文件名是 {path.suffix}，内容却是 {NAMES[format]}，按内容读取",
        f"the name says {path.suffix}, the content is {NAMES[format]} and is read as such",
    )


def open_parquet(path: Path) -> Source:
    """A Parquet file; nested columns become their text."""
    try:
        scan = pl.scan_parquet(path, glob=False)
        schema = scan.collect_schema()
        total = scan.select(pl.len()).collect().item()
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
        raise damaged(path, "Parquet") from error
    header = checked_header(path, schema.names())
    nested = [name for name, kind in schema.items() if kind.is_nested()]
    notes = (_nested(nested),) if nested else ()
    return Source("parquet", None, header, batches=_parquet_batches(path, scan, total), notes=notes)


def _nested(names: list[str]) -> Text:
    return Text(
        f"列 {'、'.join(names)} 是列表或结构，按 JSON 文本读取",
        f"columns of lists or structures are read as JSON text: {', '.join(names)}",
    )


def _parquet_batches(path: Path, scan: pl.LazyFrame, total: int) -> Iterator[Batch]:
    for offset in range(0, total, PARQUET_ROWS):
        try:
            part = scan.slice(offset, PARQUET_ROWS).collect()
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
            raise damaged(path, "Parquet") from error
        texts = [_as_text(part.to_series(at)).alias(str(at)) for at in range(part.width)]
        numbers = pl.int_range(offset + 1, offset + 1 + part.height, eager=True).alias("row")
        yield Batch(pl.DataFrame([numbers, *texts]))


def _as_text(values: pl.Series) -> pl.Series:
    if values.dtype.is_nested() or values.dtype == pl.Object:
        return pl.Series([spelled(_plain(value)) for value in values], dtype=pl.String)
    if values.dtype == pl.Binary:
        texts = [None if value is None else value.decode("utf-8", "replace") for value in values]
        return pl.Series(texts, dtype=pl.String)
    if values.dtype == pl.Duration:
        return values.dt.to_string()
    return values.cast(pl.String)


def _plain(value: Any) -> Any:
    return value.to_list() if isinstance(value, pl.Series) else value
