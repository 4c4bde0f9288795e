"""A place of its own for each of the columns that stand beside each other.

PowerPoint puts a mark in the middle of its category. Where several columns share one, that is
beside the column which the mark belongs to: each column therefore becomes a category of its own,
under a second level that names them together.
"""

from dataclasses import replace

from components.travel.briefing.native import Native
from components.travel.briefing.native_series import Series, joined_rows

LEAF = " "
"""What a column is called under its group: nothing, since the legend says it."""


def slotted(chart: Native) -> Native:
    """The chart with a category for each column, if marks stand over several; else as it is."""
    slots = list(dict.fromkeys(one.slot for one in chart.series))
    marked = any(one.over for one in chart.series)
    if chart.kind != "column" or chart.stack or not marked or len(slots) < 2 or "" in slots:
        return chart
    wide = len(slots) + 1  # the last is the distance to the next group
    rows = [_spread(one, slots.index(one.slot), wide) for one in chart.series]
    leaves = (LEAF,) * (len(chart.categories) * wide)
    return replace(
        chart, series=tuple(joined_rows(rows)), categories=leaves, groups=chart.categories
    )


def _spread(one: Series, at: int, wide: int) -> Series:
    """The row with its values at their place in each group, and nothing at the others."""
    size = len(one.values) * wide
    values: list[float | None] = [None] * size
    labels, colors = [""] * size, [None] * size
    values[at::wide] = one.values
    if one.labels:
        labels[at::wide] = one.labels
    if one.colors:
        colors[at::wide] = one.colors
    return replace(
        one,
        values=tuple(values),
        labels=tuple(labels) if one.labels else (),
        colors=tuple(colors) if one.colors else (),
    )
