"""The values of a column in each group of rows: which occur, and how often."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import polars as pl

from data_layer.engine.groups import in_order, key_columns
from data_layer.engine.rows import Held


class Spread(NamedTuple):
    """groups: keys of each group, in order of their texts. known: rows of each with a value.

    values: those that occur, group by group, ascending in each. upto: how many cells have these up
    to and with each. before: how many cells lie before those of a group.
    """

    groups: Sequence[pl.Series]
    known: np.ndarray
    values: np.ndarray
    upto: np.ndarray
    before: np.ndarray

    def at(self, groups: np.ndarray, probability: float) -> np.ndarray:
        """Quantiles of some groups, interpolated linearly between two values."""
        position = (self.known[groups] - 1) * probability
        low = np.floor(position)
        below, above = self._value(groups, low), self._value(groups, np.ceil(position))
        return below + (above - below) * (position - low)

    def _value(self, groups: np.ndarray, place: np.ndarray) -> np.ndarray:
        return self.values[np.searchsorted(self.upto, self.before[groups] + place, side="right")]


def spread(rows: Held, by: Sequence[str], column: str) -> Spread:
    """The values of a column by the values of others; without others, of all rows."""
    grouping = rows.grouping((*by, column))
    *keys, coded = grouping.keys
    numbers, counts = grouping.counted
    of_group, codes = np.divmod(numbers, coded.size + 1)
    counts = np.where(codes < coded.size, counts, 0)
    starts = np.flatnonzero(np.diff(of_group, prepend=-1))
    upto = np.cumsum(counts)
    before = upto[starts] - counts[starts]
    known = np.add.reduceat(counts, starts) if starts.size else starts
    values = np.append(coded.values.cast(pl.Float64).to_numpy(), np.nan)[codes]
    if not by:
        # All rows are a group even if there are none.
        return Spread((), np.resize(known, 1), values, upto, np.zeros(1, dtype=np.int64))
    numbers = of_group[starts]
    order = in_order(keys, numbers)
    groups = key_columns(by, keys, numbers[order])
    return Spread(groups, known[order], values, upto, before[order])
