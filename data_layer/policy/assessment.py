"""Enterprises held against the criteria of 2026: a status each, and the tier that is met."""

from collections.abc import Callable, Mapping
from functools import cache

import polars as pl

from data_layer.policy.compared import RD_EXPENSE_2Y, TWO_YEARS, VALUES
from data_layer.policy.consistency import contradicting
from data_layer.policy.criteria import EXEMPTING, INPUTS, Criterion, TierId, criteria
from data_layer.policy.rules_2022 import old_tier
from data_layer.policy.verdict import highest


def assess(frame: pl.DataFrame) -> pl.DataFrame:
    """For each enterprise the highest tier whose quantitative criteria are all met or exempt.

    Takes any of the columns `INPUTS` (missing ones count as missing values) in the schema's units
    and gives name, tier_met, unmet, unknown, to_judge, in the order of the rows. tier_met is
    unknown where missing values leave open which tier is the highest. The three columns after it
    list criteria as `tier:indicator`, parted by semicolons.

    Then: `without_provincial`, whether the national criteria are met and a provincial one is not;
    `tier_met_2022`, by the rules before; `contradicting`, inputs that cannot all be true (ids of
    `consistency`); `derived`, exemptions that follow from another column.
    """
    given = _complete(frame)
    return _judged(frame).select(
        "name",
        _highest_tier().alias("tier_met"),
        *(_listed(status).alias(status) for status in ("unmet", "unknown", "to_judge")),
        without_provincial().alias("without_provincial"),
        given.select(found=old_tier())["found"].alias("tier_met_2022"),
        given.select(found=contradicting())["found"].alias("contradicting"),
        given.select(found=_derived())["found"].alias("derived"),
    )


def without_provincial() -> pl.Expr:
    """Whether every national criterion is met while a provincial one is not, of statuses."""
    return (_has_tier("national") & ~_has_tier("provincial")).fill_null(False)


def _derived() -> pl.Expr:
    """`tier:indicator=column` of exemptions that follow from a column and decide something."""
    tiers = [_derived_of(tier) for tier in EXEMPTING]
    return pl.concat_str(tiers, separator=";", ignore_nulls=True)


def _derived_of(tier: TierId) -> pl.Expr:
    """The first column that exempts, unless it is claimed or the criterion is met anyway."""
    lacking = (pl.col("class1_ip") < _least(tier, "class1_ip")).fill_null(True)
    needed = lacking & ~pl.col(f"exempt_{tier}").fill_null(False)
    columns = [
        pl.when(pl.col(name)).then(pl.lit(f"{tier}:class1_ip={name}")) for name in EXEMPTING[tier]
    ]
    return pl.when(needed).then(pl.coalesce(columns))


def _least(tier: str, indicator: str) -> float | None:
    return next(
        criterion.threshold
        for criterion in criteria()
        if (criterion.tier, criterion.indicator) == (tier, indicator)
    )


def criteria_results(frame: pl.DataFrame) -> pl.DataFrame:
    """Every enterprise with every criterion: a row each, enterprises in the order of the frame.

    Columns: row (from 0), name, tier, criterion (zh), indicator, status, value and threshold (in
    the criterion's unit), old_rule, new_rule.
    """
    with_values = (
        _complete(frame).with_row_index("row").select("row", "name", *_statuses_and_values())
    )
    each = with_values.explode("status", "value")
    fixed = [
        (
            criterion.tier,
            criterion.label.zh,
            criterion.indicator,
            criterion.threshold,
            criterion.old_rule,
            criterion.new_rule,
        )
        for criterion in criteria()
    ]
    names = ("tier", "criterion", "indicator", "threshold", "old_rule", "new_rule")
    floats = {name: pl.Float64 if name == "threshold" else pl.String for name in names}
    repeated = pl.DataFrame(fixed * frame.height, schema=floats, orient="row")
    return each.hstack(repeated).select(
        "row",
        "name",
        "tier",
        "criterion",
        "indicator",
        "status",
        "value",
        "threshold",
        "old_rule",
        "new_rule",
    )


@cache
def _statuses_and_values() -> tuple[pl.Expr, pl.Expr]:
    """Lists of what every criterion finds of an enterprise, in the order of the criteria."""
    statuses = pl.concat_list(_status(criterion).cast(pl.String) for criterion in criteria())
    values = pl.concat_list(_value(criterion).cast(pl.Float64) for criterion in criteria())
    return statuses.alias("status"), values.alias("value")


def _judged(frame: pl.DataFrame) -> pl.DataFrame:
    """`name` and the status of every criterion, a column each."""
    return _complete(frame).select("name", *_statuses())


@cache
def _statuses() -> tuple[pl.Expr, ...]:
    return tuple(_status(criterion).alias(criterion.key) for criterion in criteria())


def _complete(frame: pl.DataFrame) -> pl.DataFrame:
    there = set(frame.columns)
    return frame.select(
        [
            (pl.col(name) if name in there else pl.lit(None)).cast(dtype).alias(name)
            for name, dtype in INPUTS.items()
        ]
    )


def _status(criterion: Criterion) -> pl.Expr:
    if criterion.threshold is None:
        return pl.lit("to_judge")
    met = _met(criterion, criterion.threshold)
    return (
        pl.when(met)
        .then(pl.lit("met"))
        .when(_exempt(criterion))
        .then(pl.lit("exempt"))
        .when(met.is_null())
        .then(pl.lit("unknown"))
        .otherwise(pl.lit("unmet"))
    )


def _met(criterion: Criterion, bound: float) -> pl.Expr:
    return _tests()[criterion.indicator](bound, criterion.alternative)


def _exempt(criterion: Criterion) -> pl.Expr:
    if criterion.indicator == "class1_ip":
        return pl.any_horizontal(f"exempt_{criterion.tier}", *EXEMPTING[criterion.tier])
    if criterion.indicator == "revenue_last_year" and criterion.alternative is not None:
        return pl.col("financing") >= criterion.alternative
    return pl.lit(False)


@cache
def _tests() -> Mapping[str, Callable[[float, float | None], pl.Expr]]:
    """By indicator: whether a criterion is met, null where a missing value decides it."""

    def at_least(*names: str) -> Callable[[float, float | None], pl.Expr]:
        return lambda bound, _: pl.all_horizontal(pl.col(name) >= bound for name in names)

    return {
        "years_in_niche": at_least("years_in_niche"),
        "revenue_last_year": at_least("revenue"),
        "rd_expense_each_of_2y": at_least("rd_expense", "rd_expense_previous"),
        "rd_ratio_each_of_2y": at_least("rd_ratio", "rd_ratio_previous"),
        "class1_ip": at_least("class1_ip"),
        "quality_score": at_least("quality_score"),
        "rd_expense_sum_2y": lambda bound, _: TWO_YEARS[RD_EXPENSE_2Y] >= bound,
        "niche_share_pct": lambda bound, rank: (
            (pl.col("niche_share") >= bound) | (pl.col("niche_rank") <= rank)
        ),
    }


def _value(criterion: Criterion) -> pl.Expr:
    """The figure that is held against the threshold: of two years the lower one, or the sum."""
    figures = {
        "rd_expense_each_of_2y": pl.min_horizontal("rd_expense", "rd_expense_previous"),
        **{id: TWO_YEARS.get(name, pl.col(name)) for id, name in VALUES.items()},
    }
    if criterion.threshold is None:
        return pl.lit(None, dtype=pl.Float64)
    return figures.get(criterion.indicator, pl.col(criterion.indicator))


@cache
def _highest_tier() -> pl.Expr:
    return highest(_has_tier)


def holds(criterion: Criterion) -> pl.Expr:
    """Whether one criterion is met or exempt, of `INPUTS`: true, false, or null for not known."""
    if criterion.threshold is None:
        return pl.lit(value=True)
    return _met(criterion, criterion.threshold) | _exempt(criterion).fill_null(value=False)


def _has_tier(tier: str) -> pl.Expr:
    """True: every criterion met or exempt; false: one unmet; null: none unmet, one unknown."""
    holds = [
        pl.when(pl.col(criterion.key) != "unknown").then(pl.col(criterion.key) != "unmet")
        for criterion in criteria()
        if criterion.tier == tier and criterion.threshold is not None
    ]
    return pl.all_horizontal(holds)


def _listed(status: str) -> pl.Expr:
    named = [
        pl.when(pl.col(criterion.key) == status).then(pl.lit(criterion.key))
        for criterion in criteria()
    ]
    return pl.concat_str(named, separator=";", ignore_nulls=True)
