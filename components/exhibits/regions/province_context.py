"""Provinces against an imported indicator: enterprises for a unit of it, and two of its years."""

from dataclasses import replace
from typing import Any

import polars as pl

from components.charts.map_panels import MapPanel, map_panels
from components.charts.sentences import leader
from components.charts.slopes import Slope, cut, slopes
from components.claims.sentence import AltText
from components.contract.exhibit import Exhibit, Figure, Param, Params, Rows, View
from components.contract.sample import total
from components.look.amounts import number
from components.look.theme import INK, layout
from data_layer.filters.filters import Filters
from data_layer.measures.little_giants import RULE
from data_layer.topics.places.indicator_years import in_two_years
from data_layer.topics.places.regions import MEASURES, place_key, region_measures
from data_layer.vocabulary.fields import ENTERPRISES, SMALL_GROUP, count, decimal, per_cent, text
from data_layer.vocabulary.text import Text
from data_layer.vocabulary.units import NO_UNIT

METRIC_NAMES = ("enterprises", "little_giants", "little_giant_share_pct", "patents_median")
METRICS = {field.name: field.label for field in MEASURES if field.name in METRIC_NAMES}
FORMS = {
    "points": Text("散点（与企业对照）", "Points, against enterprises"),
    "maps": Text("两个年份的地图", "Maps of two years"),
    "slopes": Text("两个年份的名次", "Ranks in two years"),
}
FIRST, LAST = 2000, 2030
"""Years that the sliders reach; of a later one than the table has its newest stands."""
VALUE = "context_value"
SLOPES = 14
"""Provinces whose ranks are drawn: the first of the later year."""
BESIDE = ("tier_missing", "patents_values")
FIELDS = (
    place_key("province_code"),
    *(field for field in MEASURES if field.name in (*METRIC_NAMES, *BESIDE)),
    decimal("context_value", Text("指标值", "Indicator"), digits=4),
    text("context_unit", Text("指标单位", "Unit of the indicator")),
    decimal("context_year", Text("指标年份", "Year of the indicator"), digits=0),
    decimal("before_value", Text("较早年指标值", "Indicator, earlier"), digits=4),
    decimal("before_year", Text("较早年份", "Earlier year"), digits=0),
    count("context_rank", Text("名次", "Rank"), NO_UNIT),
    count("before_rank", Text("较早年名次", "Rank, earlier"), NO_UNIT),
    per_cent("change_pct", Text("较早年增减", "Change since the earlier year"), 1),
    decimal("enterprises_per_unit", Text("每单位指标的企业数", "Enterprises per unit"), digits=4),
    SMALL_GROUP,
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """MEASURES of every province, by code."""
    return region_measures(rows, filters, "province_code")


def context(frame: pl.DataFrame, figures: pl.DataFrame, params: Params) -> pl.DataFrame:
    """The provinces that have the indicator, with its value, unit and year, and those before."""
    from_year, to_year = (int(float(params[name])) for name in ("from", "to"))
    named = in_two_years(figures, (from_year, to_year)).rename(
        {
            "value": "context_value",
            "unit": "context_unit",
            "year": "context_year",
            "rank": "context_rank",
        }
    )
    ratio = pl.when(pl.col("context_value") > 0).then(
        pl.col("enterprises") / pl.col("context_value")
    )
    joined = frame.join(named, on="province_code")
    return joined.with_columns(ratio.alias("enterprises_per_unit")).sort("province_code")


def figure(view: View) -> Figure:
    """Points, or the indicator in two years as maps or as slopes of ranks."""
    if view.params["form"] == "maps":
        return map_panels(view, [_map(view, side) for side in ("before", "context")], VALUE)
    return _slopes(view) if view.params["form"] == "slopes" else _points(view)


def _map(view: View, side: str) -> MapPanel:
    """The provinces by the indicator of the earlier or of the later year."""
    values = pl.col(f"{side}_value").alias(VALUE)
    return MapPanel(_year(view, side), None, view.named.with_columns(values))


def _year(view: View, side: str) -> str:
    years = view.frame[f"{side}_year"].drop_nulls()
    return view.say("没有更早的年份", "No earlier year") if years.is_empty() else f"{years[0]:.0f}"


def _slopes(view: View) -> Figure:
    """A line a province from its rank then to its rank later; who rose is drawn stronger."""
    ink = INK[view.theme]
    lines = []
    for row in view.named.sort("context_rank").head(SLOPES).iter_rows(named=True):
        values = [row["before_value"], row[VALUE]]
        labels = [number(value) if value is not None else "—" for value in values]
        rose = row["before_rank"] is not None and row["before_rank"] > row["context_rank"]
        words = (labels[0], f"{row['context_rank']} {cut(row['province'])} {labels[1]}")
        hover = [f"{row['province']}: {label}" for label in labels]
        lines.append(
            Slope(
                [row["before_rank"], row["context_rank"]],
                words,
                ink.accent if rose else ink.muted,
                hover,
                click=f"province:{row['province_code']}",
                strong=rose,
            )
        )
    dates = [_year(view, side) for side in ("before", "context")]
    return slopes(view, dates, lines, down=True)


def _points(view: View) -> Figure:
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


def alt(view: View) -> AltText:
    """Which province has most enterprises for a unit; between years, whose indicator grew most."""
    if view.params["form"] == "points":
        return leader(view, "province", "enterprises_per_unit")
    whole = replace(view, frame=view.frame.drop(SMALL_GROUP.name))  # no figure of enterprises
    return leader(whole, "province", "change_pct")


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
    alt=alt,
    sample=total("enterprises"),
    params=(
        Param("indicator", Text("指标", "Indicator"), "", pattern=r"[^<>]*"),
        Param("form", Text("形式", "Form"), "points", options=FORMS),
        Param("metric", Text("纵轴", "Vertical axis"), ENTERPRISES.name, options=METRICS),
        Param("from", Text("较早年", "Earlier year"), "2020", low=FIRST, high=LAST, slider=True),
        Param("to", Text("较晚年", "Later year"), str(LAST), low=FIRST, high=LAST, slider=True),
    ),
    requires=("province_code",),
    note=Text(
        f"指标取不晚于所选年份的最新年份；名称按导入文件原样显示。{RULE.zh}",
        "The newest year of the indicator up to the year that is chosen; its name stands as in the "
        f"imported file. {RULE.en}",
    ),
    width="full",
    height=420,
    order=60,
)
