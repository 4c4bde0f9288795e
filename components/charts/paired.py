"""Horizontal bars side by side, one row a label, with the published figure as a mark on each."""

from collections.abc import Sequence
from typing import Any

from components.charts.bar_numbers import beyond_marks, in_the_way, numbers_alone, places_of
from components.charts.bars import published_marker, published_name
from components.charts.grouped import Series
from components.contract.exhibit import Figure, View
from components.look.amounts import numbers
from components.look.contrast import ink_on
from components.look.theme import layout


def paired(
    view: View, labels: Sequence[str], series: Sequence[Series], unit: str, **axes: Any
) -> Figure:
    """Rows from the top. axes: overrides of the layout."""
    traces: list[dict[str, Any]] = []
    whole = max(
        (v for one in series for v in (*one.values, *(one.published or ())) if v), default=1
    )
    for place, one in enumerate(series):
        covered = in_the_way(one.values, _published(view, one), whole)
        places = places_of(one.values, covered)
        bars = _bars(labels, one, place, unit=unit)
        traces.append(bars | {"textposition": places, "text": _texts(one, places, unit)})
        if "none" in places:
            own = {"orientation": "h", "offsetgroup": str(place), "y": list(labels)}
            texts = _texts(one, ["outside"] * len(places), unit)
            traces.append(beyond_marks(view, own, texts, covered=covered, places=places))
    if view.comparable:
        traces += [
            _marks(view, labels, one, place=place, unit=unit)
            for place, one in enumerate(series)
            if one.published is not None
        ]
    furniture = {
        "barmode": "group",
        "scattermode": "group",
        "bargap": 0.28,
        "scattergap": 0.28,
        "xaxis": {"visible": False, "rangemode": "tozero"},
        "yaxis": {
            "type": "category",
            "autorange": "reversed",
            "categoryorder": "array",
            "categoryarray": list(labels),
            "ticks": "",
            "showgrid": False,
        },
        "showlegend": True,
        "margin": {"r": 64},
    }
    return {"data": traces, "layout": layout(view.theme, **(furniture | axes))}


def _published(view: View, one: Series) -> Sequence[float | None]:
    if one.published is None or not view.comparable:
        return [None] * len(one.values)
    return one.published


def _texts(one: Series, places: Sequence[str], unit: str) -> list[str]:
    """Numbers as they stand at their bars: with room for a mark beside them, or plain inside."""
    room = {"outside": "\u2003", "inside": ""}
    return [
        f"{room[at]}{text}{unit}" if text and at in room else ""
        for text, at in zip(numbers(one.values), places, strict=True)
    ]


def _on(color: str | Sequence[str]) -> str | list[str]:
    return ink_on(color) if isinstance(color, str) else [ink_on(part) for part in color]


def _bars(labels: Sequence[str], one: Series, place: int, unit: str) -> dict[str, Any]:
    bars: dict[str, Any] = {
        "type": "bar",
        "orientation": "h",
        "name": one.name,
        "offsetgroup": str(place),
        "y": list(labels),
        "x": list(one.values),
        "textfont": {"size": 10},
        "insidetextanchor": "end",
        "insidetextfont": {"color": _on(one.color)},
        "cliponaxis": False,
        "constraintext": "none",
        "marker": {"color": one.color},
        "hovertemplate": f"%{{y}}<br>{one.name} %{{x:,}}{unit}<extra></extra>",
    }
    return bars if one.clicks is None else bars | {"customdata": list(one.clicks)}


def _marks(view: View, labels: Sequence[str], one: Series, place: int, unit: str) -> dict[str, Any]:
    values = list(one.published or ())
    written = [f"{text}{unit}" if text else "" for text in numbers(values)]
    return {
        "type": "scatter",
        "orientation": "h",
        "mode": "markers",
        "name": published_name(view),
        "legendgroup": "published",
        "showlegend": not place,
        "offsetgroup": str(place),
        "y": list(labels),
        "x": values,
        "cliponaxis": False,
        "marker": published_marker(view) | {"size": 8},
        "hovertemplate": f"%{{y}}<br>{published_name(view)} %{{x:,}}<extra></extra>",
        **numbers_alone(view, one.values, values, written, place="middle right"),
    }
