"""Files as a heading and batches of text rows, whatever their format.

Every cell is text, missing ones are null; columns are named by their position ("0", "1", ...)
beside `row`, the row's number in the file: a heading is row 1, in files without one (Parquet,
JSON lines) the first record is. Blank rows are not counted as read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, NamedTuple

import polars as pl

from data_layer.importer.errors import UnreadableFileError
from data_layer.importer.headings import heading_key, meaning
from data_layer.vocabulary.text import Text

Format = Literal["csv", "excel", "parquet", "jsonl"]

BATCH_ROWS: Final = 25_000
HEADING_WITHIN: Final = 10
FORMAT_OF_SUFFIX: Final[dict[str, Format]] = {
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".xlsx": "excel",
    ".xlsm": "excel",
    ".xls": "excel",
    ".xlsb": "excel",
    ".ods": "excel",
    ".parquet": "parquet",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
}


class Reject(NamedTuple):
    """A cell or a whole row (`column` is empty) of the file that is not stored, and why."""

    row: int
    column: str
    value: str
    reason: Text


class Batch(NamedTuple):
    """Rows as text; `rejects` are cells without a column; `lost` are rows that are not rows."""

    rows: pl.DataFrame
    rejects: tuple[Reject, ...] = ()
    lost: tuple[Reject, ...] = ()


@dataclass(frozen=True)
class Source:
    """An opened file: its heading is known, its batches are read while they are iterated.

    notes: what of the file is not read, for the report. hint: where else a heading may be.
    """

    format: Format
    encoding: str | None
    header: tuple[str, ...]
    batches: Iterator[Batch]
    notes: tuple[Text, ...] = ()
    hint: Text | None = None


def format_of(path: Path) -> Format:
    """The format that a file's name says; UnreadableFileError if missing, empty or unknown."""
    if path.is_dir():
        raise UnreadableFileError(
            Text(f"{path} 是文件夹，不是文件", f"{path} is a folder, not a file")
        )
    if not path.is_file():
        raise UnreadableFileError(Text(f"没有文件 {path}", f"there is no file {path}"))
    if path.stat().st_size == 0:
        raise UnreadableFileError(Text(f"{path.name} 是空文件", f"{path.name} is empty"))
    found = FORMAT_OF_SUFFIX.get(path.suffix.lower())
    if found is None:
        allowed = " ".join(FORMAT_OF_SUFFIX)
        raise UnreadableFileError(
            Text(
                f"{path.name}：不支持的格式 {path.suffix or '（无扩展名）'}；可用：{allowed}",
                f"{path.name}: unknown format {path.suffix or '(no suffix)'}; allowed: {allowed}",
            )
        )
    return found


def text_frame(
    numbers: Sequence[int], rows: Iterable[Sequence[object]], width: int
) -> pl.DataFrame:
    """A batch's frame from records of equal width whose cells are text or None."""
    cells = list(zip(*rows, strict=True)) if numbers else [()] * width
    return pl.DataFrame(
        [pl.Series("row", numbers, dtype=pl.Int64)]
        + [pl.Series(str(at), cells[at], dtype=pl.String) for at in range(width)]
    )


def checked_header(path: Path, cells: Sequence[object]) -> tuple[str, ...]:
    """Headings as unique texts: an empty one is named by its position, a repeated one numbered."""
    if not any(str(cell or "").strip() for cell in cells):
        raise UnreadableFileError(
            Text(
                f"{path.name}：第 1 行应为列名，却是空行",
                f"{path.name}: row 1 must hold the headings, but it is blank",
            )
        )
    header: list[str] = []
    for position, cell in enumerate(cells, start=1):
        text = " ".join(str(cell or "").split()) or f"#{position}"
        repeats = sum(1 for given in header if given == text or given.startswith(f"{text} ("))
        header.append(f"{text} ({repeats + 1})" if repeats else text)
    return tuple(header)


def heading_at(rows: Sequence[tuple[int, Sequence[object]]], mapped: Mapping[str, bool]) -> int:
    """Which of a file's first rows holds the headings: the first, unless none of its cells is one
    and a row below names the enterprises (lists often carry a title above their headings).

    mapped: headings (as `heading_key` has them) that a mapping file names, and whether they give
    the name.
    """

    def means(cell: object, column: str | None) -> bool:
        text = " ".join(str(cell or "").split())
        if (key := heading_key(text)) in mapped:
            return column is None or mapped[key]
        found = meaning(text)
        return found is not None and column in (None, found.column)

    if not rows or any(means(cell, None) for cell in rows[0][1]):
        return 0
    named = (at for at, (_, cells) in enumerate(rows) if any(means(it, "name") for it in cells))
    return next(named, 0)


def above(rows: Iterable[tuple[int, Sequence[object]]]) -> tuple[Text, ...]:
    """A note for each row above the headings."""
    said = ((number, " ".join(str(it) for it in cells if it)) for number, cells in rows)
    return tuple(
        Text(
            f"第 {number} 行在列名之上，未读：{words[:60]}",
            f"row {number} is above the headings and is not read: {words[:60]}",
        )
        for number, words in said
        if words.strip()
    )


def damaged(path: Path, kind: str, error: Exception) -> UnreadableFileError:
    """A file that is not what its name says."""
    return UnreadableFileError(
        Text(
            f"{path.name} 不是可读取的 {kind} 文件：{error}",
            f"{path.name} is not a readable {kind} file: {error}",
        )
    )
