"""CSV and its relatives: encoding and delimiter are found out, rows are read in batches."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, takewhile
from pathlib import Path
from typing import Final, TextIO

from data_layer.importer.errors import UnreadableFileError
from data_layer.importer.tables.encodings import detect_encoding
from data_layer.importer.tables.heading_rows import HEADING_WITHIN, Record
from data_layer.importer.tables.layout import lay_out
from data_layer.importer.tables.regular_csv import batches, is_regular
from data_layer.importer.tables.source import BATCH_ROWS, LONGEST_LINE, Source, Wanted, joined
from data_layer.vocabulary.text import Text

DELIMITERS: Final = (",", "\t", ";", "|", "，")
UNDIVIDED: Final = Text(
    "只有一列；可用的分隔符：逗号、制表符、分号、竖线",
    "there is one column only; delimiters that are known: comma, tab, semicolon, vertical bar",
)


def open_delimited(
    path: Path,
    wanted: Wanted,
    notes: tuple[Text, ...] = (),
) -> Source:
    """Open a CSV file; UnreadableFileError if its bytes are no text or it has no rows."""
    encoding = detect_encoding(path)
    delimiter = _delimiter(path, encoding)
    records = (
        Record(number, cells, cells) for number, cells in _records(path, encoding, delimiter)
    )
    opened = lay_out(
        path, "csv", encoding, records=records, wanted=wanted, notes=notes, batch_rows=BATCH_ROWS
    )
    if len(opened.header) == 1:
        return replace(opened, hint=joined(opened.hint, UNDIVIDED) if opened.hint else UNDIVIDED)
    width, above = len(opened.header), opened.heading_row or 0
    if is_regular(path, encoding, delimiter, width=width):
        return replace(opened, batches=batches(path, delimiter, above, width=width))
    return opened


def _delimiter(path: Path, encoding: str) -> str:
    """The delimiter that divides the first line that is divided at all into the most cells; a comma
    if none is."""
    with path.open(encoding=encoding, newline="") as file:
        within = takewhile(lambda line: len(line) <= LONGEST_LINE, islice(_bounded(file), 100))
        lines = [line for line in within if line.strip()][:HEADING_WITHIN]
    for line in (line for line in lines if len(line) <= csv.field_size_limit()):
        cells = {mark: len(next(csv.reader([line], delimiter=mark), [])) for mark in DELIMITERS}
        if max(cells.values()) > 1:
            return max(DELIMITERS, key=lambda mark: cells[mark])
    return DELIMITERS[0]


class _Lines:
    """Lines of a file that remembers those of the record being read."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self.record: list[str] = []

    def __iter__(self) -> Iterator[str]:
        for line in _bounded(self._file):
            if len(line) > LONGEST_LINE:
                raise csv.Error
            self.record.append(line)
            yield line


def _bounded(file: TextIO) -> Iterator[str]:
    """The lines of a file; one that is too long as what shows it, so that none fills the memory."""
    while line := file.readline(LONGEST_LINE + 1):
        yield line


def _records(path: Path, encoding: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Number and cells of each record that is not blank, the heading first."""
    number, blank = 0, True
    with path.open(encoding=encoding, newline="") as file:
        lines = _Lines(file)
        try:
            for number, cells in enumerate(csv.reader(lines, delimiter=delimiter), start=1):
                if len(lines.record) > 1 and "".join(lines.record).count('"') % 2:
                    raise _unclosed(path, number)
                lines.record.clear()
                if cells:
                    blank = False
                    yield number, cells
        except csv.Error as error:
            raise _oversized(path, number + 1) from error
    if blank:
        raise UnreadableFileError(
            Text(f"{path.name} 没有任何行", f"{path.name} has no rows at all")
        )


def _unclosed(path: Path, number: int) -> UnreadableFileError:
    return UnreadableFileError(
        Text(
            f"{path.name} 第 {number} 行的引号没有闭合",
            f"{path.name}, row {number}: a quotation mark is never closed",
        )
    )


def _oversized(path: Path, number: int) -> UnreadableFileError:
    longest = f"{csv.field_size_limit():,}"
    return UnreadableFileError(
        Text(
            f"{path.name} 第 {number} 行有单元格超过 {longest} 字符，或整行超过 {LONGEST_LINE:,} "
            "字符，可能是引号没有闭合",
            f"{path.name}, row {number}: a cell is longer than {longest} characters, or the line "
            f"than {LONGEST_LINE:,}; perhaps a quotation mark is never closed",
        )
    )
