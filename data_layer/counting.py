"""The measures of rows in memory: dictionary codes counted in NumPy.

Each function gives the frame that the portable way in data_layer.measures gives; property tests
hold them equal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import narwhals as nw
import numpy as np
import polars as pl

from data_layer.encoded import SPARSE, Encoded, Grouping
from data_layer.held import Held, translated


def tally(rows: Held, by: Sequence[str], flags: Mapping[str, nw.Expr]) -> pl.DataFrame:
    """`by`..., `n`, and how many rows of the group each flag holds for."""
    asked = [translated(flag).alias(name) for name, flag in flags.items()]
    if not by:
        held = rows.read_by(asked).select(asked).get_columns() if asked else []
        totals = [pl.Series(flag.name, [flag.sum() or 0], pl.Int64) for flag in held]
        return pl.DataFrame([pl.Series("n", [rows.height], pl.Int64), *totals])
    source, groups = rows.grouped(tuple(by)) if asked else (rows, rows.grouping(tuple(by)))
    held = source.read_by(asked).select(asked).get_columns() if asked else []
    found = groups.present
    totals = zip(held, groups.held(held), strict=True)
    counted = [pl.Series(flag.name, total) for flag, total in totals]
    return pl.DataFrame([*groups.values(found), pl.Series("n", groups.counts[found]), *counted])


def histogram(rows: Held, by: Sequence[str], column: str) -> pl.DataFrame:
    """`by`..., `value`, `n`: how often each value occurs in each group."""
    groups = rows.grouping((*by, column))
    found = groups.present
    *keys, values = groups.values(found)
    return pl.DataFrame([*keys, values.alias("value"), pl.Series("n", groups.counts[found])])


def quantiles_of(
    rows: Held,
    by: Sequence[str],
    columns: Sequence[str],
    probabilities: Mapping[str, float],
    fewest: int,
) -> pl.DataFrame:
    """`by`..., `<c>_n` and `<c>_<name>` a column; null for groups of fewer than `fewest` values."""
    groups, found = _groups(rows, by)
    parts = groups.values(found)
    for column in columns:
        encoded = rows.encoded(column)
        ordered = _Ordered(groups, encoded)
        values = ordered.known[found]
        parts.append(pl.Series(f"{column}_n", values))
        for name, p in probabilities.items():
            figures = np.full(values.size, np.nan)
            enough = values >= fewest
            figures[enough] = ordered.at(found[enough], p)
            parts.append(pl.Series(f"{column}_{name}", figures, nan_to_null=True))
    return pl.DataFrame(parts)


class _Ordered:
    """The values of one column in the order of each group.

    A group's values and a code are one number, group x codes + code. Few such numbers are counted,
    many are sorted.
    """

    def __init__(self, groups: Grouping, column: Encoded) -> None:
        self._width = column.size + 1
        self._values = column.values.cast(pl.Float64).to_numpy()
        missing = column.codes == column.size
        self.known = sizes = groups.counts
        if missing.any():
            absent = np.bincount(groups.ids[missing], minlength=groups.size + 1)
            self.known = sizes - absent[: groups.size]
        self._first = np.cumsum(sizes) - sizes
        cells = (groups.size + 1) * self._width
        pairs = groups.ids.astype(np.uint32 if cells < 2**32 else np.uint64) * self._width
        pairs += column.codes
        self._counted = cells <= SPARSE * pairs.size
        if self._counted:
            self._upto = np.cumsum(np.bincount(pairs, minlength=cells))
        else:
            self._pairs = np.sort(pairs)

    def at(self, groups: np.ndarray, probability: float) -> np.ndarray:
        """The quantiles of some groups, interpolated linearly between two values."""
        position = (self.known[groups] - 1) * probability
        low, high = np.floor(position).astype(np.int64), np.ceil(position).astype(np.int64)
        below, above = self._value(groups, low), self._value(groups, high)
        return below + (above - below) * (position - low)

    def _value(self, groups: np.ndarray, place: np.ndarray) -> np.ndarray:
        place = self._first[groups] + place
        if self._counted:
            pairs = np.searchsorted(self._upto, place, side="right")
        else:
            pairs = self._pairs[place]
        return self._values[pairs % self._width]


def means(rows: Held, by: Sequence[str], columns: Sequence[str]) -> pl.DataFrame:
    """`by`..., `n`, and `<c>_mean`, `<c>_n` a column; null where no value is known."""
    if not by:
        return _means_of_all(rows, columns)
    groups, found = _groups(rows, by)
    counts, averages = [], []
    for column in columns:
        values = rows.frame([column]).to_series().cast(pl.Float64)
        known = values.is_not_null().to_numpy() if values.null_count() else slice(None)
        ids = groups.ids[known]
        number = np.bincount(ids, minlength=groups.size + 1)[found]
        total = np.bincount(ids, values.drop_nulls().to_numpy(), groups.size + 1)[found]
        mean = np.where(number > 0, total / np.maximum(number, 1), np.nan)
        averages.append(pl.Series(f"{column}_mean", mean, nan_to_null=True))
        counts.append(pl.Series(f"{column}_n", number))
    keys = groups.values(found)
    return pl.DataFrame([*keys, pl.Series("n", groups.counts[found]), *averages, *counts])


def _means_of_all(rows: Held, columns: Sequence[str]) -> pl.DataFrame:
    return rows.frame(columns).select(
        pl.lit(rows.height, pl.Int64).alias("n"),
        *(pl.col(c).cast(pl.Float64).mean().alias(f"{c}_mean") for c in columns),
        *(pl.col(c).count().cast(pl.Int64).alias(f"{c}_n") for c in columns),
    )


def _groups(rows: Held, by: Sequence[str]) -> tuple[Grouping, np.ndarray]:
    """The groups of the rows and those that occur; without keys, one of all rows."""
    if not by:
        return Grouping(np.zeros(rows.height, dtype="u1"), 1, (), ()), np.zeros(1, dtype=np.intp)
    groups = rows.grouping(tuple(by))
    return groups, groups.present
