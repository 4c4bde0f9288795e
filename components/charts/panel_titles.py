"""Titles over panels side by side, and where each panel stands."""

from collections.abc import Sequence
from typing import Any

from components.charts.labels import wrapped
from components.contract.exhibit import View
from components.look.theme import INK

GAP = 0.06
"""Between panels, as a part of the width."""
TITLED, UNTITLED = 78, 36
"""Room above the bars for the legend, with and without titles of panels."""
MORE = 38
"""Where the chart is narrow, for a second line of the legend and a third of the titles."""
TITLE_WIDTH, NARROW_WIDTH = 84, 48
"""Latin letters of titles on one line, over all panels together, and where the chart is narrow."""


def domain(place: int, count: int) -> list[float]:
    """From where to where a panel of `count` reaches, as parts of the width."""
    width = (1 - GAP * (count - 1)) / count
    return [place * (width + GAP), place * (width + GAP) + width]


def panel_titles(view: View, titles: Sequence[str]) -> list[dict[str, Any]]:
    """A title over each panel, on lines of its share of the width."""
    return [
        {
            "text": _lines(title, TITLE_WIDTH // len(titles)),
            "align": "left",
            "showarrow": False,
            "xref": "paper",
            "yref": "paper",
            "x": domain(place, len(titles))[0],
            "xanchor": "left",
            "y": 1,
            "yanchor": "bottom",
            "font": {"size": 12, "color": INK[view.theme].text},
        }
        for place, title in enumerate(titles)
    ]


def narrow_titles(titles: Sequence[str]) -> dict[str, Any]:
    """What differs where the chart is narrow: titles take more lines."""
    width = NARROW_WIDTH // len(titles)
    texts = {f"annotations[{i}].text": _lines(title, width) for i, title in enumerate(titles)}
    return {"margin.t": TITLED + MORE, **texts}


def unit_note(view: View, unit: str) -> list[dict[str, Any]]:
    """What the numbers are in, where no title of a panel says it."""
    if not unit.strip():
        return []
    words = view.say(f"单位：{unit.strip()}", f"Unit: {unit.strip()}")
    place = {"xref": "paper", "x": 1, "xanchor": "right", "y": 1, "yanchor": "bottom"}
    ink = {"size": 11, "color": INK[view.theme].muted}
    return [{"text": words, "showarrow": False, "yref": "paper", "font": ink, **place}]


def _lines(title: str, width: int) -> str:
    """A title on lines of some width; a unit in brackets is never broken."""
    name, bracket, unit = title.partition(" (")
    one = wrapped(title, width, 3)
    if "<br>" not in one or not bracket:
        return one
    return f"{wrapped(name, width, 3)}<br>({unit}"
