"""The enterprises that qualify for a measure of support, or that lack something."""

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures.rows import Rows, collect, each
from data_layer.policy.support.judge import ENTERPRISE_COLUMNS, NEAR, holds, near, status
from data_layer.policy.support.measure import Measure

LISTS = ("qualifies", NEAR, "short", "unknown")
"""Who is listed."""
BETWEEN = ","


def listed(rows: Rows, filters: Filters, measure: Measure, show: str) -> pl.DataFrame:
    """The enterprises of one of LISTS by id: ENTERPRISE_COLUMNS, `status`, conditions by place.

    `unmet` and `unknown`: places from 0, divided by commas; empty where there is none.
    """
    wanted = near(measure) if show == NEAR else status(measure) == show
    enterprises = (
        each(filters.apply(rows))
        .filter(wanted)
        .select(
            *ENTERPRISE_COLUMNS,
            status(measure).alias("status"),
            _places(measure, unknown=False).alias("unmet"),
            _places(measure, unknown=True).alias("unknown"),
        )
    )
    return collect(enterprises).sort("id")


def _places(measure: Measure, *, unknown: bool) -> pl.Expr:
    """Which conditions are unmet, or unknown."""
    places = [
        pl.when(holds(condition).is_null() if unknown else ~holds(condition)).then(pl.lit(str(at)))
        for at, condition in enumerate(measure.conditions)
    ]
    return pl.concat_str(places, separator=BETWEEN, ignore_nulls=True)
