"""A tile map: every provincial division one square of the same size, near where it lies.

A cartogram and no map: squares show neither area nor border, which the chart says.
"""

from typing import Any, Final

from components.charts.map_areas import (
    area_names,
    blank_words,
    left_out,
    ranks,
    valued,
)
from components.charts.map_key import class_key, color_axis, note
from components.charts.map_scale import map_scale
from components.contract.exhibit import Figure, View
from components.look.amounts import number
from components.look.contrast import DARK, inked
from components.look.theme import INK, layout

SQUARES: Final = {
    (0, 7): "230000",
    (1, 7): "220000",
    (2, 4): "150000",
    (2, 5): "110000",
    (2, 6): "120000",
    (2, 7): "210000",
    (3, 1): "650000",
    (3, 2): "620000",
    (3, 3): "640000",
    (3, 4): "140000",
    (3, 5): "130000",
    (3, 6): "370000",
    (4, 1): "540000",
    (4, 2): "630000",
    (4, 3): "610000",
    (4, 4): "410000",
    (4, 5): "340000",
    (4, 6): "320000",
    (4, 7): "310000",
    (5, 2): "510000",
    (5, 3): "500000",
    (5, 4): "420000",
    (5, 5): "360000",
    (5, 6): "330000",
    (6, 2): "530000",
    (6, 3): "520000",
    (6, 4): "430000",
    (6, 5): "350000",
    (6, 7): "710000",
    (7, 3): "450000",
    (7, 4): "440000",
    (7, 5): "810000",
    (8, 3): "460000",
    (8, 4): "820000",
}
"""Row from the north and column from the west of each of the 34 provincial divisions."""
ROWS, COLUMNS = 9, 8
NARROW = 8
"""A longer English name is broken in two lines."""


HIDDEN = {"visible": False, "showgrid": False, "zeroline": False, "fixedrange": True}
AXES = {
    "xaxis": {**HIDDEN, "range": [-0.5, COLUMNS - 0.5], "constrain": "domain"},
    "yaxis": {**HIDDEN, "range": [ROWS - 0.5, -0.5], "scaleanchor": "x", "constrain": "domain"},
}
"""Squares, the first row on top."""


def tile_map(view: View, metric: str, method: str) -> Figure:
    """A square a province, coloured, named and with its value; a click filters."""
    codes = list(SQUARES.values())
    frame = valued(view, "province", metric, drawn=codes)
    scale = map_scale(view, metric, frame[metric].to_list(), method=method)
    values = dict(zip(frame["province_code"], frame[metric], strict=True))
    names = dict(zip(codes, area_names(view, codes), strict=True))
    field = view.field(metric)
    digits = field.digits or 0
    template = f"{field.label(view.lang)} {{}} {field.unit(view.lang)}".rstrip()
    hovers = {
        code: f"<b>{names[code]}</b><br>{template.format(number(values[code], digits))}<br>{rank}"
        for code, rank in zip(values, ranks(view, metric, frame), strict=True)
    }
    colors = scale.colors_of(values)
    texts = {
        code: inked(_words(names[code], number(value, min(digits, 1))), colors[code])
        for code, value in values.items()
    }
    trace = {
        "type": "heatmap",
        "meta": "values",
        "z": _grid(values),
        "text": _grid(texts, ""),
        "texttemplate": "%{text}",
        "textfont": {"size": 10, "color": DARK},
        "hovertext": _grid(hovers, ""),
        "customdata": _grid({c: f"province:{c}" for c in values}, ""),
        "hovertemplate": "%{hovertext}<extra></extra>",
        "hoverongaps": False,
        "coloraxis": "coloraxis",
        "xgap": 3,
        "ygap": 3,
    }
    notes = [_scheme(view), *class_key(view, metric, scale, method=method)]
    furniture = {
        "coloraxis": color_axis(view, metric, scale),
        "annotations": notes,
        "margin": {"l": 0, "r": 0, "t": 4, "b": 4},
    }
    blank = _blank(view, [code for code in codes if code not in values], names)
    return {"data": [blank, trace], "layout": layout(view.theme, **AXES, **furniture)}


def _words(name: str, value: str) -> str:
    head, _, tail = name.partition(" ") if len(name) > NARROW else (name, "", "")
    return "<br>".join(part for part in (head, tail, value) if part)


def _grid(by_code: dict[str, Any], none: Any = None) -> list[list[Any]]:
    """Values by row and column; none where there is no square."""
    places = [[SQUARES.get((row, column)) for column in range(COLUMNS)] for row in range(ROWS)]
    return [[none if code is None else by_code.get(code, none) for code in row] for row in places]


def _blank(view: View, codes: list[str], names: dict[str, str]) -> dict[str, Any]:
    """Squares of divisions without a value."""
    ink = INK[view.theme]
    out = dict(zip(codes, left_out(view, "province", codes), strict=True))
    grounds = {False: ink.nodata, True: ink.canvas}
    texts = {c: inked(_words(names[c], ""), grounds[out[c]]) for c in codes}
    hovers = {c: f"{names[c]}<br>{blank_words(view, out=out[c])}" for c in codes}
    return {
        "type": "heatmap",
        "meta": "base",
        "z": _grid({c: int(out[c]) for c in codes}),
        "zmin": 0,
        "zmax": 1,
        "colorscale": [[0, ink.nodata], [1, ink.canvas]],
        "showscale": False,
        "text": _grid(texts, ""),
        "texttemplate": "%{text}",
        "textfont": {"size": 10, "color": DARK},
        "hovertext": _grid(hovers, ""),
        "hovertemplate": "%{hovertext}<extra></extra>",
        "hoverongaps": False,
        "xgap": 3,
        "ygap": 3,
    }


def _scheme(view: View) -> dict[str, Any]:
    words = view.say(
        "示意：每个省级单位一格，<br>不表示面积与边界",
        "One square a division:<br>no areas, no borders",
    )
    return note(words, 0.0, 1.0, xanchor="left", yanchor="top") | {"align": "left"}
