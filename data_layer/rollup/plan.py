"""Which cubes are worth building.

A cube holds the columns that a question reads and, if there is room, the columns that filters
touch most, so that it answers under those filters too. How many cells a cube would have is
extrapolated from a sample of the rows (Heaps' law: distinct combinations grow as a power of the
rows). A wrong guess costs time or space, never a wrong number.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import polars as pl

from data_layer.schema import columns

BASE = ("province_code", "city_code", "division", "tier")
"""The base cube: any filter by place, industry and tier."""
RUNGS: tuple[tuple[str, ...], ...] = (
    BASE,
    ("province_code", "division", "tier"),
    ("province_code", "tier"),
    ("division", "tier"),
    ("tier",),
    (),
)
"""Filter columns to carry along, finest first."""
LARGEST_PART = 0.25
"""A cube with more cells than this part of the rows saves too little."""
INSTANT_CELLS = 2_000_000
"""A cube up to this size answers at once: no coarser one is needed beside it."""
SAMPLE_ROWS = 200_000


def planned(
    wanted: Iterable[frozenset[str]], sample: pl.DataFrame, rows: int
) -> tuple[tuple[str, ...], ...]:
    """Columns of each cube to build, in the schema's order. sample: some of the `rows` rows."""
    chosen = {_ordered(BASE): cells(sample, BASE, rows)}
    for need in sorted(wanted, key=sorted):
        chosen |= _ladder(need, sample, rows)
    kept = {names for names in chosen if not _covered(names, chosen)}
    return tuple(sorted(kept))


def cells(sample: pl.DataFrame, names: Iterable[str], rows: int) -> int:
    """How many combinations of the columns `rows` rows would hold, by extrapolation."""
    of_all, of_half = _distinct(sample, names), _distinct(sample.gather_every(2), names)
    if not of_all or sample.height >= rows:
        return of_all
    growth = max(0.0, math.log2(of_all / of_half))
    return min(rows, math.ceil(of_all * (rows / sample.height) ** growth))


def _ladder(need: frozenset[str], sample: pl.DataFrame, rows: int) -> dict[tuple[str, ...], int]:
    """The finest cube with room, and coarser ones beside it until one answers at once."""
    found: dict[tuple[str, ...], int] = {}
    for rung in RUNGS:
        names = _ordered({*need, *rung})
        if names in found or not names:
            continue
        size = cells(sample, names, rows)
        if size <= max(rows * LARGEST_PART, 1):
            found[names] = size
            if size <= INSTANT_CELLS and rung in (BASE, RUNGS[1], ("tier",), ()):
                break
    return found


def _covered(names: tuple[str, ...], chosen: dict[tuple[str, ...], int]) -> bool:
    """Whether a cube that answers at once has all these columns and more."""
    return any(set(names) < set(other) and size <= INSTANT_CELLS for other, size in chosen.items())


def _ordered(names: Iterable[str]) -> tuple[str, ...]:
    given = set(names)
    return tuple(name for name in columns() if name in given)


def _distinct(sample: pl.DataFrame, names: Iterable[str]) -> int:
    return sample.select(_ordered(names)).n_unique()
