"""Whether a measure is for an enterprise: one definition for its profile and for every list.

A condition is true, false, or null where a value that decides it is missing; what is printed and no
column holds is always null. What has to hold together is false as soon as one part is, and what may
hold either way is true as soon as one part is, whatever is missing: Kleene's logic, which is that
of Polars. An enterprise that a measure is not for (another tier or sector) is told apart from one
that it is for and that lacks something.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

import polars as pl

from data_layer.measures.memo import per_rows
from data_layer.measures.rows import Rows, each, evaluated
from data_layer.policy.compared import RD_EXPENSE_2Y, TWO_YEARS
from data_layer.policy.support.measure import INVENTION_SHARE, Condition, Measure
from data_layer.vocabulary.terms import AWARDS
from data_layer.vocabulary.text import Text

STATUSES: Final[Mapping[str, Text]] = {
    "qualifies": Text("符合条件", "Qualifies"),
    "short": Text("未达到", "Something is missing"),
    "unknown": Text("缺数据", "Unknown"),
    "elsewhere": Text("不适用", "Not for it"),
    "unchecked": Text("无法由企业库核对", "Not checkable from the registry"),
}
PLACED = ("province_code", "city_code", "division")
ENTERPRISE_COLUMNS = ("id", "name", "tier", *PLACED)
NEAR: Final = "near"
"""Of those that are short: one condition alone is unmet, and none unknown."""


def value(column: str) -> pl.Expr:
    """The value of a column of a condition."""
    if column == RD_EXPENSE_2Y:
        return TWO_YEARS[RD_EXPENSE_2Y]
    if column == INVENTION_SHARE:
        some = pl.col("patents") > 0
        return pl.when(some).then(pl.col("invention_grants") * 100 / pl.col("patents"))
    if column in AWARDS:  # what is not stated is taken as not claimed, as in `policy.criteria`
        return pl.col(column).fill_null(value=False)
    return pl.col(column)


@cache
def holds(condition: Condition) -> pl.Expr:
    """Whether a condition holds: true, false or null."""
    if condition.any:
        return pl.any_horizontal(holds(part) for part in condition.any)
    if condition.column is None:
        return pl.lit(None, dtype=pl.Boolean)
    cell = value(condition.column)
    if condition.is_ is not None:
        return cell == condition.is_
    if condition.one_of:
        return pl.any_horizontal(cell == code for code in condition.one_of)
    if condition.at_least is not None:
        return cell >= condition.at_least
    return cell <= condition.at_most if condition.at_most is not None else cell < condition.below


Holding = Callable[[Condition], pl.Expr]
"""Whether a condition holds: worked out, or a column in which that was done before."""


@cache
def verdict(measure: Measure, holding: Holding = holds) -> pl.Expr:
    """Whether every condition holds: true, false or null."""
    return pl.all_horizontal(holding(condition) for condition in measure.conditions)


@cache
def addressed(measure: Measure, holding: Holding = holds) -> pl.Expr:
    """Whether an enterprise is one that the measure is for; null where its kind is unknown."""
    holds_each = [holding(condition) for condition in measure.conditions if condition.addresses]
    return pl.all_horizontal(holds_each) if holds_each else pl.lit(value=True)


@cache
def near(measure: Measure, holding: Holding = holds) -> pl.Expr:
    """Whether it is for the enterprise and one condition alone stands between; never null."""
    asked = [
        condition
        for condition in measure.conditions
        if not condition.addresses and condition.stated is None
    ]
    if not asked:
        return pl.lit(value=False)
    unmet = pl.sum_horizontal((~holding(condition)).cast(pl.UInt8) for condition in asked)
    unknown = [holding(condition).is_null() for condition in measure.conditions]
    return ((unmet == 1) & ~pl.any_horizontal(unknown) & addressed(measure, holding)).fill_null(
        value=False
    )


@cache
def status(measure: Measure) -> pl.Expr:
    """One of STATUSES."""
    whole = verdict(measure)
    return (
        pl.when(~addressed(measure))
        .then(pl.lit("elsewhere"))
        .when(whole)
        .then(pl.lit("qualifies"))
        .when(~whole)
        .then(pl.lit("short"))
        .otherwise(pl.lit("unknown"))
    )


@per_rows
def judged(rows: Rows, measure: Measure) -> Rows:
    """Of each enterprise its place and division, its `status`, and `near`."""
    verdicts = {"status": status(measure), NEAR: near(measure)}
    return evaluated(each(rows).select(*PLACED, **verdicts))
