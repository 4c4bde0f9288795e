"""Where a sheet's headings stand: in one row or two, below titles; and what a title says.

Titles often hold the unit of all amounts (单位：亿元). Of two heading rows the upper one groups the
lower one's (营业收入 over 2023年, 2024年), or the lower one holds units.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice, zip_longest
from pathlib import Path
from typing import Final, NamedTuple

from data_layer.importer.errors import BadMappingError
from data_layer.importer.headings import heading_key, meaning
from data_layer.importer.proposals import is_name, name_column
from data_layer.importer.source import (
    BATCH_ROWS,
    Batch,
    Format,
    Reject,
    Source,
    Wanted,
    above,
    checked_header,
    text_frame,
)
from data_layer.importer.units import AMOUNT_WORDS, COUNT_WORDS, RATIO_WORDS, Unit
from data_layer.vocabulary.text import Text

HEADING_WITHIN: Final = 20
LOOKED_AT: Final = 220
TITLE_UNIT: Final = re.compile(r"单位\s*[:：]?\s*(?:人民币)?\s*(百万元|万元|亿元|千元|元)")
UNIT_CELLS: Final = frozenset((*AMOUNT_WORDS, *RATIO_WORDS, *COUNT_WORDS))
YEAR_CELL: Final = re.compile(r"(?:19|20)\d{2}\s*(?:年度?)?|\d{1,2}月")


class Record(NamedTuple):
    """Number and cells of a row; `own` is what stands in it without the merges of rows above."""

    number: int
    cells: Sequence[str]
    own: Sequence[str]


class Headings(NamedTuple):
    """Positions (from 0) of the first and last heading row among the first rows, and the texts."""

    top: int
    bottom: int
    cells: tuple[str, ...]
    named: bool


def lay_out(
    path: Path,
    format: Format,
    encoding: str | None,
    records: Iterator[Record],
    wanted: Wanted,
    notes: tuple[Text, ...] = (),
    sheet: str | None = None,
    batch_rows: int = BATCH_ROWS,
) -> Source:
    """Find the headings among a sheet's first rows; the rest is read while it is iterated."""
    first = list(islice(records, LOOKED_AT))
    found = headings(first, wanted)
    header = checked_header(path, found.cells)
    titles = [(it.number, it.cells) for it in first[: found.top]]
    rest = chain(first[found.bottom + 1 :], records)
    return Source(
        format,
        encoding,
        header,
        _batches(rest, len(header), batch_rows),
        above(titles) + notes,
        hint=None if found.named else _proposal(header, first[found.bottom + 1 :]),
        unit=title_unit(it.cells for it in first[: found.top]),
        sheet=sheet,
        named=found.named,
        heading_row=first[found.bottom].number if found.bottom >= 0 else 0,
        heading_rows=found.bottom - found.top + 1,
        top=tuple((it.number, tuple(it.cells)) for it in first[:HEADING_WITHIN]),
    )


def headings(looked_at: Sequence[Record], wanted: Wanted) -> Headings:
    """The row, or two rows that belong together, of which most cells are headings.

    Without a row that gives the names, the first one that holds more than a title.
    """
    if wanted.row is not None:
        return _at(looked_at, wanted)
    rows, mapped = looked_at[:HEADING_WITHIN], wanted.named
    if not rows:
        return Headings(0, 0, (), False)
    best = max(range(len(rows)), key=lambda at: (*_score(rows[at].cells, mapped), -at))
    score = _score(rows[best].cells, mapped)
    found = Headings(best, best, tuple(rows[best].cells), score[1])
    for top in range(len(rows) - 1):
        upper, lower = rows[top], rows[top + 1]
        joined = _joined(upper, lower)
        if joined is None or not (better := _score(joined, mapped))[1]:
            continue
        if better > score or (better == score and _is_units(lower)):
            score, found = better, Headings(top, top + 1, joined, True)
    if found.named or score[0]:
        return found
    filled = [sum(1 for it in row.cells if it.strip()) for row in rows]
    at = 0 if filled[0] != 1 else next((at for at, n in enumerate(filled) if n > 1), 0)
    return Headings(at, at, tuple(rows[at].cells), False)


def _at(rows: Sequence[Record], wanted: Wanted) -> Headings:
    """The headings where somebody said that they stand; of a file without any, column numbers."""
    if wanted.row == 0:
        width = max((len(it.cells) for it in rows), default=0)
        cells = tuple(f"#{at}" for at in range(1, width + 1))
        return Headings(0, -1, cells, _score(cells, wanted.named)[1])
    top = next((at for at, row in enumerate(rows) if row.number == wanted.row), None)
    if top is None:
        raise _no_row(wanted.row or 0)
    cells = tuple(rows[top].cells)
    two = wanted.rows == 2 and top + 1 < len(rows)
    if two:
        cells = _together(rows[top], rows[top + 1])
    return Headings(top, top + two, cells, _score(cells, wanted.named)[1])


def title_unit(titles: Iterable[Sequence[str]]) -> Unit | None:
    """The unit of amounts that a title says, None for none and for several."""
    found = {
        AMOUNT_WORDS[said]
        for cells in titles
        for cell in cells
        for said in TITLE_UNIT.findall(cell or "")
    }
    return next(iter(found)) if len(found) == 1 else None


def _score(cells: Sequence[str], mapped: Mapping[str, bool]) -> tuple[int, bool, int]:
    """How many cells a mapping names, whether one gives the names, how many are headings."""
    keys = [heading_key(cell) for cell in cells if cell and cell.strip()]
    known = {key: mapped[key] for key in keys if key in mapped}
    meant = {key: found.column for key in keys if (found := meaning(key)) is not None}
    named = any(known.values()) or "name" in meant.values()
    return len(known), named, len(meant | known)


def _joined(upper: Record, lower: Record) -> tuple[str, ...] | None:
    """Two rows' cells as one; None where the lower one cannot be a row of headings."""
    below = [it.strip() for it in lower.own]
    said = [it for it in below if it]
    if not said or any(is_name(it) or (_digits(it) and not YEAR_CELL.fullmatch(it)) for it in said):
        return None
    return _together(upper, lower)


def _together(upper: Record, lower: Record) -> tuple[str, ...]:
    """Two rows' cells as one: what groups columns stands before what tells them apart."""
    below = [it.strip() for it in lower.own]
    group, cells = "", []
    for top, own, bottom in zip_longest(upper.cells, upper.own, below, fillvalue=""):
        group = own.strip() or (group if bottom else "")
        cells.append(_one(top.strip() or group, bottom))
    return tuple(cells)


def _is_units(row: Record) -> bool:
    """Whether a row holds units and nothing else."""
    return all(it.strip("()（） ") in UNIT_CELLS for it in row.own if it.strip())


def _one(top: str, bottom: str) -> str:
    if not bottom or not top or top == bottom:
        return top or bottom
    if bottom.strip("()（）") in UNIT_CELLS:
        return f"{top}（{bottom.strip('()（）')}）"
    both = f"{top}{bottom}"
    return both if meaning(both) is not None or meaning(bottom) is None else bottom


def _digits(text: str) -> bool:
    return any(it.isdigit() for it in text) and meaning(text) is None


def _batches(records: Iterator[Record], width: int, size: int) -> Iterator[Batch]:
    padding = [""] * width
    while batch := list(islice(records, size)):
        surplus = tuple(
            Reject(it.number, f"#{at}", cell, Text("该行比表头多出的单元格", "beyond the headings"))
            for it in batch
            if len(it.cells) > width
            for at, cell in enumerate(it.cells[width:], start=width + 1)
            if cell.strip()
        )
        rows = (
            it.cells if len(it.cells) == width else ([*it.cells, *padding])[:width] for it in batch
        )
        yield Batch(text_frame([it.number for it in batch], rows, width), surplus)


def _proposal(header: tuple[str, ...], rows: Sequence[Record]) -> Text | None:
    """Which column looks like the names, where no heading says so."""
    at = name_column(header, [it.cells for it in rows])
    if at is None:
        return None
    return Text(
        f'列 {header[at]} 像是企业名称，可在映射文件中写 "{header[at]}" = "name"',
        f'column {header[at]} looks like the names: map "{header[at]}" = "name"',
    )


def _no_row(number: int) -> BadMappingError:
    return BadMappingError(
        Text(
            f"映射文件的 heading_row：前 {LOOKED_AT} 行中没有第 {number} 行，或该行是空行",
            f"heading_row in the mapping file: row {number} is not among the first "
            f"{LOOKED_AT} rows, or blank",
        )
    )
