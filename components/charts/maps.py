"""One map of provinces or cities, coloured by a metric."""

from typing import Any

from components.charts import map_geo as geo
from components.charts.map_areas import blank_areas, valued, valued_areas
from components.charts.map_key import class_key, color_axis, credit, narrow_key
from components.charts.map_labels import names_on_map
from components.charts.map_scale import CONTINUOUS, map_scale
from components.contract.exhibit import Figure, View
from components.look.theme import layout
from data_layer.vocabulary.places import cities, cities_of, provinces

MARGIN = {"l": 0, "r": 0, "t": 0, "b": 0}


def choropleth(view: View, place: str, metric: str, method: str = CONTINUOUS) -> Figure:
    """Places of `view.frame` coloured by one metric, named as far as there is room.

    place: `province` or `city`; the frame holds `<place>_code`. With exactly one province chosen a
    city map shows that province alone, from its own boundary file. method: how values are classed.
    """
    drilled = geo.drilled(place, view.filters)
    codes = geo.all_codes(place, drilled)
    file = geo.boundary_file(place, drilled)
    address = geo.boundaries(view.assets, place, view.filters)
    frame = valued(view, place, metric, drawn=codes)
    scale = map_scale(view, metric, frame[metric].to_list(), method=method)
    areas = valued_areas(view, place, metric, geojson=address, frame=frame)
    base = blank_areas(view, place, sorted(set(codes) - set(areas["locations"])), geojson=address)
    value_of = dict(zip(areas["locations"], areas["z"], strict=True))
    if drilled:
        here = [city for city in cities_of(drilled) if city.has_geometry]
        names = names_on_map(
            view, place, here, values=value_of, scale=scale, file=file, ends=geo.bounds(drilled)
        )
        traces = [base, areas, names]
        placed: dict[str, Any] = {"geo": geo.province_geo(drilled)}
    else:
        every = provinces() if place == "province" else cities()
        here = [
            area
            for area in every.values()
            if area.code in (codes if place == "province" else value_of)
        ]
        names = names_on_map(view, place, here, values=value_of, scale=scale, file=file)
        inset = geo.inset(view, base, areas, drawn=geo.in_inset(file))
        traces = [base, areas, geo.dashed_line(view, "geo"), names, *inset]
        shapes = [geo.inset_frame(view)]
        placed = {"geo": geo.country_geo(), "geo2": geo.inset_geo(view), "shapes": shapes}
    notes = [*credit(view, country=not drilled), *class_key(view, metric, scale, method=method)]
    placed["meta"] = {"narrow": narrow_key(scale)}
    axis = color_axis(view, metric, scale)
    furniture = {"coloraxis": axis, "annotations": notes, "margin": MARGIN, "dragmode": "pan"}
    return {"data": traces, "layout": layout(view.theme, **placed, **furniture)}
