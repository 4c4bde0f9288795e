"""What cells say of columns that the file does not have, each distinct text once."""

from collections.abc import Callable, Mapping

import polars as pl

from data_layer.importer.cells.cleaning import cleaned
from data_layer.importer.cells.dates import batch_in_name, year, year_in_name
from data_layer.importer.cells.days import day
from data_layer.vocabulary.schema import columns

Cells = Mapping[str, pl.DataFrame]
"""Value and reason by column of the schema."""


def in_titles(titled: pl.Series, cells: Cells) -> dict[str, pl.DataFrame]:
    """Batch and year that stand inside the titles of tiers."""
    within = {"batch": batch_in_name, "recognised_year": year_in_name}
    wanted = {name: take for name, take in within.items() if name not in cells}
    return as_cells(_by_text(titled, wanted), cells)


def in_dates(
    headings: Mapping[str, str], raw: Mapping[str, pl.Series], cells: Cells
) -> dict[str, pl.DataFrame]:
    """What dates say: of a year its day and of a day its year, the year of a re-review, and that
    it was passed where the heading of its year says so. headings and raw: by column."""
    follows: dict[str, pl.DataFrame] = {}
    for source, name, take in (
        ("recognised_year", "recognised_on", _day),
        ("recognised_on", "recognised_year", _year),
        ("review", "review_year", year_in_name),
        ("review_year", "review", _passed),
    ):
        named = name != "review" or "通过" in headings.get(source, "")
        if source in raw and named and name not in cells:
            follows |= as_cells(_by_text(raw[source], {name: take}), cells)
    return follows


def as_cells(values: pl.DataFrame, cells: Cells) -> dict[str, pl.DataFrame]:
    """Values of columns that no other gives; nothing of them is rejected."""
    none = pl.lit(None, dtype=pl.String)
    return {
        name: values.select(value=name, reason=none) for name in values.columns if name not in cells
    }


def _by_text(raw: pl.Series, takes: Mapping[str, Callable[[pl.Expr], pl.Expr]]) -> pl.DataFrame:
    """What functions of a cell's clean text make of each cell, by name."""
    given = pl.DataFrame([raw.alias("raw")])
    text = cleaned(pl.col("raw"))
    answers = given.unique().with_columns(take(text).alias(name) for name, take in takes.items())
    joined = given.join(answers, on="raw", how="left", nulls_equal=True, maintain_order="left")
    return joined.drop("raw")


def _day(text: pl.Expr) -> pl.Expr:
    return day(text).value


def _year(text: pl.Expr) -> pl.Expr:
    return year(text).value.cast(pl.Int16)


def _passed(text: pl.Expr) -> pl.Expr:
    passed = pl.when(text.is_not_null()).then(pl.lit("passed"))
    return passed.cast(columns()["review"].dtype)
