"""Any two regions side by side, indicator by indicator."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import polars as pl

from components.charts.sentences import UNSAID, cell, sentence
from components.claims.pairs import Listing, Order
from components.claims.sentence import AltText
from components.contract.counted import Members, RowContext, narrowed
from components.contract.exhibit import Exhibit, Figure, Param, Params, Rows, View
from components.contract.quantity import amounts
from components.contract.sample import each
from components.look.theme import INK, layout
from components.parts.members import of_indicator
from data_layer.filters.filters import Filters
from data_layer.measures.indicators import FLAGS, INDICATORS, MEDIANS, SHARES, UNITS
from data_layer.measures.quantiles import medians_of
from data_layer.measures.rows import SMALL_GROUP as SMALL
from data_layer.measures.tallies import tally
from data_layer.topics.places.regions import PLACE_KEYS
from data_layer.topics.tiers.pairs import per_cent
from data_layer.vocabulary.fields import ENTERPRISES, SMALL_GROUP, Field, count, decimal
from data_layer.vocabulary.places import CLUSTERS, city_names, province_names
from data_layer.vocabulary.text import Text
from data_layer.vocabulary.units import by_unit, in_units

REGIONS: Mapping[str, Text] = {
    **{f"cluster.{cluster.id}": cluster.name for cluster in CLUSTERS},
    **{f"province.{code}": name for code, name in province_names().items()},
    **{f"city.{code}": name for code, name in city_names().items() if code[2:] != "0000"},
}
LONGEST = 165
"""Of the axis, where 100 is the larger of two values: the rest is room for the number."""
LONGEST_NARROW = 270
"""The same where the chart is narrow."""
FIELDS = (
    Field("indicator", Text("指标", "Indicator"), key=True, labels=INDICATORS),
    *in_units(decimal("value_a", Text("地区甲", "Region A")), UNITS.values()),
    *in_units(decimal("value_b", Text("地区乙", "Region B")), UNITS.values()),
    decimal("a_relative", Text("甲相对较大者", "A of the larger"), Text("%", "%"), digits=1),
    decimal("b_relative", Text("乙相对较大者", "B of the larger"), Text("%", "%"), digits=1),
    count("a_values", Text("甲有值企业", "Enterprises with a value in A"), ENTERPRISES.unit),
    count("b_values", Text("乙有值企业", "Enterprises with a value in B"), ENTERPRISES.unit),
    count("a_missing", Text("甲缺失", "Without in A"), ENTERPRISES.unit),
    count("b_missing", Text("乙缺失", "Without in B"), ENTERPRISES.unit),
    count("a_enterprises", Text("甲的样本", "Enterprises in A"), ENTERPRISES.unit),
    count("b_enterprises", Text("乙的样本", "Enterprises in B"), ENTERPRISES.unit),
    SMALL_GROUP,
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """Each indicator of both regions; filters without places. Medians are exact."""
    frame = pl.DataFrame({"indicator": list(INDICATORS), "unit": list(UNITS.values())})
    for side in ("a", "b"):
        measured = _measured(_placed(filters, params[side]).apply(rows))
        frame = frame.with_columns(
            pl.Series(
                f"value_{side}", [measure.value for measure in measured.values()], pl.Float64
            ),
            pl.Series(
                f"{side}_values", [measure.values for measure in measured.values()], pl.Int64
            ),
            pl.lit(measured["enterprises"].values, pl.Int64).alias(f"{side}_enterprises"),
        )
    larger = pl.max_horizontal("value_a", "value_b")
    fewest = pl.min_horizontal("a_values", "b_values")
    compared = frame.with_columns(
        *(
            pl.when(larger > 0).then(pl.col(f"value_{s}") / larger * 100).alias(f"{s}_relative")
            for s in "ab"
        ),
        *((pl.col(f"{s}_enterprises") - pl.col(f"{s}_values")).alias(f"{s}_missing") for s in "ab"),
        (fewest < SMALL).alias("small_group"),
    )
    return by_unit(compared, FIELDS)


def _placed(filters: Filters, region: str) -> Filters:
    key, code = region.split(".", 1)
    return filters.replace(**{key: (code,)})


class _Figure(NamedTuple):
    """values: how many enterprises have what the value is made of."""

    value: float | None
    values: int


def _measured(selected: Rows) -> dict[str, _Figure]:
    """Each indicator of the rows, in the order of INDICATORS."""
    counted = tally(selected, (), FLAGS).row(0, named=True)
    total = int(counted["n"])
    shares = {
        name: _Figure(per_cent(counted[name], counted[f"{name}_n"]), counted[f"{name}_n"])
        for name in SHARES
    }
    middle = medians_of(selected, (), MEDIANS).row(0, named=True)
    medians = {c: _Figure(middle[f"{c}_median"], middle[f"{c}_n"]) for c in MEDIANS}
    return {"enterprises": _Figure(total, total), **shares, **medians}


def figure(view: View) -> Figure:
    """Two bars from a middle line, each as long as its share of the larger value."""
    ink = INK[view.theme]
    sides = (("a", ink.accent, "x"), ("b", ink.muted, "x2"))
    traces = [_side(view, side, color, axis=axis) for side, color, axis in sides]
    blank = {"visible": False}
    names = view.named["indicator"].to_list()
    axes = {
        "xaxis": {**blank, "domain": [0, 0.49], "range": [LONGEST, 0]},
        "xaxis2": {**blank, "domain": [0.51, 1], "range": [0, LONGEST]},
        "yaxis": {"range": [len(names) - 0.5, -0.8], **blank},
        "annotations": [_label(name, row) for row, name in enumerate(names)],
        "margin": {"l": 8, "r": 8, "t": 30, "b": 8},
        "meta": {
            "narrow": {"xaxis.range": [LONGEST_NARROW, 0], "xaxis2.range": [0, LONGEST_NARROW]}
        },
    }
    return {"data": traces, "layout": layout(view.theme, **axes)}


def _side(view: View, side: str, color: str, axis: str) -> dict[str, Any]:
    frame = view.named
    return {
        "type": "bar",
        "orientation": "h",
        "name": REGIONS[view.params[side]](view.lang),
        "y": frame["indicator"].to_list(),
        "x": frame[f"{side}_relative"].to_list(),
        "text": amounts(frame, FIELDS, f"value_{side}", lang=view.lang),
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {"color": color},
        "xaxis": axis,
        "constraintext": "none",
        "width": 0.42,
        "hovertemplate": "%{y}  %{text}<extra>%{fullData.name}</extra>",
    }


def _label(name: str, row: int) -> dict[str, Any]:
    """The name of an indicator, between its bars and those above."""
    place = {"xref": "paper", "yref": "y", "x": 0.5, "y": row - 0.24, "yanchor": "bottom"}
    return {"text": name, "showarrow": False, "font": {"size": 11}, **place}


def alt(view: View) -> AltText:
    """How many enterprises each region has."""
    row = view.frame.row(0, named=True)
    cells = [
        cell(view, row, f"{side}_enterprises", name=REGIONS[view.params[side]])
        for side in ("a", "b")
        if row[f"{side}_enterprises"] is not None
    ]
    if len(cells) < 2:
        return sentence(view, Listing(ENTERPRISES.label, tuple(cells))) if cells else UNSAID
    return sentence(view, Order(ENTERPRISES.label, *cells))


def _of(side: str, test: str) -> Callable[[RowContext], Filters]:
    """Those of a side's region; test: of which the indicator is `known`, `missing`, or all."""

    def of(context: RowContext) -> Filters:
        within = _placed(context.filters, context.params[side])
        more = of_indicator(test)(context) if test else ""
        return narrowed(within, Filters.from_query(more))

    return of


EXHIBIT = Exhibit(
    title=Text("两地对照", "Two regions side by side"),
    reading=Text(
        "任选两个城市群、省份或城市，逐项对照；条长为与较大一方之比，数字为原值。",
        "Choose any two clusters, provinces or cities. Bars show the ratio to the larger of the "
        "two; numbers are the values.",
    ),
    origin=("e15", "e16", "e17", "e19"),
    fields=FIELDS,
    members=Members(
        row="",
        columns={
            f"{side}_{name}": _of(side, test)
            for side in ("a", "b")
            for name, test in (("values", "known"), ("missing", "missing"), ("enterprises", ""))
        },
    ),
    query=query,
    figure=figure,
    alt=alt,
    sample=each("a_enterprises", "b_enterprises"),
    params=(
        Param("a", Text("地区甲", "Region A"), "province.320000", options=REGIONS),
        Param("b", Text("地区乙", "Region B"), "province.440000", options=REGIONS),
    ),
    ignores=lambda _params: PLACE_KEYS,
    requires=("province_code",),
    note=Text(
        "地域筛选对本图不起作用，其余筛选有效。占比与中位数只计有值企业，缺失的另列。",
        "Place filters do not apply to this chart; all other filters do. Shares and medians are of "
        "the enterprises that have the value; those without are counted beside it.",
    ),
    width="full",
    height=460,
    order=50,
)
