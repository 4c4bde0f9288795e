"""Where the enterprises of several groups are: shares of provinces, or of the cities of one."""

from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

from data_layer.filters import named_groups as groups
from data_layer.filters.filters import Filters
from data_layer.measures.rows import SMALL_GROUP as SMALL
from data_layer.measures.rows import Rows
from data_layer.measures.tallies import share, tally
from data_layer.topics.compare.indicators import Item
from data_layer.topics.places.regions import place_key
from data_layer.vocabulary.fields import ENTERPRISES, SMALL_GROUP, Field, count, per_cent
from data_layer.vocabulary.places import cities, cities_of, provinces
from data_layer.vocabulary.text import Text

SHARE = per_cent("share_pct", Text("占比", "Share"))
FIELDS: tuple[Field, ...] = (
    Field("item", Text("对象", "Item"), key=True, labels=groups.labels()),
    place_key("province_code"),
    place_key("city_code"),
    ENTERPRISES,
    SHARE,
    count("place_missing", Text("地域未填报", "Place not reported"), ENTERPRISES.unit),
    SMALL_GROUP,
)


class Ground(NamedTuple):
    """Of what a group's places are shares.

    whole: the group that is divided. province: whose cities are its parts; None where provinces
    are. own: the part that the group itself is, where it is one part among the others.
    """

    whole: str
    province: str | None = None
    own: str | None = None


def ground(group: str) -> Ground:
    """A province is divided into its cities. A city is one of those of its province, and a province
    that has no second one is a province of the country. Anything else is divided into provinces.
    """
    kind, _, code = group.partition(":")
    province = code
    if kind == "city" and code in cities():
        province = cities()[code].parent
    elif kind != "province" or code not in provinces():
        return Ground(group)
    if len(cities_of(province)) < 2:
        return Ground(groups.ALL, own=province)
    return Ground(f"province:{province}", province, code if kind == "city" else None)


def of_ground(filters: Filters, group: str) -> tuple[Filters, str]:
    """The filters and the group that find what a group's places are shares of."""
    its = ground(group)
    return (filters if its.own is None else filters.without(*groups.PLACES)), its.whole


def places(rows: Rows, filters: Filters, items: Sequence[Item]) -> pl.DataFrame:
    """FIELDS: of every item the places of its `ground`, by item and code."""
    return pl.concat(_of(rows, filters, item) for item in items)


def _of(rows: Rows, filters: Filters, item: Item) -> pl.DataFrame:
    chosen = groups.members(rows, *of_ground(filters, item.group))
    province = ground(item.group).province
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
