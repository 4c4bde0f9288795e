"""Number formats of a sheet that change what a number means: 0.052 shown as 5.2 %.

A cell's format stands apart from its value; only formats with a per cent sign or with a unit in
quotation marks (0.00"万元") matter here.
"""

import re
import struct
import zipfile
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

import xlrd

from data_layer.importer.cells.units import AMOUNT_WORDS
from data_layer.importer.tables.sniffed import kind_of

MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
BUILT_IN: Final[Mapping[int, str]] = {9: "%", 10: "%"}
CELL: Final = re.compile(rb'<c\s[^>]*?r="([A-Z]+)(\d+)"[^>]*?\ss="(\d+)"')
CELL_STYLE_FIRST: Final = re.compile(rb'<c\s[^>]*?s="(\d+)"[^>]*?\sr="([A-Z]+)(\d+)"')
QUOTED: Final = re.compile(r'"([^"]+)"')
CHUNK: Final = 1 << 22
LARGEST: Final = 1 << 26
"""Bytes of the parts that are read whole."""


def marks(path: Path, sheet: str) -> Mapping[tuple[int, int], str]:
    """`%` or a word for a unit, by row and column (from 0) of the cells whose format has one.

    Empty for other kinds of files and for workbooks that have no such format.
    """
    if kind_of(path) == "ole":
        return _marks_of_old(path, sheet)
    try:
        with zipfile.ZipFile(path) as book:
            styles = _styles(book)
            part = part_of(book, sheet) if styles else None
            return dict(_cells(book, part, styles)) if part else {}
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, OSError):
        return {}


def _marks_of_old(path: Path, sheet: str) -> Mapping[tuple[int, int], str]:
    """The same of an .xls file; empty where it cannot be read so."""
    try:
        book = xlrd.open_workbook(path, formatting_info=True, on_demand=True, logfile=StringIO())
        opened = book.sheet_by_name(sheet)
    except (xlrd.XLRDError, ValueError, IndexError, AssertionError, struct.error, OSError):
        return {}
    codes = [book.format_map[style.format_key].format_str for style in book.xf_list]
    marked = {at: mark for at, code in enumerate(codes) if (mark := _mark(code))}
    return {
        (row, column): mark
        for row in range(opened.nrows if marked else 0)
        for column in range(opened.row_len(row))
        if (mark := marked.get(opened.cell_xf_index(row, column)))
    }


def _styles(book: zipfile.ZipFile) -> Mapping[int, str]:
    """The mark by number of a cell style."""
    root = _tree(book, "xl/styles.xml")
    own = {
        int(number_format.get("numFmtId", "0")): _mark(number_format.get("formatCode", ""))
        for number_format in root.iter(f"{MAIN}numFmt")
    }
    formats: Mapping[int, str | None] = {**BUILT_IN, **own}
    cells = root.find(f"{MAIN}cellXfs")
    mark_of_style: dict[int, str] = {}
    for at, style in enumerate(() if cells is None else cells):
        if mark := formats.get(int(style.get("numFmtId", "0"))):
            mark_of_style[at] = mark
    return mark_of_style


def _mark(code: str) -> str | None:
    """Formats that also scale what they show (0!.0000"亿元") say nothing of the value."""
    first = code.split(";")[0]
    if "%" in QUOTED.sub("", first):
        return "%"
    scaled = re.search(r"[!\\]\.|,(?=[^0#]*$)", QUOTED.sub("", first)) is not None
    words = (word.strip() for word in QUOTED.findall(first))
    return None if scaled else next((word for word in words if word in AMOUNT_WORDS), None)


def part_of(book: zipfile.ZipFile, sheet: str) -> str | None:
    """The file of a sheet within an .xlsx workbook."""
    relations = {
        relation.get("Id"): relation.get("Target", "")
        for relation in _tree(book, "xl/_rels/workbook.xml.rels")
    }
    for sheet_tag in _tree(book, "xl/workbook.xml").iter(f"{MAIN}sheet"):
        if sheet_tag.get("name") == sheet:
            target = relations.get(sheet_tag.get(RELATION), "")
            return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return None


def _tree(book: zipfile.ZipFile, name: str) -> ElementTree.Element:
    if book.getinfo(name).file_size > LARGEST:
        raise KeyError(name)
    text = book.read(name)
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise KeyError(name)  # entities are never in a workbook, and may grow without end
    return ElementTree.fromstring(text)


def _cells(
    book: zipfile.ZipFile, part: str, styles: Mapping[int, str]
) -> Iterator[tuple[tuple[int, int], str]]:
    with book.open(part) as file:
        rest = b""
        while chunk := file.read(CHUNK):
            rest += chunk
            end = rest.rfind(b"<c ") if len(chunk) == CHUNK else len(rest)
            piece, rest = rest[:end], rest[end:]
            for letters, row, style in CELL.findall(piece):
                if mark := styles.get(int(style)):
                    yield (int(row) - 1, column_of(letters)), mark
            for style, letters, row in CELL_STYLE_FIRST.findall(piece):
                if mark := styles.get(int(style)):
                    yield (int(row) - 1, column_of(letters)), mark


def column_of(letters: bytes) -> int:
    """The number of a column, from 0: A, B, ..., Z, AA."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
