"""Horizontal bars divided into parts, with its number on each part: enterprises, or per cents."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from components.contract.exhibit import Figure, View
from components.look.amounts import number
from components.look.contrast import ink_on
from components.look.theme import layout
from data_layer.vocabulary.text import Text

LEAST = 0.07
"""Part of the longest bar below which there is no room for a number."""
BARS: Mapping[str, Any] = {
    "type": "bar",
    "orientation": "h",
    "textposition": "inside",
    "insidetextanchor": "middle",
    "textangle": 0,
}
AXES: Mapping[str, Any] = {
    "barmode": "stack",
    "bargap": 0.35,
    "yaxis": {"autorange": "reversed", "ticks": ""},
    "showlegend": True,
    "legend": {"traceorder": "normal"},
    "margin": {"r": 28},
}


def stacked(
    view: View,
    label: str,
    parts: Mapping[str, Text],
    colors: Mapping[str, str],
    *,
    share: str = "",
    click: tuple[str, str] | None = None,
    axis: dict[str, Any],
) -> Figure:
    """A bar a row of `label`, the first on top; a part a column of counts.

    share: end of the names of the columns of per cents that bars are as long as, by default the
    counts themselves. Hovering says the counts. click: (filter key, column with its values).
    axis: the horizontal one.
    """
    frame = view.named
    sums = frame.select(pl.sum_horizontal(*parts)).to_series()
    whole = 100.0 if share else max(sums.to_list(), default=1) or 1
    codes = [] if click is None else [f"{click[0]}:{code}" for code in view.frame[click[1]]]
    clicks = {"customdata": codes} if codes else {}
    of_all, sign = (" (%{x}%)", "%") if share else ("", "")
    data = [
        {
            **BARS,
            **clicks,
            "name": words(view.lang),
            "y": frame[label].to_list(),
            "x": frame[f"{name}{share}"].to_list(),
            "text": [
                f"{number(length, 1)}{sign}" if (length or 0) / whole > LEAST else ""
                for length in frame[f"{name}{share}"]
            ],
            "insidetextfont": {"color": ink_on(colors[name])},
            "marker": {"color": colors[name]},
            "hovertext": [number(n) for n in frame[name]],
            "hovertemplate": f"%{{y}}<br>{words(view.lang)} %{{hovertext}}{of_all}<extra></extra>",
        }
        for name, words in parts.items()
    ]
    return {"data": data, "layout": layout(view.theme, **AXES, xaxis=axis)}
