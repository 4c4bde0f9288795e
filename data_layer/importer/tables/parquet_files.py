"""Parquet files as a heading and batches of text rows."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

from data_layer.importer.errors import UnreadableFileError
from data_layer.importer.tables import parquet_pages as pages
from data_layer.importer.tables.json_files import spelled
from data_layer.importer.tables.source import Batch, Source, checked_header, damaged
from data_layer.vocabulary.text import Text

PARQUET_ROWS = 100_000
"""Rows of a Parquet file at a time: its cells need no Python objects, and larger batches repeat
more texts, each of which is converted once."""
Numbered = tuple[int, pl.DataFrame]
"""Rows, and how many stand before them."""


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
    said = pages.footer(path)
    checked = [] if said is None else pages.checked_columns(path, said)
    if total and not (checked and all(checked)):
        notes += (pages.UNCHECKED,)
    batches = _parquet_batches(path, scan, total)
    if said is not None:
        batches = _whole(path, batches, said, is_checked=any(checked))
    return Source("parquet", None, header, batches=map(_as_texts, batches), notes=notes)


def _nested(names: list[str]) -> Text:
    return Text(
        f"列 {'、'.join(names)} 是列表或结构，按 JSON 文本读取",
        f"columns of lists or structures are read as JSON text: {', '.join(names)}",
    )


def _parquet_batches(path: Path, scan: pl.LazyFrame, total: int) -> Iterator[Numbered]:
    for offset in range(0, total, PARQUET_ROWS):
        try:
            yield offset, scan.slice(offset, PARQUET_ROWS).collect()
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
            raise damaged(path, "Parquet") from error


def _whole(
    path: Path, batches: Iterator[Numbered], said: Any, *, is_checked: bool
) -> Iterator[Numbered]:
    """The batches, held against what the file says of its pages; none before checksums hold."""
    stated = pages.Stated(said)
    try:
        if is_checked:
            pages.verify(path)
        for offset, part in batches:
            stated.hold(part)
            yield offset, part
    except pages.DamagedPageError as error:
        raise _changed(path) from error


def _changed(path: Path) -> UnreadableFileError:
    return UnreadableFileError(
        Text(
            f"{path.name} 已损坏：数据与文件自带的校验码或统计不符；请重新导出或重新取得该文件",
            f"{path.name} is damaged: its data are not what its checksums or statistics say; "
            "export it or fetch it again",
        )
    )


def _as_texts(numbered: Numbered) -> Batch:
    offset, part = numbered
    texts = [_as_text(part.to_series(at)).alias(str(at)) for at in range(part.width)]
    numbers = pl.int_range(offset + 1, offset + 1 + part.height, eager=True).alias("row")
    return Batch(pl.DataFrame([numbers, *texts]))


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
