"""How many enterprises each measure of support is for."""

from functools import cache

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures.rows import SMALL_GROUP, Rows, collect, each
from data_layer.policy.support.judge import NEAR, addressed, holds, judged, near, verdict
from data_layer.policy.support.measure import Condition, Measure

COUNTS = ("qualifies", NEAR, "short", "unknown", "elsewhere")
"""Enterprises that qualify; of the short, who lacks one condition alone; who is short of something;
who cannot be told; who the measure is not for. All but `near` add up to all enterprises."""
COUNTED = tuple(name for name in COUNTS if name != "unknown")
"""Where all are unknown these are no numbers."""
SUMMED = ("met", "unmet", "elsewhere", NEAR)
GROUPS = {"province": "province_code", "city": "city_code", "industry": "division"}


def by_measure(rows: Rows, filters: Filters, measures: tuple[Measure, ...]) -> pl.DataFrame:
    """A row a measure, in their order: `measure` and COUNTS, null for one that cannot be checked.

    No row if nobody passes the filters.
    """
    conditions = each(filters.apply(rows)).select(**_conditions(measures))
    sums = collect(conditions.select(n=pl.len(), **_flags(measures))).row(0, named=True)
    records = []
    for measure in measures if sums["n"] else ():
        counts: dict[str, int] = {}
        if measure.checkable:
            met, unmet, elsewhere, near_by = [sums[f"{measure.id}|{name}"] for name in SUMMED]
            counts = {"unknown": sums["n"] - met - unmet}
            if met + unmet:  # where all are unknown these are no numbers
                counts |= {"qualifies": met, NEAR: near_by, "short": unmet - elsewhere}
                counts |= {"elsewhere": elsewhere}
        records.append({"measure": measure.id, **dict.fromkeys(COUNTS), **counts})
    schema = {"measure": pl.String} | dict.fromkeys(COUNTS, pl.Int64)
    return pl.DataFrame(records, schema=schema, orient="row")


@cache
def _conditions(measures: tuple[Measure, ...]) -> dict[str, pl.Expr]:
    """Whether each condition holds, once for all measures that ask for it."""
    return {_column(part): holds(part) for measure in measures for part in measure.conditions}


def _column(condition: Condition) -> str:
    return condition.model_dump_json(exclude_defaults=True)


@cache
def _flags(measures: tuple[Measure, ...]) -> dict[str, pl.Expr]:
    """Sums from which the counts follow: who is not addressed fails a condition."""
    flags: dict[str, pl.Expr] = {}
    for measure in measures:
        if not measure.checkable:
            continue
        whole = verdict(measure, _holding)
        flags |= {
            f"{measure.id}|met": whole.sum(),
            f"{measure.id}|unmet": (~whole).sum(),
            f"{measure.id}|elsewhere": (~addressed(measure, _holding)).sum(),
            f"{measure.id}|{NEAR}": near(measure, _holding).sum(),
        }
    return flags


def _holding(condition: Condition) -> pl.Expr:
    return pl.col(_column(condition))


def by_group(rows: Rows, filters: Filters, measure: Measure, by: str) -> pl.DataFrame:
    """A row a province, city or division with enterprises: `group`, COUNTS, `enterprises`,
    `confirmed_pct`, `small_group`; sorted by its code.

    confirmed_pct: those that qualify, of all enterprises there, so that it is the least that the
    share can be; who is unknown may qualify as well.
    """
    verdicts = judged(filters.apply(rows), measure)
    counts = {name: (pl.col("status") == name).sum() for name in COUNTS if name != NEAR}
    groups = verdicts.group_by(pl.col(GROUPS[by]).cast(pl.String).alias("group")).agg(
        pl.len().alias("enterprises"), pl.col(NEAR).sum(), **counts
    )
    has_data = pl.col("unknown") < pl.col("enterprises")
    return (
        collect(groups)
        .drop_nulls("group")
        .with_columns(pl.when(has_data).then(pl.col(name)).alias(name) for name in COUNTED)
        .with_columns(
            (pl.col("qualifies") * 100 / pl.col("enterprises")).alias("confirmed_pct"),
            (pl.col("enterprises") < SMALL_GROUP).alias("small_group"),
        )
        .sort("group")
    )
