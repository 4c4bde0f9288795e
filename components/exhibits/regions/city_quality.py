"""Cities as bubbles: share of all enterprises against their median patents (e19)."""

from typing import Any

import polars as pl

from components.charts.bars import computed_name, published_marker, published_name
from components.charts.sentences import leader
from components.claims.sentence import AltText
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, Param, Params, Rows, View
from components.contract.queries import always
from components.look.theme import INK, halo, layout
from components.parts.least import LEAST, large_enough
from components.parts.members import without_place
from data_layer.filters.filters import Filters
from data_layer.reference_figures.places import cities_top
from data_layer.topics.places.regions import MEASURES, SHARES, place_key, region_measures
from data_layer.vocabulary.text import Text

COLUMNS = (
    "enterprises",
    "share_pct",
    "place_missing",
    "little_giant_share_pct",
    "tier_missing",
    "patents_median",
    "patents_values",
    "small_group",
)
FIELDS = (place_key("city_code"), *(field for field in MEASURES if field.name in COLUMNS))
ORDERS = {
    "enterprises": Text("企业数", "Enterprises"),
    "little_giant_share_pct": Text("国家级占比", "Little-giant share"),
    "patents_median": Text("专利中位数", "Median patents"),
}
TICKS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100]
ROOM = 44
"""Left of the plane for medians of up to four digits: under any filter it stays where it is."""
LABELLED = 18
"""As many bubbles carry their name as e19 has rows; the others tell it on hover."""


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """The first `top` cities of `least` enterprises in the chosen order; ties by code."""
    measured = large_enough(region_measures(rows, filters, "city_code"), params)
    by = [params["order"], "enterprises", "city_code"]
    ordered = measured.sort(by, descending=[True, True, False], nulls_last=True)
    return ordered.head(int(float(params["top"])))


def figure(view: View) -> Figure:
    """Bubbles (area = enterprises) on share by median patents; published points as diamonds."""
    frame = view.named.drop_nulls("patents_median")
    traces = [_bubbles(view, frame)]
    if view.published_named is not None and view.comparable:
        traces.append(_published(view, view.published_named))
    axes = {
        "xaxis": {"title": {"text": view.title("share_pct")}, "type": "log", "tickvals": TICKS},
        "yaxis": {"title": {"text": view.title("patents_median")}, "rangemode": "tozero"},
        "margin": {"l": ROOM},
        "showlegend": True,
    }
    return {"data": traces, "layout": layout(view.theme, **axes)}


def _hover(view: View) -> str:
    share, median = view.field("share_pct"), view.field("patents_median")
    return (
        f"<b>%{{hovertext}}</b><br>{share.label(view.lang)} %{{x}}%<br>"
        f"{median.label(view.lang)} %{{y}} {median.unit(view.lang)}<extra></extra>"
    )


def _bubbles(view: View, frame: pl.DataFrame) -> dict[str, Any]:
    sizes = frame["enterprises"].to_list()
    names = frame["city"].to_list()
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": computed_name(view),
        "x": frame["share_pct"].to_list(),
        "y": frame["patents_median"].to_list(),
        "text": [name if i < LABELLED else "" for i, name in enumerate(names)],
        "textposition": "top center",
        "textfont": {"size": 11, "color": INK[view.theme].text, **halo(view.theme)},
        "hovertext": names,
        "customdata": [f"city:{code}" for code in frame["city_code"]],
        "hovertemplate": _hover(view),
        "marker": {
            "size": sizes,
            "sizemode": "area",
            "sizeref": max(sizes, default=1) / 900,
            "sizemin": 4,
            "opacity": 0.75,
            "color": INK[view.theme].accent,
        },
    }


def _published(view: View, printed: pl.DataFrame) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": published_name(view),
        "x": printed["share_pct"].to_list(),
        "y": printed["patents_median"].to_list(),
        "hovertext": printed["city"].to_list(),
        "customdata": [f"city:{code}" for code in printed["city_code"]],
        "hovertemplate": _hover(view),
        "marker": published_marker(view) | {"size": 7},
    }


def alt(view: View) -> AltText:
    """The first city in the order that is chosen."""
    order = view.params["order"]
    return leader(view, "city", "share_pct" if order == "enterprises" else order)


EXHIBIT = Exhibit(
    title=Text("城市质量：数量与专利", "City quality: number and patents"),
    reading=Text(
        "越靠右企业越多，越靠上专利越多。报告：苏州、无锡、常州的占比低于北京、上海、深圳，专"
        "利中位数却更高。",
        "Right is more enterprises, up is more patents. The report: Suzhou, Wuxi and "
        "Changzhou have smaller shares than Beijing, Shanghai and Shenzhen, and higher "
        "median patents.",
    ),
    origin=("e19", "f_city4", "f_city_yrd8", "f_city_mid4"),
    fields=FIELDS,
    members=Members(whole={"place_missing": without_place("city_code")}),
    query=query,
    published=always(cities_top),
    figure=figure,
    alt=alt,
    among=pl.col("patents").is_not_null() & pl.col("city_code").is_not_null(),
    params=(
        Param("order", Text("排序", "Order"), "enterprises", options=ORDERS),
        LEAST,
        Param("top", Text("城市数", "Cities"), "40", low=1, high=120, step=1),
    ),
    requires=("city_code", "patents"),
    note=SHARES,
    width="two_thirds",
    height=460,
    order=40,
)
