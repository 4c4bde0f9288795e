"""Slope charts: a line a group from one date to the next, its name and value at the ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from components.contract.exhibit import Figure, View
from components.look.theme import INK, layout
from components.look.words import columns

ROOM = (0.25, 0.4)
"""Beside the first and the last date, in parts of the way between them: numbers on the left, names
and numbers on the right."""
NARROW = (0.5, 1.6)
"""The same where the chart is narrow, as a window of 320 pixels needs it."""
LONGEST = 11
"""Columns of a name on the right; a Chinese character takes two."""
LEAST_APART = 0.045
"""Of the height, how far apart the words at one end stand at least."""


@dataclass(frozen=True)
class Slope:
    """One line. heights: where it stands at each date, None where it is not known. words: beside
    its first and its last point. click: the filter of a click; hover: what each point says."""

    heights: Sequence[float | None]
    words: tuple[str, str]
    color: str
    hover: Sequence[str]
    click: str | None = None
    strong: bool = True


def slopes(view: View, dates: Sequence[str], lines: Sequence[Slope], *, down: bool) -> Figure:
    """Lines from the left to the right. down: 1 is on top, as of ranks."""
    heights = [height for line in lines for height in line.heights if height is not None]
    low, high = min(heights, default=0.0), max(heights, default=1.0)
    room = (high - low) * 0.06 or 0.5
    ends = [low - room, high + room]
    traces = [_trace(dates, line) for line in lines]
    notes = [
        *_beside(view, lines, at=0, span=ends[1] - ends[0]),
        *_beside(view, lines, at=len(dates) - 1, span=ends[1] - ends[0]),
    ]
    axes: dict[str, Any] = {
        "xaxis": {
            "type": "category",
            "categoryarray": list(dates),
            "range": _across(dates, ROOM),
            "side": "top",
            "showgrid": True,
            "zeroline": False,
        },
        "yaxis": {"visible": False, "range": ends[::-1] if down else ends},
        "annotations": notes,
        "showlegend": False,
        "margin": {"l": 8, "r": 8, "t": 30, "b": 8},
        "meta": {"narrow": {"xaxis.range": _across(dates, NARROW)}},
    }
    return {"data": traces, "layout": layout(view.theme, **axes)}


def cut(name: str) -> str:
    """A name as there is room for it; what stands in brackets goes first."""
    if columns(name) > LONGEST:
        name = name.split(" (")[0].split("（")[0]
    fits = next((at for at in range(len(name) + 1) if columns(name[:at]) > LONGEST), None)
    return name if fits is None else f"{name[: fits - 2]}…"


def _across(dates: Sequence[str], room: tuple[float, float]) -> list[float]:
    """From the left end to the right one, in categories."""
    way = len(dates) - 1
    left, right = (part * way for part in room)
    return [-left, way + right]


def _trace(dates: Sequence[str], line: Slope) -> dict[str, Any]:
    trace: dict[str, Any] = {
        "type": "scatter",
        "mode": "lines+markers",
        "x": list(dates),
        "y": list(line.heights),
        "line": {"color": line.color, "width": 2.5 if line.strong else 1.5},
        "marker": {"color": line.color, "size": 7},
        "hovertext": list(line.hover),
        "hovertemplate": "%{hovertext}<extra></extra>",
        "connectgaps": True,
    }
    return trace if line.click is None else trace | {"customdata": [line.click] * len(dates)}


def _beside(view: View, lines: Sequence[Slope], at: int, span: float) -> list[dict[str, Any]]:
    """The words at one end, moved apart where they would cover each other."""
    left = at == 0
    placed = sorted(
        (height, line.words[0 if left else 1])
        for line in lines
        if (height := line.heights[at]) is not None
    )
    apart, notes, last = span * LEAST_APART, [], float("-inf")
    for height, words in placed:
        last = max(height, last + apart)
        notes.append(
            {
                "x": at,
                "y": last,
                "xanchor": "right" if left else "left",
                "xshift": -8 if left else 8,
                "yanchor": "middle",
                "text": words,
                "showarrow": False,
                "font": {"size": 11, "color": INK[view.theme].text},
            }
        )
    return notes
