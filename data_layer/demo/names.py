"""Ids and names that nobody can take for real.

They look like DEMO-2026-000001 and 演示企业000001（江苏苏州·通用设备）.
"""

import polars as pl

from data_layer.vocabulary.industries import industries
from data_layer.vocabulary.places import cities, provinces


def named(frame: pl.DataFrame, seed: int, first: int, digits: int) -> pl.DataFrame:
    """Add `id` and `name`, numbered from `first` with leading zeros to `digits`."""
    number = pl.int_range(first, first + pl.len(), dtype=pl.Int64).cast(pl.String)
    padded = number.str.zfill(digits)
    place = pl.col("city_code").cast(pl.String).replace_strict(_places(), default="")
    trade = pl.col("division").cast(pl.String).replace_strict(_trades(), default="")
    return frame.with_columns(
        pl.format(f"DEMO-{seed}-{{}}", padded).alias("id"),
        pl.format("演示企业{}（{}·{}）", padded, place, trade).alias("name"),
    )


def _places() -> dict[str, str]:
    """Province and city, or the city alone where it is the province."""
    short = {code: place.short.zh for code, place in provinces().items()}
    return {
        code: city.short.zh if code == city.parent else short[city.parent] + city.short.zh
        for code, city in cities().items()
    }


def _trades() -> dict[str, str]:
    return {
        code: _short(entry.name.zh)
        for code, entry in industries().items()
        if entry.level == "division"
    }


def _short(name: str) -> str:
    """Without the ending that all have, if more than one character stays: 农业 remains whole."""
    short = name.removesuffix("业").removesuffix("制造")
    return short if len(short) > 1 else name
