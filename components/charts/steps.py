"""Steps that rise from left to right: stages of a path, each with what is to be reached."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from components.contract.exhibit import Figure, View
from components.look.theme import INK, SEQUENTIAL, layout
from components.look.words import wrap

LOWEST, RISE = 1.0, 0.34
GAP = 0.05
NARROW = 0.62
"""How much shorter lines are where the chart is narrow."""


@dataclass(frozen=True)
class Step:
    """title: two or three words. lines: what stands under it. hover: more. click: a filter."""

    title: str
    lines: Sequence[str]
    hover: str
    click: str = ""


def steps(view: View, items: Sequence[Step], *, width: int = 15) -> Figure:
    """One column a step, each higher than the one before; `width` is that of a line in columns."""
    heights = [LOWEST + RISE * place for place in range(len(items))]
    notes = [
        note
        for place, (item, height) in enumerate(zip(items, heights, strict=True))
        for note in _words(view, item, place, height=height, width=width)
    ]
    narrow = {
        f"annotations[{2 * place + 1}].text": _text(item, int(width * NARROW))
        for place, item in enumerate(items)
    }
    hidden = {"visible": False, "fixedrange": True}
    axes = {
        "xaxis": {**hidden, "range": [-0.5, len(items) - 0.5]},
        "yaxis": {**hidden, "range": [0, heights[-1] + 0.3]},
        "annotations": notes,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "bargap": GAP,
        "showlegend": False,
        "meta": {"narrow": narrow},
    }
    return {"data": [_bars(view, items, heights)], "layout": layout(view.theme, **axes)}


def _bars(view: View, items: Sequence[Step], heights: Sequence[float]) -> dict[str, Any]:
    return {
        "type": "bar",
        "meta": "base",
        "x": list(range(len(items))),
        "y": list(heights),
        "marker": {"color": [_shade(view, place, len(items)) for place in range(len(items))]},
        "hovertext": [wrap(item.hover, 46) for item in items],
        "hoverinfo": "text",
        "customdata": [item.click for item in items],
    }


def _shade(view: View, place: int, steps: int) -> str:
    """The palest blues of the theme, a little stronger with every step, under its own ink."""
    scale = SEQUENTIAL[view.theme]
    return scale[1][1] if place * 2 >= steps else scale[0][1]


def _words(view: View, item: Step, place: int, height: float, width: int) -> list[dict[str, Any]]:
    ink = INK[view.theme]
    at = {"x": place, "showarrow": False, "xanchor": "center", "captureevents": False}
    number = {
        **at,
        "y": height,
        "yanchor": "bottom",
        "text": f"<b>{place + 1}</b>",
        "font": {"size": 20, "color": ink.accent},
    }
    words = {
        **at,
        "y": height,
        "yanchor": "top",
        "text": _text(item, width),
        "font": {"size": 11, "color": ink.text},
        "yshift": -6,
    }
    return [number, words]


def _text(item: Step, width: int) -> str:
    body = "<br>".join(wrap(line, width) for line in item.lines if line)
    return f"<b>{wrap(item.title, width)}</b><br>{body}"
