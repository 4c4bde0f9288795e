"""Rows and columns of a sheet that are hidden from who opens it, and read all the same."""

from __future__ import annotations

import re
import struct
import zipfile
from io import StringIO
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

import xlrd

from data_layer.importer.number_formats import part_of
from data_layer.importer.sniffed import kind_of
from data_layer.vocabulary.text import Text, several

ROW: Final = re.compile(rb'<(?:\w+:)?row\b[^>]*?\shidden="(?:1|true)"')
COLUMN: Final = re.compile(rb'<(?:\w+:)?col\b[^>]*?\shidden="(?:1|true)"[^>]*>')
ENDS: Final = re.compile(rb'\b(min|max)="(\d+)"')
BLOCK: Final = 1 << 22
LONGEST: Final = 400
"""Bytes that a tag of a row or column takes at most."""


def hidden(path: Path, sheet: str, width: int) -> tuple[int, int]:
    """How many rows and columns of a sheet of an .xlsx or .xls file are hidden; columns among the
    first `width`, which hold cells."""
    if kind_of(path) == "ole":
        return _of_old(path, sheet)
    try:
        with zipfile.ZipFile(path) as book:
            part = part_of(book, sheet)
            return (0, 0) if part is None else _of_part(book, part, width)
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, OSError):
        return 0, 0


def _of_part(book: zipfile.ZipFile, part: str, width: int) -> tuple[int, int]:
    rows = columns = 0
    rest = b""
    with book.open(part) as file:
        while block := file.read(BLOCK):
            text = rest + block
            cut = text.rfind(b"<") if len(block) == BLOCK else len(text)
            rest, text = text[cut:][:LONGEST], text[:cut]
            rows += len(ROW.findall(text))
            for tag in COLUMN.findall(text):
                ends = {name: int(at) for name, at in ENDS.findall(tag)}
                columns += max(0, min(ends.get(b"max", 0), width) - ends.get(b"min", 1) + 1)
    return rows, columns


def _of_old(path: Path, sheet: str) -> tuple[int, int]:
    try:
        book = xlrd.open_workbook(path, formatting_info=True, on_demand=True, logfile=StringIO())
        opened = book.sheet_by_name(sheet)
    except (xlrd.XLRDError, ValueError, IndexError, AssertionError, struct.error, OSError):
        return 0, 0
    rows = sum(1 for at, row in opened.rowinfo_map.items() if row.hidden and at < opened.nrows)
    columns = sum(
        1 for at, column in opened.colinfo_map.items() if column.hidden and at < opened.ncols
    )
    return rows, columns


def said(rows: int, columns: int) -> Text | None:
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
