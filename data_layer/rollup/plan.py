"""Which cubes are worth building.

A cube holds the columns that a question reads and, if there is room, the columns that filters
touch most, so that it answers under those filters too. How many cells a cube would have is
extrapolated from a sample of the rows (Heaps' law: distinct combinations grow as a power of the
rows). A wrong guess costs time or space, never a wrong number.
"""

import math
from collections.abc import Iterable
from functools import cache

import numpy as np
import polars as pl

from data_layer.vocabulary.schema import columns

BASE = ("province_code", "city_code", "section", "division", "tier")
"""The base cube: any filter by place, industry and tier."""
RUNGS: tuple[tuple[str, ...], ...] = (
    BASE,
    ("province_code", "section", "division", "tier"),
    ("province_code", "tier"),
    ("section", "division", "tier"),
    ("tier",),
    (),
)
"""Filter columns to carry along, finest first."""
LARGEST_PART = 0.25
"""A cube with more cells than this part of the rows saves too little."""
INSTANT_CELLS = 2_000_000
"""A cube up to this size answers at once: no coarser one is needed beside it."""
SAMPLE_ROWS = 200_000
MOST_KEYS = 2**63
"""More combinations than this do not fit into one whole number."""


class Sample:
    """Some of the rows, and how many combinations of their columns occur."""

    def __init__(self, rows: pl.DataFrame) -> None:
        self.rows = rows
        self._codes = cache(self._coded)
        self.distinct = cache(self._distinct)

    def _coded(self, name: str) -> tuple[np.ndarray, int]:
        """A column as whole numbers from 0, one a value, and how many there are."""
        codes = self.rows[name].rank("dense").fill_null(0).to_numpy().astype(np.uint64)
        return codes, int(codes.max(initial=0)) + 1

    def _distinct(self, names: tuple[str, ...], step: int) -> int:
        """Combinations in every `step`th row."""
        key, size = np.zeros(len(range(0, self.rows.height, step)), np.uint64), 1
        for name in names:
            codes, values = self._codes(name)
            if size * values >= MOST_KEYS:
                distinct, key = np.unique(key, return_inverse=True)
                key, size = key.astype(np.uint64), distinct.size
            key, size = key * np.uint64(values) + codes[::step], size * values
        return pl.Series(key).n_unique()


def planned(
    wanted: Iterable[frozenset[str]], rows: pl.DataFrame, number: int
) -> tuple[tuple[str, ...], ...]:
    """Columns of each cube to build, in the schema's order. rows: some of the `number` rows."""
    sample = Sample(rows)
    chosen = {_ordered(BASE): cells(sample, BASE, number)}
    for need in sorted(wanted, key=sorted):
        chosen |= _ladder(need, sample, number)
    finest = {names for names in chosen if not _covered(names, chosen)}
    return tuple(sorted(finest))


def cells(sample: Sample, names: Iterable[str], number: int) -> int:
    """How many combinations of the columns `number` rows would hold, by extrapolation."""
    ordered, height = _ordered(names), sample.rows.height
    of_all = sample.distinct(ordered, 1)
    if not of_all or height >= number:
        return of_all
    growth = max(0.0, math.log2(of_all / sample.distinct(ordered, 2)))
    return min(number, math.ceil(of_all * (number / height) ** growth))


def _ladder(need: frozenset[str], sample: Sample, number: int) -> dict[tuple[str, ...], int]:
    """The finest cube with room, and coarser ones beside it until one answers at once."""
    sizes: dict[tuple[str, ...], int] = {}
    room = max(number * LARGEST_PART, 1)
    if cells(sample, need, number) > room:
        return sizes
    for rung in RUNGS:
        names = _ordered({*need, *rung})
        if names in sizes or not names:
            continue
        size = cells(sample, names, number)
        if size <= room:
            sizes[names] = size
            if size <= INSTANT_CELLS and rung in (BASE, RUNGS[1], ("tier",), ()):
                break
    return sizes


def _covered(names: tuple[str, ...], chosen: dict[tuple[str, ...], int]) -> bool:
    """Whether a cube that answers at once has all these columns and more."""
    return any(set(names) < set(other) and size <= INSTANT_CELLS for other, size in chosen.items())


def _ordered(names: Iterable[str]) -> tuple[str, ...]:
    given = set(names)
    return tuple(name for name in columns() if name in given)
