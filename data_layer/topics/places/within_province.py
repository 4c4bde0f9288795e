"""Places of a map: the provinces, or the cities of the one province that is chosen."""

from collections.abc import Callable

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.topics.places.regions import place_key

PLACE = (place_key("province_code"), place_key("city_code"))
"""The keys of a place; a province has no city."""


def by_place(filters: Filters, count: Callable[[str], pl.DataFrame]) -> pl.DataFrame:
    """What `count` gives of the places, with the columns of PLACE.

    count: of a column, a frame with a row a place. One province alone would be one area, so that
    its cities are counted; where nobody says a city, it is the province after all.
    """
    chosen = filters.chosen("province")
    if len(chosen) == 1:
        cities = count("city_code")
        if not cities.is_empty():
            return cities.with_columns(pl.lit(chosen[0]).alias("province_code"))
    return count("province_code").with_columns(pl.lit(None, dtype=pl.String).alias("city_code"))
