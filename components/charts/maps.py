"""Maps of provinces and cities: conic equal-area, with dashed line and South China Sea inset.

Boundary files are fetched by address, so that an update of a map sends values only.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import polars as pl

from components.contract.exhibit import Figure, View
from components.contract.fingerprint import file_digest
from components.look.contrast import ink_on, shade
from components.look.theme import DIVERGING, INK, SEQUENTIAL, layout
from data_layer.filters.filters import Filters
from data_layer.vocabulary.places import CLUSTERS, cities, cities_of, provinces

GEO = Path(__file__).parents[2] / "assets" / "geo"
ISLANDS = {
    "西沙群岛": (112.0, 17.2),
    "南沙群岛": (114.0, 8.2),
    "东沙群岛": (116.7, 21.9),
    "中沙群岛": (115.2, 15.2),
}
_COUNTRY_FILES = {"province": "provinces.geojson", "city": "cities.geojson"}
INSET = {"x": [0.86, 0.995], "y": [0.0, 0.27]}
Ends = tuple[tuple[float, float], tuple[float, float]]
"""West and east, south and north in degrees."""
INSET_AXES: Ends = ((105.6, 123.4), (0.6, 24.4))


def choropleth(view: View, place: str, metric: str) -> Figure:
    """Places of `view.frame` coloured by one metric.

    place: `province` or `city`; the frame holds `<place>_code`. With exactly one province chosen a
    city map shows that province alone, from its own boundary file.
    """
    drilled = _drilled(place, view.filters)
    codes = _all_codes(place, drilled)
    file = _file(place, drilled)
    address = boundaries(view.assets, place, view.filters)
    values = _values(view, place, metric, address, set(codes))
    largest = max(values["z"], default=0)
    blank = sorted(set(codes) - set(values["locations"]))
    base = _base(view, place, blank, address)
    if drilled:
        traces = [base, values, _labels(view, drilled, values)]
        geos: dict[str, Any] = {"geo": _around(drilled)}
    else:
        traces = [base, values, _lines(view, "geo"), *_inset(view, base, values, _in_inset(file))]
        geos = {"geo": _country(), "geo2": _inset_geo(view), "shapes": [_inset_frame(view)]}
    return {
        "data": traces,
        "layout": layout(view.theme, **geos, **_furniture(view, metric, largest, not drilled)),
    }


def boundaries(assets: str, place: str, filters: Filters) -> str:
    """The address of the boundaries that a map of such places draws, by their content."""
    file = _file(place, _drilled(place, filters))
    return f"{assets}geo/{file}?m={file_digest(GEO / file)}"


def _drilled(place: str, filters: Filters) -> str | None:
    """The one province that a map of cities shows alone."""
    only = filters.chosen("province")
    return only[0] if place == "city" and len(only) == 1 else None


def _file(place: str, drilled: str | None) -> str:
    return f"city/{drilled}.geojson" if drilled else _COUNTRY_FILES[place]


def _all_codes(place: str, drilled: str | None) -> list[str]:
    if drilled:
        return [city.code for city in cities_of(drilled) if city.has_geometry]
    every = provinces() if place == "province" else cities()
    return [code for code, found in every.items() if found.has_geometry]


def _base(view: View, place: str, codes: list[str], geojson: str) -> dict[str, Any]:
    """Areas without a value: those that a filter leaves out, and those where there is no data."""
    ink = INK[view.theme]
    out = _left_out(view, place, codes)
    said = {False: view.say("无数据", "no data"), True: view.say("未选中", "not selected")}
    return {
        "type": "choropleth",
        "meta": "base",
        "geojson": geojson,
        "locations": codes,
        "z": [int(it) for it in out],
        "zmin": 0,
        "zmax": 1,
        "colorscale": [[0, ink.nodata], [1, ink.canvas]],
        "showscale": False,
        "marker": {"line": {"color": ink.line, "width": 0.7}},
        "text": [
            f"{name}<br>{said[it]}" for name, it in zip(_names(view, codes), out, strict=True)
        ],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _left_out(view: View, place: str, codes: list[str]) -> list[bool]:
    """Whether the filters of place leave each area out, so that nobody there was looked for."""
    clusters, named, towns = (view.filters.chosen(key) for key in ("cluster", "province", "city"))
    members = {it for cluster in CLUSTERS if cluster.id in clusters for it in cluster.provinces}
    known = cities()
    above = {code: code if place == "province" else known[code].parent for code in codes}
    inside = set(codes)
    if named:
        inside &= {code for code in codes if above[code] in named}
    if clusters:
        inside &= {code for code in codes if above[code] in members}
    if towns:
        homes = {known[it].parent for it in towns if it in known}
        inside &= {c for c in codes if c in towns or (place == "province" and c in homes)}
    return [code not in inside for code in codes]


def _names(view: View, codes: list[str]) -> list[str]:
    known = {**cities(), **provinces()}
    return [known[code].short(view.lang) for code in codes]


def _values(view: View, place: str, metric: str, geojson: str, drawn: set[str]) -> dict[str, Any]:
    code = f"{place}_code"
    frame = view.named.filter(pl.col(code).is_in(sorted(drawn)), pl.col(metric).is_not_null())
    diverging = metric == "location_quotient"
    trace: dict[str, Any] = {
        "type": "choropleth",
        "geojson": geojson,
        "locations": frame[code].to_list(),
        "z": frame[metric].to_list(),
        "coloraxis": "coloraxis",
        "text": frame[place].to_list(),
        "customdata": [f"{place}:{c}" for c in frame[code]],
        "hovertemplate": _hover(view, metric),
        "marker": {"line": {"color": INK[view.theme].surface, "width": 0.5}},
    }
    return trace | {"meta": "diverging" if diverging else "values"}


def _hover(view: View, metric: str) -> str:
    unit = view.field(metric).unit(view.lang)
    return (
        "<b>%{text}</b><br>"
        + f"{view.field(metric).label(view.lang)} %{{z:,}} {unit}<extra></extra>"
    )


@cache
def _dashed_line() -> tuple[tuple[float | None, ...], tuple[float | None, ...]]:
    features = json.loads((GEO / "scs_line.geojson").read_text(encoding="utf-8"))["features"]
    points = [p for f in features for p in (*f["geometry"]["coordinates"], (None, None))]
    lon, lat = zip(*points, strict=True)
    return lon, lat


def _lines(view: View, geo: str) -> dict[str, Any]:
    lon, lat = _dashed_line()
    return {
        "type": "scattergeo",
        "meta": "base",
        "geo": geo,
        "lon": list(lon),
        "lat": list(lat),
        "mode": "lines",
        "line": {"color": INK[view.theme].muted, "width": 1.4},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _labels(view: View, province: str, values: dict[str, Any]) -> dict[str, Any]:
    """Names of the cities, each in the ink that its area asks for."""
    places = [city for city in cities_of(province) if city.has_geometry]
    grounds = _grounds(view, values)
    blank = INK[view.theme].nodata
    return {
        "type": "scattergeo",
        "meta": "base",
        "lon": [city.lon for city in places],
        "lat": [city.lat for city in places],
        "text": [city.short(view.lang) for city in places],
        "mode": "text",
        "textfont": {
            "size": 10,
            "color": [ink_on(grounds.get(city.code, blank)) for city in places],
        },
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _grounds(view: View, values: dict[str, Any]) -> dict[str, str]:
    """The colour of each area that has a value."""
    known = dict(zip(values["locations"], values["z"], strict=True))
    if values["meta"] == "diverging":
        reach = max((abs(v - 1) for v in known.values()), default=0) or 1
        scale, parts = DIVERGING, {k: 0.5 + (v - 1) / reach / 2 for k, v in known.items()}
    else:
        largest = max(known.values(), default=0) or 1
        scale, parts = SEQUENTIAL, {k: v / largest for k, v in known.items()}
    return {code: shade(scale[view.theme], part) for code, part in parts.items()}


@cache
def _in_inset(file: str) -> frozenset[str]:
    """Codes of the areas of a boundary file that reach into the inset: only these are drawn there.

    The browser projects every point of an area anew with each change, seen or not.
    """
    features = json.loads((GEO / file).read_text(encoding="utf-8"))["features"]
    return frozenset(f["id"] for f in features if _meets(_ends(_points(f["geometry"])), INSET_AXES))


def _meets(ends: Ends, window: Ends) -> bool:
    return all(a[0] <= b[1] and b[0] <= a[1] for a, b in zip(ends, window, strict=True))


def _within(trace: dict[str, Any], codes: frozenset[str]) -> dict[str, Any]:
    """A trace of areas with the areas of `codes` alone, on the inset."""
    kept = [i for i, code in enumerate(trace["locations"]) if code in codes]
    each = ("locations", "z", "text", "customdata")
    parts = {name: [trace[name][i] for i in kept] for name in each if name in trace}
    return trace | parts | {"geo": "geo2"}


def _inset(
    view: View, base: dict[str, Any], values: dict[str, Any], drawn: frozenset[str]
) -> list[dict[str, Any]]:
    labels = {
        "type": "scattergeo",
        "meta": "base",
        "geo": "geo2",
        "lon": [lon for lon, _ in ISLANDS.values()],
        "lat": [lat for _, lat in ISLANDS.values()],
        "text": list(ISLANDS) if view.lang == "zh" else ["Xisha", "Nansha", "Dongsha", "Zhongsha"],
        "mode": "text",
        "textfont": {"size": 8, "color": INK[view.theme].muted},
        "hoverinfo": "skip",
        "showlegend": False,
    }
    areas = [_within(base, drawn), _within(values, drawn)]
    return [*areas, _lines(view, "geo2"), labels]


def _projection() -> dict[str, Any]:
    return {
        "visible": False,
        "projection": {"type": "conic equal area", "parallels": [25, 47], "rotation": {"lon": 105}},
        "bgcolor": "rgba(0,0,0,0)",
    }


def _country() -> dict[str, Any]:
    return {
        **_projection(),
        "domain": {"x": [0, 1], "y": [0, 1]},
        "lonaxis": {"range": [79.2, 128.8]},
        "lataxis": {"range": [18.2, 53.8]},
        "center": {"lon": 104.6, "lat": 36.0},
    }


def _around(province: str) -> dict[str, Any]:
    """The projection of the country turned to one province and cut to its bounds."""
    (west, east), (south, north) = _bounds(province)
    middle = (west + east) / 2
    projection = {"type": "conic equal area", "parallels": [25, 47], "rotation": {"lon": middle}}
    return {
        **_projection(),
        "projection": projection,
        "lonaxis": {"range": [west, east]},
        "lataxis": {"range": [south, north]},
        "center": {"lon": middle, "lat": (south + north) / 2},
    }


@cache
def _bounds(province: str) -> Ends:
    """The ends of a province, with a small margin."""
    text = (GEO / "city" / f"{province}.geojson").read_text(encoding="utf-8")
    shapes = [feature["geometry"] for feature in json.loads(text)["features"]]
    (west, east), (south, north) = _ends([point for shape in shapes for point in _points(shape)])
    margin = 0.04 * max(east - west, north - south)
    return (west - margin, east + margin), (south - margin, north + margin)


def _ends(points: Sequence[tuple[float, float]]) -> Ends:
    lon, lat = zip(*points, strict=True)
    return (min(lon), max(lon)), (min(lat), max(lat))


def _points(geometry: dict[str, Any]) -> list[tuple[float, float]]:
    """The points of rings or of polygons of rings, however deep they lie."""
    nested = geometry["coordinates"]
    while not isinstance(nested[0][0], int | float):
        nested = list(chain.from_iterable(nested))
    return [(float(point[0]), float(point[1])) for point in nested]


def _inset_geo(view: View) -> dict[str, Any]:
    return {
        "visible": False,
        "domain": INSET,
        "projection": {"type": "mercator"},
        "lonaxis": {"range": list(INSET_AXES[0])},
        "lataxis": {"range": list(INSET_AXES[1])},
        "bgcolor": INK[view.theme].surface,
    }


def _inset_frame(view: View) -> dict[str, Any]:
    (x0, x1), (y0, y1) = INSET["x"], INSET["y"]
    corners = {"x0": x0, "x1": x1, "y0": y0, "y1": y1}
    line = {"color": INK[view.theme].muted, "width": 1}
    return {"type": "rect", "xref": "paper", "yref": "paper", **corners, "line": line}


def _furniture(view: View, metric: str, largest: float, country: bool) -> dict[str, Any]:
    """Colour bar from 0 to the largest value, credit and the label of the inset."""
    diverging = metric == "location_quotient"
    axis: dict[str, Any] = {
        "colorscale": (DIVERGING if diverging else SEQUENTIAL)[view.theme],
        "colorbar": {
            "orientation": "h",
            "x": 0.0,
            "xanchor": "left",
            "y": 0.02,
            "yanchor": "bottom",
            "len": 0.3,
            "thickness": 8,
            "nticks": 4,
            "tickformat": ",",
            "tickangle": 0,
            "title": {"text": view.title(metric), "side": "top", "font": {"size": 11}},
        },
    }
    axis |= {"cmid": 1} if diverging else {"cmin": 0, "cmax": largest or 1}
    notes = [_note(view.say("地图数据：天地图", "Map data: Tianditu"), 1.0, 1.0, "right", "top")]
    ink = INK[view.theme]
    keys = (
        f"<span style='color:{ink.nodata}'>■</span> {view.say('无数据', 'no data')}"
        f"   <span style='color:{ink.muted}'>□</span> {view.say('未选中', 'not selected')}"
    )
    notes.append(_note(keys, 1.0, 0.965, "right", "top"))
    if country:
        middle = sum(INSET["x"]) / 2
        notes.append(
            _note(view.say("南海诸岛", "South<br>China Sea"), middle, 0.0, "center", "bottom")
        )
    margin = {"l": 0, "r": 0, "t": 0, "b": 0}
    return {"coloraxis": axis, "annotations": notes, "margin": margin, "dragmode": "pan"}


def _note(words: str, x: float, y: float, xanchor: str, yanchor: str) -> dict[str, Any]:
    place = {
        "x": x,
        "y": y,
        "xanchor": xanchor,
        "yanchor": yanchor,
        "xref": "paper",
        "yref": "paper",
    }
    return {"text": words, "showarrow": False, "font": {"size": 10}, **place}
