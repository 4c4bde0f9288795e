"""Printed tables in the columns of the exhibits, names resolved to codes."""

from functools import cache

import polars as pl

from data_layer.reference_figures import tables as reference
from data_layer.vocabulary.places import resolve_city, resolve_province


@cache
def provinces_top10() -> pl.DataFrame:
    """e16: `province_code`, `share_pct`, `little_giant_share_pct`, in printed order."""
    codes = pl.col("province").map_elements(resolve_province, return_dtype=pl.String)
    return reference.table("e16_provinces_top10").select(
        codes.alias("province_code"),
        pl.col("national_share_of_all_pct").alias("share_pct"),
        pl.col("little_giant_share_within_pct").alias("little_giant_share_pct"),
    )


@cache
def cities_top() -> pl.DataFrame:
    """e19: `city_code`, `share_pct`, `patents_median`, in printed order."""
    table = reference.table("e19_cities")
    codes = [resolve_city(name, None) for name in table["city"]]
    return table.select(
        pl.Series("city_code", codes),
        pl.col("share_of_all_pct").alias("share_pct"),
        pl.col("patents_median").cast(pl.Float64),
    )
