"""Shortfalls of rows in memory, from dictionary codes: those of data_layer.candidates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np
import polars as pl

from data_layer.engine.codes import Encoded
from data_layer.engine.collect import taken
from data_layer.engine.counts import occurrences
from data_layer.engine.memo import per_rows
from data_layer.engine.rows import Held
from data_layer.policy.candidates import DECIMALS, VALUES, national

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
SHOWN = {"ready": (0, 0), "near": (1, OTHER - 1), "all": (0, OTHER - 1)}
"""What is shown to the fewest and most open criteria of it."""

Measure = Callable[[slice], tuple[np.ndarray, np.ndarray]]
"""From rows to the shortfall of each, 1 where the deciding value is missing, and whether it is."""


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
    tier, measures = rows.encoded("tier"), _measures(rows)
    wanted = np.append(tier.values.is_in(list(tiers)).to_numpy(), False)
    opened = np.empty(rows.height, dtype=np.uint8)
    units = np.empty(rows.height, dtype=np.int32)
    counted = {name: np.zeros(3, dtype=np.int64) for name in measures}
    for first in range(0, rows.height, BLOCK):
        block = slice(first, first + BLOCK)
        own = wanted[tier.codes[block]]
        open, total = np.zeros(own.size, dtype=np.uint8), np.zeros(own.size)
        for name, measure in measures.items():
            gap, unknown = measure(block)
            lacking = gap > 0
            open += lacking
            total += gap
            unmet = np.count_nonzero(lacking & own)
            lost = np.count_nonzero(unknown & own)
            counted[name] += np.count_nonzero(own), unmet - lost, lost
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
    fewest, most = SHOWN[show]
    upto = np.cumsum(occurrences(found.opened, OTHER + 1)[fewest : most + 1])
    # As many open criteria as the last one has: rows with more need not be looked at.
    last = fewest + min(int(np.searchsorted(upto, top)), most - fewest)
    places = np.flatnonzero((found.opened >= fewest) & (found.opened <= last))
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


def _measures(rows: Held) -> dict[str, Measure]:
    """How each criterion is measured, by indicator."""
    found: dict[str, Measure] = {}
    for indicator, criterion in national().items():
        name, bound = VALUES[indicator], float(criterion.threshold or 0)
        if name == "rd_ratio_low":
            found[indicator] = _lower_of(rows, TWO_YEARS[name], bound)
        elif name == "rd_expense_2y":
            found[indicator] = _sum_of(rows, TWO_YEARS[name], bound)
        elif name == "niche_share" and criterion.alternative is not None:
            found[indicator] = _either(rows, bound, criterion.alternative)
        else:
            found[indicator] = _single(rows, name, bound)
    return found


def _single(rows: Held, name: str, bound: float) -> Measure:
    column = rows.encoded(name)
    table = np.append(np.maximum(_missing_part(column, bound), 0), 1.0)

    def measure(block: slice) -> tuple[np.ndarray, np.ndarray]:
        return _read(table, column, block), column.codes[block] == column.size

    return measure


def _lower_of(rows: Held, names: tuple[str, str], bound: float) -> Measure:
    """Two years, each of which has to reach the bound: the larger part counts."""
    columns = [rows.encoded(name) for name in names]
    tables = [np.append(_missing_part(column, bound), -np.inf) for column in columns]

    def measure(block: slice) -> tuple[np.ndarray, np.ndarray]:
        gap = np.maximum(*(_read(t, c, block) for t, c in zip(tables, columns, strict=True)))
        now, before = (column.codes[block] == column.size for column in columns)
        unknown = (now | before) & (gap <= 0)
        return np.where(unknown, 1.0, np.maximum(gap, 0)), unknown

    return measure


def _sum_of(rows: Held, names: tuple[str, str], bound: float) -> Measure:
    """Two years, which have to reach the bound together."""
    columns = [rows.encoded(name) for name in names]
    tables = [np.append(_numbers(column), np.nan) for column in columns]

    def measure(block: slice) -> tuple[np.ndarray, np.ndarray]:
        now, before = (_read(t, c, block) for t, c in zip(tables, columns, strict=True))
        gap = (bound - (now + before)) / bound
        unknown = np.isnan(gap)
        return np.where(unknown, 1.0, np.maximum(gap, 0)), unknown

    return measure


def _either(rows: Held, bound: float, best: float) -> Measure:
    """Met by market share or by rank, else the smaller part counts."""
    share, rank = rows.encoded("niche_share"), rows.encoded("niche_rank")
    by_rank = (_numbers(rank) - best) / _numbers(rank)
    tables = [np.append(np.maximum(it, 0), np.inf) for it in (_missing_part(share, bound), by_rank)]

    def measure(block: slice) -> tuple[np.ndarray, np.ndarray]:
        one, other = _read(tables[0], share, block), _read(tables[1], rank, block)
        gap = np.minimum(one, other)
        unknown = (gap > 0) & (np.maximum(one, other) == np.inf)
        return np.where(unknown, 1.0, gap), unknown

    return measure


def _missing_part(column: Encoded, bound: float) -> np.ndarray:
    """By code: the part of the bound that is missing, negative above it."""
    return (bound - _numbers(column)) / bound


def _numbers(column: Encoded) -> np.ndarray:
    return column.values.cast(pl.Float64).to_numpy()


def _read(table: np.ndarray, column: Encoded, block: slice) -> np.ndarray:
    return table.take(column.codes[block].astype(np.intp), mode="clip")
