"""A pyramid of equal steps, with the computed and the published number beside each."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from components.contract.exhibit import Figure, View
from components.look.amounts import number, with_unit
from components.look.theme import INK, PUBLISHED_COLOR, TIER_COLORS, layout

TIP, GAP = 0.16, 0.05
"""Half width of the top edge, and the space between two steps, in axis units."""
LABELS_AT, RIGHT = 1.12, 2.9
"""Where the words begin, and the right end of the axis; the base reaches from -1 to 1."""


def pyramid(view: View, levels: Sequence[str]) -> Figure:
    """levels: codes of the `tier` column, top first. Clicking a step filters to it."""
    steps = len(levels)
    middles = [steps - place - 0.5 for place in range(steps)]
    trace = {
        "type": "scatter",
        "mode": "markers",
        "meta": "base",
        "x": [0] * steps,
        "y": middles,
        "customdata": [f"tier:{level}" for level in levels],
        "marker": {"size": 44, "symbol": "square", "opacity": 0},
        "hovertemplate": [_hover(view, level) + "<extra></extra>" for level in levels],
        "showlegend": False,
    }
    hidden = {"visible": False, "fixedrange": True}
    return {
        "data": [trace],
        "layout": layout(
            view.theme,
            shapes=[
                part
                for i, level in enumerate(levels)
                for part in _step(view, level, i, steps=steps)
            ],
            annotations=[_label(view, level, y) for level, y in zip(levels, middles, strict=True)],
            xaxis={**hidden, "range": [-1.02, RIGHT]},
            yaxis={**hidden, "range": [-0.05, steps + 0.05]},
            margin={"t": 8, "l": 4, "r": 4, "b": 4},
        ),
    }


def _half(height: float, steps: int) -> float:
    """Half width of the pyramid at a height above its base."""
    return 1 - (1 - TIP) * height / steps


def _step(view: View, level: str, place: int, steps: int) -> list[dict[str, Any]]:
    top, bottom = steps - place - GAP, steps - place - 1 + GAP
    upper, lower = _half(top, steps), _half(bottom, steps)
    path = f"M{-upper},{top} L{upper},{top} L{lower},{bottom} L{-lower},{bottom} Z"
    color = TIER_COLORS[view.theme][level]
    middle = (top + bottom) / 2
    leader = {"color": INK[view.theme].line, "width": 1}
    return [
        {"type": "path", "path": path, "fillcolor": color, "line": {"width": 0}, "layer": "below"},
        {
            "type": "line",
            "x0": _half(middle, steps) + 0.03,
            "x1": LABELS_AT - 0.04,
            "y0": middle,
            "y1": middle,
            "line": leader,
        },
    ]


def _label(view: View, level: str, middle: float) -> dict[str, Any]:
    ink = INK[view.theme]
    lines = [f"<b>{_name(view, level)}</b>"]
    lines += [
        f"<span style='font-size:{15 if line[0].isdigit() else 11}px'>{line}</span>"
        for line in _computed(view, level)
    ]
    color = PUBLISHED_COLOR[view.theme]
    lines += [
        f"<span style='font-size:10px;color:{color}'>◆ {line}</span>"
        for line in _published(view, level)
    ]
    return {
        "x": LABELS_AT,
        "y": middle,
        "xanchor": "left",
        "yanchor": "middle",
        "align": "left",
        "showarrow": False,
        "text": "<br>".join(lines),
        "font": {"size": 12, "color": ink.text},
    }


def _name(view: View, level: str) -> str:
    return view.field("tier").names()[level](view.lang)


def _computed(view: View, level: str) -> list[str]:
    rows = view.frame.filter(pl.col("tier") == level)
    unit = view.field("enterprises").unit(view.lang) if view.lang == "zh" else ""
    none = view.say("所选企业中没有", "none selected")
    return [f"{number(n)} {unit}".strip() if n else none for n in rows["enterprises"]]


def _published(view: View, level: str) -> list[str]:
    if view.published is None:
        return []
    lines = []
    for row in view.published.filter(pl.col("tier") == level).iter_rows(named=True):
        name = "enterprises" if row["enterprises"] is not None else "enterprises_10k"
        amount = with_unit(row[name], view.field(name).unit(view.lang), view.lang)
        lines.append(f"{amount.removesuffix(' enterprises')} · {row['as_of']}")
    return lines


def _hover(view: View, level: str) -> str:
    parts = [_name(view, level), *_computed(view, level)]
    return "<br>".join([*parts, *(f"◆ {line}" for line in _published(view, level))])
