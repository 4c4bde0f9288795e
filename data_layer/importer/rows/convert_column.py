"""The cells of one column to values, and why a cell has none."""

import re
from typing import Final

import numpy as np
import polars as pl

from data_layer.importer.cells import titles
from data_layer.importer.cells.cleaning import MISSING, UNSEEN, unmarked, words
from data_layer.importer.cells.convert import converter, plain
from data_layer.importer.cells.industry_codes import EDITION, INDUSTRY, of_2011
from data_layer.importer.cells.money import HOME
from data_layer.importer.cells.numbers import BARE, foreign
from data_layer.importer.cells.otherwise import otherwise
from data_layer.importer.cells.place_codes import PLACE
from data_layer.importer.cells.uscc import SCIENTIFIC, identifier
from data_layer.importer.columns import names
from data_layer.importer.columns.binding import Binding
from data_layer.importer.columns.texts import text_of
from data_layer.vocabulary.schema import columns

RESOLVED: Final = (*PLACE, *INDUSTRY)
YEAR: Final = r"^[12][0-9]{3}$"
DATED: Final = ("founded_year", "recognised_year", "review_year", "batch")
SELDOM: Final = 0.25
PLAIN_ID: Final = r"^(?:[0-9A-Z]{18}|[0-9A-Za-z_\-]{5,17})$"
"""Ids that `identifier` leaves as they are, but for those whose digits a spreadsheet lost."""
LONGEST_MISSING: Final = max(len(word.encode()) for word in MISSING)
"""Bytes of the longest text that stands for no value."""


def convert_column(binding: Binding, raw: pl.Series) -> pl.DataFrame:
    """`_cells`, looking only once at texts that occur often (flags, counts, provinces)."""
    given = pl.DataFrame([raw.alias("raw")])
    if given.select(pl.col("raw").approx_n_unique()).item() > SELDOM * raw.len():
        return _cells(binding, given)
    # Categories of their own: a shared pool would hold the texts of every file for good.
    codes = raw.cast(pl.Categorical(pl.Categories.random())).to_physical()
    numbers, firsts = (codes + 1).fill_null(0).to_numpy(), codes.arg_unique()
    place = np.zeros(int(numbers.max(initial=0)) + 1, np.uint32)
    place[numbers[firsts.to_numpy()]] = np.arange(firsts.len())
    return _cells(binding, given[firsts])[pl.Series(place[numbers])]


def _cells(binding: Binding, given: pl.DataFrame) -> pl.DataFrame:
    """Value and reason of each cell, and of some columns whether its text says something `odd`;
    of a place or industry its clean text, resolved later."""
    if binding.column != "name":  # a name stands as it is written, as the program's exports do
        given = given.select(unmarked(given["raw"]))
    column = columns()[binding.column]
    bare = binding.values is None and binding.currency is None and not binding.listed
    if bare and column.numeric and column.name != "batch":
        return _numbers(binding, given, YEAR if column.name in DATED else BARE)
    if bare and column.dtype == pl.String:
        return _plain_first(binding, given)
    clean = given.select("raw", *text_of(binding))
    text = pl.col("text")
    if column.dtype == pl.String:
        return _strings(binding, clean)
    if binding.column in INDUSTRY and re.search(EDITION, binding.heading):
        return _of_2011(clean)
    if binding.column in RESOLVED:
        return clean.select(value="text", reason="refused")
    if binding.listed:
        values = titles.tier(text) if column.name == "tier" else titles.among(column.name, text)
        return clean.select(value=values.cast(column.dtype), reason="refused")
    if binding.currency is not None:
        return _in_other_money(binding, clean)
    cell = converter(column, binding.unit)(text)
    reason = pl.coalesce("refused", cell.reason)
    odd = otherwise(column, text) if binding.values is None else pl.lit(False)
    return clean.select(value=cell.value, reason=reason, odd=odd)


def _of_2011(clean: pl.DataFrame) -> pl.DataFrame:
    """Codes of industries of the edition that the heading names as those in force."""
    text, value = pl.col("text"), pl.col("value")
    read = clean.with_columns(value=text.map_elements(of_2011, return_dtype=pl.String))
    odd = (value.str.to_lowercase() != text.str.to_lowercase()).fill_null(False)
    return read.select("value", reason="refused", odd=odd)


def _plain_first(binding: Binding, given: pl.DataFrame) -> pl.DataFrame:
    """Names and ids: those that stay as they are at once, and only the others sign by sign."""
    raw = pl.col("raw")
    if binding.column == "id":
        stays = raw.str.contains(PLAIN_ID) & ~raw.str.contains(SCIENTIFIC)
        stays = stays & ~raw.str.ends_with("000")
    else:
        long = raw.str.len_bytes() > LONGEST_MISSING
        odd = (UNSEEN, names.AROUND, r"^['=#]")
        stays = long & ~pl.any_horizontal(raw.str.contains(pattern) for pattern in odd)
    placed = given.with_columns(stays=stays.fill_null(False)).with_row_index("at")
    others = placed.filter(~pl.col("stays"))
    staying = placed.filter("stays").select("at", value="raw", reason=pl.lit(None, pl.String))
    clean = others.select("raw", *text_of(binding))
    converted = pl.concat([others.select("at"), _strings(binding, clean)], how="horizontal")
    return pl.concat([staying, converted]).sort("at").drop("at")


def _strings(binding: Binding, clean: pl.DataFrame) -> pl.DataFrame:
    """Value and reason of names and ids. clean: `raw`, `text` and `refused`."""
    given = pl.col("text").is_not_null()
    lines = names.in_one_line(pl.col("raw")) if binding.column == "name" else pl.col("raw")
    spelled = pl.col("text") if binding.values else words(lines)
    if binding.column == "name":
        spelled = names.bare(spelled)
    if binding.column != "id":
        return clean.select(value=pl.when(given).then(spelled), reason="refused")
    cell = identifier(spelled)
    values = clean.with_columns(value=cell.value, lost=cell.reason)
    return values.select(
        value=pl.when(given).then("value"),
        reason=pl.coalesce("refused", pl.when(given).then("lost")),
    )


def _in_other_money(binding: Binding, clean: pl.DataFrame) -> pl.DataFrame:
    """Only cells that name the yuan are taken of a column whose heading names other money."""
    assert binding.currency is not None
    text = pl.col("text")
    own = text.str.contains(HOME.pattern)
    cell = converter(columns()[binding.column], binding.unit)(pl.when(own).then(text))
    in_other_money = pl.when(text.is_not_null() & ~own).then(pl.lit(foreign(binding.currency)))
    return clean.select(
        value=cell.value, reason=pl.coalesce("refused", cell.reason, in_other_money)
    )


def _numbers(binding: Binding, given: pl.DataFrame, pattern: str) -> pl.DataFrame:
    """Value and reason of numbers: bare ones, of this pattern, at once, and only the others word
    by word."""
    column = columns()[binding.column]
    raw = pl.col("raw")
    placed = given.with_columns(
        bare=raw.str.contains(pattern).fill_null(False), empty=raw.fill_null("") == ""
    ).with_row_index("at")
    quick = plain(column, binding.unit)(raw)
    parts = [
        placed.filter("bare").select(
            "at", value=quick.value, reason=quick.reason, odd=pl.lit(False)
        ),
        placed.filter("empty").select(
            "at",
            value=pl.lit(None, column.dtype),
            reason=pl.lit(None, pl.String),
            odd=pl.lit(False),
        ),
    ]
    others = placed.filter(~pl.col("bare") & ~pl.col("empty"))
    if others.height:
        cell = converter(column, binding.unit)(pl.col("text"))
        clean = others.select("at", "raw", *text_of(binding))
        reason, odd = pl.coalesce("refused", cell.reason), otherwise(column, pl.col("text"))
        parts.append(clean.select("at", value=cell.value, reason=reason, odd=odd))
    return pl.concat(parts).sort("at").drop("at")
