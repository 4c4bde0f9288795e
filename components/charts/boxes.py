"""Boxes in two columns: a few figures of different units, each large, with what it is of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from components.contract.exhibit import Figure, View
from components.look.theme import INK, PUBLISHED_COLOR, layout
from components.look.words import wrap

ACROSS = 2
LINE_COLUMNS = 22


@dataclass(frozen=True)
class Box:
    """title in bold, the figure as written, and what it counts."""

    title: str
    figure: str
    caption: str


def boxes(view: View, items: Sequence[Box]) -> Figure:
    """Published figures, in the published colour."""
    rows = -(-len(items) // ACROSS)
    places = [(i % ACROSS, i // ACROSS) for i in range(len(items))]
    hidden = {"visible": False, "fixedrange": True}
    axes = {
        "xaxis": {**hidden, "range": [0, ACROSS]},
        "yaxis": {**hidden, "range": [rows, 0]},
        "shapes": [_frame(view, x, y) for x, y in places],
        "annotations": [
            note for box, at in zip(items, places, strict=True) for note in _words(view, box, *at)
        ],
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
    }
    return {"data": [_ground(places)], "layout": layout(view.theme, **axes)}


def _ground(places: Sequence[tuple[int, int]]) -> dict[str, Any]:
    """A trace that draws nothing: axes of a figure without one are not laid out."""
    xs, ys = [x + 0.5 for x, _ in places], [y + 0.5 for _, y in places]
    return {
        "type": "scatter",
        "meta": "base",
        "mode": "markers",
        "x": xs,
        "y": ys,
        "marker": {"opacity": 0},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _frame(view: View, x: int, y: int) -> dict[str, Any]:
    ink = INK[view.theme]
    corners = {"x0": x + 0.02, "x1": x + 0.98, "y0": y + 0.03, "y1": y + 0.97}
    return {
        "type": "rect",
        **corners,
        "line": {"color": ink.line, "width": 1},
        "fillcolor": ink.canvas,
        "layer": "below",
    }


def _words(view: View, box: Box, x: int, y: int) -> list[dict[str, Any]]:
    """Title over the figure, caption under it."""
    ink = INK[view.theme]
    at = {"x": x + 0.5, "y": y + 0.5, "showarrow": False}
    title = {"text": f"<b>{wrap(box.title, LINE_COLUMNS)}</b>", "yanchor": "bottom", "yshift": 30}
    figure = {
        "text": box.figure,
        "yshift": 14,
        "font": {"size": 24, "color": PUBLISHED_COLOR[view.theme]},
    }
    caption = {"text": wrap(box.caption, LINE_COLUMNS), "yanchor": "top", "yshift": -4}
    small = {"font": {"size": 12, "color": ink.text}}
    return [at | small | title, at | figure, at | small | caption]
