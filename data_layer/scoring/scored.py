"""The enterprises that pass filters, by score: banded, ranked, in detail.

Rows in memory are scored from their codes, all others by expressions.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import narwhals as nw
import polars as pl

from data_layer.engine.collect import taken
from data_layer.engine.measures import each
from data_layer.engine.rows import Held
from data_layer.filters.filters import Filters
from data_layer.scoring.coded_ranks import ranked
from data_layer.scoring.coded_scores import UNITS, CodedScores, coded_scores, with_band
from data_layer.scoring.ranking import DETAILS, details, ranks
from data_layer.scoring.scores import (
    DIMENSIONS,
    Weighting,
    benchmarks,
    default_weights,
    with_scores,
)

Rows = nw.LazyFrame[Any]


class Scoring(NamedTuple):
    """How enterprises are scored: the weights in use, and an id of METHODS."""

    weights: Weighting
    method: str


def with_score_band(
    rows: Rows, filters: Filters, scoring: Scoring, name: str, rule: Callable[[], nw.Expr]
) -> Rows:
    """The rows that pass with a column `name`, which follows from the column `score` by a rule."""
    passed = _passed(rows, filters, scoring.method)
    if isinstance(passed, Held):
        units = _coded(rows, passed, scoring.method).units(scoring.weights)
        return with_band(passed, name, units, rule)
    weights = {"score": scoring.weights}
    scored = with_scores(passed, benchmarks(rows), weights, scoring.method)
    return scored.with_columns(**{name: rule()})


def highest(rows: Rows, filters: Filters, scoring: Scoring, pool: int | None) -> pl.DataFrame:
    """`id`, `score`, `default`, `depth`, `rank`, `default_rank`, as data_layer.ranking.ranks."""
    passed = _passed(rows, filters, scoring.method)
    if not isinstance(passed, Held):
        return ranks(_both(rows, passed, scoring), pool)
    scores = _coded(rows, passed, scoring.method)
    places, units, both, depth = ranked(scores, _weightings(scoring), pool)
    return pl.DataFrame(
        [
            *taken(passed, ["id"], places),
            pl.Series("score", units[0] / UNITS),
            pl.Series("default", units[1] / UNITS),
            pl.Series("depth", depth / UNITS, nan_to_null=True),
            pl.Series("rank", both[0]),
            pl.Series("default_rank", both[1]),
            pl.Series("place", places),
        ]
    )


def described(rows: Rows, filters: Filters, scoring: Scoring, shown: pl.DataFrame) -> pl.DataFrame:
    """Rows of `highest` with the columns DETAILS and a column a dimension."""
    passed = _passed(rows, filters, scoring.method)
    if not isinstance(passed, Held):
        return shown.join(details(_both(rows, passed, scoring), shown["id"].to_list()), on="id")
    places = shown["place"].to_numpy()
    scores = _coded(rows, passed, scoring.method)
    names = taken(passed, [name for name in DETAILS if name not in shown.columns], places)
    return shown.drop("place").hstack([*names, *(scores.dimension(d, places) for d in DIMENSIONS)])


def _passed(rows: Rows, filters: Filters, method: str) -> Rows:
    # Ranks are of enterprises: cells of a cube stand for several.
    return filters.apply(rows if method == "median" else each(rows))


def _coded(rows: Rows, passed: Held, method: str) -> CodedScores:
    return coded_scores(passed, tuple(benchmarks(rows).items()), method)


def _weightings(scoring: Scoring) -> tuple[Weighting, Weighting]:
    return scoring.weights, Weighting(default_weights())


def _both(rows: Rows, passed: Rows, scoring: Scoring) -> Rows:
    weights = dict(zip(("score", "default"), _weightings(scoring), strict=True))
    return with_scores(passed, benchmarks(rows), weights, scoring.method)
