"""The five dimensions of innovation capability as a radar: a line a group of rows."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from components.charts.radar import Line, radar
from components.contract.exhibit import Figure, View
from data_layer.scoring.dimensions import LABELS


def scored(
    rows: pl.DataFrame, of: pl.Expr, name: str, color: str, marks: dict[str, Any] | None = None
) -> Line:
    """The scores of those rows (columns dimension, score) that are `of` a group, as one line."""
    scores = dict(rows.filter(of).select("dimension", "score").iter_rows())
    return Line(name, [scores.get(dimension) for dimension in LABELS], color, marks=marks)


def five_dimensions(view: View, lines: Sequence[Line]) -> Figure:
    """Lines over the five dimensions in the report's order."""
    return radar(view, [label(view.lang) for label in LABELS.values()], lines)
