"""Provinces against an imported indicator: how many enterprises for each unit of it."""

from __future__ import annotations

from typing import Any

import polars as pl

from components.charts.sentences import leading
from components.contract.exhibit import Exhibit, Figure, Param, Params, Rows, View
from components.contract.sample import total
from components.look.theme import INK, layout
from data_layer.filters.filters import Filters
from data_layer.measures.little_giants import RULE
from data_layer.topics.places.regions import MEASURES, place_key, region_measures
from data_layer.vocabulary.fields import ENTERPRISES, SMALL_GROUP, decimal, text
from data_layer.vocabulary.text import Text

SHOWN = ("enterprises", "little_giants", "little_giant_share_pct", "patents_median")
METRICS = {field.name: field.label for field in MEASURES if field.name in SHOWN}
BESIDE = ("tier_missing", "patents_values")
FIELDS = (
    place_key("province_code"),
    *(field for field in MEASURES if field.name in (*SHOWN, *BESIDE)),
    decimal("context_value", Text("指标值", "Indicator"), digits=4),
    text("context_unit", Text("指标单位", "Unit of the indicator")),
    decimal("context_year", Text("指标年份", "Year of the indicator"), digits=0),
    decimal("enterprises_per_unit", Text("每单位指标的企业数", "Enterprises per unit"), digits=4),
    SMALL_GROUP,
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """MEASURES of every province, by code."""
    return region_measures(rows, filters, "province_code")


def context(frame: pl.DataFrame, figures: pl.DataFrame) -> pl.DataFrame:
    """The provinces that have the indicator, with its value, unit and year."""
    named = figures.rename(
        {"value": "context_value", "unit": "context_unit", "year": "context_year"}
    )
    ratio = pl.when(pl.col("context_value") > 0).then(
        pl.col("enterprises") / pl.col("context_value")
    )
    joined = frame.join(named, on="province_code")
    return joined.with_columns(ratio.alias("enterprises_per_unit")).sort("province_code")


def figure(view: View) -> Figure:
    """A point a province: the indicator across, the chosen measure up."""
    metric = view.params["metric"]
    frame = view.named.drop_nulls([metric, "context_value"])
    unit = frame["context_unit"].first() or ""
    points: dict[str, Any] = {
        "type": "scatter",
        "mode": "markers+text",
        "x": frame["context_value"].to_list(),
        "y": frame[metric].to_list(),
        "text": frame["province"].to_list(),
        "textposition": "top center",
        "textfont": {"size": 10, "color": INK[view.theme].muted},
        "customdata": [f"province:{code}" for code in frame["province_code"]],
        "marker": {"size": 10, "color": INK[view.theme].accent, "opacity": 0.8},
        "hovertemplate": "<b>%{text}</b><br>%{x:,}<br>%{y:,}<extra></extra>",
    }
    title = view.title("context_value") + (f" · {unit}" if unit and view.lang == "zh" else "")
    axes = {
        "xaxis": {"title": {"text": title}, "rangemode": "tozero"},
        "yaxis": {"title": {"text": view.title(metric)}, "rangemode": "tozero"},
    }
    return {"data": [points], "layout": layout(view.theme, **axes)}


EXHIBIT = Exhibit(
    title=Text("与省份指标对照", "Against a province indicator"),
    reading=Text(
        "导入研发经费、高新技术企业等省份×年份指标后，看企业多的省份是否投入也多。",
        "With imported province x year figures (R&D spending, high-tech enterprises): do provinces "
        "with more enterprises also spend more?",
    ),
    origin=("e15", "e16"),
    fields=FIELDS,
    query=query,
    context=context,
    figure=figure,
    alt=leading("province", "enterprises_per_unit"),
    sample=total("enterprises"),
    params=(
        Param("indicator", Text("指标", "Indicator"), "", pattern=r"[^<>]*"),
        Param("metric", Text("纵轴", "Vertical axis"), ENTERPRISES.name, options=METRICS),
    ),
    requires=("province_code",),
    note=Text(
        f"指标取最新年份；名称按导入文件原样显示。{RULE.zh}",
        f"The newest year of the indicator; its name stands as in the imported file. {RULE.en}",
    ),
    width="full",
    height=420,
    order=60,
)
