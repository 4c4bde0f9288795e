"""Horizontal bars side by side, one row a label, with the published figure as a mark on each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from components.charts.bars import published_marker, published_name
from components.charts.grouped import Series
from components.contract.exhibit import Figure, View
from components.look.amounts import numbers
from components.look.theme import layout


def paired(
    view: View, labels: Sequence[str], series: Sequence[Series], unit: str, **axes: Any
) -> Figure:
    """Rows from the top. axes: overrides of the layout."""
    traces: list[dict[str, Any]] = []
    for place, one in enumerate(series):
        traces.append(_bars(labels, one, place, unit=unit))
    if view.comparable:
        traces += [
            _marks(view, labels, one.published, place=place, first=not place)
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


def _bars(labels: Sequence[str], one: Series, place: int, unit: str) -> dict[str, Any]:
    bars: dict[str, Any] = {
        "type": "bar",
        "orientation": "h",
        "name": one.name,
        "offsetgroup": str(place),
        "y": list(labels),
        "x": list(one.values),
        "text": [f"\u2003{text}{unit}" if text else "" for text in numbers(one.values)],
        "textposition": "outside",
        "textfont": {"size": 10},
        "cliponaxis": False,
        "constraintext": "none",
        "marker": {"color": one.color},
        "hovertemplate": f"%{{y}}<br>{one.name} %{{x:,}}{unit}<extra></extra>",
    }
    return bars if one.clicks is None else bars | {"customdata": list(one.clicks)}


def _marks(
    view: View, labels: Sequence[str], values: Sequence[float | None], place: int, *, first: bool
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "orientation": "h",
        "mode": "markers",
        "name": published_name(view),
        "legendgroup": "published",
        "showlegend": first,
        "offsetgroup": str(place),
        "y": list(labels),
        "x": list(values),
        "cliponaxis": False,
        "marker": published_marker(view) | {"size": 8},
        "hovertemplate": f"%{{y}}<br>{published_name(view)} %{{x:,}}<extra></extra>",
    }
