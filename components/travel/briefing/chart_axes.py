"""Axes of a native chart, and the values at its bars."""

from typing import Any

from pptx.enum.chart import XL_TICK_LABEL_POSITION
from pptx.oxml.ns import qn

from components.compat import element
from components.look.theme import INK
from components.travel.briefing.box import Box
from components.travel.briefing.native import Native
from components.travel.briefing.native_series import Series
from components.travel.briefing.traces import is_dark
from components.travel.briefing.typeface import breadth, rgb, set_font

INKS = INK["light"]
GAP, FEW_GAPS = 60, {1: 500, 2: 200}
"""Per cent of a bar between bars, and the same of one or two, no thicker for being few."""
ROOMY, TIGHT = 0.25, 0.13
"""Inches for each line of type: above the first, values stand in full size; below the second, none.

A value beside a column takes about twice as much room as one beside a bar.
"""

PLOT = 0.75
"""The part of a chart that its bars take, at least."""


def entitle(place: Any, words: str, size: float, color: str) -> None:
    """Write a title of a chart or an axis."""
    run = place.text_frame.paragraphs[0].add_run()
    run.text = words
    set_font(run.font, size, color)


def number_format(values: list[float | None], unit: str = "") -> str:
    """Excel's format with as many decimals as the numbers have, two at most, and their unit."""
    values_present = [v for v in values if v is not None]
    suffix = f'"{unit}"' if unit else ""
    for digits in (0, 1):
        if all(abs(v - round(v, digits)) < 1e-9 for v in values_present):
            return "#,##0" + (".0" if digits else "") + suffix
    return f"#,##0.00{suffix}"


def all_values(drawn: Native) -> list[float | None]:
    """Those of all rows of numbers."""
    return [value for series in drawn.series for value in series.values]


def dress_axes(chart: Any, drawn: Native) -> None:
    """Type, lines and titles of both axes."""
    across, along = chart.category_axis, chart.value_axis
    for axis, title in ((across, drawn.x_title), (along, drawn.y_title)):
        set_font(axis.tick_labels.font, 11, INKS.muted)
        axis.format.line.color.rgb = rgb(INKS.line)
        axis.has_title = bool(title)
        if title:
            entitle(axis.axis_title, title, 11, color=INKS.muted)
    along.has_major_gridlines = True
    along.major_gridlines.format.line.color.rgb = rgb(INKS.line)
    across.has_major_gridlines = drawn.kind == "scatter"
    if drawn.kind == "scatter":
        across.major_gridlines.format.line.color.rgb = rgb(INKS.line)
    else:
        across.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    for axis, log in ((across, drawn.log_x), (along, drawn.log_y)):
        if log:
            _logarithmic(axis)


def _logarithmic(axis: Any) -> None:
    scaling = element(axis).find(qn("c:scaling"))
    base = scaling.makeelement(qn("c:logBase"), {"val": "10"})
    scaling.insert(0, base)


def dress_bars(chart: Any, drawn: Native, box: Box) -> None:
    """Distances of bars, their direction and their values."""
    plot = chart.plots[0]
    plot.gap_width = 12 if drawn.groups else FEW_GAPS.get(len(drawn.categories), GAP)
    plot.overlap = 100 if drawn.stack or _one_each(drawn) else 0
    if drawn.kind == "bar":
        # The first category on top, as it is read, and the values still at the bottom.
        chart.category_axis.reverse_order = True
        element(chart.value_axis).find(qn("c:crosses")).set("val", "max")
    _ends(chart.value_axis, drawn)
    if any(s.valued for s in drawn.series):
        _values(chart, drawn, box)


def _ends(axis: Any, drawn: Native) -> None:
    """Bars start at zero, or their lengths would not be in proportion; whole stacks fill it."""
    values = [value for value in all_values(drawn) if value is not None]
    if drawn.log_y or not values:
        return
    if min(values) >= 0:
        axis.minimum_scale = 0
    if max(values) <= 0:
        axis.maximum_scale = 0
    if drawn.stack == "stacked" and all(abs(total - 100) < 0.5 for total in _totals(drawn)):
        axis.maximum_scale = 100


def _totals(drawn: Native) -> list[float]:
    """The whole length of each stack."""
    columns = zip(*(own.values for own in drawn.series), strict=True)
    return [sum(value or 0 for value in column) for column in columns]


def _one_each(drawn: Native) -> bool:
    """Whether each category has a value in one series at most: then series are only colours."""
    columns = zip(*(s.values for s in drawn.series if not s.over), strict=True)
    return all(sum(v is not None for v in column) <= 1 for column in columns)


def _values(chart: Any, drawn: Native, box: Box) -> None:
    """Values at the bars, where there is room, instead of an axis."""
    plot = chart.plots[0]
    across = box.height.inches if drawn.kind == "bar" else box.width.inches / 2
    each = across / len(drawn.categories)
    room = each / (1 if plot.overlap else sum(not own.over for own in drawn.series))
    if room < TIGHT:
        return
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.show_value = True
    units = {s.unit for s in drawn.series if s.valued}
    unit = units.pop() if len(units) == 1 else ""
    format = number_format(all_values(drawn), unit)
    labels.number_format, labels.number_format_is_linked = format, False
    set_font(labels.font, 10 if room >= ROOMY else 8, INKS.text)
    if drawn.stack:
        for series, own in zip(plot.series, drawn.series, strict=True):
            _inside(series.data_labels, own, format)
            _without(series.data_labels, _too_short(own, drawn, box))
    if not drawn.y_title:
        chart.value_axis.visible = False
        chart.value_axis.has_major_gridlines = False


def _inside(labels: Any, own: Series, format: str) -> None:
    """Values within a stack, in the ink that its colour bears."""
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = format, False
    set_font(labels.font, 10, INKS.surface if is_dark(own.color) else INKS.text)


def _too_short(own: Series, drawn: Native, box: Box) -> list[int]:
    """The places of the pieces of stacks that have no room for their value."""
    length = box.width if drawn.kind == "bar" else box.height
    whole = 100 if drawn.stack == "percent" else max(_totals(drawn)) or 1
    room = [(value or 0) / whole * length.inches * PLOT for value in own.values]
    least = [
        breadth(f"{value:,.1f}{own.unit}", 10) if drawn.kind == "bar" else 0.2
        for value in map(float, (value or 0 for value in own.values))
    ]
    return [at for at, (has, needs) in enumerate(zip(room, least, strict=True)) if has < needs]


def _without(labels: Any, places: list[int]) -> None:
    """Take the values of some pieces away."""
    for at in reversed(places):
        one = element(labels).makeelement(qn("c:dLbl"), {})
        for name, value in (("c:idx", str(at)), ("c:delete", "1")):
            one.append(one.makeelement(qn(name), {"val": value}))
        element(labels).insert(0, one)
