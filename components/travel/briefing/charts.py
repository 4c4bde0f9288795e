"""Native charts: a derived chart drawn by PowerPoint itself, its numbers in an embedded sheet."""

from __future__ import annotations

from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.oxml.ns import qn
from pptx.util import Pt

from components.compat import element, fill_properties
from components.look.theme import INK
from components.travel.briefing.box import Box
from components.travel.briefing.native import Kind, Native, Series, Stack
from components.travel.briefing.overlay import lay_over
from components.travel.briefing.traces import is_dark
from components.travel.briefing.typeface import rgb, set_font

INKS = INK["light"]
MOST_LABELS = 40
"""More words at the points than this would cover the points."""
OPACITY = "65000"
"""In thousandths of a per cent."""
ROOMY, TIGHT = 0.25, 0.13
"""Inches for each line of type: above the first, values stand in full size; below the second, none.

A value beside a column takes about twice as much room as one beside a bar.
"""

_PLAIN = {
    "line": XL_CHART_TYPE.LINE_MARKERS,
    "radar": XL_CHART_TYPE.RADAR_MARKERS,
    "doughnut": XL_CHART_TYPE.DOUGHNUT,
    "scatter": XL_CHART_TYPE.XY_SCATTER_LINES,
}
_BARS: dict[tuple[Kind, Stack], Any] = {
    ("bar", ""): XL_CHART_TYPE.BAR_CLUSTERED,
    ("bar", "stacked"): XL_CHART_TYPE.BAR_STACKED,
    ("bar", "percent"): XL_CHART_TYPE.BAR_STACKED_100,
    ("column", ""): XL_CHART_TYPE.COLUMN_CLUSTERED,
    ("column", "stacked"): XL_CHART_TYPE.COLUMN_STACKED,
    ("column", "percent"): XL_CHART_TYPE.COLUMN_STACKED_100,
}


def add_chart(slide: Any, drawn: Native, box: Box, title: str = "") -> Any:
    """Put the chart on a slide; answers its graphic frame. title: of one panel among others."""
    type = _BARS.get((drawn.kind, drawn.stack)) or _PLAIN[drawn.kind]
    frame = slide.shapes.add_chart(type, *box, _data(drawn))
    chart = frame.chart
    set_font(chart.font, 12, INKS.text)
    chart.has_title = bool(title)
    if title:
        _entitle(chart.chart_title, title, 12, color=INKS.text)
    _legend(chart, drawn)
    for series, own in zip(chart.plots[0].series, drawn.series, strict=True):
        _dress(series, own, drawn.kind)
    if drawn.kind == "doughnut":
        _slices(chart, drawn.series[0])
    else:
        _axes(chart, drawn)
    if drawn.kind in ("bar", "column"):
        _bars(chart, drawn, box)
        if {own.over for own in drawn.series} == {True, False} and not drawn.stack:
            lay_over(chart, drawn.series, number_format(_all_values(drawn)))
    return frame


def number_format(values: list[float | None], unit: str = "") -> str:
    """Excel's format with as many decimals as the numbers have, two at most, and their unit."""
    values_present = [v for v in values if v is not None]
    suffix = f'"{unit}"' if unit else ""
    for digits in (0, 1):
        if all(abs(v - round(v, digits)) < 1e-9 for v in values_present):
            return "#,##0" + (".0" if digits else "") + suffix
    return f"#,##0.00{suffix}"


def _all_values(drawn: Native) -> list[float | None]:
    return [value for series in drawn.series for value in series.values]


def _entitle(place: Any, words: str, size: float, color: str) -> None:
    run = place.text_frame.paragraphs[0].add_run()
    run.text = words
    set_font(run.font, size, color)


def _data(drawn: Native) -> Any:
    format = number_format(_all_values(drawn))
    if drawn.kind == "scatter":
        points = XyChartData(number_format="General")
        for own in drawn.series:
            series = points.add_series(own.name)
            for x, y in zip(own.x, own.values, strict=True):
                series.add_data_point(x, y)
        return points
    table = CategoryChartData(number_format=format)
    table.categories = drawn.categories
    for own in drawn.series:
        table.add_series(own.name, own.values)
    return table


def _legend(chart: Any, drawn: Native) -> None:
    several = len(drawn.series) > 1 or drawn.kind == "doughnut"
    chart.has_legend = several
    if several:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
        set_font(chart.legend.font, 11, INKS.muted)
        for at, own in enumerate(drawn.series):
            if not own.keyed and drawn.kind != "doughnut":
                _unlist(chart.legend, at)


def _unlist(legend: Any, at: int) -> None:
    """Take one series out of the legend, as the figure does."""
    entry = element(legend).makeelement(qn("c:legendEntry"), {})
    for name, value in (("c:idx", str(at)), ("c:delete", "1")):
        entry.append(entry.makeelement(qn(name), {"val": value}))
    element(legend).find(qn("c:legendPos")).addnext(entry)


def _dress(series: Any, own: Series, kind: Kind) -> None:
    """Colours, marks and words of one series, as the figure has them."""
    if kind in ("bar", "column", "doughnut"):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = rgb(own.color)
        for at, color in enumerate(own.colors):
            if color:
                fill = series.points[at].format.fill
                fill.solid()
                fill.fore_color.rgb = rgb(color)
        return
    line = series.format.line
    if own.lines:
        line.color.rgb = rgb(own.color)
        line.width = Pt(2.25)
    else:
        line.fill.background()
    if kind in ("line", "scatter"):
        series.smooth = False
    _marks(series, own, ringed=kind == "line" and not own.lines)
    if 0 < sum(map(bool, own.labels)) <= MOST_LABELS:
        _words(series, own)


def _marks(series: Any, own: Series, *, ringed: bool) -> None:
    """ringed: points without a line are so large that a published mark stands within its own."""
    mark = series.marker
    if not own.marks:
        mark.style = XL_MARKER_STYLE.NONE
        return
    mark.style = XL_MARKER_STYLE.DIAMOND if own.diamond else XL_MARKER_STYLE.CIRCLE
    sizes = (8, 15) if ringed else (11, 7)  # LibreOffice puts the first series on top
    mark.size = sizes[0] if own.diamond else sizes[1]
    mark.format.fill.solid()
    mark.format.fill.fore_color.rgb = rgb(own.color)
    if not own.diamond:
        _see_through(mark.format.fill)
    mark.format.line.color.rgb = rgb(INKS.surface)


def _inside(labels: Any, own: Series, format: str) -> None:
    """Values within a stack, in the ink that its colour bears."""
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = format, False
    set_font(labels.font, 10, INKS.surface if is_dark(own.color) else INKS.text)


def _see_through(fill: Any) -> None:
    """Let a published mark be seen where it lies under the computed one."""
    color = fill_properties(fill).find(qn("a:solidFill")).find(qn("a:srgbClr"))
    color.append(color.makeelement(qn("a:alpha"), {"val": OPACITY}))


def _words(series: Any, own: Series) -> None:
    for at, words in enumerate(own.labels):
        if words:
            label = series.points[at].data_label
            label.position = XL_LABEL_POSITION.ABOVE
            run = label.text_frame.paragraphs[0].add_run()
            run.text = words
            set_font(run.font, 9, INKS.muted)


def _slices(chart: Any, own: Series) -> None:
    plot = chart.plots[0]
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.show_percentage, labels.show_value = True, False
    labels.number_format, labels.number_format_is_linked = "0.0%", False
    set_font(labels.font, 11, INKS.surface, bold=True)


def _axes(chart: Any, drawn: Native) -> None:
    across, along = chart.category_axis, chart.value_axis
    for axis, title in ((across, drawn.x_title), (along, drawn.y_title)):
        set_font(axis.tick_labels.font, 11, INKS.muted)
        axis.format.line.color.rgb = rgb(INKS.line)
        axis.has_title = bool(title)
        if title:
            _entitle(axis.axis_title, title, 11, color=INKS.muted)
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


def _bars(chart: Any, drawn: Native, box: Box) -> None:
    plot = chart.plots[0]
    plot.gap_width = 60
    plot.overlap = 100 if drawn.stack or _one_each(drawn) else 0
    if drawn.kind == "bar":
        # The first category on top, as it is read, and the values still at the bottom.
        chart.category_axis.reverse_order = True
        element(chart.value_axis).find(qn("c:crosses")).set("val", "max")
    if any(s.valued for s in drawn.series):
        _values(chart, drawn, box)


def _one_each(drawn: Native) -> bool:
    """Whether each category has a value in one series at most: then series are only colours."""
    columns = zip(*(s.values for s in drawn.series if not s.over), strict=True)
    return all(sum(v is not None for v in column) <= 1 for column in columns)


def _values(chart: Any, drawn: Native, box: Box) -> None:
    """Values at the bars, where there is room, instead of an axis."""
    across = box.height if drawn.kind == "bar" else box.width / 2
    room = across / 914_400 / len(drawn.categories)
    room /= 1 if drawn.stack else sum(not own.over for own in drawn.series)
    if room < TIGHT:
        return
    plot = chart.plots[0]
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.show_value = True
    units = {s.unit for s in drawn.series if s.valued}
    unit = units.pop() if len(units) == 1 else ""
    format = number_format(_all_values(drawn), unit)
    labels.number_format, labels.number_format_is_linked = format, False
    set_font(labels.font, 10 if room >= ROOMY else 8, INKS.text)
    if drawn.stack:
        for series, own in zip(plot.series, drawn.series, strict=True):
            _inside(series.data_labels, own, format)
    if not drawn.y_title:
        chart.value_axis.visible = False
        chart.value_axis.has_major_gridlines = False
