"""Where a map lies: boundary files, projection, dashed line, inset of the South China Sea.

Boundary files are fetched by address, so that an update of a map sends values only.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from components.contract.exhibit import View
from components.contract.fingerprint import file_digest
from components.look.theme import INK
from data_layer.filters.filters import Filters
from data_layer.vocabulary.places import cities, cities_of, provinces

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
COUNTRY: Ends = ((79.2, 128.8), (18.2, 53.8))
WHOLE: Ends = ((79.2, 128.8), (2.6, 53.8))
"""The country with its southern seas in place: of a map that is too small for an inset."""


def boundaries(assets: str, place: str, filters: Filters) -> str:
    """The address of the boundaries that a map of such places draws, by their content."""
    file = boundary_file(place, drilled(place, filters))
    return f"{assets}geo/{file}?m={file_digest(GEO / file)}"


def drilled(place: str, filters: Filters) -> str | None:
    """The one province that a map of cities shows alone."""
    only = filters.chosen("province")
    return only[0] if place == "city" and len(only) == 1 else None


def boundary_file(place: str, drilled: str | None) -> str:
    """The file of a country's places, or of one province's cities."""
    return f"city/{drilled}.geojson" if drilled else _COUNTRY_FILES[place]


@cache
def all_codes(place: str, drilled: str | None) -> tuple[str, ...]:
    """Codes of all areas that such a map draws."""
    if drilled:
        return tuple([city.code for city in cities_of(drilled) if city.has_geometry])
    every = provinces() if place == "province" else cities()
    return tuple([code for code, place in every.items() if place.has_geometry])


@cache
def _dashed_line() -> tuple[tuple[float | None, ...], tuple[float | None, ...]]:
    features = json.loads((GEO / "scs_line.geojson").read_text(encoding="utf-8"))["features"]
    points = [p for f in features for p in (*f["geometry"]["coordinates"], (None, None))]
    lon, lat = zip(*points, strict=True)
    return lon, lat


def dashed_line(view: View, geo: str) -> dict[str, Any]:
    """The dashed line in the South China Sea, on one of a figure's maps."""
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


@cache
def in_inset(file: str) -> frozenset[str]:
    """Codes of the areas of a boundary file that reach into the inset: only these are drawn there.

    The browser projects every point of an area anew with each change, seen or not.
    """
    features = json.loads((GEO / file).read_text(encoding="utf-8"))["features"]
    return frozenset(
        f["id"] for f in features if _meets(_ends(_points([f["geometry"]])), INSET_AXES)
    )


def _meets(ends: Ends, window: Ends) -> bool:
    return all(a[0] <= b[1] and b[0] <= a[1] for a, b in zip(ends, window, strict=True))


def _within(trace: dict[str, Any], codes: frozenset[str]) -> dict[str, Any]:
    """A trace of areas with the areas of `codes` alone, on the inset."""
    places = [i for i, code in enumerate(trace["locations"]) if code in codes]
    each = ("locations", "z", "text", "hovertext", "customdata")
    parts = {name: [trace[name][i] for i in places] for name in each if name in trace}
    return trace | parts | {"geo": "geo2"}


def inset(
    view: View, base: dict[str, Any], values: dict[str, Any], drawn: frozenset[str]
) -> list[dict[str, Any]]:
    """Traces of the inset: areas, line, names of the islands. drawn: codes that reach into it."""
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
    return [*areas, dashed_line(view, "geo2"), labels]


def _projection() -> dict[str, Any]:
    return {
        "visible": False,
        "projection": {"type": "conic equal area", "parallels": [25, 47], "rotation": {"lon": 105}},
        "bgcolor": "rgba(0,0,0,0)",
    }


def country_geo(ends: Ends = COUNTRY, **place: Any) -> dict[str, Any]:
    """The projection of the country. place: its domain, if it has not the whole figure."""
    (west, east), (south, north) = ends
    return {
        **_projection(),
        "domain": {"x": [0, 1], "y": [0, 1]} | place,
        "lonaxis": {"range": [west, east]},
        "lataxis": {"range": [south, north]},
        "center": {"lon": 104.6, "lat": (south + north) / 2},
    }


def province_geo(province: str) -> dict[str, Any]:
    """The projection of the country turned to one province and cut to its bounds."""
    (west, east), (south, north) = bounds(province)
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
def extents(file: str) -> Mapping[str, Ends]:
    """The ends of each area of a boundary file, by code."""
    features = json.loads((GEO / file).read_text(encoding="utf-8"))["features"]
    return {f["id"]: _ends(_points([f["geometry"]])) for f in features}


@cache
def bounds(province: str) -> Ends:
    """The ends of a province, with a small margin."""
    text = (GEO / "city" / f"{province}.geojson").read_text(encoding="utf-8")
    shapes = [feature["geometry"] for feature in json.loads(text)["features"]]
    (west, east), (south, north) = _ends(_points(shapes))
    margin = 0.04 * max(east - west, north - south)
    return (west - margin, east + margin), (south - margin, north + margin)


def _ends(points: Sequence[Sequence[float]]) -> Ends:
    lon, lat = zip(*points, strict=True)
    return (min(lon), max(lon)), (min(lat), max(lat))


def _points(geometries: Sequence[dict[str, Any]]) -> list[list[float]]:
    """The points of rings or of polygons of rings, however deep they lie."""
    points: list[list[float]] = []
    for geometry in geometries:
        nested = geometry["coordinates"]
        while not isinstance(nested[0][0], int | float):
            nested = list(chain.from_iterable(nested))
        points += nested
    return points


def inset_geo(view: View) -> dict[str, Any]:
    """Place and projection of the inset."""
    return {
        "visible": False,
        "domain": INSET,
        "projection": {"type": "mercator"},
        "lonaxis": {"range": list(INSET_AXES[0])},
        "lataxis": {"range": list(INSET_AXES[1])},
        "bgcolor": INK[view.theme].surface,
    }


def inset_frame(view: View) -> dict[str, Any]:
    """The line around it."""
    (x0, x1), (y0, y1) = INSET["x"], INSET["y"]
    corners = {"x0": x0, "x1": x1, "y0": y0, "y1": y1}
    line = {"color": INK[view.theme].muted, "width": 1}
    return {"type": "rect", "xref": "paper", "yref": "paper", **corners, "line": line}
