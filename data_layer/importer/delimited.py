"""CSV and its relatives: encoding and delimiter are found out, rows are read in batches."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from pathlib import Path
from typing import Final, TextIO

from data_layer.importer.errors import UnreadableFileError
from data_layer.importer.source import (
    BATCH_ROWS,
    HEADING_WITHIN,
    Batch,
    Reject,
    Source,
    above,
    checked_header,
    heading_at,
    text_frame,
)
from data_layer.vocabulary.text import Text

BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DELIMITERS: Final = (",", "\t", ";", "|", "，")
CHUNK: Final = 1 << 20
UNDIVIDED: Final = Text(
    "只有一列；可用的分隔符：逗号、制表符、分号、竖线",
    "there is one column only; delimiters that are known: comma, tab, semicolon, vertical bar",
)


def open_delimited(path: Path, mapped: Mapping[str, bool]) -> Source:
    """Open a CSV file; UnreadableFileError if its bytes are no text or it has no rows."""
    encoding = detect_encoding(path)
    delimiter = _delimiter(path, encoding)
    records = _records(path, encoding, delimiter)
    first = list(islice(records, HEADING_WITHIN))
    at = heading_at(first, mapped)
    header = checked_header(path, first[at][1])
    rest = _batches(chain(first[at + 1 :], records), len(header))
    hint = UNDIVIDED if len(header) == 1 else None
    return Source("csv", encoding, header, rest, above(first[:at]), hint)


def detect_encoding(path: Path) -> str:
    """utf-8-sig, utf-16, utf-8 or gb18030, in which every byte of the file can be read."""
    with path.open("rb") as file:
        start = file.read(CHUNK)
    by_mark = next((name for mark, name in BOMS if start.startswith(mark)), None)
    if by_mark is None and b"\0" in start:
        raise UnreadableFileError(
            Text(
                f"{path.name} 是二进制文件，不是 CSV 文本",
                f"{path.name} is a binary file, not CSV text",
            )
        )
    tried = (by_mark,) if by_mark else ("utf-8", "gb18030")
    failures = {encoding: _undecodable(path, encoding) for encoding in tried}
    for encoding, failure in failures.items():
        if failure is None:
            return encoding
    places = "; ".join(f"{encoding}: {failure}" for encoding, failure in failures.items())
    raise UnreadableFileError(
        Text(
            f"{path.name} 的编码无法识别（{places}）；可用：UTF-8、GB18030",
            f"{path.name}: unknown encoding ({places}); allowed: UTF-8, GB18030",
        )
    )


def _undecodable(path: Path, encoding: str) -> str | None:
    """Where the file is not text in this encoding, or None."""
    decoder = codecs.getincrementaldecoder(encoding)()
    lines = 1
    with path.open("rb") as file:
        try:
            while chunk := file.read(CHUNK):
                decoder.decode(chunk)
                lines += chunk.count(b"\n")
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            number = lines + error.object[: error.start].count(b"\n")
            return f"第 {number} 行 line {number}"
    return None


def _delimiter(path: Path, encoding: str) -> str:
    """The delimiter that divides the first line that is divided at all into the most cells; a comma
    if none is."""
    with path.open(encoding=encoding, newline="") as file:
        lines = [line for line in islice(file, 100) if line.strip()][:HEADING_WITHIN]
    for line in lines:
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
        for line in self._file:
            self.record.append(line)
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


def _batches(records: Iterator[tuple[int, list[str]]], width: int) -> Iterator[Batch]:
    while batch := list(islice(records, BATCH_ROWS)):
        padding = [""] * width
        surplus = tuple(
            Reject(number, f"#{at}", cell, Text("该行比表头多出的单元格", "beyond the headings"))
            for number, cells in batch
            if len(cells) > width
            for at, cell in enumerate(cells[width:], start=width + 1)
            if cell.strip()
        )
        numbers = [number for number, _ in batch]
        rows = (cells if len(cells) == width else (cells + padding)[:width] for _, cells in batch)
        yield Batch(text_frame(numbers, rows, width), surplus)


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
            f"{path.name} 第 {number} 行有单元格超过 {longest} 字符，可能是引号没有闭合",
            f"{path.name}, row {number}: a cell is longer than {longest} characters; "
            "perhaps a quotation mark is never closed",
        )
    )
