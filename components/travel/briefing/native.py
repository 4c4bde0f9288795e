"""Which chart of PowerPoint a figure is: derived from its traces, with the same numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from components.travel.briefing.native_series import Series, category_series, joined_rows, points
from components.travel.briefing.traces import (
    Layout,
    Trace,
    agree,
    axis_title,
    color_of,
    colors_of,
    is_log,
    listed,
    number,
    plain,
    scaled,
)

Kind = Literal["bar", "column", "line", "radar", "doughnut", "scatter"]
Stack = Literal["", "stacked", "percent"]

MOST_POINTS = 2_000
MOST_CATEGORIES = 60
MOST_STANDING = 12
"""Rows of points that may stand over their names: more names would stand on their sides."""
UNITS = (1, 100, 10_000)
"""How many of the written unit make the drawn one: 亿 is 100 million, 万 is 10,000."""


@dataclass(frozen=True)
class Native:
    """A chart that PowerPoint can draw and its user can edit.

    Categories as they are read: of a bar from the top down, of a column from the left. groups: what
    equally many of the categories are called together.
    """

    kind: Kind
    series: tuple[Series, ...]
    categories: tuple[str, ...] = ()
    stack: Stack = ""
    x_title: str = ""
    y_title: str = ""
    groups: tuple[str, ...] = ()
    log_x: bool = False
    log_y: bool = False


def native(traces: Sequence[Trace], layout: Layout) -> Native | None:
    """The chart of traces on one pair of axes, which `layout` holds as xaxis and yaxis.

    None where PowerPoint has no such type (maps, heatmaps, treemaps), where it would lose what the
    figure means by a place (axes without numbers, bounds between points), and where the figure
    writes other numbers at its bars than their lengths: an editable chart would show the lengths.
    Numbers that are written in a smaller unit than they are drawn in (5.27 as 52,700) are held in
    it.
    """
    types = {t.get("type", "scatter") for t in traces}
    factor = next((f for f in UNITS if all(_says(t, f) for t in traces)), None)
    if not traces or factor is None:
        return None
    if factor != 1:
        along = "x" if any(t.get("orientation") == "h" for t in traces) else "y"
        traces = [scaled(trace, along, factor) for trace in traces]
    if types == {"pie"} and len(traces) == 1:
        return _doughnut(traces[0])
    if types == {"scatterpolar"}:
        return _radar(traces, layout)
    if types <= {"bar", "scatter"}:
        return _cartesian(traces, layout, bars="bar" in types)
    return None


def _says(trace: Trace, factor: float) -> bool:
    """Whether words at the bars say the bars' own numbers, times the factor."""
    along = "x" if trace.get("orientation") == "h" else "y"
    values = listed(scaled(trace, along, factor)[along])
    labels = listed(trace.get("text")) if trace.get("type") == "bar" else []
    return all(agree(value, words) for value, words in zip(values, labels, strict=False))


def _doughnut(trace: Trace) -> Native | None:
    labels, values = listed(trace.get("labels")), listed(trace.get("values"))
    if not 0 < len(values) <= MOST_CATEGORIES or len(labels) != len(values):
        return None
    colors = colors_of(trace, "colors") or [None] * len(values)
    series = Series(
        name=plain(trace.get("name") or ""),
        values=tuple(number(v) for v in values),
        color=color_of(trace, {}, 0),
        colors=tuple(colors),
        valued=True,
    )
    return Native("doughnut", (series,), tuple(plain(label) for label in labels))


def _radar(traces: Sequence[Trace], layout: Layout) -> Native | None:
    """A closed polygon repeats its first corner: categories hold each corner once."""
    corners = list(dict.fromkeys(v for t in traces for v in listed(t.get("theta"))))
    if len(corners) < 3 or not all(isinstance(c, str) for c in corners):
        return None
    series = tuple(
        category_series(t, layout, at, order=corners, across="theta", along="r")
        for at, t in enumerate(traces)
    )
    return Native("radar", series, tuple(plain(c) for c in corners))


def _cartesian(traces: Sequence[Trace], layout: Layout, *, bars: bool) -> Native | None:
    flat = any(t.get("orientation") == "h" for t in traces) or _worded(traces, "y")
    if any(t.get("base") is not None for t in traces):
        return None
    if bars:
        return _categorical(traces, layout, "bar" if flat else "column", flat=flat)
    if _unseen(layout):
        return None
    if flat:  # PowerPoint has no points that lie: they stand over their categories
        drawn = _categorical(traces, layout, "line", flat=True)
        return drawn if drawn and len(drawn.categories) <= MOST_STANDING else None
    if _worded(traces, "x") or (_lined(traces) and _years(traces)):
        return _categorical(traces, layout, "line", flat=False)
    return _scatter(traces, layout)


def _unseen(layout: Layout) -> bool:
    """Whether an axis has no numbers: heights are then no amounts, such as of ranks."""
    return any(layout.get(name, {}).get("visible") is False for name in ("xaxis", "yaxis"))


def _worded(traces: Sequence[Trace], axis: str) -> bool:
    return any(isinstance(v, str) for t in traces for v in listed(t.get(axis)))


def _lined(traces: Sequence[Trace]) -> bool:
    return any("lines" in t.get("mode", "lines") for t in traces)


def _years(traces: Sequence[Trace]) -> bool:
    values = [v for t in traces for v in listed(t.get("x"))]
    return bool(values) and all(isinstance(v, int) and 1900 <= v <= 2100 for v in values)


def _categorical(
    traces: Sequence[Trace], layout: Layout, kind: Kind, *, flat: bool
) -> Native | None:
    across, along = ("y", "x") if flat else ("x", "y")
    places = [v for t in traces for v in listed(t.get(across)) if v is not None]
    if any(isinstance(v, list | tuple) for v in places):
        return None
    order = _as_read(list(dict.fromkeys(places)), layout.get(f"{across}axis") or {}, flat=flat)
    if not 0 < len(order) <= MOST_CATEGORIES:
        return None
    every = [
        category_series(t, layout, at, order=order, across=across, along=along)
        for at, t in enumerate(traces)
        if not _words_alone(t)
    ]
    series = joined_rows([one for one in every if any(v is not None for v in one.values)])
    if not series or (kind == "line" and len(series) > 1 and not all(one.name for one in series)):
        return None  # lines that the figure names beside them would be nobody's
    if kind != "line" and len({one.over for one in series}) > 1:
        kind = "column"  # marks stand over columns alone
    return Native(
        kind,
        tuple(series),
        tuple(plain(category) for category in order),
        stack=_stack(layout),
        x_title=axis_title(layout, f"{across}axis"),
        y_title=axis_title(layout, f"{along}axis"),
        log_y=is_log(layout, f"{along}axis"),
    )


def _words_alone(trace: Trace) -> bool:
    """Whether a trace writes a number where that of its bar has no room: the bar has it here."""
    return trace.get("type") != "bar" and trace.get("mode") == "text"


def _as_read(categories: list[Any], axis: Layout, *, flat: bool) -> list[Any]:
    """Categories from the left, or from the top down; Plotly draws the first one lowest."""
    if categories and all(isinstance(c, int | float) for c in categories):
        ordered = sorted(categories)
    else:
        given = [c for c in listed(axis.get("categoryarray")) if c in set(categories)]
        ordered = given + [c for c in categories if c not in set(given)]
    turned = flat != (axis.get("autorange") == "reversed")
    return ordered[::-1] if turned else ordered


def _stack(layout: Layout) -> Stack:
    if layout.get("barmode") not in ("stack", "relative"):
        return ""
    return "percent" if layout.get("barnorm") == "percent" else "stacked"


def _broken(trace: Trace) -> bool:
    """Whether a trace draws several lines: PowerPoint would join them to one."""
    inner = listed(trace.get("x"))[:-1]
    return "lines" in trace.get("mode", "lines") and None in inner


def _scatter(traces: Sequence[Trace], layout: Layout) -> Native | None:
    if sum(len(listed(t.get("x"))) for t in traces) > MOST_POINTS or any(map(_broken, traces)):
        return None
    if layout.get("shapes"):  # bounds between the points, which would be lost
        return None
    every = [points(t, layout, at) for at, t in enumerate(traces)]
    # LibreOffice loses the points of a series that comes before a longer one.
    series = sorted((s for s in every if s.values), key=lambda s: -len(s.values))
    if not series:
        return None
    return Native(
        "scatter",
        tuple(series),
        x_title=axis_title(layout, "xaxis"),
        y_title=axis_title(layout, "yaxis"),
        log_x=is_log(layout, "xaxis"),
        log_y=is_log(layout, "yaxis"),
    )
