"""Ranks of rows in memory: how many score higher is counted, and only ties are sorted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from data_layer.scoring.coded_scores import MISSING, CodedScores
from data_layer.scoring.scores import Weighting

DEEPEST = 2**42
"""Units of depth from which a score and a depth do not fit into one number."""
PART = 2**20
"""Rows whose scores are sorted at a time."""


class Ranked(NamedTuple):
    """Some rows: where they are, their units and rank by each weighting, and depth in units."""

    places: np.ndarray
    units: Sequence[np.ndarray]
    ranks: Sequence[np.ndarray]
    depth: np.ndarray


def ranked(scores: CodedScores, weightings: Sequence[Weighting], pool: int | None) -> Ranked:
    """The rows with a score by the first weighting; with a pool, those that are in it by either.

    Equal scores go by depth; rows that are equal in that too share a rank.
    """
    orders = _orders([scores.units(weights) for weights in weightings], pool)
    if pool is None:
        return _from_least(scores, orders)
    # Many pools end among the same equal scores: these are ranked once.
    key = (tuple(weightings), tuple(order.least for order in orders))
    found = scores.kept(key, lambda: _from_least(scores, orders))
    kept = np.logical_or.reduce([rank <= pool for rank in found.ranks])
    return Ranked(
        found.places[kept],
        [units[kept] for units in found.units],
        [rank[kept] for rank in found.ranks],
        found.depth[kept],
    )


def _from_least(scores: CodedScores, orders: Sequence[_Order]) -> Ranked:
    """The rows with as many units as the least of an order, and what is equal to it."""
    places = np.flatnonzero(np.logical_or.reduce([it.units >= it.least for it in set(orders)]))
    found = {order: order.ranks(scores, places) for order in set(orders)}
    units = [order.units[places] for order in orders]
    return Ranked(places, units, [found[order] for order in orders], scores.depth(places))


def _orders(units: Sequence[np.ndarray], pool: int | None) -> list[_Order]:
    """One an array of units; rows without a score by the first have none by the others."""
    first, *others = units
    made = [_Order(first, pool)]
    for other in others:
        same = other is first
        made.append(made[0] if same else _Order(np.where(first < 0, MISSING, other), pool))
    return made


class _Order:
    """Rows by their units. least: of the last in the pool, or of the last that has a score."""

    def __init__(self, units: np.ndarray, pool: int | None) -> None:
        self.units = units
        self.least = 0 if pool is None else _least(units, pool)

    def ranks(self, scores: CodedScores, places: np.ndarray) -> np.ndarray:
        """One more than how many rows are higher. places: all rows of the pool, and any others."""
        asked = self.units[places].astype(np.int64)
        ties = places if (asked >= self.least).all() else self._equal(asked)
        depth = _whole(scores.depth(ties))
        below = depth.max(initial=0) + 1
        keys = self.units[ties] * below + depth
        own = keys[np.searchsorted(ties, places)]
        ordered = np.sort(keys)
        ahead = np.searchsorted(ordered, (asked + 1) * below)
        deeper = ahead - np.searchsorted(ordered, own, side="right")
        return self._above(asked) + deeper + 1

    def _equal(self, asked: np.ndarray) -> np.ndarray:
        """Where rows are that have as many units as one of those asked."""
        equal = np.zeros(asked.max() + 2, dtype=bool)
        equal[asked] = True
        return np.flatnonzero(equal[np.minimum(self.units, asked.max() + 1)])

    def _above(self, asked: np.ndarray) -> np.ndarray:
        """How many rows have more units, of each number."""
        found = np.zeros(asked.size, dtype=np.int64)
        lowest = asked.min() if asked.size else 0
        for part in _parts(self.units):
            high = np.sort(part[part >= lowest])
            found += high.size - np.searchsorted(high, asked, side="right")
        return found


def _least(units: np.ndarray, pool: int) -> int:
    """The units of the last of the first so many rows that have a score."""
    best, least = units[:0], MISSING
    for part in _parts(units):
        best = np.append(best, part[part > least])
        if best.size > pool:
            best = np.partition(best, -pool)[-pool:]
        if best.size == pool:
            least = int(best.min())
    return least if best.size == pool else 0


def _parts(units: np.ndarray) -> Iterator[np.ndarray]:
    return (units[first : first + PART] for first in range(0, units.size, PART))


def _whole(depth: np.ndarray) -> np.ndarray:
    """Depths as whole numbers in the same order; none counts as 0."""
    whole = np.nan_to_num(depth).astype(np.int64)
    if whole.max(initial=0) >= DEEPEST:
        return np.unique(whole, return_inverse=True)[1]
    return whole
