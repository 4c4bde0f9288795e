"""Places of several maps: the provinces, or the cities of the one province that is chosen."""

from __future__ import annotations

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.topics.places.regions import place_key

PLACE = (place_key("province_code"), place_key("city_code"))
"""The keys of a place; a province has no city."""


def place_column(filters: Filters) -> str:
    """The column that tells the places apart: one province alone would be one area."""
    return "province_code" if _one_province(filters) is None else "city_code"


def other_key(filters: Filters) -> pl.Expr:
    """The column of PLACE that `place_column` is not."""
    province = _one_province(filters)
    if province is None:
        return pl.lit(None, dtype=pl.String).alias("city_code")
    return pl.lit(province).alias("province_code")


def _one_province(filters: Filters) -> str | None:
    chosen = filters.chosen("province")
    return chosen[0] if len(chosen) == 1 else None
