"""Sheets of workbooks (xlsx, xls, ods, xlsb) as rows of text: merges filled, formats applied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import Final

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetVisibleEnum,
)

from data_layer.importer.errors import UnreadableFileError
from data_layer.importer.extent import check_extent
from data_layer.importer.layout import Record, lay_out
from data_layer.importer.merges import Span, open_document, spans_of
from data_layer.importer.number_formats import marks
from data_layer.importer.sniffed import locked, refuse_password
from data_layer.importer.source import Source, Wanted, damaged
from data_layer.importer.unseen import said, unseen
from data_layer.vocabulary.text import Text, several

EXACT: Final = 10.0**15
"""Whole numbers up to here are kept by spreadsheets digit for digit."""


def open_workbook(path: Path, named: str | None, wanted: Wanted) -> Source:
    """One sheet of a workbook: the named one, else the first that names enterprises, else the
    first."""
    refuse_password(path)
    try:
        with path.open("rb") as file:
            book = CalamineWorkbook.from_filelike(file)
        names, hidden = book.sheet_names, _hidden(book)
        if named is not None and named not in names:
            raise _no_sheet(path, named, names)
        chosen = [named] if named is not None else sorted(names, key=lambda it: it in hidden)
        found = _chosen(path, book, chosen, wanted)
    except PasswordError as error:
        raise locked(path) from error
    except (CalamineError, ValueError, OSError) as error:
        raise damaged(path, "Excel") from error
    if not names:
        raise damaged(path, "Excel")
    if found is None:
        name = named or names[0]
        raise UnreadableFileError(
            Text(f"{path.name} 的工作表 {name} 是空的", f"{path.name}: sheet {name} is empty")
        )
    return found.with_hint(_other_sheets(found.sheet or "", names, hidden))


def _chosen(path: Path, book: CalamineWorkbook, names: list[str], wanted: Wanted) -> Source | None:
    """The first sheet that names enterprises, else the first that holds anything; one that cannot
    be read matters only where no other names any."""
    first: Source | None = None
    trouble: UnreadableFileError | None = None
    for name in names:
        try:
            opened = _sheet(path, book, name, wanted)
        except UnreadableFileError as error:
            trouble = trouble or error
            continue
        if opened is not None and opened.named:
            return opened
        first = first or opened
    if trouble is not None:
        raise trouble
    return first


def _hidden(book: CalamineWorkbook) -> frozenset[str]:
    shown = SheetVisibleEnum.Visible
    return frozenset(it.name for it in book.sheets_metadata if it.visible != shown)


def sheet_names(path: Path) -> tuple[str, ...]:
    """The sheets of a workbook; none if it cannot be read."""
    try:
        with path.open("rb") as file:
            return tuple(CalamineWorkbook.from_filelike(file).sheet_names)
    except (CalamineError, ValueError, OSError):
        return ()


def _sheet(
    path: Path,
    book: CalamineWorkbook,
    name: str,
    wanted: Wanted,
) -> Source | None:
    """A sheet laid out; None if it is empty."""
    check_extent(path, name)
    sheet = book.get_sheet_by_name(name)
    document = open_document(path, name)
    spans = spans_of(path, name, sheet, document)
    shown = marks(path, name) or dict.fromkeys(document.percentages, "%")
    width = sheet.total_width + 1 if sheet.end is None else sheet.end[1] + 1
    untold = unseen(path, name, width)
    records = _records(sheet, spans, shown, untold.valueless)
    first = next(records, None)
    if first is None:
        return None
    deep = sum(1 for it in spans if it.bottom > it.top)
    hidden = said(untold.rows, untold.columns)
    notes = (*([_merged(deep)] if deep else []), *([hidden] if hidden else []))
    return lay_out(path, "excel", None, chain([first], records), wanted, notes, name)


def _records(
    sheet: CalamineSheet,
    merges: Iterable[Span],
    shown: Mapping[tuple[int, int], str],
    valueless: Mapping[tuple[int, int], str],
) -> Iterator[Record]:
    """Number and cells of each row that is not blank, merges filled and said apart."""
    begun: dict[int, list[Span]] = {}
    for it in merges:
        begun.setdefault(it.top, []).append(it)
    reaching: dict[Span, str] = {}
    width = sheet.total_width + 1 if sheet.end is None else sheet.end[1] + 1
    padding = [""] * (sheet.start[1] if sheet.start else 0)
    for at, values in enumerate(sheet.iter_rows()):
        cells = [_text(value, shown.get((at, place))) for place, value in enumerate(values)]
        cells = cells if len(cells) >= width else padding + cells
        for place in range(len(cells)) if valueless else ():
            cells[place] = cells[place] or valueless.get((at, place), "")
        own = tuple(cells)
        for it in begun.get(at, ()):
            if it.left < len(own) and own[it.left].strip():
                reaching[it] = own[it.left]
        reaching = {it: text for it, text in reaching.items() if it.bottom >= at}
        for it, text in reaching.items():
            if it.left < len(cells) and not cells[it.left].strip():
                cells[it.left] = text
        if any(it.strip() for it in own):
            yield Record(at + 1, cells, own, _across(reaching, cells))


def _across(reaching: Mapping[Span, str], cells: Sequence[str]) -> Mapping[int, str]:
    """What merges give to the cells right of their first one, where the row holds more than one
    merge: one alone is a title or the heading of a group."""
    filled = sum(1 for it in cells if it.strip())
    return {
        place: text
        for it, text in reaching.items()
        if filled > 1
        for place in range(it.left + 1, min(it.right + 1, len(cells)))
        if not cells[place].strip()
    }


def _text(value: object, mark: str | None) -> str:
    """A cell as text: dates as ISO 8601, whole numbers without .0, as its format shows it."""
    if isinstance(value, str):
        return "" if value.startswith("#") and value.rstrip("!?").isupper() else value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        if mark == "%":
            return f"{round(value * 100, 9):.12g}%"
        whole = value == int(value) if abs(value) < EXACT else False
        return (str(int(value)) if whole else repr(float(value))) + (mark or "")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time().isoformat() == "00:00:00" else str(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _merged(count: int) -> Text:
    return Text(
        f"{count} 处合并单元格已按首行的值填到下面各行",
        several(
            count, "merged cell gives its value to all its", "merged cells give theirs to all their"
        )
        + " rows",
    )


def _no_sheet(path: Path, wanted: str, names: list[str]) -> UnreadableFileError:
    return UnreadableFileError(
        Text(
            f"{path.name} 没有工作表 {wanted}；现有：{'、'.join(names)}",
            f"{path.name} has no sheet {wanted}; it has: {', '.join(names)}",
        )
    )


def _other_sheets(read: str, names: list[str], hidden: frozenset[str]) -> Text | None:
    """What is not read, and whether what is read is hidden from who opens the workbook."""
    others = [name for name in names if name != read]
    if not others and read not in hidden:
        return None
    shown = [Text(it, it) if it not in hidden else _as_hidden(it) for it in (read, *others)]
    unread_zh = "、".join(it.zh for it in shown[1:])
    unread_en = ", ".join(it.en for it in shown[1:])
    return Text(
        f"读的是工作表 {shown[0].zh}" + (f"；未读：{unread_zh}" if others else ""),
        f"sheet {shown[0].en} is read" + (f"; not read: {unread_en}" if others else ""),
    )


def _as_hidden(name: str) -> Text:
    return Text(f"{name}（隐藏的）", f"{name} (hidden)")
