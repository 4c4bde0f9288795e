"""Ranking of the provinces against the published top 10 (e15, e16)."""

import polars as pl

from components.charts.bars import ranking
from components.charts.sentences import leading
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, Param, Params, Rows, View
from components.contract.queries import always
from components.parts.least import LEAST, large_enough
from components.parts.members import without_place
from data_layer.filters.filters import Filters
from data_layer.reference_figures.places import provinces_top10
from data_layer.topics.places.regions import MEASURES, SHARES, place_key, region_measures
from data_layer.vocabulary.fields import ENTERPRISES, SMALL_GROUP
from data_layer.vocabulary.text import Text

ORDERS = {
    field.name: field.label
    for field in MEASURES
    if field.name in ("share_pct", "little_giant_share_pct")
}
COLUMNS = (*ORDERS, "little_giants", "tier_missing", "place_missing")
FIELDS = (
    place_key("province_code"),
    ENTERPRISES,
    *(field for field in MEASURES if field.name in COLUMNS),
    SMALL_GROUP,
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """The first `top` provinces of `least` enterprises by the chosen share; ties by code.

    Where shares of few enterprises would decide, those of fewer than ten come last.
    """
    measured = large_enough(region_measures(rows, filters, "province_code"), params)
    last = [] if params["metric"] == "share_pct" else ["small_group"]
    order = [*last, params["metric"], "province_code"]
    falling = [False] * len(last) + [True, False]
    ordered = measured.sort(order, descending=falling, nulls_last=True)
    return ordered.head(int(float(params["top"])))


def figure(view: View) -> Figure:
    """Bars by share, with the published share as a mark."""
    return ranking(view, "province", view.params["metric"], click=("province", "province_code"))


EXHIBIT = Exhibit(
    title=Text("省份排名", "Provinces ranked"),
    reading=Text(
        "切换指标，对照数量与国家级占比两种次序。报告：江苏企业最多，国家级占比最高的是浙江。",
        "Switch the metric to compare the two orders. The report: Jiangsu has the most "
        "enterprises, Zhejiang the highest little-giant share.",
    ),
    origin=("e15", "e16", "f_top3", "f_top10"),
    fields=FIELDS,
    members=Members(whole={"place_missing": without_place("province_code")}),
    query=query,
    published=always(provinces_top10),
    figure=figure,
    alt=leading("province"),
    among=pl.col("province_code").is_not_null(),
    params=(
        Param("metric", Text("指标", "Metric"), "share_pct", options=ORDERS),
        Param("top", Text("前几名", "Top"), "10", low=5, high=34, step=1),
        LEAST,
    ),
    requires=("province_code",),
    note=SHARES,
    width="third",
    height=560,
    order=20,
)
