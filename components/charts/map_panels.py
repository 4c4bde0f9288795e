"""Maps side by side, each of its own part: the country, or the cities of one province."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from components.charts import map_geo as geo
from components.charts.labels import wrapped
from components.charts.map_areas import blank_areas, valued_areas
from components.charts.map_key import blank_key, class_key, color_axis, narrow_key, note
from components.charts.map_scale import CONTINUOUS, map_scale
from components.contract.exhibit import Figure, View
from components.look.theme import INK, layout
from data_layer.filters.filters import Filters

TITLE_WIDTH = 30
"""Latin letters of a title on a line: as wide as one of four maps."""
MARGIN = {"l": 0, "r": 0, "t": 0, "b": 0}
KEY_ROOM = {"wide": 0.2, "narrow": 0.24}
"""The part of the height below the maps that the key of colours takes."""
APART = 0.02
TITLE_ROOM = 0.09
"""The part of the height that a title and its n take over a map where the chart is narrow: there a
map is as wide as its title, and would lie under it."""
OWN_LINE = 2.5
"""Pixels of the line around the area that a map is about."""
WIDE, NARROW = 4, 2
"""Maps beside each other at most where the chart is wide, and where it is narrow."""


@dataclass(frozen=True)
class MapPanel:
    """title: over the map. drilled: the province whose cities it draws; None for the country.

    frame: named rows with `province_code` or `city_code`, the metric and `enterprises`. own: the
    area that the map is about, outlined. words: below the title, by default n of all areas.
    """

    title: str
    drilled: str | None
    frame: pl.DataFrame
    own: str | None = None
    words: str = ""


def map_panels(
    view: View, panels: Sequence[MapPanel], metric: str, method: str = CONTINUOUS
) -> Figure:
    """The maps on one scale of colours. method: how values are classed."""
    values = [value for panel in panels for value in _valued(panel, metric)[metric]]
    scale = map_scale(view, metric, values, method=method)
    credit = view.say("地图数据：天地图", "Map data: Tianditu")
    notes = [
        note(f"{credit}<br>{blank_key(view)}", 1.0, 0.0, xanchor="right", yanchor="bottom")
        | {"align": "right"}
    ]
    traces: list[dict[str, Any]] = []
    placed: dict[str, Any] = {}
    narrow: dict[str, Any] = {}
    for at, panel in enumerate(panels):
        mine = "geo" if at == 0 else f"geo{at + 1}"
        traces += [trace | {"geo": mine} for trace in _traces(view, panel, metric, mine=mine)]
        across, up = _domain(at, len(panels), min(len(panels), WIDE), key=KEY_ROOM["wide"])
        ground = geo.province_geo(panel.drilled) if panel.drilled else geo.country_geo(geo.WHOLE)
        placed[mine] = ground | {"domain": {"x": across, "y": up}}
        words = f"<b>{wrapped(panel.title, TITLE_WIDTH)}</b><br>{_n(panel)}"
        title = note(words, across[0], up[1], xanchor="left", yanchor="top")
        two_across, two_up = _domain(at, len(panels), NARROW, key=KEY_ROOM["narrow"])
        below = [two_up[0], two_up[1] - TITLE_ROOM]
        narrow |= {f"{mine}.domain.x": two_across, f"{mine}.domain.y": below}
        title_at = f"annotations[{len(notes)}]"
        narrow |= {f"{title_at}.x": two_across[0], f"{title_at}.y": two_up[1]}
        notes.append(title | {"align": "left", "font": {"size": 12}})
    notes += class_key(view, metric, scale, method=method)
    axis = color_axis(view, metric, scale)
    furniture = {"coloraxis": axis, "annotations": notes, "margin": MARGIN, "dragmode": False}
    placed["meta"] = {"narrow": narrow | narrow_key(scale)}
    return {"data": traces, "layout": layout(view.theme, **placed, **furniture)}


def _traces(view: View, panel: MapPanel, metric: str, mine: str) -> list[dict[str, Any]]:
    place = "city" if panel.drilled else "province"
    codes = geo.all_codes(place, panel.drilled)
    inside = Filters({"province": (panel.drilled,)} if panel.drilled else {})
    address = geo.boundaries(view.assets, place, inside)
    areas = valued_areas(view, place, metric, geojson=address, frame=_valued(panel, metric))
    areas = _outlined(view, panel, areas)
    blank = sorted(set(codes) - set(areas["locations"]))
    lines = [] if panel.drilled else [geo.dashed_line(view, mine)]
    rest = blank_areas(view, place, blank, geojson=address)
    return [rest, areas, *lines]


def _n(panel: MapPanel) -> str:
    return panel.words or f"n = {panel.frame['enterprises'].sum():,}"


def _outlined(view: View, panel: MapPanel, areas: dict[str, Any]) -> dict[str, Any]:
    """Areas with a line around the one that the map is about."""
    if panel.own is None:
        return areas
    own, line = [code == panel.own for code in areas["locations"]], areas["marker"]["line"]
    lines = {
        "color": [INK[view.theme].text if it else line["color"] for it in own],
        "width": [OWN_LINE if it else line["width"] for it in own],
    }
    return areas | {"marker": {"line": lines}}


def _valued(panel: MapPanel, metric: str) -> pl.DataFrame:
    """The rows of the areas that are drawn and have a value; the one that the map is about comes
    last, so that its line is over its neighbours'."""
    place = "city" if panel.drilled else "province"
    code = pl.col(f"{place}_code")
    drawn = code.is_in(geo.all_codes(place, panel.drilled))
    rows = panel.frame.filter(drawn, pl.col(metric).is_not_null())
    return rows.sort(code == (panel.own or ""), maintain_order=True)


def _domain(at: int, n: int, columns: int, key: float) -> tuple[list[float], list[float]]:
    """Left and right, bottom and top of one of n maps in so many columns above the key."""
    rows = -(-n // columns)
    row, column = divmod(at, columns)
    wide, high = 1 / columns, (1 - key) / rows
    return [column * wide, (column + 1) * wide - APART], [1 - (row + 1) * high, 1 - row * high]
