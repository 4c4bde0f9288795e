"""Small .ods and .xlsb workbooks, written record by record as their standards say."""

import struct
import zipfile
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from markupsafe import escape

SPANS = Mapping[tuple[int, int], int]
"""How many rows a cell reaches over, by row and column from 0."""
HIDDEN = ' table:visibility="filter"'
CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3">
<office:body><office:spreadsheet><table:table table:name="名单">{rows}</table:table>
</office:spreadsheet></office:body></office:document-content>"""
MANIFEST = """<?xml version="1.0"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>"""
RELATIONS = """<?xml version="1.0"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Target="worksheets/sheet1.bin"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/>
</Relationships>"""


def write_ods(
    path: Path,
    rows: Sequence[Sequence[str | float]],
    spans: SPANS,
    hidden: Collection[int] = (),
) -> Path:
    """An .ods file of one sheet; numbers are percentages. hidden: rows that a filter hides."""
    lines = [
        f"<table:table-row{HIDDEN * (at in hidden)}>"
        + "".join(_cell(cell, spans.get((at, left), 1)) for left, cell in enumerate(row))
        + "</table:table-row>"
        for at, row in enumerate(rows)
    ]
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("META-INF/manifest.xml", MANIFEST)
        book.writestr("content.xml", CONTENT.format(rows="".join(lines)))
    return path


def _cell(cell: str | float, down: int) -> str:
    span = f' table:number-rows-spanned="{down}" table:number-columns-spanned="1"' * (down > 1)
    if isinstance(cell, float):
        return (
            f'<table:table-cell{span} office:value-type="percentage" office:value="{cell}">'
            f"<text:p>{cell:.1%}</text:p></table:table-cell>"
        )
    if not cell:
        return f"<table:table-cell{span}/>"
    text = escape(cell)
    return (
        f'<table:table-cell{span} office:value-type="string"><text:p>{text}</text:p>'
        "</table:table-cell>"
    )


def write_xlsb(
    path: Path, rows: Sequence[Sequence[str]], spans: SPANS, hidden: Collection[int] = ()
) -> Path:
    """An .xlsb file of one sheet of texts ([MS-XLSB] 2.2.1). hidden: rows that a filter hides."""
    bundle = struct.pack("<II", 0, 1) + _text("rId1") + _text("名单")
    workbook = _record(131) + _record(143) + _record(156, bundle) + _record(144) + _record(132)
    last = len(rows) - 1, max(map(len, rows)) - 1
    sheet = _record(129) + _record(148, struct.pack("<4I", 0, last[0], 0, last[1])) + _record(145)
    for at, row in enumerate(rows):
        sheet += _record(0, struct.pack("<IIHBBBI", at, 0, 300, 0, 16 * (at in hidden), 0, 0))
        for left, cell in enumerate(row):
            if cell:
                sheet += _record(6, struct.pack("<II", left, 0) + _text(cell))
    sheet += _record(146) + _record(176, struct.pack("<I", len(spans)))
    for (at, left), down in spans.items():
        sheet += _record(177, struct.pack("<4I", at, at + down - 1, left, left))
    sheet += _record(178) + _record(130)
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("xl/workbook.bin", workbook)
        book.writestr("xl/_rels/workbook.bin.rels", RELATIONS)
        book.writestr("xl/worksheets/sheet1.bin", sheet)
    return path


def _record(kind: int, body: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, size = len(body), b""
    while True:
        size += bytes([length & 0x7F | (0x80 if length > 0x7F else 0)])
        length >>= 7
        if not length:
            return head + size + body


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")
