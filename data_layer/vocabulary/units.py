"""Quantities whose rows have different units: a column for each unit, so that none holds two.

A query makes rows with the quantity in one column and the code of its unit in `unit`; `by_unit`
divides it into the columns that `in_units` declares, `column_in` finds the one that a row fills.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import polars as pl

from data_layer.vocabulary.fields import ENTERPRISES, Field
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.terms import COUNT, NO_UNIT, PER_CENT, PERSONS, PIECES, WAN_YUAN
from data_layer.vocabulary.text import Text

UNIT = "unit"
"""The column of codes that stands beside a quantity until it is divided."""
UNITS: Mapping[str, Text] = {
    "pieces": PIECES,
    "items": COUNT,
    "number": Text("个", ""),
    "citations": Text("次", "citations"),
    "persons": PERSONS,
    "enterprises": ENTERPRISES.unit,
    "enterprises_10k": Text("万家", "10,000 enterprises"),
    "cny_10k": WAN_YUAN,
    "cny_10m": Text("千万元", "CNY 10 million"),
    "cny_100m": Text("亿元", "CNY 100 million"),
    "usd_100m": Text("亿美元", "100m USD"),
    "per_cent": PER_CENT,
    "percentage_points": Text("百分点", "percentage points"),
    "times": Text("倍", "x"),
    "years": Text("年", "years"),
    "points": Text("分", "points"),
    "levels": Text("级", "levels"),
    "batches": Text("批", "batches"),
    "seats": Text("席", "seats"),
    "rank": Text("位次", "rank"),
    "no_unit": NO_UNIT,
}
"""Codes of units, which end the names of columns, with how each is written."""
GAP_UNITS: Mapping[str, str] = {"per_cent": "percentage_points"}
"""Unit of figures to that of a gap between two of them, where it is another."""
_CODES = {unit.zh: code for code, unit in UNITS.items()}


def unit_code(printed: str | None) -> str:
    """The code of a unit as it is printed in Chinese; KeyError if UNITS has none."""
    return _CODES[printed or ""]


def units_of(names: Iterable[str]) -> pl.Series:
    """The column `unit`: the code of the unit of each of some registry columns."""
    return pl.Series(UNIT, [unit_code(columns()[name].unit.zh) for name in names], pl.String)


def in_units(field: Field, units: Iterable[str]) -> tuple[Field, ...]:
    """A column for each unit, in the order of UNITS: `value_pieces`, `value_cny_10k`."""
    wanted = set(units)
    return tuple(
        replace(field, name=f"{field.name}_{code}", unit=unit, quantity=field.name)
        for code, unit in UNITS.items()
        if code in wanted
    )


def by_unit(frame: pl.DataFrame, fields: Sequence[Field]) -> pl.DataFrame:
    """The frame with each quantity in the column of its row's unit, instead of one for all."""
    divided = [field for field in fields if field.quantity in frame.columns]
    parts = [
        pl.when(pl.col(UNIT) == field.name.removeprefix(f"{field.quantity}_"))
        .then(pl.col(field.quantity or ""))
        .alias(field.name)
        for field in divided
    ]
    whole = {field.quantity or "" for field in divided}
    return frame.with_columns(parts).drop(whole, UNIT)


def column_in(row: Mapping[str, Any], fields: Sequence[Field], quantity: str) -> Field:
    """The column that holds a quantity in a row; the first of its columns if none does."""
    own = [field for field in fields if field.quantity == quantity]
    return ([field for field in own if row[field.name] is not None] or own)[0]
