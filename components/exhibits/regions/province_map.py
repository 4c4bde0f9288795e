"""Map of the provinces: one metric of the enterprises that pass the filters."""

from __future__ import annotations

import polars as pl

from components.charts.maps import choropleth
from components.charts.sentences import leader
from components.contract.exhibit import Exhibit, Figure, Param, Params, Rows, View
from data_layer.filters.filters import Filters
from data_layer.reference_figures.places import provinces_top10
from data_layer.topics.places.regions import (
    LOCATION_QUOTIENT,
    MEASURES,
    METRICS,
    place_key,
    region_measures,
)
from data_layer.vocabulary.text import Text


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """MEASURES of every province with an enterprise, by code."""
    return region_measures(rows, filters, "province_code")


def published(params: Params) -> pl.DataFrame:
    """Shares of the ten provinces that e16 prints."""
    return provinces_top10()


def figure(view: View) -> Figure:
    """Choropleth of the chosen metric."""
    return choropleth(view, "province", view.params["metric"])


def alt(view: View) -> str:
    """The province that leads in the chosen metric."""
    return leader(view, "province", view.params["metric"])


EXHIBIT = Exhibit(
    id="province_map",
    title=Text("专精特新企业省份地图", "SRDI enterprises by province"),
    reading=Text(
        "看颜色深浅的走向：企业集中在沿海，点击省份可查看其城市并筛选全部图表。",
        "Look at where it darkens: enterprises gather along the coast. Click a province to see its "
        "cities and to filter every chart.",
    ),
    page="regions",
    origin=("e15", "e16", "f_top3", "f_top10"),
    fields=(place_key("province_code"), *MEASURES),
    query=query,
    published=published,
    figure=figure,
    alt=alt,
    params=(Param("metric", Text("指标", "Metric"), "enterprises", METRICS, scope="map"),),
    requires=("province_code",),
    note=LOCATION_QUOTIENT,
    width="two_thirds",
    height=560,
    order=10,
)
