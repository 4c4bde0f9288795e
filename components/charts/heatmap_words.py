"""Words of a heatmap: numbers in the cells, and notes beside them."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from components.charts.matrix import Matrix
from components.contract.exhibit import View
from components.look.contrast import inked, shade
from components.look.words import wrap

PAPER = {"xref": "paper", "yref": "paper"}
SIDE = 0.87
"""Where the cells end and the bars of the row totals begin, as a part of the width."""
LETTERS = 16
"""Letters of a line that says what these bars are."""


def cell_texts(frame: pl.DataFrame, matrix: Matrix, digits: int, narrow: bool) -> list[str]:
    """What stands in the cells; an asterisk marks a small group."""
    small = frame[matrix.small] if matrix.small else [False] * frame.height
    places = min(digits, 1) if narrow else digits
    separator = "" if narrow else ","
    return [
        "" if value is None else f"{value:{separator}.{places}f}" + ("*" if few else "")
        for value, few in zip(frame[matrix.value], small, strict=True)
    ]


def inked_texts(
    view: View, matrix: Matrix, texts: Sequence[str], colors: Mapping[str, Any]
) -> list[str]:
    """The texts, each in the ink that its cell asks for."""
    low, span = colors["cmin"], colors["cmax"] - colors["cmin"]
    return [
        inked(words, shade(colors["colorscale"], (value - low) / span)) if words else ""
        for words, value in zip(texts, view.frame[matrix.value], strict=True)
    ]


def notes_beside(view: View, matrix: Matrix, foot: float) -> list[dict[str, Any]]:
    """What the bars at the side are, and what an asterisk means."""
    label = view.field(matrix.total).label(view.lang)
    lines = "<br>".join(wrap(part, LETTERS) for part in re.split(r"(?=（)| (?=\()", label))
    notes = [_note(lines, SIDE + 0.01, 1, xanchor="left", yanchor="bottom")]
    if matrix.small and view.frame[matrix.small].any():
        words = view.say("* 不足10家", "* fewer than 10 enterprises")
        notes.append(_note(words, 1, foot - 0.02, xanchor="right", yanchor="top"))
    return notes


def _note(words: str, x: float, y: float, xanchor: str, yanchor: str) -> dict[str, Any]:
    place = {"x": x, "y": y, "xanchor": xanchor, "yanchor": yanchor}
    return {"text": words, "showarrow": False, "font": {"size": 11}, **place, **PAPER}
