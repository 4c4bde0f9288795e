"""How many enterprises stand behind a chart, read off its own frame.

A chart of several indicators has as many samples as indicators; it says the smallest and largest.
"""

from collections.abc import Callable
from typing import NamedTuple

import polars as pl


class Sample(NamedTuple):
    """The enterprises behind the least and the most filled figure of a chart."""

    least: int
    most: int


SampleOf = Callable[[pl.DataFrame], Sample]


def total(*columns: str, where: pl.Expr | None = None) -> SampleOf:
    """Rows are parts of one whole: their counts are added up. where: rows that are charted."""

    def of(frame: pl.DataFrame) -> Sample:
        charted = frame if where is None else frame.filter(where)
        n = int(sum(charted[column].sum() for column in columns))
        return Sample(n, n)

    return of


def by_row(*columns: str, where: pl.Expr | None = None) -> SampleOf:
    """Each row has a sample of its own, the sum of these counts."""

    def of(frame: pl.DataFrame) -> Sample:
        charted = frame if where is None else frame.filter(where)
        return _spread(charted.select(pl.sum_horizontal(*columns)).to_series())

    return of


def each(*columns: str) -> SampleOf:
    """Every figure has a sample of its own, and groups may share enterprises."""

    def of(frame: pl.DataFrame) -> Sample:
        return _spread(pl.concat([frame[column] for column in columns]))

    return of


def by(key: str, *columns: str) -> SampleOf:
    """The rows of each value of `key` are parts of one sample."""

    def of(frame: pl.DataFrame) -> Sample:
        counted = frame.select(key, n=pl.sum_horizontal(*columns))
        return _spread(counted.group_by(key).agg(pl.col("n").sum())["n"])

    return of


def largest(column: str) -> SampleOf:
    """One row holds all that the others are part of."""

    def of(frame: pl.DataFrame) -> Sample:
        n = int(_whole(frame[column].max()))
        return Sample(n, n)

    return of


def rows(frame: pl.DataFrame) -> Sample:
    """A row is an enterprise."""
    return Sample(frame.height, frame.height)


def one(_frame: pl.DataFrame) -> Sample:
    """All of it is of one enterprise."""
    return Sample(1, 1)


def _spread(counts: pl.Series) -> Sample:
    return Sample(_whole(counts.min()), _whole(counts.max()))


def _whole(value: object) -> int:
    return int(value) if isinstance(value, int | float) else 0
