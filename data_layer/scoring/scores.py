"""The score of an enterprise in five dimensions, and in all.

e30 scores a dimension as a median over the national tier's median x 100.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal

import polars as pl

from data_layer.measures.memo import per_rows
from data_layer.measures.quantiles import medians_of
from data_layer.measures.rows import Rows, evaluated
from data_layer.measures.tiers import of_tiers
from data_layer.scoring.dimensions import COLUMNS, DIMENSIONS
from data_layer.scoring.weights import FULL, Weighting, default_weights, weight_of
from data_layer.vocabulary.text import Text

Method = Literal["median", "percentile"]
DECIMALS = 6
"""Scores are rounded so, that a score on a bound does not fall beside it by a rounding error."""


METHODS: Mapping[str, Text] = {
    "median": Text("对国家级中位数", "Against the national median"),
    "percentile": Text("百分位", "Percentile rank"),
}


@per_rows
def whole_medians(rows: Rows, columns: tuple[str, ...] = COLUMNS) -> Mapping[str, Any]:
    """`<c>_n` and `<c>_median` a column, of all rows: several exhibits of a page ask for them."""
    return MappingProxyType(medians_of(rows, (), columns).row(0, named=True))


@per_rows
def benchmarks(rows: Rows) -> Mapping[str, float]:
    """Median of the national tier by dimension, over the whole registry.

    A dimension without a positive median (fewer than three values, or mostly zeros) is left out:
    nothing can be scored against it.
    """
    middle = whole_medians(of_tiers(rows, ("national",)))
    by_dimension = {d.id: middle[f"{d.column}_median"] for d in DIMENSIONS.values()}
    return MappingProxyType(
        {d: value for d, value in by_dimension.items() if value is not None and value > 0}
    )


def capped_scores(medians_of: Mapping[str, float]) -> dict[str, pl.Expr]:
    """100 x min(1, value / national median) by dimension; null where the value is missing."""
    return {
        d: pl.when(ratio >= 1).then(pl.lit(FULL)).otherwise(ratio * FULL)
        for d, ratio in _ratios(medians_of).items()
    }


def percentile_scores() -> dict[str, pl.Expr]:
    """Percentile rank by dimension: (below + half of the equal) / values x 100; null stays null."""
    return {
        d.id: (pl.col(d.column).rank("average") - 0.5) / pl.col(d.column).count() * FULL
        for d in DIMENSIONS.values()
    }


def total(scores: Mapping[str, pl.Expr], weights: Weighting) -> pl.Expr:
    """Weighted mean of the scores that are there: a missing dimension's weight goes to the others.

    Null where no weighted dimension has a score.
    """
    part, whole = pl.lit(0.0), pl.lit(0.0)
    for dimension, score in scores.items():
        weight, missing = weight_of(dimension, weights), score.is_null()
        part = part + pl.when(missing).then(pl.lit(0.0)).otherwise(score * weight)
        whole = whole + pl.when(missing).then(pl.lit(0.0)).otherwise(weight)
    return pl.when(whole > 0).then(part / whole)


def with_scores(
    rows: Rows,
    benchmark: Mapping[str, float],
    weights: Mapping[str, Weighting],
    method: str = "median",
) -> Rows:
    """Rows with a column a dimension, `depth`, and a total a weighting.

    benchmark: the national medians of the whole registry. weights: name of the total to its
    weighting. Dimension columns are named by their id, and a dimension without a benchmark has
    none. `depth` is the mean ratio to the national medians without the cap, by e24's weights: it
    orders enterprises whose capped scores are equal.
    """
    return _scored(rows, tuple(benchmark.items()), tuple(weights.items()), method=method)


@per_rows
def _scored(
    rows: Rows,
    benchmark: tuple[tuple[str, float], ...],
    weights: tuple[tuple[str, Weighting], ...],
    method: str,
) -> Rows:
    medians = dict(benchmark)
    scores = capped_scores(medians) if method == "median" else percentile_scores()
    ratios = {d: ratio * FULL for d, ratio in _ratios(medians).items()}
    depth = total(ratios, Weighting(default_weights())).round(DECIMALS)
    columns = {dimension: pl.col(dimension) for dimension in scores}
    totals = {name: total(columns, weighting).round(DECIMALS) for name, weighting in weights}
    return evaluated(rows.with_columns(**scores, depth=depth).with_columns(**totals))


def _ratios(medians_of: Mapping[str, float]) -> dict[str, pl.Expr]:
    return {
        d: pl.col(DIMENSIONS[d].column).cast(pl.Float64) / value for d, value in medians_of.items()
    }
