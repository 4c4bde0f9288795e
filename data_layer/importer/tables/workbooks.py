"""Sheets of workbooks (xlsx, xls, ods, xlsb) as rows of text: merges filled, formats applied."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
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
from data_layer.importer.tables.alike import alike_sheets, alike_words
from data_layer.importer.tables.extent import check_extent
from data_layer.importer.tables.heading_rows import Record
from data_layer.importer.tables.joined_sheets import joined_sheets
from data_layer.importer.tables.layout import lay_out
from data_layer.importer.tables.merges import Span, open_document, spans_of
from data_layer.importer.tables.number_formats import marks
from data_layer.importer.tables.sniffed import locked, refuse_password
from data_layer.importer.tables.source import Source, Wanted, damaged
from data_layer.importer.tables.unseen import unseen, unseen_words
from data_layer.vocabulary.text import Text, several

EXACT: Final = 10.0**15
"""Whole numbers up to here are kept by spreadsheets digit for digit."""


def open_workbook(path: Path, named: str | None, wanted: Wanted, *, join: bool = False) -> Source:
    """One sheet of a workbook: the named one, else the first that names enterprises, else the
    first. join: with the rows of the sheets that have the same headings."""
    refuse_password(path)
    try:
        with path.open("rb") as file:
            book = CalamineWorkbook.from_filelike(file)
        names, hidden = book.sheet_names, _hidden(book)
        if named is not None and named not in names:
            raise _no_sheet(path, named, names)
        chosen = [named] if named is not None else sorted(names, key=lambda name: name in hidden)
        source = _chosen(path, book, chosen, wanted=wanted)
    except PasswordError as error:
        raise locked(path) from error
    except (CalamineError, ValueError, OSError) as error:
        raise damaged(path, "Excel") from error
    if not names:
        raise damaged(path, "Excel")
    if source is None:
        name = named or names[0]
        raise UnreadableFileError(
            Text(f"{path.name} 的工作表 {name} 是空的", f"{path.name}: sheet {name} is empty")
        )
    read = source.sheet or ""
    unread = [name for name in names if name != read]
    alike = alike_sheets(source, _opened(path, book, unread, wanted=wanted))
    source = replace(source, alike=alike)
    if join:
        same = [one.sheet for one in alike]
        source = joined_sheets(source, _opened(path, book, same, wanted=wanted))
    others = [name for name in names if name not in source.joined[1:]]
    hinted = source.with_hint(_other_sheets(read, others, hidden))
    words = alike_words(source.alike)
    return replace(
        hinted,
        notes=(*hinted.notes, *words),
        corrected=(*hinted.corrected, *words),
    )


def _opened(
    path: Path, book: CalamineWorkbook, names: Iterable[str], wanted: Wanted
) -> Iterator[Source]:
    """The sheets that can be laid out; what is wrong with another is said when it is chosen."""
    for name in names:
        try:
            opened = _sheet(path, book, name, wanted=wanted._replace(row=None))
        except (UnreadableFileError, CalamineError, ValueError):
            continue
        if opened is not None:
            yield opened


def _chosen(path: Path, book: CalamineWorkbook, names: list[str], wanted: Wanted) -> Source | None:
    """The first sheet that names enterprises, else the first that holds anything; one that cannot
    be read matters only where no other names any."""
    first: Source | None = None
    trouble: UnreadableFileError | None = None
    for name in names:
        try:
            opened = _sheet(path, book, name, wanted=wanted)
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
    visible = SheetVisibleEnum.Visible
    return frozenset(sheet.name for sheet in book.sheets_metadata if sheet.visible != visible)


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
    spans = spans_of(path, name, sheet, document=document)
    marked = marks(path, name) or dict.fromkeys(document.percentages, "%")
    width = sheet.total_width + 1 if sheet.end is None else sheet.end[1] + 1
    untold = unseen(path, name, width)
    records = _records(sheet, spans, marked, valueless=untold.valueless)
    first = next(records, None)
    if first is None:
        return None
    deep = sum(1 for span in spans if span.bottom > span.top)
    hidden = unseen_words(untold.rows, untold.columns)
    notes = (*([_merged(deep)] if deep else []), *([hidden] if hidden else []))
    return lay_out(
        path, "excel", None, records=chain([first], records), wanted=wanted, notes=notes, sheet=name
    )


def _records(
    sheet: CalamineSheet,
    merges: Iterable[Span],
    marked: Mapping[tuple[int, int], str],
    valueless: Mapping[tuple[int, int], str],
) -> Iterator[Record]:
    """Number and cells of each row that is not blank, merges filled and said apart."""
    begun: dict[int, list[Span]] = {}
    for span in merges:
        begun.setdefault(span.top, []).append(span)
    reaching: dict[Span, str] = {}
    width = sheet.total_width + 1 if sheet.end is None else sheet.end[1] + 1
    padding = [""] * (sheet.start[1] if sheet.start else 0)
    for at, values in enumerate(sheet.iter_rows()):
        cells = [_text(value, marked.get((at, place))) for place, value in enumerate(values)]
        cells = cells if len(cells) >= width else padding + cells
        for place in range(len(cells)) if valueless else ():
            cells[place] = cells[place] or valueless.get((at, place), "")
        own = tuple(cells)
        for span in begun.get(at, ()):
            if span.left < len(own) and own[span.left].strip():
                reaching[span] = own[span.left]
        reaching = {span: text for span, text in reaching.items() if span.bottom >= at}
        for span, text in reaching.items():
            if span.left < len(cells) and not cells[span.left].strip():
                cells[span.left] = text
        if any(cell.strip() for cell in own):
            yield Record(at + 1, cells, own, across=_across(reaching, cells))


def _across(reaching: Mapping[Span, str], cells: Sequence[str]) -> Mapping[int, str]:
    """What merges give to the cells right of their first one, where the row holds more than one
    merge: one alone is a title or the heading of a group."""
    filled = sum(1 for cell in cells if cell.strip())
    return {
        place: text
        for span, text in reaching.items()
        if filled > 1
        for place in range(span.left + 1, min(span.right + 1, len(cells)))
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
    sheets = [
        Text(name, name) if name not in hidden else _as_hidden(name) for name in (read, *others)
    ]
    unread_zh = "、".join(words.zh for words in sheets[1:])
    unread_en = ", ".join(words.en for words in sheets[1:])
    return Text(
        f"读的是工作表 {sheets[0].zh}" + (f"；未读：{unread_zh}" if others else ""),
        f"sheet {sheets[0].en} is read" + (f"; not read: {unread_en}" if others else ""),
    )


def _as_hidden(name: str) -> Text:
    return Text(f"{name}（隐藏的）", f"{name} (hidden)")
