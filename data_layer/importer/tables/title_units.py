"""The unit of amounts that titles and headings of groups say: 单位：亿元."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from data_layer.importer.cells.money import Money, money
from data_layer.importer.cells.units import UNITS_OF
from data_layer.importer.headings.meaning import parse_heading
from data_layer.importer.tables.heading_rows import Record

TITLE_UNIT: Final = re.compile(
    r"(?:单位|金额|币种|\bunits?|\bin)\s*[:：]?\s*([^)）\]】]{1,24})", re.IGNORECASE
)
BETWEEN: Final = re.compile(r"[、，,;；/]\s*(?=\D)")


def title_money(titles: Iterable[Sequence[str]]) -> Money | None:
    """The unit of amounts that a title says, None for none and for several."""
    units = {unit for cells in titles for unit in money_of(cells)}
    return next(iter(units)) if len(units) == 1 else None


def money_of(cells: Sequence[str]) -> set[Money]:
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


def group_money(rows: Sequence[Record]) -> dict[int, Money]:
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
