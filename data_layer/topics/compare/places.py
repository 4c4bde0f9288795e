"""Where the enterprises of several groups are: shares of provinces, or of the cities of one."""

from collections.abc import Sequence

import polars as pl

from data_layer.filters import named_groups as groups
from data_layer.filters.filters import Filters
from data_layer.measures.rows import SMALL_GROUP as SMALL
from data_layer.measures.rows import Rows
from data_layer.measures.tallies import share, tally
from data_layer.topics.compare.indicators import Item
from data_layer.topics.places.regions import place_key
from data_layer.vocabulary.fields import ENTERPRISES, SMALL_GROUP, Field, count, per_cent
from data_layer.vocabulary.places import cities
from data_layer.vocabulary.text import Text

SHARE = per_cent("share_pct", Text("占该对象", "Share of the item"))
FIELDS: tuple[Field, ...] = (
    Field("item", Text("对象", "Item"), key=True, labels=groups.labels()),
    place_key("province_code"),
    place_key("city_code"),
    ENTERPRISES,
    SHARE,
    count("place_missing", Text("地域未填报", "Place not reported"), ENTERPRISES.unit),
    SMALL_GROUP,
)


def drilled(group: str) -> str | None:
    """The province whose cities a map of a group draws; None for the provinces of the country."""
    kind, _, code = group.partition(":")
    if kind == "province":
        return code
    return cities()[code].parent if kind == "city" and code in cities() else None


def places(rows: Rows, filters: Filters, items: Sequence[Item]) -> pl.DataFrame:
    """FIELDS: of every item the places where its enterprises are, by item and code.

    A province is divided into its cities, a city is the one city that it is, and anything else is
    divided into provinces, without a city.
    """
    return pl.concat(_of(rows, filters, item) for item in items)


def _of(rows: Rows, filters: Filters, item: Item) -> pl.DataFrame:
    chosen = groups.members(rows, filters, item.group)
    province = drilled(item.group)
    column = "province_code" if province is None else "city_code"
    counted = tally(chosen, [column])
    total, reporting = int(tally(chosen, ())["n"].item() or 0), int(counted["n"].sum())
    city = pl.lit(None, dtype=pl.String) if province is None else pl.col("city_code")
    above = pl.col("province_code") if province is None else pl.lit(province)
    return counted.with_columns(known=pl.lit(reporting)).select(
        pl.lit(item.name).alias("item"),
        above.alias("province_code"),
        city.alias("city_code"),
        pl.col("n").alias("enterprises"),
        share("n", "known").alias("share_pct"),
        pl.lit(total - reporting, pl.Int64).alias("place_missing"),
        pl.lit(value=reporting < SMALL and not groups.is_single(item.group)).alias("small_group"),
    )
