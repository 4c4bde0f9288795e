"""Gaps to the national tier as a heatmap: a row an enterprise, a column a criterion."""

from dataclasses import replace
from typing import Any

import polars as pl

from components.contract.exhibit import Figure, View
from components.look.contrast import DARK, inked, shade
from components.look.tagless import tagless
from components.look.theme import DIVERGING, INK, SEQUENTIAL, Colorscale, layout
from components.look.words import wrap
from components.parts.gap_cells import (
    ATTAINED,
    LEGEND,
    MOST_SHOWN,
    SHORT_NAMES,
    gap_cells,
    threshold_words,
)
from data_layer.policy.candidates import ALMOST
from data_layer.vocabulary.text import Lang

LONGEST = 22
"""Letters of a name that an axis has room for."""


def gap_heatmap(view: View) -> Figure:
    """Values against thresholds: blue cells are met, brown ones open, empty ones unknown."""
    view = replace(view, frame=view.frame.head(MOST_SHOWN))
    frame = view.named
    tints = _tints(view)
    colors = _colors(view, tints)
    cells = {
        "type": "heatmap",
        "x": [_head(view, name) for name in SHORT_NAMES],
        "y": [_label(rank, name) for rank, name in view.frame.select("rank", "name").iter_rows()],
        "z": frame.select(ATTAINED).rows(),
        "text": _inked(frame, view.lang, colors, tints=tints),
        "texttemplate": "%{text}",
        "textfont": {"color": DARK, "size": 11},
        "hovertemplate": "%{y}<br>%{x}: %{text}<br>%{z}%<extra></extra>",
        "zmin": 0,
        "zmax": 100,
        "colorscale": colors,
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
    }
    axes = {
        "xaxis": {"side": "top", "ticks": "", "showgrid": False, "tickangle": 0},
        "yaxis": {"autorange": "reversed", "ticks": "", "showgrid": False},
        "plot_bgcolor": tints["unknown"],
        "margin": {"t": 8, "r": 8},
        "showlegend": True,
        "legend": {"xref": "paper", "yref": "paper", "y": -0.01, "yanchor": "top"},
    }
    keys = [_legend(view, id, tints[id]) for id in LEGEND]
    return {"data": [cells, *keys], "layout": layout(view.theme, **axes)}


def _tints(view: View) -> dict[str, str]:
    scale = DIVERGING[view.theme]
    return {
        "met": SEQUENTIAL[view.theme][1][1],
        "open": scale[1][1],
        "unknown": INK[view.theme].line,
    }


def _inked(
    frame: pl.DataFrame, lang: Lang, colors: Colorscale, tints: dict[str, str]
) -> list[list[str]]:
    """The cells, each in an ink that its ground bears."""
    return [
        [
            inked(words, tints["unknown"] if part is None else shade(colors, part / 100))
            for words, part in zip(texts, parts, strict=True)
        ]
        for texts, parts in zip(gap_cells(frame, lang), frame.select(ATTAINED).rows(), strict=True)
    ]


def _colors(view: View, tints: dict[str, str]) -> Colorscale:
    """Brown up to the last step below 100, then blue: a near miss is no hit."""
    far, last = DIVERGING[view.theme][0][1], ALMOST / 100 + 0.0005
    return ((0, far), (last, tints["open"]), (last, tints["met"]), (1, tints["met"]))


def _legend(view: View, id: str, tint: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [None],
        "y": [None],
        "name": LEGEND[id](view.lang),
        "marker": {"symbol": "square", "size": 11, "color": tint},
    }


def _head(view: View, name: str) -> str:
    """Name and threshold of a criterion."""
    return f"{wrap(SHORT_NAMES[name](view.lang), 12)}<br>{threshold_words(view, name)}"


def _label(rank: int, name: str) -> str:
    """Rank and name, cut as it is read; it is escaped last, so that no escape is cut in two."""
    cut = name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"
    return f"{rank} {tagless(cut)}"
