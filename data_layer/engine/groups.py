"""Groups of rows by the dictionary codes of their keys.

Each row has one number: the codes of its keys as digits, where a key has one digit more than it
has values, for a missing one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from math import prod
from typing import NamedTuple

import numpy as np
import polars as pl

from data_layer.engine.codes import SPARSE, Encoded, narrowest
from data_layer.engine.counts import added, ascending, occurrences, slices

WHOLE = 2_000_000
"""The numbers of up to so many rows are kept; of more they are made anew, piece by piece."""


class Counted(NamedTuple):
    """Numbers that occur, ascending, and how many rows have each."""

    numbers: np.ndarray
    rows: np.ndarray


@dataclass(frozen=True)
class Grouping:
    """The rows by the values of some columns, which are `keys` in the same order as `names`."""

    names: tuple[str, ...]
    keys: tuple[Encoded, ...]
    height: int

    @cached_property
    def size(self) -> int:
        """How many numbers there could be."""
        return prod(key.size + 1 for key in self.keys)

    @cached_property
    def counted(self) -> Counted:
        """Every number that occurs, those with missing keys too."""
        if self._sparse:
            ordered = np.sort(self._numbers(slice(None)))
            first = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1])[: self.height])
            return Counted(ordered[first], np.diff(first, append=self.height))
        totals = self._totals()
        found = np.flatnonzero(totals)
        return Counted(found, totals[found])

    @cached_property
    def present(self) -> np.ndarray:
        """Places in `counted` of groups without a missing key, by sorted texts and numbers."""
        return in_order(self.keys, self.counted.numbers)

    @property
    def counts(self) -> np.ndarray:
        """Rows of each group in `present`."""
        return self.counted.rows[self.present]

    def values(self) -> list[pl.Series]:
        """The key columns of the groups in `present`."""
        return key_columns(self.names, self.keys, self.counted.numbers[self.present])

    def held(self, flags: Sequence[pl.Series]) -> list[np.ndarray]:
        """For every flag how many rows of each group in `present` it is true for."""
        if 0 < self.present.size <= 4 * len(flags):
            # A flag and a membership are bits: their overlap is counted 64 rows at a time.
            frame = pl.DataFrame([flag.alias(f"f{i}") for i, flag in enumerate(flags)])
            overlaps = [
                (pl.col(f"f{i}") & pl.lit(own)).sum().alias(f"{i}|{j}")
                for i in range(len(flags))
                for j, own in enumerate(self._members)
            ]
            totals = np.array(frame.select(overlaps).row(0), dtype=np.int64)
            return list(totals.reshape(len(flags), self.present.size))
        return [self._held(flag) for flag in flags]

    def ids(self, rows: slice) -> np.ndarray:
        """The number of each of some rows, or its place in `counted` where few numbers occur."""
        return self._ids(rows) if self._kept is None else self._kept[rows]

    @property
    def most(self) -> int:
        """No id is as large as this."""
        return self.counted.numbers.size if self._sparse else self.size

    @cached_property
    def shown(self) -> np.ndarray:
        """The ids of the groups in `present`."""
        return self.present if self._sparse else self.counted.numbers[self.present]

    @cached_property
    def _kept(self) -> np.ndarray | None:
        return self._ids(slice(None)) if self.height <= WHOLE else None

    @property
    def _sparse(self) -> bool:
        """Whether so many numbers are possible that those that occur are sorted, not marked."""
        return self.size > SPARSE * self.height + 1024

    def _ids(self, rows: slice) -> np.ndarray:
        numbers = self._numbers(rows)
        return np.searchsorted(self.counted.numbers, numbers) if self._sparse else numbers

    def _numbers(self, rows: slice) -> np.ndarray:
        first, *others = self.keys
        if not others:
            return first.codes[rows]
        kind = narrowest(self.size)
        numbers = first.codes[rows].astype(kind)
        for key in others:
            numbers *= key.size + 1
            numbers += key.codes[rows]
        return numbers

    def _totals(self) -> np.ndarray:
        if len(self.keys) == 1:
            (key,) = self.keys
            count = ascending if key.ascending else occurrences
            return count(key.codes, key.size if key.ascending else self.size)
        return added((self._numbers(rows) for rows in slices(self.height, self.size)), self.size)

    @cached_property
    def _members(self) -> list[pl.Series]:
        """Of each group in `present`, which rows are its own, as bits."""
        parts = [[pl.Series(ids == id) for id in self.shown]
                 for ids in map(self.ids, slices(self.height))]  # fmt: skip
        return [pl.concat(pieces) for pieces in zip(*parts, strict=True)]

    def _held(self, flag: pl.Series) -> np.ndarray:
        known = flag.fill_null(value=False) if flag.null_count() else flag
        pieces = (
            self.ids(rows)[np.flatnonzero(known[rows].to_numpy())]
            for rows in slices(self.height, self.most)
        )
        return added(pieces, self.most)[self.shown]


def in_order(keys: Sequence[Encoded], numbers: np.ndarray) -> np.ndarray:
    """Places of the numbers without a missing digit, by the sorted texts and numbers of the keys.

    numbers: ascending.
    """
    digits = _digits(keys, numbers)
    known = [codes < key.size for key, codes in zip(keys, digits, strict=True)]
    found = np.flatnonzero(reduce(np.logical_and, known))
    if all(key.rank is None for key in keys):
        return found
    parts = zip(keys, (codes[found] for codes in digits), strict=True)
    ranked = [codes if key.rank is None else key.rank[codes] for key, codes in parts]
    return found[np.lexsort(ranked[::-1])]


def key_columns(
    names: Sequence[str], keys: Sequence[Encoded], numbers: np.ndarray
) -> list[pl.Series]:
    """The keys of numbers, a column each."""
    parts = zip(names, keys, _digits(keys, numbers), strict=True)
    # Not `gather`, which is an expression and costs more than the few values.
    return [key.values[codes].alias(name) for name, key, codes in parts]


def _digits(keys: Sequence[Encoded], numbers: np.ndarray) -> list[np.ndarray]:
    """The code of each key."""
    found: list[np.ndarray] = []
    left = numbers
    for key in reversed(keys):
        left, code = np.divmod(left, key.size + 1)
        found.append(code)
    return found[::-1]
