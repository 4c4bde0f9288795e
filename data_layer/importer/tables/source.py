"""Files as a heading and batches of text rows, whatever their format.

Every cell is text, missing ones are null; columns are named by their position ("0", "1", ...)
beside `row`, the row's number in the file: a heading is row 1, in files without one (Parquet,
JSON lines) the first record is. Blank rows are not counted as read.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Literal, NamedTuple

import polars as pl

from data_layer.importer.cells.money import Money
from data_layer.importer.errors import UnreadableFileError
from data_layer.vocabulary.text import Text

Format = Literal["csv", "excel", "parquet", "jsonl"]

BATCH_ROWS: Final = 25_000
LONGEST_LINE: Final = 8_000_000
"""Characters of a line, which is held in memory whole: a thousand cells of eight thousand each."""
LOOKED_AT: Final = 220
"""Rows among which the headings are looked for."""
MOST_COLUMNS: Final = 2_000
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


class Wanted(NamedTuple):
    """What is known of a file's headings before it is opened. named: those that a mapping names, as
    `heading_key` has them, and whether they give the names. row: where they begin, 0 where the file
    has none, None to find them. rows: in how many they stand."""

    named: Mapping[str, bool] = {}
    row: int | None = None
    rows: int = 1


FIND: Final = Wanted()


class Batch(NamedTuple):
    """Rows as text; `rejects` are cells without a column; `lost` are rows that are not rows."""

    rows: pl.DataFrame
    rejects: tuple[Reject, ...] = ()
    lost: tuple[Reject, ...] = ()


class Alike(NamedTuple):
    """A sheet with the headings of the one that is read, and how many rows stand below them."""

    sheet: str
    rows: int


@dataclass(frozen=True)
class Source:
    """An opened file: its heading is known, its batches are read while they are iterated.

    notes: what of the file is not read, for the report; corrected: those that a correction changes.
    hint: where else a heading may be. money: of amounts, where a title says it; column_money: by
    position, where a group's heading does. named: whether a heading gives the names. heading_row:
    the number of the last of `heading_rows` rows of headings, 0 where there are none, None in
    formats that have none. top: number and cells of the first rows as they stand. alike: other
    sheets with the same headings, which are not read. joined: sheets that are read as one, if any.
    """

    format: Format
    encoding: str | None
    header: tuple[str, ...]
    batches: Iterator[Batch]
    notes: tuple[Text, ...] = ()
    hint: Text | None = None
    money: Money | None = None
    column_money: Mapping[int, Money] = field(default_factory=dict)
    sheet: str | None = None
    named: bool = True
    heading_row: int | None = None
    heading_rows: int = 1
    top: tuple[tuple[int, tuple[str, ...]], ...] = ()
    corrected: tuple[Text, ...] = ()
    alike: tuple["Alike", ...] = ()
    joined: tuple[str, ...] = ()

    @property
    def remarks(self) -> tuple[Text, ...]:
        """The notes that no correction changes."""
        return tuple(note for note in self.notes if note not in self.corrected)

    def with_notes(self, notes: tuple[Text, ...]) -> "Source":
        """The source with further notes."""
        return replace(self, notes=(*notes, *self.notes)) if notes else self

    def with_hint(self, words: Text | None) -> "Source":
        """The source with one more note, which is also said where no name is found."""
        if words is None:
            return self
        hint = words if self.hint is None else joined(self.hint, words)
        corrected = (*self.corrected, words)
        return replace(self, notes=(*self.notes, words), hint=hint, corrected=corrected)


def joined(first: Text, second: Text) -> Text:
    """Two sentences as one."""
    return Text(f"{first.zh}；{second.zh}", f"{first.en}; {second.en}")


def format_of(path: Path) -> Format:
    """The format that a file's name says; UnreadableFileError if missing, empty or unknown."""
    if path.is_dir():
        raise UnreadableFileError(
            Text(f"{path.name} 是文件夹，不是文件", f"{path.name} is a folder, not a file")
        )
    if path.exists() and not path.is_file():
        raise UnreadableFileError(
            Text(f"{path.name} 不是普通文件", f"{path.name} is no regular file")
        )
    if not path.is_file():
        raise UnreadableFileError(Text(f"没有文件 {path.name}", f"there is no file {path.name}"))
    if path.stat().st_size == 0:
        raise UnreadableFileError(Text(f"{path.name} 是空文件", f"{path.name} is empty"))
    format = FORMAT_OF_SUFFIX.get(path.suffix.lower())
    if format is None:
        allowed = " ".join(FORMAT_OF_SUFFIX)
        raise UnreadableFileError(
            Text(
                f"{path.name}：不支持的格式 {path.suffix or '（无扩展名）'}；可用：{allowed}",
                f"{path.name}: unknown format {path.suffix or '(no suffix)'}; allowed: {allowed}",
            )
        )
    return format


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
    if len(cells) > MOST_COLUMNS:
        raise _too_wide(path, len(cells))
    given: dict[str, int] = {}
    header: list[str] = []
    for position, cell in enumerate(cells, start=1):
        text = " ".join(str(cell or "").split()) or f"#{position}"
        given[text] = given.get(text, 0) + 1
        header.append(text if given[text] == 1 else f"{text} ({given[text]})")
    return tuple(header)


def _too_wide(path: Path, width: int) -> UnreadableFileError:
    return UnreadableFileError(
        Text(
            f"{path.name} 有 {width:,} 列，最多 {MOST_COLUMNS:,} 列；请删除右侧多余的列后另存",
            f"{path.name} has {width:,} columns, {MOST_COLUMNS:,} at most; delete those that are "
            "not needed and save it",
        )
    )


def above(rows: Iterable[tuple[int, Sequence[object]]]) -> tuple[Text, ...]:
    """A note for each row above the headings."""
    lines = ((number, " ".join(str(cell) for cell in cells if cell)) for number, cells in rows)
    return tuple(
        Text(
            f"第 {number} 行在列名之上，未读：{words[:60]}",
            f"row {number} is above the headings and is not read: {words[:60]}",
        )
        for number, words in lines
        if words.strip()
    )


def without_rows(path: Path) -> UnreadableFileError:
    """A file of headings, or of nothing, in which no row is."""
    return UnreadableFileError(Text(f"{path.name} 没有数据行", f"{path.name} has no rows of data"))


def damaged(path: Path, kind: str) -> UnreadableFileError:
    """A file that is not what its name says, or broken."""
    return UnreadableFileError(
        Text(
            f"{path.name} 不是可读取的 {kind} 文件，或已损坏；请重新导出或另存后再导入",
            f"{path.name} is not a readable {kind} file, or damaged; save or export it again",
        )
    )
