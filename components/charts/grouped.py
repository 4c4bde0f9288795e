"""Bars side by side in one or several panels, each with the published figure as a mark."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from components.charts.bar_numbers import (
    ROOMY_UPRIGHT,
    UPRIGHT,
    above_marks,
    in_the_way,
    lifted,
    numbers_alone,
    places_of,
)
from components.charts.bars import computed_name, published_marker, published_name
from components.charts.panel_titles import (
    TITLED,
    UNTITLED,
    domain,
    narrow_titles,
    panel_titles,
    unit_note,
)
from components.contract.exhibit import Figure, View
from components.look.amounts import numbers, with_units
from components.look.contrast import ink_on
from components.look.theme import layout

Values = Sequence[float | None]
MANY = 10
"""Bars in a panel, beyond which their numbers are small."""
ABOVE = 1.25
"""Room for the number on the highest bar."""


@dataclass(frozen=True)
class Series:
    """One bar a label. color: one for all bars, or one each. clicks: filter text a bar."""

    name: str
    color: str | Sequence[str]
    values: Values
    published: Values | None = None
    clicks: Sequence[str] | None = None


@dataclass(frozen=True)
class Panel:
    """Bars that share an axis."""

    labels: Sequence[str]
    series: Sequence[Series]
    unit: str
    title: str = ""


def grouped(
    view: View, panels: Sequence[Panel], *, same_scale: bool = False, legend: bool = True
) -> Figure:
    """Panels from left to right, bars upright.

    same_scale: all panels share one axis. legend: whether bars need names beside their labels.
    """
    traces: list[dict[str, Any]] = []
    axes: dict[str, Any] = {}
    highest = [_ends(panel) for panel in panels]
    for place, panel in enumerate(panels):
        mark = "" if place == 0 else str(place + 1)
        ends = _span(highest) if same_scale else highest[place]
        traces += _traces(view, panel, mark)
        axes[f"xaxis{mark}"] = _labels_axis(panel, mark, domain(place, len(panels)))
        axes[f"yaxis{mark}"] = {"visible": False, "range": ends, "anchor": f"x{mark}"}
    traces = _one_entry_a_name(traces, () if legend else ("bar",))
    titles = [panel.title for panel in panels]
    titled = any(titles)
    axes |= {
        "barmode": "group",
        "scattermode": "group",
        "bargap": 0.3,
        "scattergap": 0.3,
        "annotations": [
            *panel_titles(view, titles),
            *([] if titled else unit_note(view, panels[0].unit)),
        ],
        "showlegend": any(trace["showlegend"] for trace in traces),
        "margin": {"t": TITLED if titled else UNTITLED},
        "meta": {"narrow": narrow_titles(titles) if titled else {}},
    }
    return {"data": traces, "layout": layout(view.theme, **axes)}


def _traces(view: View, panel: Panel, mark: str) -> list[dict[str, Any]]:
    traces: list[dict[str, Any]] = []
    for place, series in enumerate(panel.series):
        own: dict[str, Any] = {
            "x": list(panel.labels),
            "xaxis": f"x{mark}",
            "yaxis": f"y{mark}",
            "offsetgroup": str(place),
            "hovertext": with_units(series.values, panel.unit, view.lang),
            "hovertemplate": _hover(series.name),
        }
        covered = _covered(panel, series) if view.comparable else [None] * len(series.values)
        places = places_of(series.values, covered, ROOMY_UPRIGHT)
        bars = own | {
            "type": "bar",
            "name": series.name,
            "legendgroup": series.name,
            "y": list(series.values),
            "text": lifted(_texts(panel, series), places),
            "textposition": places,
            "textangle": 0,
            "insidetextanchor": "end",
            "insidetextfont": {"color": _on(series.color)},
            "textfont": {"size": 12 if len(panel.labels) * len(panel.series) <= MANY else 10},
            "constraintext": "none",
            "cliponaxis": False,
            "marker": {"color": series.color},
        }
        if series.clicks is not None:
            bars["customdata"] = list(series.clicks)
        traces.append(bars)
        if "none" in places:
            traces.append(
                above_marks(view, own, _texts(panel, series), covered=covered, places=places)
            )
        if series.published is not None and view.comparable:
            hover = {
                "hovertext": with_units(series.published, panel.unit, view.lang),
                "hovertemplate": _hover(_published(view, series)),
            }
            traces.append(_beside(view, series, series.published, own | hover))
    return traces


def _beside(
    view: View, series: Series, published: Sequence[float | None], own: dict[str, Any]
) -> dict[str, Any]:
    """The printed values of a series, with their numbers where no bar has one."""
    clicks = {} if series.clicks is None else {"customdata": list(series.clicks)}
    written = numbers(published)
    alone = numbers_alone(view, series.values, published, written, place="top center")
    return _marks(view, own | clicks, published) | alone


def _covered(panel: Panel, series: Series) -> list[float | None]:
    """The published values whose mark would stand beside the number of their bar."""
    if series.published is None:
        return [None] * len(series.values)
    high = _ends(panel)[1]
    return in_the_way(series.values, series.published, high, near=UPRIGHT)


def _on(color: str | Sequence[str]) -> str | list[str]:
    return ink_on(color) if isinstance(color, str) else [ink_on(part) for part in color]


def _hover(name: str) -> str:
    return f"%{{x}}<br>{name} %{{hovertext}}<extra></extra>"


def _published(view: View, series: Series) -> str:
    """Whose printed figure a mark is: never under the name of a computed one."""
    kind = published_name(view)
    return kind if series.name == computed_name(view) else f"{series.name} · {kind}"


def _texts(panel: Panel, series: Series) -> list[str]:
    """Numbers of one series with the decimals that its panel needs."""
    together = numbers([v for one in panel.series for v in one.values])
    first = next(place for place, one in enumerate(panel.series) if one is series)
    start = sum(len(one.values) for one in panel.series[:first])
    return together[start : start + len(series.values)]


def _marks(view: View, own: dict[str, Any], values: Values) -> dict[str, Any]:
    return own | {
        "type": "scatter",
        "mode": "markers",
        "name": published_name(view),
        "legendgroup": "published",
        "y": list(values),
        "cliponaxis": False,
        "marker": published_marker(view),
    }


def _one_entry_a_name(traces: list[dict[str, Any]], hidden: Sequence[str]) -> list[dict[str, Any]]:
    """The same traces; the first of each name stands in the legend, none of the hidden types."""
    seen: set[str] = set()
    named = []
    for trace in traces:
        entry = trace["name"] not in seen and trace["type"] not in hidden
        named.append(trace | {"showlegend": entry})
        seen.add(trace["name"])
    return named


def _ends(panel: Panel) -> list[float]:
    """From the lowest to the highest bar or mark, with room for the numbers."""
    ends = [
        value
        for series in panel.series
        for value in (*series.values, *(series.published or ()))
        if value is not None
    ]
    low, high = min([0.0, *ends]), max([0.0, *ends])
    return [low * ABOVE, high * ABOVE or 1]


def _span(ends: Sequence[list[float]]) -> list[float]:
    return [min(low for low, _ in ends), max(high for _, high in ends)]


def _labels_axis(panel: Panel, mark: str, domain: list[float]) -> dict[str, Any]:
    return {
        "domain": domain,
        "anchor": f"y{mark}",
        "type": "category",
        "categoryorder": "array",
        "categoryarray": list(panel.labels),
        "ticks": "",
        "showgrid": False,
    }
