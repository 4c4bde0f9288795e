"""Horizontal bars from 0 to 100 with words beside them: where one stands among many."""

from collections.abc import Sequence
from typing import Any

from components.contract.exhibit import Figure, View
from components.look.contrast import ink_on
from components.look.theme import INK, SEQUENTIAL, layout
from components.look.words import wrap

FULL = 100
ROOM = 1.5
"""The axis over the full length of a bar: what is beyond 100 belongs to the words."""
NARROW_ROOM = 2.3
"""The same where the chart is narrow: the words take as much of it as there."""
MIDDLE = 50
"""From here on a bar is of the darker tint."""


def placed(
    view: View,
    names: Sequence[str],
    lengths: Sequence[float | None],
    *,
    texts: Sequence[str],
    beside: Sequence[str],
    axis: dict[str, Any],
) -> Figure:
    """A bar a name, the first on top.

    texts: on the bars. beside: at the right edge. axis: how the horizontal axis looks.
    """
    scale, ink = SEQUENTIAL[view.theme], INK[view.theme]
    tints = [scale[3][1] if (length or 0) >= MIDDLE else scale[2][1] for length in lengths]
    rows = [wrap(name, 20) for name in names]
    bars: dict[str, Any] = {
        "type": "bar",
        "orientation": "h",
        "y": rows,
        "x": list(lengths),
        "text": list(texts),
        "textposition": "auto",
        "textangle": 0,
        "textfont": {"size": 10},
        "constraintext": "none",
        "cliponaxis": False,
        "insidetextfont": {"color": [ink_on(tint) for tint in tints]},
        "hovertext": list(beside),
        "hovertemplate": "%{y}: %{text}<br>%{hovertext}<extra></extra>",
        "marker": {"color": tints},
    }
    words = [
        _beside(row, words_of_row, ink.muted)
        for row, words_of_row in zip(rows, beside, strict=True)
    ]
    axes = {
        "xaxis": {"range": [0, FULL * ROOM], **axis},
        "yaxis": {"autorange": "reversed", "ticks": ""},
        "annotations": words,
        "bargap": 0.3,
        "meta": {"narrow": {"xaxis.range": [0, FULL * NARROW_ROOM]}},
    }
    return {"data": [bars], "layout": layout(view.theme, **axes)}


def _beside(row: str, words: str, color: str) -> dict[str, Any]:
    return {
        "x": FULL + 1,
        "y": row,
        "text": words,
        "xanchor": "left",
        "showarrow": False,
        "align": "left",
        "font": {"size": 10, "color": color},
    }
