"""What the maps of provinces and of cities share: one metric of each place on a choropleth."""

from collections.abc import Callable
from typing import Literal

import polars as pl

from components.charts.map_geo import all_codes, drilled
from components.charts.map_scale import CLASSES, class_column
from components.charts.maps import choropleth
from components.charts.sentences import leader
from components.charts.tile_map import tile_map
from components.contract.counted import Members
from components.contract.exhibit import Column, Exhibit, Figure, Param, View
from components.contract.queries import always
from components.contract.sample import total
from components.parts.members import without_place
from data_layer.topics.places.regions import (
    LOCATION_QUOTIENT,
    MEASURES,
    METRICS,
    place_key,
    region_measures,
)
from data_layer.vocabulary.text import Text

METRIC = Param("metric", Text("指标", "Metric"), "enterprises", options=METRICS, scope="map")
FORM = Param(
    "form",
    Text("形式", "Form"),
    "map",
    options={"map": Text("地图", "Map"), "tiles": Text("等面积方格", "Equal tiles")},
    quiet=True,
)
"""Of provinces alone: cities have no usual order of squares."""


def place_map(
    level: Literal["province", "city"],
    *,
    title: Text,
    reading: Text,
    origin: tuple[str, ...],
    printed: Callable[[], pl.DataFrame],
    order: int,
) -> Exhibit:
    """The exhibit `<level>_map`: MEASURES of every place of a level with an enterprise, by code.

    printed: the rows that the report prints of some of them.
    """
    code = f"{level}_code"

    def figure(view: View) -> Figure:
        metric, method = view.params["metric"], view.params[CLASSES.name]
        if view.params.get(FORM.name) == "tiles":
            return tile_map(view, metric, method)
        return choropleth(view, level, metric, method=method)

    def drawn(view: View) -> Column | None:
        on_map = pl.col(code).is_in(all_codes(level, drilled(level, view.filters)))
        return class_column(view, view.params["metric"], view.params[CLASSES.name], drawn=on_map)

    return Exhibit(
        title=title,
        reading=reading,
        origin=origin,
        fields=(place_key(code), *MEASURES),
        members=Members(whole={"place_missing": without_place(code)}),
        query=lambda rows, filters, params: region_measures(rows, filters, code),
        published=always(printed),
        drawn=drawn,
        figure=figure,
        alt=lambda view: leader(view, level, view.params["metric"]),
        sample=total("enterprises"),
        params=(METRIC, CLASSES, *((FORM,) if level == "province" else ())),
        requires=(code,),
        note=LOCATION_QUOTIENT,
        width="two_thirds",
        height=560,
        order=order,
    )
