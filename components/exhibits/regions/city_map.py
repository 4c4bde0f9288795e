"""Map of the cities, of all China or of the one province that is chosen."""

from __future__ import annotations

import polars as pl

from components.charts.maps import choropleth
from components.charts.sentences import leader
from components.contract.exhibit import Exhibit, Figure, Param, Params, Rows, View
from data_layer.filters.filters import Filters
from data_layer.reference_figures.places import cities_top
from data_layer.topics.places.regions import (
    LOCATION_QUOTIENT,
    MEASURES,
    METRICS,
    place_key,
    region_measures,
)
from data_layer.vocabulary.text import Text


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """MEASURES of every city with an enterprise, by code."""
    return region_measures(rows, filters, "city_code")


def published(params: Params) -> pl.DataFrame:
    """Share and patents median of the cities that e19 prints."""
    return cities_top()


def figure(view: View) -> Figure:
    """Choropleth of the chosen metric."""
    return choropleth(view, "city", view.params["metric"])


def alt(view: View) -> str:
    """The city that leads in the chosen metric."""
    return leader(view, "city", view.params["metric"])


EXHIBIT = Exhibit(
    id="city_map",
    title=Text("专精特新企业城市地图", "SRDI enterprises by city"),
    reading=Text(
        "企业密集在少数城市；选中一个省份时只画该省的城市，点击城市即加入筛选。",
        "Enterprises crowd into few cities. With one province chosen only its cities are drawn; "
        "click a city to filter by it.",
    ),
    page="regions",
    origin=("e19", "f_city4", "f_city_yrd8", "f_city_mid4"),
    fields=(place_key("city_code"), *MEASURES),
    query=query,
    published=published,
    figure=figure,
    alt=alt,
    params=(Param("metric", Text("指标", "Metric"), "enterprises", METRICS, scope="map"),),
    requires=("city_code",),
    note=LOCATION_QUOTIENT,
    width="two_thirds",
    height=560,
    order=11,
)
