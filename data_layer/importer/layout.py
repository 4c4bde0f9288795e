"""Where a sheet's headings stand: in one row, two or three, below titles; and what a title says.

Titles often hold the unit of all amounts (单位：亿元). Of several heading rows the upper one groups
the lower one's (营业收入 over 2023年, 2024年), or the lower one holds units.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice, zip_longest
from pathlib import Path
from typing import Final, NamedTuple

from data_layer.importer.errors import BadMappingError, UnreadableFileError
from data_layer.importer.headings import heading_key, meaning, parse_heading
from data_layer.importer.money import Money, money
from data_layer.importer.other_tables import is_another
from data_layer.importer.proposals import is_name, name_column
from data_layer.importer.source import (
    BATCH_ROWS,
    FIND,
    LOOKED_AT,
    Batch,
    Format,
    Reject,
    Source,
    Wanted,
    above,
    checked_header,
    text_frame,
)
from data_layer.importer.units import COUNT_WORDS, RATIO_WORDS, UNITS_OF
from data_layer.vocabulary.text import Text

HEADING_WITHIN: Final = 20
MOST_ROWS: Final = 3
"""Of headings."""
TITLE_UNIT: Final = re.compile(
    r"(?:单位|金额|币种|\bunits?|\bin)\s*[:：]?\s*([^)）\]】]{1,24})", re.IGNORECASE
)
BETWEEN: Final = re.compile(r"[、，,;；/]\s*(?=\D)")
YEAR_CELL: Final = re.compile(r"(?:19|20)\d{2}\s*(?:年度?)?|\d{1,2}月")

NO_HEADINGS: Final = Text(
    "没有列名：各列称为 #1、#2、…", "there are no headings: the columns are called #1, #2, ..."
)


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
    heading = headings(first, wanted)
    header = checked_header(path, heading.cells)
    if wanted.row is None and _lies(header, first[heading.bottom + 1 :]):
        raise _lying(path)
    titles = first[: heading.top]
    title_unit = title_money(row.cells for row in titles)
    unread = above(
        (row.number, row.cells) for row in titles if title_unit is None or not _money_of(row.cells)
    )
    rest = chain(first[heading.bottom + 1 :], records)
    return Source(
        format,
        encoding,
        header,
        batches=_batches(rest, len(header), batch_rows),
        notes=(*unread, *([] if heading.bottom >= heading.top else [NO_HEADINGS]), *notes),
        hint=None if heading.named else _proposal(header, first[heading.bottom + 1 :]),
        money=title_unit,
        column_money=_group_money(first[: heading.bottom + 1]),
        sheet=sheet,
        named=heading.named,
        heading_row=first[heading.bottom].number if heading.bottom >= heading.top else 0,
        heading_rows=max(1, heading.bottom - heading.top + 1),
        top=tuple((row.number, tuple(row.cells)) for row in _choosable(first, heading.cells)),
        corrected=(*unread, NO_HEADINGS),
    )


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
        more = better > score or (better == score and _is_units(rows[bottom]))
        if better[1] and more:
            score, heading = better, Headings(top, bottom, joined, named=True)
    if heading.named or score[0]:
        return heading
    if not score[2] and (first := _first_enterprise(rows)) is not None:
        return _numbered(looked_at, first)
    filled = [sum(1 for cell in row.cells if cell.strip()) for row in rows]
    at = 0 if filled[0] != 1 else next((at for at, n in enumerate(filled) if n > 1), 0)
    return Headings(at, at, tuple(rows[at].cells), named=False)


def _lies(header: Sequence[str], rows: Sequence[Record]) -> bool:
    """Whether a list lies on its side: its columns are enterprises and its rows hold headings."""
    below = [row.cells[0] for row in rows if row.cells and row.cells[0].strip()]
    names = sum(1 for text in header[1:] if is_name(text))
    meant = sum(1 for text in below if meaning(text) is not None)
    return names > 1 and 2 * names > len(header) - 1 and 0 < len(below) < 2 * meant


def _lying(path: Path) -> UnreadableFileError:
    return UnreadableFileError(
        Text(
            f"{path.name} 是横排的（每列一家企业）；请在 Excel 中复制后“选择性粘贴—转置”，"
            "另存再导入",
            f"{path.name} lies on its side, with a column an enterprise; copy it in Excel, paste "
            "it transposed, save and import that",
        )
    )


def _choosable(first: Sequence[Record], header: Sequence[str]) -> Iterator[Record]:
    """The rows among which a reader chooses the headings: the first ones, and those below that
    hold the headings of another table."""
    yield from first[:HEADING_WITHIN]
    for row in first[HEADING_WITHIN:]:
        cells = [*row.cells, *[""] * len(header)][: len(header)]
        if is_another(cells, header):
            yield row


def _several(rows: Sequence[Record]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """First and last of two or three rows that may hold the headings together, and these."""
    for top, first in enumerate(rows):
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


def title_money(titles: Iterable[Sequence[str]]) -> Money | None:
    """The unit of amounts that a title says, None for none and for several."""
    units = {unit for cells in titles for unit in _money_of(cells)}
    return next(iter(units)) if len(units) == 1 else None


def _money_of(cells: Sequence[str]) -> set[Money]:
    """Units of amounts that a title's cells say: 单位：亿元、人; (万元); Unit: RMB million."""
    units = set()
    for cell in cells:
        match = TITLE_UNIT.search(cell or "")
        parts = BETWEEN.split(match[1]) if match else []
        units |= {unit for part in parts if part and (unit := money(part)) is not None}
        if match is None and cell and sum(1 for other in cells if other) == 1:
            units |= _money_in(cell)
    return units


def _money_in(heading: str) -> set[Money]:
    """The unit of amounts that a heading of several columns says, as a set of one or none."""
    parsed = parse_heading(heading)
    unit = parsed.unit if parsed.unit in UNITS_OF["amount"] else None
    return set() if unit is None else {Money(unit, parsed.currency)}


def _group_money(rows: Sequence[Record]) -> dict[int, Money]:
    """Units that headings of groups of columns say, by position. rows: to the last heading."""
    by_position: dict[int, Money] = {}
    for row in rows[:-1]:
        if sum(1 for cell in row.own if cell.strip()) < 2:
            continue
        group: Money | None = None
        for at, (own, seen) in enumerate(zip(row.own, row.cells, strict=True)):
            if own.strip() or seen.strip():
                group = next(iter(_money_in(own or seen)), None)
            if group is not None:
                by_position[at] = group
    return by_position


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
    below = [cell.strip() for cell in lower.own]
    group, cells = "", []
    for top, own, bottom in zip_longest(upper.cells, upper.own, below, fillvalue=""):
        group = own.strip() or (group if bottom else "")
        cells.append(_one(top.strip() or group, bottom))
    return tuple(cells)


def _is_units(row: Record) -> bool:
    """Whether a row holds units and nothing else."""
    return all(_is_unit(cell) for cell in row.own if cell.strip())


def _is_unit(text: str) -> bool:
    plain = text.strip("()（） ")
    return plain in RATIO_WORDS or plain in COUNT_WORDS or money(plain) is not None


def _one(top: str, bottom: str) -> str:
    if not bottom or not top or top == bottom:
        return top or bottom
    if _is_unit(bottom):
        return f"{top}（{bottom.strip('()（）')}）"
    both = f"{top}{bottom}"
    return both if meaning(both) is not None or meaning(bottom) is None else bottom


def _digits(text: str) -> bool:
    return any(sign.isdigit() for sign in text) and meaning(text) is None


def _batches(records: Iterator[Record], width: int, size: int) -> Iterator[Batch]:
    padding = [""] * width
    while batch := list(islice(records, size)):
        surplus = tuple(
            Reject(
                record.number,
                f"#{at}",
                cell,
                reason=Text("该行比表头多出的单元格", "beyond the headings"),
            )
            for record in batch
            if len(record.cells) > width
            for at, cell in enumerate(record.cells[width:], start=width + 1)
            if cell.strip()
        )
        rows = (
            record.filled if len(record.cells) == width else ([*record.filled, *padding])[:width]
            for record in batch
        )
        yield Batch(text_frame([record.number for record in batch], rows, width), surplus)


def _proposal(header: tuple[str, ...], rows: Sequence[Record]) -> Text | None:
    """Which column looks like the names, where no heading says so."""
    at = name_column(header, [row.cells for row in rows])
    if at is None:
        return None
    return Text(
        f"列 {header[at]} 像是企业名称，可以指定它",
        f"column {header[at]} looks like the names and can be chosen",
    )


def _no_row(number: int) -> BadMappingError:
    return BadMappingError(
        Text(
            f"映射文件的 heading_row：前 {LOOKED_AT} 行中没有第 {number} 行，或该行是空行",
            f"heading_row in the mapping file: row {number} is not among the first "
            f"{LOOKED_AT} rows, or blank",
        )
    )
