"""The same indicators of several groups, or single enterprises, by how far they differ."""

from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

from data_layer.filters import named_groups as groups
from data_layer.filters.filters import Filters
from data_layer.measures.indicators import FLAGS, INDICATORS, MEDIANS, SHARES, UNITS
from data_layer.measures.quantiles import medians_of
from data_layer.measures.rows import SMALL_GROUP as SMALL
from data_layer.measures.rows import Rows, collect
from data_layer.measures.tallies import tally
from data_layer.vocabulary.fields import ENTERPRISES, SMALL_GROUP, Field, count, decimal
from data_layer.vocabulary.text import Text
from data_layer.vocabulary.units import by_unit, in_units

FIELDS: tuple[Field, ...] = (
    Field("indicator", Text("指标", "Indicator"), key=True, labels=INDICATORS),
    Field("item", Text("对象", "Item"), key=True, labels=groups.labels()),
    *in_units(decimal("value", Text("数值", "Value")), UNITS.values()),
    decimal("relative", Text("相对最大者", "Of the largest"), Text("%", "%"), digits=1),
    decimal("ratio", Text("最大 ÷ 最小", "Largest over smallest"), Text("倍", "×")),
    count("values", Text("有值企业", "Enterprises with a value"), ENTERPRISES.unit),
    count("missing", Text("缺失", "Missing"), ENTERPRISES.unit),
    SMALL_GROUP,
)


class Item(NamedTuple):
    """group: as `named_groups` spells it. name: what stands for it in a frame."""

    group: str
    name: str


class Figure(NamedTuple):
    """values: how many enterprises have what the value is made of."""

    value: float | None
    values: int


def indicators(rows: Rows, filters: Filters, items: Sequence[Item]) -> pl.DataFrame:
    """FIELDS: every indicator of every item, what differs most first.

    Medians are exact and of three values or more; a single enterprise has its own values and no
    shares. ratio: the largest value over the smallest, null where one is 0 or only one of them
    has a value; indicators without come last.
    """
    figures = [(item, _of(rows, filters, item.group)) for item in items]
    records = [
        (
            name,
            item.name,
            figure.value,
            UNITS[name],
            figure.values,
            of_item["enterprises"].values,
            one,
        )
        for name in INDICATORS
        for item, of_item in figures
        for figure, one in [(of_item[name], groups.is_single(item.group))]
    ]
    columns = ["indicator", "item", "value", "unit", "values", "all", "single"]
    types = {"value": pl.Float64, "values": pl.Int64, "all": pl.Int64}
    frame = pl.DataFrame(records, schema=columns, orient="row", schema_overrides=types)
    if not frame["all"].sum():
        return pl.DataFrame(schema=[field.name for field in FIELDS])
    largest, least = (getattr(pl.col("value"), end)().over("indicator") for end in ("max", "min"))
    several = pl.col("value").count().over("indicator") >= min(2, len(items))
    order = {name: place for place, name in enumerate(INDICATORS)}
    place = {item.name: at for at, item in enumerate(items)}
    measured = (
        frame.with_columns(
            pl.when(largest > 0).then(pl.col("value") / largest * 100).alias("relative"),
            pl.when(several & (least > 0)).then(largest / least).alias("ratio"),
            (pl.col("all") - pl.col("values")).alias("missing"),
            (~pl.col("single") & (pl.col("values") < SMALL)).alias("small_group"),
            pl.col("indicator").replace_strict(order).alias("order"),
            pl.col("item").replace_strict(place).alias("place"),
        )
        .sort("ratio", "order", "place", descending=[True, False, False], nulls_last=True)
        .drop("order", "place", "all", "single")
    )
    return by_unit(measured, FIELDS)


def _of(rows: Rows, filters: Filters, group: str) -> dict[str, Figure]:
    """Each indicator of a group, in the order of INDICATORS."""
    chosen = groups.members(rows, filters, group)
    if groups.is_single(group):
        return _single(chosen)
    counted = tally(chosen, (), FLAGS).row(0, named=True)
    total = int(counted["n"])
    shares = {name: _share(counted[name], counted[f"{name}_n"]) for name in SHARES}
    middle = medians_of(chosen, (), MEDIANS).row(0, named=True)
    medians = {
        column: Figure(middle[f"{column}_median"], middle[f"{column}_n"]) for column in MEDIANS
    }
    return {"enterprises": Figure(float(total), total), **shares, **medians}


def _share(part: int | None, whole: int | None) -> Figure:
    base = int(whole or 0)
    return Figure(int(part or 0) / base * 100 if base else None, base)


def _single(chosen: Rows) -> dict[str, Figure]:
    """A single enterprise's own values; none of an id that nobody has."""
    first = collect(chosen.select(MEDIANS).head(1))
    values = first.cast(pl.Float64).row(0) if first.height else (None,) * len(MEDIANS)
    own = {c: Figure(v, int(v is not None)) for c, v in zip(MEDIANS, values, strict=True)}
    shares = dict.fromkeys(SHARES, Figure(None, 0))
    return {"enterprises": Figure(float(first.height), first.height), **shares, **own}
