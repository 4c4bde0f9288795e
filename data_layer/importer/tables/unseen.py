"""What of a sheet calamine does not tell: hidden rows and columns, cells whose formula failed
(#DIV/0!) or has no stored result, which it takes for empty."""

import re
import struct
import zipfile
from collections.abc import Iterator, Mapping
from html import unescape
from io import StringIO
from pathlib import Path
from typing import Final, NamedTuple
from xml.etree import ElementTree

import xlrd

from data_layer.importer.cells.cleaning import UNCOMPUTED
from data_layer.importer.tables.merges import TABLE, binary_part, table_of
from data_layer.importer.tables.number_formats import column_of, part_of
from data_layer.importer.tables.sniffed import kind_of
from data_layer.vocabulary.text import Text, several

ROW: Final = re.compile(rb'<(?:\w+:)?row\b[^>]*?\shidden="(?:1|true)"')
COLUMN: Final = re.compile(rb'<(?:\w+:)?col\b[^>]*?\shidden="(?:1|true)"[^>]*>')
ENDS: Final = re.compile(rb'\b(min|max)="(\d+)"')
FAILED: Final = re.compile(
    rb'<(?:\w+:)?c\b(?=[^>]*\st="e")[^>]*?\sr="([A-Z]+)(\d+)"[^>]*>(?:(?!</(?:\w+:)?c>).)*?'
    rb"<(?:\w+:)?v>([^<]+)<",
    re.DOTALL,
)
UNSTORED: Final = re.compile(
    rb'<(?:\w+:)?c\b[^>]*?\sr="([A-Z]+)(\d+)"[^>/]*>\s*<(?:\w+:)?f\b[^>]*(?<!/)>([^<]*)'
    rb"</(?:\w+:)?f>\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
BLOCK: Final = 1 << 22
LONGEST: Final = 400
"""Bytes that a tag of a row or column takes at most."""
ROW_RECORD: Final = 0
ROW_SIGNS: Final = 11
COLUMN_RECORD: Final = 60
COLUMN_SIGNS: Final = 16
"""Kinds of records of an .xlsb sheet, and the byte of each that says whether it is hidden."""
HIDDEN: Final = ("collapse", "filter")
VISIBILITY: Final = re.compile(rb'visibility="(?:collapse|filter)"')


class Unseen(NamedTuple):
    """How many rows and columns are hidden; texts of cells without a value, by row and column from
    0: the error, or the formula behind `UNCOMPUTED`."""

    rows: int = 0
    columns: int = 0
    valueless: Mapping[tuple[int, int], str] = {}


NOTHING: Final = Unseen()


def unseen(path: Path, sheet: str, width: int) -> Unseen:
    """Of a sheet of a workbook; columns among the first `width`, which hold
    cells."""
    if kind_of(path) == "ole":
        return _of_old(path, sheet)
    try:
        with zipfile.ZipFile(path) as book:
            if "content.xml" in book.namelist():
                return _of_open(path, sheet)
            if "xl/workbook.bin" in book.namelist():
                return _of_binary(book, sheet, width)
            part = part_of(book, sheet)
            return NOTHING if part is None else _of_part(book, part, width)
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, OSError):
        return NOTHING


def _of_part(book: zipfile.ZipFile, part: str, width: int) -> Unseen:
    rows = columns = 0
    valueless: dict[tuple[int, int], str] = {}
    for text in _pieces(book, part):
        rows += len(ROW.findall(text))
        for tag in COLUMN.findall(text):
            ends = {name: int(at) for name, at in ENDS.findall(tag)}
            columns += max(0, min(ends.get(b"max", 0), width) - ends.get(b"min", 1) + 1)
        valueless |= dict(_valueless(text))
    return Unseen(rows, columns, valueless)


def _pieces(book: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The part in pieces that end where a cell or row begins."""
    rest = b""
    with book.open(part) as file:
        while block := file.read(BLOCK):
            text = rest + block
            whole = len(block) < BLOCK
            cut = len(text) if whole else max(text.rfind(b"<c "), text.rfind(b"<row"), 0)
            rest, text = text[cut:], text[:cut]
            yield text
        yield rest


def _valueless(text: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    if b't="e"' in text:
        for letters, row, error in FAILED.findall(text):
            yield (int(row) - 1, column_of(letters)), unescape(error.decode("utf-8", "replace"))
    if b"</f>" in text or b":f>" in text:
        for letters, row, formula in UNSTORED.findall(text):
            words = unescape(formula.decode("utf-8", "replace"))
            yield (int(row) - 1, column_of(letters)), UNCOMPUTED + words


def _of_old(path: Path, sheet: str) -> Unseen:
    try:
        book = xlrd.open_workbook(path, formatting_info=True, on_demand=True, logfile=StringIO())
        opened = book.sheet_by_name(sheet)
    except (xlrd.XLRDError, ValueError, IndexError, AssertionError, struct.error, OSError):
        return NOTHING
    rows = sum(1 for at, row in opened.rowinfo_map.items() if row.hidden and at < opened.nrows)
    columns = sum(
        1 for at, column in opened.colinfo_map.items() if column.hidden and at < opened.ncols
    )
    failed = {
        (row, at): xlrd.error_text_from_code.get(opened.cell_value(row, at), "#N/A")
        for row in range(opened.nrows)
        for at, kind in enumerate(opened.row_types(row))
        if kind == xlrd.XL_CELL_ERROR
    }
    return Unseen(rows, columns, failed)


def _of_open(path: Path, sheet: str) -> Unseen:
    """Of an OpenDocument table, whose rows and columns say whether they are seen."""
    table = table_of(path, sheet, VISIBILITY)
    if table is None:
        return NOTHING
    rows, columns = (
        sum(
            int(element.get(f"{TABLE}number-{kind}s-repeated", "1"))
            for element in table.iter(f"{TABLE}table-{kind}")
            if element.get(f"{TABLE}visibility") in HIDDEN
        )
        for kind in ("row", "column")
    )
    return Unseen(rows, columns)


def _of_binary(book: zipfile.ZipFile, sheet: str, width: int) -> Unseen:
    """Of an .xlsb file, whose records of rows and columns have a sign for it ([MS-XLSB]: fDyZero of
    BrtRowHdr, fHidden of BrtColInfo)."""
    part = binary_part(book, sheet)
    rows = columns = 0
    for kind, record in _records(b"" if part is None else book.read(part)):
        if kind == ROW_RECORD and len(record) > ROW_SIGNS:
            rows += record[ROW_SIGNS] >> 4 & 1
        elif kind == COLUMN_RECORD and len(record) > COLUMN_SIGNS and record[COLUMN_SIGNS] & 1:
            first, last = struct.unpack_from("<2I", record)
            columns += max(0, min(last, width - 1) - first + 1)
    return Unseen(rows, columns)


def _records(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and content of each record, before which both its kind and its length stand."""
    at = 0
    while at < len(content):
        kind, at = _number(content, at)
        length, at = _number(content, at)
        yield kind, content[at : at + length]
        at += length


def _number(content: bytes, at: int) -> tuple[int, int]:
    """A number in bytes of seven bits, the lowest ones first, and where it ends."""
    value = 0
    for place, byte in enumerate(content[at : at + 4]):
        value |= (byte & 0x7F) << 7 * place
        if byte < 0x80:
            return value, at + place + 1
    return value, at + 4


def unseen_words(rows: int, columns: int) -> Text | None:
    """That hidden rows and columns are read too; None where there are none."""
    if not rows and not columns:
        return None
    zh = [f"{n} {word}" for n, word in ((rows, "行"), (columns, "列")) if n]
    en = [
        several(n, one, more)
        for n, one, more in ((rows, "row", "rows"), (columns, "column", "columns"))
        if n
    ]
    return Text(
        f"工作表中有 {'、'.join(zh)}被隐藏，也照样读入；不要的话请先在文件中删去",
        f"{' and '.join(en)} hidden in the sheet are read all the same; delete them in the file "
        "if they should not be",
    )
