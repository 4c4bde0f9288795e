"""When a title was given and until when it holds, where a list leaves that to be followed.

What is reported stays. Else a title holds for three years (`vocabulary/batches.py`): after a
re-review that was passed, from the date of recognition, as its batch's titles do, or, where the
year alone is known, to the end of the third year after. Each row says on which of these its dates
rest, so that nobody takes a derived date for a reported one.
"""

from collections.abc import Mapping

import polars as pl

from data_layer.vocabulary.batches import YEARS_VALID, batches
from data_layer.vocabulary.schema import columns

FOLLOWS = ("valid_until", "validity_basis")
"""Columns that a registry with batches or years of recognition holds in any case."""


def with_validity(frame: pl.LazyFrame) -> pl.LazyFrame:
    """The rows with the dates of their titles, and what these rest on.

    frame: has every column of the schema.
    """
    recognised = _of_batch("announced")
    dated = frame.with_columns(
        pl.coalesce("recognised_on", recognised).alias("recognised_on"),
        _based("recognised_basis", "recognised_on", {"batch": recognised}),
    )
    ends = _ends()
    return dated.with_columns(
        pl.coalesce("valid_until", *ends.values()).alias("valid_until"),
        _based("validity_basis", "valid_until", ends),
    )


def _based(basis: str, column: str, derived: Mapping[str, pl.Expr]) -> pl.Expr:
    """Where a column comes from: what is said already, else reported, else the first that is known
    of what it may follow from."""
    reported = pl.coalesce(pl.col(basis).cast(pl.String), pl.lit("reported"))
    given = pl.when(pl.col(column).is_not_null()).then(reported)
    follows = [pl.when(day.is_not_null()).then(pl.lit(name)) for name, day in derived.items()]
    return pl.coalesce(given, *follows).cast(columns()[basis].dtype).alias(basis)


def _ends() -> dict[str, pl.Expr]:
    """The last day by what it follows from, the surest first; null where that is not known."""
    recognised = pl.col("recognised_on").dt.offset_by(f"{YEARS_VALID}y").dt.offset_by("-1d")
    of_batch, of_year = _of_batch("valid_until"), pl.date(_third("recognised_year"), 12, 31)
    # A batch is re-reviewed as a whole: the day stays, the year is that of the review.
    first = pl.coalesce(of_batch, recognised, of_year)
    year = pl.col("review_year").cast(pl.Int32)
    until = pl.when(pl.col("review") == "passed").then(year + YEARS_VALID).otherwise(year)
    reviewed = pl.when(pl.col("review").is_not_null()).then(until)
    month, day = first.dt.month().fill_null(12), first.dt.day().fill_null(31)
    day = pl.when((month == 2) & (day == 29)).then(28).otherwise(day)
    return {
        "review": pl.when(reviewed.is_not_null()).then(pl.date(reviewed, month, day)),
        "batch": of_batch,
        "recognised_on": recognised,
        "year": pl.when(pl.col("recognised_year").is_not_null()).then(of_year),
    }


def _third(year: str) -> pl.Expr:
    return pl.col(year).cast(pl.Int32).fill_null(2000) + YEARS_VALID


def _of_batch(what: str) -> pl.Expr:
    """A date of a little giant's batch, unless its year of recognition is another."""
    dates = {n: getattr(batch, what) for n, batch in batches().items() if getattr(batch, what)}
    years = {n: batch.year for n, batch in batches().items()}
    batch, year = pl.col("batch").cast(pl.Int64), pl.col("recognised_year")
    named = batch.replace_strict(dates, default=None, return_dtype=pl.Date)
    agrees = year.is_null() | (
        year == batch.replace_strict(years, default=None, return_dtype=pl.Int64)
    )
    return pl.when((pl.col("tier") == "national") & agrees).then(named)
