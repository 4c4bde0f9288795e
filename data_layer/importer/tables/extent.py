"""How far the cells of an .xlsx sheet reach: a single one at its far end makes a table of billions.

Read from the cells themselves, since what a sheet says of its size need not be so.
"""

import re
import zipfile
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from data_layer.importer.errors import UnreadableFileError
from data_layer.importer.tables.number_formats import CHUNK, column_of, part_of
from data_layer.importer.tables.source import MOST_COLUMNS
from data_layer.vocabulary.text import Text

FAR: Final = re.compile(rb'<c [^>]*?r="([A-Z]{2,3})\d+"')
ROW: Final = re.compile(rb'<row [^>]*?r="(\d+)"')
MOST_CELLS: Final = 60_000_000


def check_extent(path: Path, sheet: str) -> None:
    """UnreadableFileError for a sheet whose cells reach too far; nothing for other files."""
    try:
        with zipfile.ZipFile(path) as book:
            part = part_of(book, sheet)
            column, row = _last(book, part) if part else (b"A", 1)
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, OSError):
        return
    width = column_of(column) + 1
    if width > MOST_COLUMNS or width * row > MOST_CELLS:
        raise _too_far(path, sheet, f"{column.decode()}{row}")


def _last(book: zipfile.ZipFile, part: str) -> tuple[bytes, int]:
    """The last column beyond Z (A for none), and the last row."""
    column, row, tail = b"A", 1, b""
    with book.open(part) as file:
        while chunk := file.read(CHUNK):
            tail = tail[-256:] + chunk
            column = max([column, *FAR.findall(tail)], key=lambda letters: (len(letters), letters))
            if (row_tag := ROW.match(tail, tail.rfind(b"<row ", 0, len(tail) - 200))) is not None:
                row = max(row, int(row_tag[1]))
        if (row_tag := ROW.match(tail, tail.rfind(b"<row "))) is not None:
            row = max(row, int(row_tag[1]))
    return column, row


def _too_far(path: Path, sheet: str, corner: str) -> UnreadableFileError:
    return UnreadableFileError(
        Text(
            f"{path.name} 的工作表“{sheet}”一直到 {corner}，范围太大；"
            "请删除远处多余的单元格后另存，再导入",
            f"{path.name}: sheet “{sheet}” reaches to {corner}, which is too far; delete the stray "
            "cells at its end, save it and import that",
        )
    )
