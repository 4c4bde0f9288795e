"""Maps of provinces and cities: one, or several side by side on one scale of colours."""

from typing import Any

import polars as pl

from components.charts import map_geo as geo
from components.charts.map_areas import blank_areas, valued, valued_areas
from components.charts.map_key import class_key, color_axis, credit, narrow_key, note
from components.charts.map_labels import names_on_map
from components.charts.map_scale import CONTINUOUS, map_scale
from components.contract.exhibit import Figure, View
from components.look.theme import layout
from data_layer.vocabulary.places import cities, cities_of, provinces

MARGIN = {"l": 0, "r": 0, "t": 0, "b": 0}
KEY_ROOM = {"wide": 0.2, "narrow": 0.24}
"""The part of the height below several maps that the key of colours takes."""
APART = 0.02
PAIR = 2
"""Maps beside each other where the chart is narrow; where it is wide, all of them."""


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


def small_multiples(view: View, group: str, metric: str, method: str) -> Figure:
    """A map of the provinces for each group of the frame, up to four, on one scale of colours.

    group: the key column that tells the maps apart, in the order in which they stand.
    """
    codes = geo.all_codes("province", None)
    address = geo.boundaries(view.assets, "province", view.filters)
    frame = valued(view, "province", metric, drawn=codes)
    scale = map_scale(view, metric, frame[metric].to_list(), method=method)
    groups = frame[group].unique(maintain_order=True).to_list()
    traces: list[dict[str, Any]] = []
    placed: dict[str, Any] = {}
    credit = view.say("地图数据：天地图", "Map data: Tianditu")
    notes = [note(credit, 1.0, 0.0, xanchor="right", yanchor="bottom")]
    narrow: dict[str, Any] = {}
    for at, name in enumerate(groups):
        mine = "geo" if at == 0 else f"geo{at + 1}"
        part = frame.filter(pl.col(group) == name)
        areas = valued_areas(view, "province", metric, geojson=address, frame=part) | {"geo": mine}
        rest = sorted(set(codes) - set(areas["locations"]))
        base = blank_areas(view, "province", rest, geojson=address) | {"geo": mine}
        traces += [base, areas, geo.dashed_line(view, mine)]
        x, y = _panel(at, len(groups), len(groups), key=KEY_ROOM["wide"])
        placed[mine] = geo.country_geo(geo.WHOLE, x=x, y=y)
        across, up = _panel(at, len(groups), PAIR, key=KEY_ROOM["narrow"])
        narrow |= {f"{mine}.domain.x": across, f"{mine}.domain.y": up}
        title_at = f"annotations[{len(notes)}]"
        narrow |= {f"{title_at}.x": across[0], f"{title_at}.y": up[1]}
        notes.append(_title(name, part, x[0], y[1]))
    notes += class_key(view, metric, scale, method=method)
    axis = color_axis(view, metric, scale)
    furniture = {"coloraxis": axis, "annotations": notes, "margin": MARGIN, "dragmode": False}
    placed["meta"] = {"narrow": narrow | narrow_key(scale)}
    return {"data": traces, "layout": layout(view.theme, **placed, **furniture)}


def _title(name: str, part: pl.DataFrame, left: float, top: float) -> dict[str, Any]:
    """Name of a map and how many enterprises it is of."""
    words = f"<b>{name}</b><br>n = {part['enterprises'].sum():,}"
    title = note(words, left, top, xanchor="left", yanchor="top")
    return title | {"align": "left", "font": {"size": 12}}


def _panel(at: int, n: int, columns: int, key: float) -> tuple[list[float], list[float]]:
    """Left and right, bottom and top of one of n maps, in so many columns above the key."""
    rows = -(-n // columns)
    row, column = divmod(at, columns)
    wide, high = 1 / columns, (1 - key) / rows
    across = [column * wide, (column + 1) * wide - APART]
    return across, [1 - (row + 1) * high, 1 - row * high]
