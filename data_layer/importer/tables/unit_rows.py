"""Rows that hold the units of columns and nothing else, above or below their headings."""

import re
from collections.abc import Sequence
from typing import Final

from data_layer.importer.cells.money import money
from data_layer.importer.cells.units import COUNT_WORDS, RATIO_WORDS

FILLERS: Final = ("/", "-", "--", "—", "——", "单位", "计量单位", "unit", "units")
"""What stands in such a row where a column has no unit."""
STATED: Final = re.compile(
    r"^[(（]?(?:计量|金额)?单位\s*[:：]|^[(（]?units?\s*[:：]", re.IGNORECASE
)


def is_unit(text: str) -> bool:
    """Whether a text is a unit: 万元, （%）, 单位：人."""
    plain = STATED.sub("", text.strip()).strip("()（）[]【】 ")
    return plain in RATIO_WORDS or plain in COUNT_WORDS or money(plain) is not None


def units_row(cells: Sequence[str | None]) -> tuple[str, ...] | None:
    """The units of a row of units by position, "" where a column has none; None of other rows.

    One cell that says the unit of all amounts (单位：万元) is that of no column.
    """
    plain = [(cell or "").strip() for cell in cells]
    filled = [cell for cell in plain if cell and cell.casefold() not in FILLERS]
    if not filled or not all(map(is_unit, filled)):
        return None
    if len(filled) == 1 and STATED.match(filled[0]):
        return ("",) * len(plain)
    return tuple(
        STATED.sub("", cell).strip("()（）[]【】 ") if cell in filled else "" for cell in plain
    )
