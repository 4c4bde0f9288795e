"""Where a sheet's headings stand: in one row, two or three, below titles.

Of several heading rows the upper one groups the lower one's (营业收入 over 2023年, 2024年), or the
lower one holds units.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Final, NamedTuple

from data_layer.importer.errors import BadMappingError
from data_layer.importer.headings.meaning import heading_key, meaning
from data_layer.importer.headings.proposals import is_name
from data_layer.importer.tables.source import (
    FIND,
    LOOKED_AT,
    Wanted,
)
from data_layer.importer.tables.unit_rows import is_unit, units_row
from data_layer.vocabulary.text import Text

HEADING_WITHIN: Final = 20
MOST_ROWS: Final = 3
"""Of headings."""
YEAR_CELL: Final = re.compile(r"(?:19|20)\d{2}\s*(?:年度?)?|\d{1,2}月")


class Record(NamedTuple):
    """Number and cells of a row; `own` is what stands in it without the merges of rows above,
    `across` what merges give to empty cells, by position, in a row of data."""

    number: int
    cells: Sequence[str]
    own: Sequence[str]
    across: Mapping[int, str] = {}

    @property
    def filled(self) -> Sequence[str]:
        """The cells of a row of data."""
        if not self.across:
            return self.cells
        return [self.across.get(at, cell) for at, cell in enumerate(self.cells)]


class Headings(NamedTuple):
    """Positions (from 0) of the first and last heading row among the first rows, and the texts."""

    top: int
    bottom: int
    cells: tuple[str, ...]
    named: bool


def headings(looked_at: Sequence[Record], wanted: Wanted) -> Headings:
    """The row, or the rows that belong together, of which most cells are headings.

    Without a row that gives the names, the first one that holds more than a title.
    """
    if wanted.row is not None:
        return _at(looked_at, wanted)
    rows, mapped = looked_at[:HEADING_WITHIN], wanted.named
    if not rows:
        return Headings(0, 0, (), named=False)
    best = max(range(len(rows)), key=lambda at: (*_score(rows[at].cells, mapped), -at))
    score = _score(rows[best].cells, mapped)
    heading = Headings(best, best, tuple(rows[best].cells), named=score[1])
    for top, bottom, joined in _several(rows):
        better = _score(joined, mapped)
        below = units_row(rows[bottom].own) is not None
        units = below or any(units_row(rows[top].own) or ())
        goes_on = units or (top < heading.top and _reaches(rows[top], rows[top + 1]))
        more = better > score or (better == score and goes_on)
        if better[1] and more:
            score, heading = better, Headings(top, bottom, joined, named=True)
    if heading.named or score[0]:
        return heading
    if not score[2] and (first := _first_enterprise(rows)) is not None:
        return _numbered(looked_at, first)
    filled = [sum(1 for cell in row.cells if cell.strip()) for row in rows]
    at = 0 if filled[0] != 1 else next((at for at, n in enumerate(filled) if n > 1), 0)
    return Headings(at, at, tuple(rows[at].cells), named=False)


def _reaches(upper: Record, lower: Record) -> bool:
    """Whether a merge gives a cell of a row to the next one, of which both are headings then."""
    pairs = zip(upper.own, lower.own, lower.cells, strict=False)
    return any(above.strip() and not own.strip() and cell == above for above, own, cell in pairs)


def _several(rows: Sequence[Record]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """First and last of two or three rows that may hold the headings together, and these."""
    for top, first in enumerate(rows):
        if not any(cell.strip() for cell in first.own[1:]):
            continue  # a title groups no columns
        upper = first
        for bottom in range(top + 1, min(top + MOST_ROWS, len(rows))):
            if (cells := _joined(upper, rows[bottom])) is None:
                break
            yield top, bottom, cells
            upper = Record(first.number, cells, cells)


def _at(rows: Sequence[Record], wanted: Wanted) -> Headings:
    """The headings where somebody said that they stand; of a file without any, column numbers."""
    if wanted.row == 0:
        return _numbered(rows, 0, wanted.named)
    top = next((at for at, row in enumerate(rows) if row.number == wanted.row), None)
    if top is None:
        raise _no_row(wanted.row or 0)
    upper, bottom = rows[top], min(top + wanted.rows, len(rows)) - 1
    below = rows[bottom + 1 : bottom + 2]
    bottom += len(below) if below and units_row(below[0].own) is not None else 0
    for lower in rows[top + 1 : bottom + 1]:
        cells = _together(upper, lower)
        upper = Record(upper.number, cells, cells)
    return Headings(top, bottom, tuple(upper.cells), named=_score(upper.cells, wanted.named)[1])


def _first_enterprise(rows: Sequence[Record]) -> int | None:
    """Where the rows begin in a file without headings: the first row that holds a name, if there
    are titles of one cell above it at most."""
    at = next((at for at, row in enumerate(rows) if any(map(is_name, row.cells))), None)
    bare = at is not None and all(
        sum(1 for cell in row.own if cell.strip()) < 2 for row in rows[:at]
    )
    return at if bare else None


def _numbered(
    rows: Sequence[Record], first: int, named: Mapping[str, bool] = FIND.named
) -> Headings:
    """Headings #1, #2, ... of a file that has none; its rows begin with the `first`."""
    width = max((len(row.cells) for row in rows), default=0)
    cells = tuple(f"#{at}" for at in range(1, width + 1))
    return Headings(first, first - 1, cells, named=_score(cells, named)[1])


def _score(cells: Sequence[str], mapped: Mapping[str, bool]) -> tuple[int, bool, int]:
    """How many cells a mapping names, whether one gives the names, how many are headings."""
    keys = [heading_key(cell) for cell in cells if cell and cell.strip()]
    by_mapping = {key: mapped[key] for key in keys if key in mapped}
    meant = {key: of_heading.column for key in keys if (of_heading := meaning(key)) is not None}
    named = any(by_mapping.values()) or "name" in meant.values()
    return len(by_mapping), named, len(meant | by_mapping)


def _joined(upper: Record, lower: Record) -> tuple[str, ...] | None:
    """Two rows' cells as one; None where the lower one cannot be a row of headings."""
    below = [cell.strip() for cell in lower.own]
    words = [cell for cell in below if cell]
    if not words or any(
        is_name(word) or (_digits(word) and not YEAR_CELL.fullmatch(word)) for word in words
    ):
        return None
    return _together(upper, lower)


def _together(upper: Record, lower: Record) -> tuple[str, ...]:
    """Two rows' cells as one: what groups columns stands before what tells them apart."""
    if (units := units_row(upper.own)) is not None:
        pairs = zip_longest(units, lower.cells, fillvalue="")
        return tuple(_one(heading.strip(), unit) for unit, heading in pairs)
    below = units_row(lower.own) or [cell.strip() for cell in lower.own]
    group, cells = "", []
    for top, own, bottom in zip_longest(upper.cells, upper.own, below, fillvalue=""):
        group = own.strip() or (group if bottom else "")
        cells.append(_one(top.strip() or group, bottom))
    return tuple(cells)


def _one(top: str, bottom: str) -> str:
    if not bottom or not top or top == bottom:
        return top or bottom
    if is_unit(bottom):
        return f"{top}（{bottom.strip('()（）')}）"
    both = f"{top}{bottom}"
    return both if meaning(both) is not None or meaning(bottom) is None else bottom


def _digits(text: str) -> bool:
    return any(sign.isdigit() for sign in text) and meaning(text) is None


def _no_row(number: int) -> BadMappingError:
    return BadMappingError(
        Text(
            f"映射文件的 heading_row：前 {LOOKED_AT} 行中没有第 {number} 行，或该行是空行",
            f"heading_row in the mapping file: row {number} is not among the first "
            f"{LOOKED_AT} rows, or blank",
        )
    )
