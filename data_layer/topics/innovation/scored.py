"""The enterprises that pass filters, by score: banded, ranked, in detail."""

from collections.abc import Mapping
from typing import NamedTuple

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures.rows import Rows, each
from data_layer.scoring.ranking import details, ranks
from data_layer.scoring.scores import benchmarks, with_scores
from data_layer.scoring.weights import Weighting, default_weights


class Scoring(NamedTuple):
    """How enterprises are scored: the weights in use, and an id of METHODS."""

    weights: Weighting
    method: str


def with_score_band(
    rows: Rows, filters: Filters, scoring: Scoring, name: str, band: pl.Expr
) -> Rows:
    """The rows that pass with a column `name`, which follows from the column `score`."""
    return _both(rows, filters, scoring).with_columns(band.alias(name))


def highest(rows: Rows, filters: Filters, scoring: Scoring, pool: int | None) -> pl.DataFrame:
    """`id`, `score`, `default`, `depth`, `rank`, `default_rank`, as `ranking.ranks`."""
    return ranks(_both(rows, filters, scoring), pool)


def described(rows: Rows, filters: Filters, scoring: Scoring, ranked: pl.DataFrame) -> pl.DataFrame:
    """Rows of `highest` with the columns DETAILS and a column a dimension."""
    return ranked.join(
        details(_both(rows, filters, scoring), ranked["id"].to_list()),
        on="id",
        maintain_order="left",
    )


def _both(rows: Rows, filters: Filters, scoring: Scoring) -> Rows:
    """Scores by the weights in use and by e24's: once for bands and ranks."""
    weights = {"score": scoring.weights, "default": Weighting(default_weights())}
    return scored(rows, filters, weights, method=scoring.method)


def scored(
    rows: Rows, filters: Filters, weights: Mapping[str, Weighting], method: str = "median"
) -> Rows:
    """The rows that pass, as `scores.with_scores` scores them."""
    # Ranks are of enterprises: cells of a cube stand for several.
    passed = filters.apply(rows if method == "median" else each(rows))
    return with_scores(passed, benchmarks(rows), weights, method=method)
