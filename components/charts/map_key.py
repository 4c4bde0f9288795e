"""What stands on a map beside its areas: the key of colours, the credit, what blank areas mean."""

from typing import Any

from components.charts.map_areas import blank_words
from components.charts.map_geo import INSET
from components.charts.map_scale import METHODS, MapScale, class_words
from components.contract.exhibit import View
from components.look.theme import INK

NARROW = {"coloraxis.colorbar.len": 0.5, "coloraxis.colorbar.nticks": 2}
"""What differs where the chart is narrow: the bar is as long as its title."""


def color_axis(view: View, metric: str, scale: MapScale) -> dict[str, Any]:
    """The colour axis, with its bar where the scale is continuous."""
    if scale.classes:
        return scale.axis | {"showscale": False}
    bar = {
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
    }
    return scale.axis | {"colorbar": bar}


def class_key(view: View, metric: str, scale: MapScale, method: str) -> list[dict[str, Any]]:
    """A line a class, the highest first, below the measure and how its classes are made."""
    if not scale.classes:
        return []
    pairs = [*zip(scale.classes, scale.shades, strict=True)]
    lines = [
        f"<span style='color:{color};font-size:17px'>■</span> {class_words(view, metric, interval)}"
        for interval, color in reversed(pairs)
    ]
    head = f"{view.title(metric)} · {METHODS[method](view.lang)}"
    what = view.say("（括号内为地区数）", "(number of areas)")
    words = "<br>".join([f"<b>{head}</b>", what, *lines])
    return [
        note(words, 0.0, 0.0, xanchor="left", yanchor="bottom")
        | {"align": "left", "font": {"size": 11}}
    ]


def narrow_key(scale: MapScale) -> dict[str, Any]:
    """What differs of the key where the chart is narrow, by Plotly's paths."""
    return {} if scale.classes else dict(NARROW)


def blank_key(view: View) -> str:
    """What grey means."""
    return f"<span style='color:{INK[view.theme].nodata}'>■</span> {blank_words(view, out=False)}"


def credit(view: View, *, country: bool) -> list[dict[str, Any]]:
    """Where the boundaries come from, what blank areas mean, and the name of the inset."""
    out = f"<span style='color:{INK[view.theme].muted}'>□</span> {blank_words(view, out=True)}"
    keys = f"{blank_key(view)}   {out}"
    words = view.say("地图数据：天地图", "Map data: Tianditu")
    notes = [
        note(f"{words}<br>{keys}", 1.0, 1.0, xanchor="right", yanchor="top") | {"align": "right"}
    ]
    if country:
        middle = sum(INSET["x"]) / 2
        named = view.say("南海诸岛", "South<br>China Sea")
        notes.append(note(named, middle, 0.0, xanchor="center", yanchor="bottom"))
    return notes


def note(words: str, x: float, y: float, xanchor: str, yanchor: str) -> dict[str, Any]:
    """Words at a place of the figure, 0 to 1 from its lower left."""
    place = {"x": x, "y": y, "xanchor": xanchor, "yanchor": yanchor}
    paper = {"xref": "paper", "yref": "paper"}
    return {"text": words, "showarrow": False, "font": {"size": 10}, **place, **paper}
