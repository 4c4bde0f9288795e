"""Quantities that have a column for each unit, read row by row."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from components.look.amounts import DIGITS, number, with_unit, with_units
from data_layer.vocabulary.fields import Field
from data_layer.vocabulary.text import Lang
from data_layer.vocabulary.units import column_in

FIRST_YEAR = 1_000
"""From here on a number of a column of years is a year, below a number of them."""


def decimals(field: Field) -> int:
    """Decimals that a number of a column is written with at most."""
    return max(field.digits or 0, DIGITS)


def own_decimals(fields: Sequence[Field]) -> dict[str, int]:
    """`decimals` of the columns that have more than others, by name."""
    return {f.name: f.digits for f in fields if f.digits is not None and f.digits > DIGITS}


def told(value: float, field: Field | None, lang: Lang) -> str:
    """One value of a column with its unit; a year has no thousands."""
    if field is None:
        return number(value)
    if field.is_year and value >= FIRST_YEAR:
        return f"{value:.0f}"
    return with_unit(value, field.unit(lang), lang) or number(value)


def amount(row: Mapping[str, Any], fields: Sequence[Field], quantity: str, lang: Lang) -> str:
    """The quantity of a row with its unit; empty if the row has none."""
    field = column_in(row, fields, quantity)
    return with_unit(row[field.name], field.unit(lang), lang, decimals(field))


def amounts(frame: pl.DataFrame, fields: Sequence[Field], quantity: str, lang: Lang) -> list[str]:
    """`amount` of each row: of the columns of a quantity, a row fills one at most."""
    own = [f for f in fields if f.quantity == quantity and frame[f.name].count()]
    if not own:
        return [""] * frame.height
    columns = [
        with_units(frame[field.name], field.unit(lang), lang, decimals(field)) for field in own
    ]
    return ["".join(texts) for texts in zip(*columns, strict=True)]


def values(frame: pl.DataFrame, fields: Sequence[Field], quantity: str) -> list[float | None]:
    """The quantity of each row, whatever its unit."""
    own = [field.name for field in fields if field.quantity == quantity]
    return frame.select(pl.coalesce(own)).to_series().to_list()
