"""Native charts: a derived chart drawn by PowerPoint itself, its numbers in an embedded sheet."""

from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
)
from pptx.enum.dml import MSO_PATTERN
from pptx.oxml.ns import qn
from pptx.util import Pt

from components.compat import element, fill_properties
from components.travel.briefing.box import Box
from components.travel.briefing.chart_axes import (
    INKS,
    all_values,
    dress_axes,
    dress_bars,
    entitle,
    number_format,
)
from components.travel.briefing.native import Kind, Native, Stack
from components.travel.briefing.native_series import Series
from components.travel.briefing.overlay import lay_over
from components.travel.briefing.typeface import rgb, set_font

MOST_LABELS = 40
"""More words at the points than this would cover the points."""
OPACITY = "65000"
"""In thousandths of a per cent."""
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
        entitle(chart.chart_title, title, 12, color=INKS.text)
    _legend(chart, drawn)
    for series, own in zip(chart.plots[0].series, drawn.series, strict=True):
        _dress(series, own, drawn.kind)
    if drawn.kind == "doughnut":
        _slices(chart, drawn.series[0])
    else:
        dress_axes(chart, drawn)
    if drawn.kind in ("bar", "column"):
        dress_bars(chart, drawn, box)
        if {own.over for own in drawn.series} == {True, False} and not drawn.stack:
            lay_over(chart, drawn.series, number_format(all_values(drawn)))
    return frame


def _data(drawn: Native) -> Any:
    format = number_format(all_values(drawn))
    if drawn.kind == "scatter":
        points = XyChartData(number_format="General")
        for own in drawn.series:
            series = points.add_series(own.name)
            for x, y in zip(own.x, own.values, strict=True):
                series.add_data_point(x, y)
        return points
    table = CategoryChartData(number_format=format)
    _categories(table, drawn)
    for own in drawn.series:
        table.add_series(own.name, own.values)
    return table


def _categories(table: CategoryChartData, drawn: Native) -> None:
    """The categories, under the names of their groups where they have some."""
    if not drawn.groups:
        table.categories = drawn.categories
        return
    wide = len(drawn.categories) // len(drawn.groups)
    for at, name in enumerate(drawn.groups):
        group = table.add_category(name)
        for leaf in drawn.categories[at * wide : (at + 1) * wide]:
            group.add_sub_category(leaf)


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
        _fill(series.format.fill, own)
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


def _fill(fill: Any, own: Series) -> None:
    """The colour of a row of bars, hatched where the figure hatches it."""
    if not own.hatched:
        fill.solid()
        fill.fore_color.rgb = rgb(own.color)
        return
    fill.patterned()
    fill.pattern = MSO_PATTERN.DARK_UPWARD_DIAGONAL
    fill.fore_color.rgb = rgb(own.color)
    fill.back_color.rgb = rgb(INKS.surface)


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
