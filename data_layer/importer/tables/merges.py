"""Merged cells and percentages of the workbooks of which calamine does not give them.

OpenDocument says both at each cell (table:number-rows-spanned, office:value-type). In .xlsb, the
records of merges follow each other behind the cells ([MS-XLSB] 2.4.80, 2.4.677, 2.4.395).
"""

import re
import struct
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple
from xml.etree import ElementTree

from python_calamine import CalamineSheet

TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
CELLS: Final = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
WORTH: Final = re.compile(rb'(?:rows|columns)-spanned="(?!1")|value-type="percentage"')
LARGEST: Final = 1 << 28
"""Bytes of an OpenDocument table that are looked through."""
MERGES: Final = re.compile(rb"\xb0\x01\x04.{4}((?:\xb1\x01\x10.{16})+)\xb2\x01\x00", re.DOTALL)
MERGE: Final = struct.Struct("<3x4I")
BUNDLE: Final = re.compile(rb"\x9c\x01(.)", re.DOTALL)


class Span(NamedTuple):
    """A merged range; rows and columns from 0, the last ones among them."""

    top: int
    bottom: int
    left: int
    right: int


class OpenDocument(NamedTuple):
    """What a sheet of an .ods file says at its cells."""

    spans: tuple[Span, ...]
    percentages: frozenset[tuple[int, int]]


def spans_of(
    path: Path, name: str, sheet: CalamineSheet, document: OpenDocument
) -> tuple[Span, ...]:
    """The merges of a sheet, whatever the workbook's format."""
    if (ranges := sheet.merged_cell_ranges) is not None:
        return tuple(
            Span(top, bottom, left, right=right) for (top, left), (bottom, right) in ranges
        )
    return document.spans or tuple(_of_binary(path, name))


def open_document(path: Path, sheet: str) -> OpenDocument:
    """Merges and percentages of a sheet; none where the file is no OpenDocument table."""
    table = table_of(path, sheet, WORTH)
    return OpenDocument((), frozenset()) if table is None else _at_cells(table)


def table_of(path: Path, sheet: str, worth: re.Pattern[bytes]) -> ElementTree.Element | None:
    """A sheet of an OpenDocument table; None where the file is none, is too large to be looked
    through, or holds nothing `worth` it."""
    try:
        with zipfile.ZipFile(path) as book:
            if book.getinfo("content.xml").file_size > LARGEST:
                return None
            content = book.read("content.xml")
    except (zipfile.BadZipFile, KeyError, OSError):
        return None
    if b"<!DOCTYPE" in content or worth.search(content) is None:
        return None
    try:
        tables = ElementTree.fromstring(content).iter(f"{TABLE}table")
        return next((table for table in tables if table.get(f"{TABLE}name") == sheet), None)
    except ElementTree.ParseError:
        return None


def _at_cells(table: ElementTree.Element) -> OpenDocument:
    spans, percentages, at = [], set(), 0
    for row in table.iter(f"{TABLE}table-row"):
        left = 0
        for cell in row:
            if cell.tag not in CELLS:
                continue
            wide, down = _number(cell, "columns-repeated"), _number(cell, "rows-spanned")
            across = _number(cell, "columns-spanned")
            if down > 1 or across > 1:
                spans.append(Span(at, at + down - 1, left, right=left + across - 1))
            if cell.get(f"{OFFICE}value-type") == "percentage":
                percentages |= {(at, left + more) for more in range(wide)}
            left += wide
        at += _number(row, "rows-repeated")
    return OpenDocument(tuple(spans), frozenset(percentages))


def _number(element: ElementTree.Element, name: str) -> int:
    text = element.get(f"{TABLE}number-{name}", "1")
    return int(text) if text.isdigit() else 1


def _of_binary(path: Path, sheet: str) -> Iterable[Span]:
    """The merges of a sheet of an .xlsb file."""
    try:
        with zipfile.ZipFile(path) as book:
            part = binary_part(book, sheet)
            content = b"" if part is None else book.read(part)
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, OSError):
        return
    for records in MERGES.findall(content):
        for top, bottom, left, right in MERGE.iter_unpack(records):
            yield Span(top, bottom, left, right=right)


def binary_part(book: zipfile.ZipFile, sheet: str) -> str | None:
    """The file of a sheet within an .xlsb workbook: its BrtBundleSh record names the relation."""
    relations = ElementTree.fromstring(book.read("xl/_rels/workbook.bin.rels"))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for relation, name in _bundles(book.read("xl/workbook.bin")):
        if name == sheet and relation in targets:
            target = targets[relation]
            return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return None


def _bundles(content: bytes) -> Iterator[tuple[str, str]]:
    """Relation and name of each sheet: after eight bytes, two texts with their lengths before."""
    for record in BUNDLE.finditer(content):
        at, texts = record.end() + 8, []
        for _ in range(2):
            length = int.from_bytes(content[at : at + 4], "little")
            texts.append(content[at + 4 : at + 4 + 2 * length].decode("utf-16-le", "replace"))
            at += 4 + 2 * length
        yield texts[0], texts[1]
