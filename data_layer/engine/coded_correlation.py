"""Correlations of encoded columns, Pearson's and Spearman's, from tables by code.

A value, or a rank, less its mean is worked out once for each code; a pair of columns then takes one
product a row. A missing value stands as 0 in its table, so that its rows add nothing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple

import numpy as np
import polars as pl

from data_layer.engine.codes import Encoded
from data_layer.engine.counts import occurrences

BLOCK = 2**13
"""Rows whose values are held as numbers at a time: they fit the processor's cache, and BLAS takes
no threads for products of so few, which would wait for each other on a busy machine."""
Kind = Literal["pearson", "spearman"]
_Key = tuple[Kind, str, str | None]
"""A table: of a kind and a column, over the rows where another column is known too."""


class Coefficient(NamedTuple):
    """n: rows where both are known. r: None for few of them or where a column's are all equal."""

    n: int
    r: float | None


class _Table(NamedTuple):
    """values: by code, less their mean, 0 where missing. spread: sum of their squares."""

    values: np.ndarray
    n: int
    spread: float


def coefficients(
    columns: Mapping[str, Encoded],
    pairs: Sequence[tuple[str, str]],
    kinds: Sequence[Kind],
    fewest: int,
) -> dict[Kind, list[Coefficient]]:
    """The coefficients of each pair of columns, over the rows where both are known."""
    coded = {name: _occurring(column) for name, column in columns.items()}
    known = _Known(coded)

    @cache
    def table(kind: Kind, name: str, other: str | None) -> _Table:
        counts, values = known.counts(name, other), coded[name].values
        return _ranks(counts) if kind == "spearman" else _values(counts, values)

    sides = [(_side(known, a, b), _side(known, b, a)) for a, b in pairs]
    asked = [((kind, *x), (kind, *y)) for kind in kinds for x, y in sides]
    tables = {key: table(*key) for both in asked for key in both}
    # Of a column with itself the sum of squares is known.
    products = _products(coded, tables, [(x, y) for x, y in asked if x != y])
    found = [
        _coefficient(tables[x], tables[y], products.get((x, y), tables[x].spread), fewest)
        for x, y in asked
    ]
    return {kind: found[i * len(pairs) : (i + 1) * len(pairs)] for i, kind in enumerate(kinds)}


def _products(
    coded: Mapping[str, Encoded], tables: Mapping[_Key, _Table], pairs: Sequence[tuple[_Key, _Key]]
) -> dict[tuple[_Key, _Key], float]:
    """Sum of the products of what two tables have for each row."""
    found = dict.fromkeys(pairs, 0.0)
    keys = {name: [key for key in tables if key[1] == name] for name in coded}
    # One look into memory a row finds what a code means in every table of its column.
    beside = {name: np.column_stack([tables[k].values for k in keys[name]]) for name in coded}
    rows = next(iter(coded.values())).codes.size
    for first in range(0, rows, BLOCK):
        moved = {}
        for name, column in coded.items():
            codes = column.codes[first : first + BLOCK].astype(np.intp)
            moved |= zip(keys[name], beside[name].take(codes, axis=0, mode="clip").T, strict=True)
        for x, y in pairs:
            found[x, y] += float(moved[x] @ moved[y])
    return found


def _dot(x: np.ndarray, y: np.ndarray) -> float:
    """Sum of products of many numbers; not BLAS, for its threads."""
    return float(np.einsum("i,i->", x, y))


def _side(known: _Known, name: str, other: str) -> tuple[str, str | None]:
    """A column and whose missing values matter to it: only another's that has some."""
    return name, other if other != name and known.lacking(other).size else None


def _coefficient(x: _Table, y: _Table, product: float, fewest: int) -> Coefficient:
    if x.n < fewest or not x.spread or not y.spread:
        return Coefficient(x.n, None)
    return Coefficient(x.n, max(-1.0, min(1.0, product / math.sqrt(x.spread * y.spread))))


def _occurring(column: Encoded) -> Encoded:
    """The same with the codes of few rows renumbered, so that tables are no longer than those."""
    if column.size <= column.codes.size:
        return column
    found, codes = np.unique(column.codes, return_inverse=True)
    return Encoded(codes, column.values.gather(found[found < column.size]))


class _Known:
    """How often each code of a column occurs where another column is known."""

    def __init__(self, columns: Mapping[str, Encoded]) -> None:
        self._columns = columns
        self._lacking: dict[str, np.ndarray] = {}
        self._counts: dict[tuple[str, str | None], np.ndarray] = {}

    def lacking(self, name: str) -> np.ndarray:
        """The rows without a value."""
        if name not in self._lacking:
            column = self._columns[name]
            self._lacking[name] = np.flatnonzero(column.codes == column.size)
        return self._lacking[name]

    def counts(self, name: str, other: str | None) -> np.ndarray:
        """By code, of the rows where `other` is known too."""
        if (name, other) not in self._counts:
            column = self._columns[name]
            if other is None:
                found = occurrences(column.codes, column.size + 1)[:-1]
            else:
                without = column.codes[self.lacking(other)]
                found = self.counts(name, None) - occurrences(without, column.size + 1)[:-1]
            self._counts[name, other] = found
        return self._counts[name, other]


def _values(counts: np.ndarray, values: pl.Series) -> _Table:
    n, numbers = int(counts.sum()), values.cast(pl.Float64).to_numpy()
    return _table(counts, numbers - _dot(counts, numbers) / max(n, 1), n)


def _ranks(counts: np.ndarray) -> _Table:
    n = int(counts.sum())
    return _table(counts, np.cumsum(counts) - (counts - 1) / 2 - (n + 1) / 2, n)


def _table(counts: np.ndarray, moved: np.ndarray, n: int) -> _Table:
    # Of a single value rounding can leave a spread that is none.
    spread = _dot(counts, moved * moved) if np.count_nonzero(counts) > 1 else 0.0
    return _Table(np.append(moved, 0.0), n, spread)
