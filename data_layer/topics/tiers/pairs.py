"""National beside provincial: the form in which the report compares its two tiers."""

from collections.abc import Mapping

import polars as pl

from data_layer.measures.rows import SMALL_GROUP as SMALL
from data_layer.measures.rows import Rows
from data_layer.measures.tallies import tally
from data_layer.vocabulary.fields import ENTERPRISES, SMALL_GROUP, Field, count
from data_layer.vocabulary.terms import PAIR
from data_layer.vocabulary.text import Text

NAMES = {"国家级": "national", "省级": "provincial", "总体": "all"}
"""The tiers as printed tables name them."""

PERCENTAGE_POINTS = Text("个百分点", "pp")
TIMES = Text("倍", "times")

COUNTS: tuple[Field, ...] = (
    count("national_values", Text("国家级样本", "National, values"), ENTERPRISES.unit),
    count("provincial_values", Text("省级样本", "Provincial, values"), ENTERPRISES.unit),
    SMALL_GROUP,
)


def small_group() -> pl.Expr:
    """Whether either tier of a row has fewer than ten values."""
    fewest = pl.min_horizontal(pl.col(f"{tier}_values").fill_null(0) for tier in PAIR)
    return (fewest < SMALL).alias("small_group")


def flags_by_tier(rows: Rows, flags: Mapping[str, pl.Expr]) -> dict[str, dict[str, int]]:
    """For each tier of PAIR: `n` and the number of rows where each flag holds; zeros if no row."""
    counted = {row["tier"]: row for row in tally(rows, ["tier"], flags).iter_rows(named=True)}
    nothing = dict.fromkeys(("n", *flags), 0)
    return {tier: counted.get(tier, nothing) for tier in PAIR}


def per_cent(part: float, whole: float) -> float | None:
    """Per cent of the whole; None of nothing."""
    return part / whole * 100 if whole else None


def ratio(first: float | None, second: float | None) -> float | None:
    """The first as a multiple of the second; None where either is missing or the second is 0."""
    return None if first is None or not second else first / second


def gap(first: float | None, second: float | None) -> float | None:
    """The first less the second; None where either is missing."""
    return None if first is None or second is None else first - second
