"""How far enterprises are from national recognition under the 2026 criteria (r01).

The rule: a criterion is open if it is not met or if the value that decides it is missing. An open
criterion's shortfall is the part of the threshold that is missing, (threshold - value) / threshold,
from 0 to 1; a missing value counts 1. Of market share and rank the smaller shortfall counts, where
a rank's is (rank - bound) / rank. A national award exempts from class I intellectual property: no
shortfall. Enterprises are ordered by open criteria, then by the sum of shortfalls. Criteria that
only a person can judge are left out.
"""

from collections.abc import Mapping
from functools import cache

import polars as pl

from data_layer.measures.memo import per_rows
from data_layer.measures.rows import Rows, evaluated
from data_layer.policy.compared import TWO_YEARS, VALUES
from data_layer.policy.criteria import EXEMPTING, Criterion, criteria

DECIMALS = 6
"""Sums of shortfalls are rounded so, that the order does not hang on rounding errors."""
ALMOST = 99.9


@cache
def national() -> Mapping[str, Criterion]:
    """The criteria of the national tier that have a threshold, by indicator."""
    return {
        criterion.indicator: criterion
        for criterion in criteria()
        if criterion.tier == "national" and criterion.threshold is not None
    }


def short(name: str) -> str:
    """Column of a criterion's shortfall."""
    return f"{name}_short"


def attained(name: str) -> str:
    """Column of a criterion's attainment: 100 if it is met, else 100 x (1 - shortfall), at most
    ALMOST, so that rounding never makes an open criterion look met."""
    return f"{name}_attained"


@per_rows
def measured(rows: Rows) -> Rows:
    """Rows with VALUES, a shortfall a criterion, and the sums.

    Added: `unmet`, `unknown`, `open` (their sum) and `shortfall` (0 to the number of criteria).
    A shortfall is null where the deciding value is missing.
    """
    for columns in _steps():
        rows = rows.with_columns(**columns)
    return evaluated(rows)


@cache
def _steps() -> tuple[Mapping[str, pl.Expr], ...]:
    """The columns that `measured` adds, each step by those before it."""
    columns = [pl.col(short(name)) for name in national()]
    gaps = {short(name): _shortfall(criterion) for name, criterion in national().items()}
    sums = {
        "unmet": _total([(column > 0).fill_null(value=False).cast(pl.Int8) for column in columns]),
        "unknown": _total([column.is_null().cast(pl.Int8) for column in columns]),
        "shortfall": _total([column.fill_null(1.0) for column in columns]).round(DECIMALS),
    }
    return TWO_YEARS, gaps, sums, {"open": pl.col("unmet") + pl.col("unknown")}


def with_attainments(measured: Rows) -> Rows:
    """Measured rows with an attainment a criterion, null where the deciding value is missing."""
    return measured.with_columns(
        _attained(pl.col(short(name))).alias(attained(name)) for name in national()
    )


def _attained(gap: pl.Expr) -> pl.Expr:
    part = (1 - gap) * 100
    return (
        pl.when(gap > 0)
        .then(pl.when(part > ALMOST).then(pl.lit(ALMOST)).otherwise(part))
        .when(gap <= 0)
        .then(pl.lit(100.0))
    )


def _total(parts: list[pl.Expr]) -> pl.Expr:
    total = parts[0]
    for part in parts[1:]:
        total = total + part
    return total


def _shortfall(criterion: Criterion) -> pl.Expr:
    bound = float(criterion.threshold or 0)
    value = pl.col(VALUES[criterion.indicator]).cast(pl.Float64)
    missing = (bound - value) / bound
    if criterion.indicator == "rd_ratio_each_of_2y":
        both = ~(pl.col("rd_ratio").is_null() | pl.col("rd_ratio_previous").is_null())
        return pl.when(value < bound).then(missing).when(both).then(pl.lit(0.0))
    if criterion.indicator == "class1_ip":
        exempt = pl.any_horizontal(EXEMPTING["national"])
        return (
            pl.when(exempt | (value >= bound)).then(pl.lit(0.0)).when(value < bound).then(missing)
        )
    if criterion.indicator == "niche_share_pct" and criterion.alternative is not None:
        return _either(value, bound, criterion.alternative)
    return pl.when(value < bound).then(missing).when(value >= bound).then(pl.lit(0.0))


def _either(share: pl.Expr, bound: float, best: float) -> pl.Expr:
    """Met by share or by rank; unmet only if both are known and both fail."""
    rank = pl.col("niche_rank").cast(pl.Float64)
    met = (share >= bound) | (rank <= best)
    by_share, by_rank = (bound - share) / bound, (rank - best) / rank
    smaller = pl.when(by_share < by_rank).then(by_share).otherwise(by_rank)
    reported = ~(share.is_null() | rank.is_null())
    return pl.when(met).then(pl.lit(0.0)).when(reported).then(smaller)
