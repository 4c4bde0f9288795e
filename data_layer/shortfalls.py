"""Shortfalls of rows in memory, from dictionary codes: those of data_layer.candidates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import polars as pl

from data_layer.assess import Criterion
from data_layer.candidates import DECIMALS, VALUES, national
from data_layer.encoded import Encoded
from data_layer.engine import taken
from data_layer.held import Held
from data_layer.remember import per_rows

UNITS = 10**DECIMALS
OTHER = 255
"""Stands for the open criteria of a row that is of another tier."""
BLOCK = 2**14
"""Rows that are measured at a time: their numbers fit the processor's cache."""
TWO_YEARS = {
    "rd_expense_2y": ("rd_expense", "rd_expense_previous"),
    "rd_ratio_low": ("rd_ratio", "rd_ratio_previous"),
}
"""A value of two years to the columns with these."""


class Statuses(NamedTuple):
    """How many enterprises meet a criterion, do not, and lack the value that decides it."""

    met: int
    unmet: int
    unknown: int


class Shortfalls(NamedTuple):
    """opened: open criteria of each row. units: its sum of shortfalls, UNITS of which are 1.

    statuses: by criterion, of the rows of the tiers.
    """

    opened: np.ndarray
    units: np.ndarray
    statuses: Mapping[str, Statuses]


@per_rows
def shortfalls(rows: Held, tiers: tuple[str, ...]) -> Shortfalls:
    """How far the rows of some tiers are from the national criteria."""
    tier, columns = rows.encoded("tier"), _Columns(rows)
    wanted = np.append(tier.values.is_in(list(tiers)).to_numpy(), False)
    opened = np.empty(rows.height, dtype=np.uint8)
    units = np.empty(rows.height, dtype=np.int32)
    counted = {name: np.zeros(3, dtype=np.int64) for name in national()}
    for first in range(0, rows.height, BLOCK):
        block = slice(first, first + BLOCK)
        own = wanted[tier.codes[block]]
        open, total = np.zeros(own.size, dtype=np.uint8), np.zeros(own.size)
        for name, criterion in national().items():
            gap = columns.gap(criterion, block)
            unmet, unknown = gap > 0, np.isnan(gap)
            open += unmet
            open += unknown
            total += np.where(unknown, 1.0, gap)
            parts = own, unmet & own, unknown & own
            counted[name] += [np.count_nonzero(part) for part in parts]
        opened[block] = np.where(own, open, OTHER)
        units[block] = np.rint(total * UNITS)
    statuses = {
        name: Statuses(int(every - unmet - unknown), int(unmet), int(unknown))
        for name, (every, unmet, unknown) in counted.items()
    }
    return Shortfalls(opened, units, statuses)


def nearest(rows: Held, tier: str, show: str, top: int) -> np.ndarray:
    """Where the first `top` rows of a tier are by open criteria, shortfall and id, in any order.

    show: `ready` those without an open criterion, `near` the others, `all` both.
    """
    found = shortfalls(rows, (tier,))
    shown = found.opened < OTHER
    if show != "all":
        shown &= (found.opened == 0) == (show == "ready")
    places = np.flatnonzero(shown)
    keys = found.opened[places] * np.int64(2**32) + found.units[places]
    if places.size > top:
        near = keys <= np.partition(keys, top - 1)[top - 1]
        places, keys = places[near], keys[near]
    if places.size <= top:
        return places
    # Of those that are as near as the last one, the ids decide.
    ids = taken(rows, ["id"], places)["id"]
    return places[
        pl.DataFrame([pl.Series("key", keys), ids])
        .select(pl.arg_sort_by("key", "id"))
        .to_series()
        .head(top)
        .to_numpy()
    ]


class _Columns:
    """The columns that criteria look at."""

    def __init__(self, rows: Held) -> None:
        single = [name for name in VALUES.values() if name not in TWO_YEARS]
        pairs = [name for names in TWO_YEARS.values() for name in names]
        self._coded = {name: rows.encoded(name) for name in (*single, *pairs, "niche_rank")}
        self._values = {name: _by_code(column) for name, column in self._coded.items()}

    def gap(self, criterion: Criterion, block: slice) -> np.ndarray:
        """The shortfall of each row of a block; NaN where the deciding value is missing."""
        bound, name = float(criterion.threshold or 0), VALUES[criterion.indicator]
        if name == "rd_ratio_low":
            now, before = (self._read(it, block) for it in TWO_YEARS[name])
            gap = (bound - np.fmin(now, before)) / bound
            return np.where(gap > 0, gap, (now + before) * 0)
        if name == "rd_expense_2y":
            now, before = (self._read(it, block) for it in TWO_YEARS[name])
            return np.maximum((bound - (now + before)) / bound, 0)
        by_value = (bound - self._read(name, block)) / bound
        if name == "niche_share" and criterion.alternative is not None:
            rank = self._read("niche_rank", block)
            by_rank = (rank - criterion.alternative) / rank
            met = (by_value <= 0) | (by_rank <= 0)
            return np.where(met, 0, np.minimum(by_value, by_rank))
        return np.maximum(by_value, 0)

    def _read(self, name: str, block: slice) -> np.ndarray:
        return self._values[name][self._coded[name].codes[block]]


def _by_code(column: Encoded) -> np.ndarray:
    return np.append(column.values.cast(pl.Float64).to_numpy(), np.nan)
