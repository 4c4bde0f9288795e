"""Some rows of a sorted list of many: found by counting codes, without sorting the rows.

How often each code of the first column occurs says which of its values the wanted rows have; the
next column is looked at among rows with these values alone, and so on. What codes leave open is
decided by texts and ids, piece by piece.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

import numpy as np
import polars as pl

from data_layer.engine.codes import Encoded
from data_layer.engine.counts import added
from data_layer.engine.rows import Held
from data_layer.engine.selection import Listed, Run
from data_layer.vocabulary.schema import columns

PIECE = 2**20
"""Rows whose codes are looked at at a time."""
COMPARED = 500_000
"""Rows whose texts are looked at at a time."""
PLACE, KEY = "place", "key"

Sort = Sequence[tuple[str, bool]]
"""Columns by rank, and whether they descend."""


def sort_key(name: str) -> pl.Expr:
    """What a column sorts by: codes with labels in the order of their list, others as texts."""
    return pl.col(name).cast(pl.String) if _by_text(name) else pl.col(name)


def _by_text(name: str) -> bool:
    column = columns()[name]
    return isinstance(column.dtype, pl.Enum) and not column.labels


def places_in_order(rows: Held, sort: Sort, window: range) -> np.ndarray:
    """Where the rows of a window of the sorted list are, in its order.

    Missing values come last, ties go by id; without columns to sort by, rows stay as they are.
    """
    first, last = window.start, min(window.stop, rows.height)
    if first >= last:
        return np.empty(0, dtype=np.int64)
    if not sort:
        return np.arange(first, last)
    coded = list(takewhile(lambda it: columns()[it[0]].dtype != pl.String, sort))
    tied = _Tied(None, np.zeros(1, dtype=np.int64), rows.height, first, last)
    for name, descending in coded:
        column = rows.encoded(name)
        tied = tied.among(column.codes, _order(column, descending, _by_text(name)))
    left = list(sort[len(coded) :])
    ties = [] if any(name == "id" for name, _ in left) else [("id", False)]
    return _decided(rows, tied, left + ties)


class _Tied(NamedTuple):
    """Rows of which those from `first` to `last` are wanted.

    places: where they are, ascending, None for all. keys: by which they are sorted, one a row or
    one for all.
    """

    places: np.ndarray | None
    keys: np.ndarray
    height: int
    first: int
    last: int

    def pieces(self, size: int) -> Iterator[tuple[Run | Listed, np.ndarray]]:
        """The rows and their keys, so many at a time."""
        for start in range(0, self.height, size):
            stop = min(start + size, self.height)
            keys = self.keys[start:stop] if self.keys.size > 1 else self.keys
            if self.places is None:
                yield Run(start, stop - start), keys
            else:
                yield Listed(pl.Series(self.places[start:stop], dtype=pl.UInt32)), keys

    def among(self, codes: np.ndarray, order: np.ndarray) -> _Tied:
        """Those that can be in the window when a column decides too. order: of its codes."""

        def numbers() -> Iterator[np.ndarray]:
            for rows, keys in self.pieces(PIECE):
                yield keys * order.size + order[rows.codes(codes)]

        upto = np.cumsum(added(numbers(), (int(self.keys.max()) + 1) * order.size))
        low = int(np.searchsorted(upto, self.first, side="right"))
        high = int(np.searchsorted(upto, self.last))
        before = int(upto[low - 1]) if low else 0
        places, found = [], []
        for (rows, _), keys in zip(self.pieces(PIECE), numbers(), strict=True):
            chosen = np.flatnonzero((keys >= low) & (keys <= high))
            found.append(keys[chosen] - low)
            places.append(rows.places().to_numpy()[chosen])
        kept = np.concatenate(places)
        first, last = self.first - before, self.last - before
        return _Tied(kept, np.concatenate(found), kept.size, first, last)


def _order(column: Encoded, descending: bool, by_text: bool) -> np.ndarray:
    """The place of each code in the sort order; a missing value comes last."""
    order = np.arange(column.size)
    if by_text:
        order[column.values.cast(pl.String).arg_sort().to_numpy()] = np.arange(column.size)
    return np.append(column.size - 1 - order if descending else order, column.size)


def _decided(rows: Held, tied: _Tied, sort: Sort) -> np.ndarray:
    """The wanted rows in order: by key, then by columns of which the first is text, never empty."""
    by = [pl.col(KEY), *(sort_key(name) for name, _ in sort)]
    descending = [False, *(it for _, it in sort)]
    names = [name for name, _ in sort]
    best = pl.DataFrame()
    for selection, keys in tied.pieces(COMPARED):
        places, own = selection.places().to_numpy(), np.resize(keys, selection.height)
        if best.height >= tied.last:
            worst = best.row(tied.last - 1, named=True)
            as_good = rows.before(names[0], worst[names[0]], sort[0][1], selection)
            near = np.flatnonzero((own < worst[KEY]) | ((own == worst[KEY]) & as_good))
            places, own = places[near], own[near]
        chosen = pl.Series(PLACE, places, pl.UInt32)
        found = pl.DataFrame([*rows.pick(names, Listed(chosen)), chosen, pl.Series(KEY, own)])
        both = pl.concat([best, found], how="diagonal")
        best = both.sort(by, descending=descending, nulls_last=True).head(tied.last)
    return best[PLACE].slice(tied.first).to_numpy()
