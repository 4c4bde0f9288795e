"""The day of which a title's standing is told, and what its end makes of it by then.

The day is never the clock's in silence: it is the registry's own, the end of the year that a filter
`asof` names, or one that the address says.
"""

from collections.abc import Mapping
from datetime import date, timedelta

import polars as pl

from data_layer.filters.days import Year
from data_layer.filters.filters import Filters
from data_layer.vocabulary.text import Text

REGISTRY, TODAY = "registry", "today"
"""Stand for the registry's own day and for the server's, until these are known."""
REPORT_DAY = date(2026, 2, 28)
"""The day of the report's figures (f_total), which is the demonstration's too."""
STANDINGS: Mapping[str, Text] = {
    "in_force": Text("有效（一年后到期）", "In force beyond a year"),
    "due": Text("12个月内到期", "Due within 12 months"),
    "lapsed": Text("已过有效期", "Lapsed"),
    "unknown": Text("有效期不详", "Validity unknown"),
}
"""What a title is on a day, in the order in which it is told."""


def stated(on: str, filters: Filters) -> date:
    """The day that a parameter names; the registry's, unless it is known, is the report's, and of
    a year that the filters look back to its last one."""
    if on not in (REGISTRY, TODAY):
        return date.fromisoformat(on)
    back = filters.values.get("asof")
    return date(back.year, 12, 31) if isinstance(back, Year) else REPORT_DAY


def year_on(day: date) -> date:
    """The same day a year later; of 29 February the 28th."""
    leap = day.month == 2 and day.day == 29
    return day.replace(year=day.year + 1, day=28 if leap else day.day)


def standing(day: date) -> pl.Expr:
    """One of STANDINGS: a title holds on its last day, and is due if that lies within a year."""
    until = pl.col("valid_until")
    return (
        pl.when(until.is_null())
        .then(pl.lit("unknown"))
        .when(until < day)
        .then(pl.lit("lapsed"))
        .when(until < year_on(day))
        .then(pl.lit("due"))
        .otherwise(pl.lit("in_force"))
    )


def window(day: date) -> tuple[date, date]:
    """The first and the last day on which a title that is due ends."""
    return day, year_on(day) - timedelta(days=1)
