"""Scores of rows in memory: sums of what the dictionary codes of their columns stand for.

Each equals the expressions of data_layer.scoring, which tests hold it to. A score is a whole number
of units here, UNITS of which make a point.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

import narwhals as nw
import numpy as np
import polars as pl

from data_layer.engine.codes import Encoded, encode
from data_layer.engine.memo import per_rows
from data_layer.engine.rows import Held, translated
from data_layer.scoring.scores import DECIMALS, DIMENSIONS, FULL, Weighting, default_weights

UNITS = 10**DECIMALS
MISSING = -1
"""Stands for no score."""
BLOCK = 2**14
"""Rows that are scored at a time: their numbers fit the processor's cache."""

Places = slice | np.ndarray
T = TypeVar("T")


class _Column(NamedTuple):
    """codes: one a row. table: what each code adds, and 0 of a missing value.

    complete: no row lacks a value.
    """

    codes: np.ndarray
    table: np.ndarray
    complete: bool

    @property
    def size(self) -> int:
        return self.table.size - 1


class CodedScores:
    """How rows score. known: benchmarks of the whole registry, in the order of DIMENSIONS."""

    def __init__(self, rows: Held, known: Mapping[str, float], method: str) -> None:
        self._rows = rows
        self._uncapped = {d: self._column(d, self._ratios(d, by)) for d, by in known.items()}
        if method == "median":
            capped = {d: np.minimum(it.table, FULL) for d, it in self._uncapped.items()}
            self._scores = {d: it._replace(table=capped[d]) for d, it in self._uncapped.items()}
        else:
            self._scores = {d: self._column(d, self._percentiles(d)) for d in DIMENSIONS}
        self._units: dict[Weighting, np.ndarray] = {}
        self._kept: dict[Hashable, Any] = {}

    def units(self, weights: Weighting) -> np.ndarray:
        """The total of each row; MISSING where no weighted dimension has a score."""
        if weights not in self._units:
            found = np.empty(self._rows.height, dtype=np.int32)
            weighted = _weighted(self._scores, weights)
            for block in _blocks(self._rows.height):
                totals = self._total(weighted, weights, block)
                np.copyto(totals, MISSING, where=np.isnan(totals))
                found[block] = totals
            self._units[weights] = found
        return self._units[weights]

    def depth(self, places: np.ndarray) -> np.ndarray:
        """The depth of some rows in units; NaN where no dimension is known."""
        weights = Weighting(default_weights())
        weighted = _weighted(self._uncapped, weights)
        found = np.empty(places.size)
        for block in _blocks(places.size):
            found[block] = self._total(weighted, weights, places[block])
        return found

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """What was made before under a key; it goes with the scores."""
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]

    def dimension(self, dimension: str, places: np.ndarray) -> pl.Series:
        """The scores of some rows in one dimension; null where it has none."""
        column = self._scores.get(dimension)
        if column is None:
            return pl.Series(dimension, [None] * places.size, pl.Float64)
        codes = column.codes[places]
        found = np.where(codes < column.size, column.table[codes], np.nan)
        return pl.Series(dimension, found, nan_to_null=True)

    def _total(self, columns: Mapping[str, _Column], by: Weighting, places: Places) -> np.ndarray:
        """Weighted means of some rows in units, added up in the order of the dimensions.

        columns: as `_weighted` gives them.
        """
        sectors = self._rows.encoded("sector") if by.by_sector else None
        part = whole = np.zeros(1)
        for dimension, column in columns.items():
            codes = column.codes[places].astype(np.intp)
            added = column.table.take(codes, mode="clip")
            weight: float | np.ndarray = by.common[dimension]
            if sectors is not None:
                weight = _by_sector(dimension, by, sectors)[sectors.codes[places]]
                added *= weight
            part = np.add(part, added, out=added)
            whole = whole + (weight if column.complete else (codes < column.size) * weight)
        with np.errstate(invalid="ignore"):
            part = part / whole
        return np.rint(np.multiply(part, UNITS, out=part), out=part)

    def _column(self, dimension: str, by_code: np.ndarray) -> _Column:
        codes = self._rows.encoded(DIMENSIONS[dimension].column).codes
        complete = int(codes.max(initial=0)) < by_code.size
        return _Column(codes, np.append(by_code, 0.0), complete)

    def _ratios(self, dimension: str, benchmark: float) -> np.ndarray:
        values = self._rows.encoded(DIMENSIONS[dimension].column).values
        return values.cast(pl.Float64).to_numpy() / benchmark * FULL

    def _percentiles(self, dimension: str) -> np.ndarray:
        coded = self._rows.encoded(DIMENSIONS[dimension].column)
        known = np.count_nonzero(coded.codes < coded.size)
        return (coded.ranks()[: coded.size] - 0.5) / max(known, 1) * FULL


@per_rows
def coded_scores(rows: Held, known: tuple[tuple[str, float], ...], method: str) -> CodedScores:
    """How the rows of a selection score, by the median or the percentile method."""
    return CodedScores(rows, dict(known), method)


def with_band(rows: Held, name: str, units: np.ndarray, rule: Callable[[], nw.Expr]) -> Held:
    """The rows with a column that follows from the column `score` alone."""
    bands = _of_every_score(rule)
    # MISSING wraps around to the last.
    return rows.coded(name, bands._replace(codes=bands.codes.take(units, mode="wrap")))


@lru_cache(maxsize=16)
def _of_every_score(rule: Callable[[], nw.Expr]) -> Encoded:
    """What a rule gives for each number of units, and for no score."""
    # MISSING is the place of the last.
    scores = np.append(np.arange(int(FULL) * UNITS + 1) / UNITS, np.nan)
    frame = pl.DataFrame([pl.Series("score", scores, nan_to_null=True)])
    return encode(frame.select(translated(rule())).to_series())


def _weighted(columns: Mapping[str, _Column], by: Weighting) -> Mapping[str, _Column]:
    """The columns with tables of weighted scores, unless weights differ by sector."""
    if by.by_sector:
        return columns
    return {d: it._replace(table=it.table * by.common[d]) for d, it in columns.items()}


def _by_sector(dimension: str, by: Weighting, sectors: Encoded) -> np.ndarray:
    """The weight of a dimension by code of the sector."""
    special = [by.by_sector.get(sector, by.common) for sector in sectors.values]
    return np.array([weights[dimension] for weights in (*special, by.common)])


def _blocks(height: int) -> Iterator[slice]:
    return (slice(first, first + BLOCK) for first in range(0, height, BLOCK))
