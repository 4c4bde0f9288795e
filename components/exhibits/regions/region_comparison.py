"""Any two regions side by side, indicator by indicator."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from components.contract.exhibit import Exhibit, Figure, Param, Params, Rows, View
from components.look.amounts import number
from components.look.theme import TIER_COLORS, layout
from data_layer.filters.filters import Filters
from data_layer.measures.quantiles import medians_of
from data_layer.measures.tallies import tally
from data_layer.vocabulary.fields import ENTERPRISES, Field, count, decimal
from data_layer.vocabulary.places import CLUSTERS, city_names, province_names
from data_layer.vocabulary.text import Text

INDICATORS: Mapping[str, Text] = {
    "enterprises": Text("企业数（家）", "Enterprises"),
    "little_giant_share": Text("国家级占比（%）", "Little-giant share (%)"),
    "high_tech_share": Text("高新技术企业占比（%）", "High-tech share (%)"),
    "patents": Text("专利总量中位数（件）", "Median patents"),
    "invention_grants": Text("发明授权中位数（件）", "Median invention grants"),
    "software_copyrights": Text("软件著作权中位数（件）", "Median software copyrights"),
    "insured": Text("参保人数中位数（人）", "Median insured employees"),
    "registered_capital": Text("注册资本中位数（万元）", "Median registered capital (CNY 10,000)"),
}
MEDIANS = ("patents", "invention_grants", "software_copyrights", "insured", "registered_capital")
FLAGS = {"little_giant_share": pl.col("tier") == "national", "high_tech_share": pl.col("high_tech")}

REGIONS: Mapping[str, Text] = {
    **{f"cluster.{cluster.id}": cluster.name for cluster in CLUSTERS},
    **{f"province.{code}": name for code, name in province_names().items()},
    **{f"city.{code}": name for code, name in city_names().items() if code[2:] != "0000"},
}
LONGEST = 145
"""Of the axis, where 100 is the larger of two values: the rest is room for the number."""
FIELDS = (
    Field("indicator", Text("指标", "Indicator"), key=True, labels=INDICATORS),
    decimal("a", Text("地区甲", "Region A")),
    decimal("b", Text("地区乙", "Region B")),
    decimal("a_relative", Text("甲相对较大者", "A of the larger"), Text("%", "%"), 1),
    decimal("b_relative", Text("乙相对较大者", "B of the larger"), Text("%", "%"), 1),
    count("a_enterprises", Text("甲的样本", "Enterprises in A"), ENTERPRISES.unit),
    count("b_enterprises", Text("乙的样本", "Enterprises in B"), ENTERPRISES.unit),
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """Each indicator of both regions; other place filters are left out. Medians are exact."""
    chosen = filters.without("cluster", "province", "city")
    sides = [_measured(rows, _placed(chosen, params[side])) for side in ("a", "b")]
    frame = pl.DataFrame(
        {
            "indicator": list(INDICATORS),
            "a": [sides[0][i] for i in INDICATORS],
            "b": [sides[1][i] for i in INDICATORS],
        },
        schema={"indicator": pl.String, "a": pl.Float64, "b": pl.Float64},
    )
    larger = pl.max_horizontal("a", "b")
    relative = [
        pl.when(larger > 0).then(pl.col(s) / larger * 100).alias(f"{s}_relative") for s in "ab"
    ]
    return frame.with_columns(
        *relative,
        pl.lit(sides[0]["enterprises"]).alias("a_enterprises"),
        pl.lit(sides[1]["enterprises"]).alias("b_enterprises"),
    )


def _placed(filters: Filters, region: str) -> Filters:
    key, code = region.split(".", 1)
    return filters.replace(**{key: (code,)})


def _measured(rows: Rows, filters: Filters) -> dict[str, float | None]:
    selected = filters.apply(rows)
    counted = tally(selected, (), FLAGS).row(0, named=True)
    total = counted["n"]
    found: dict[str, float | None] = {"enterprises": total}
    found |= {name: (counted[name] or 0) / total * 100 if total else None for name in FLAGS}
    middle = medians_of(selected, (), MEDIANS).row(0, named=True)
    return found | {column: middle[f"{column}_median"] for column in MEDIANS}


def figure(view: View) -> Figure:
    """Two bars from a middle line, each as long as its share of the larger value."""
    colors = TIER_COLORS[view.theme]
    sides = (("a", colors["national"], "x"), ("b", colors["provincial"], "x2"))
    traces = [_side(view, side, color, axis) for side, color, axis in sides]
    blank = {"visible": False}
    names = view.named["indicator"].to_list()
    axes = {
        "xaxis": {**blank, "domain": [0, 0.49], "range": [LONGEST, 0]},
        "xaxis2": {**blank, "domain": [0.51, 1], "range": [0, LONGEST]},
        "yaxis": {"range": [len(names) - 0.5, -0.8], **blank},
        "annotations": [_label(name, row) for row, name in enumerate(names)],
        "margin": {"l": 8, "r": 8, "t": 30, "b": 8},
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
        "text": [number(value) for value in frame[side]],
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


def alt(view: View) -> str:
    """How many enterprises each region has."""
    first = view.frame.row(0, named=True)
    a, b = (REGIONS[view.params[side]](view.lang) for side in ("a", "b"))
    counts = (number(first["a_enterprises"]), number(first["b_enterprises"]))
    zh = f"{a}有{counts[0]}家企业，{b}有{counts[1]}家。"
    return view.say(zh, f"{a} has {counts[0]} enterprises, {b} has {counts[1]}.")


EXHIBIT = Exhibit(
    id="region_comparison",
    title=Text("两地对照", "Two regions side by side"),
    reading=Text(
        "任选两个城市群、省份或城市，逐项对照；条长为与较大一方之比，数字为原值。",
        "Choose any two clusters, provinces or cities. Bars show the ratio to the larger of the "
        "two; numbers are the values.",
    ),
    page="regions",
    origin=("e15", "e16", "e17", "e19"),
    fields=FIELDS,
    query=query,
    figure=figure,
    alt=alt,
    params=(
        Param("a", Text("地区甲", "Region A"), "province.320000", REGIONS),
        Param("b", Text("地区乙", "Region B"), "province.440000", REGIONS),
    ),
    requires=("province_code",),
    note=Text(
        "地域筛选对本图不起作用，其余筛选有效。",
        "Place filters do not apply to this chart; all other filters do.",
    ),
    width="full",
    height=460,
    order=50,
)
