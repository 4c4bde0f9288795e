"""A figure as native charts: one, or one for each of its panels, in their places."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from components.contract.exhibit import Figure
from components.travel.briefing.box import Place
from components.travel.briefing.native import Native, native
from components.travel.briefing.native_series import Series
from components.travel.briefing.slots import slotted
from components.travel.briefing.traces import Layout, Trace, listed, plain, scaled

MOST_PANELS, MOST_REMARKS = 6, 3
NEAR = 0.12
"""How far above its panel, as a part of the whole, the title of a panel may stand."""


class Panel(NamedTuple):
    """A chart, where it stands, and its title if it has one."""

    chart: Native
    place: Place
    title: str


def panels(figure: Figure) -> tuple[Panel, ...]:
    """The charts that stand for the whole figure; empty if any part of it has no native chart."""
    layout = figure["layout"]
    traces = [
        _on_base(t, layout)
        for t in figure["data"]
        if t.get("meta") != "base" and t.get("visible", True)
    ]
    grouped: dict[tuple[str, str, str], list[Trace]] = {}
    for trace in traces:
        grouped.setdefault(_axes(trace), []).append(trace)
    overlaid = any((layout.get(y) or {}).get("overlaying") for _, y, _ in grouped)
    if not 0 < len(grouped) <= MOST_PANELS or (overlaid and len(grouped) > 1):
        return ()
    every = [
        _panel(axes, traces, layout, several=len(grouped) > 1) for axes, traces in grouped.items()
    ]
    whole = [panel for panel in every if panel is not None]
    return tuple(whole) if len(whole) == len(every) else ()


def remarks(figure: Figure, drawn: Sequence[Panel]) -> str:
    """What the figure says over its chart and no title of a panel says: its unit, a benchmark.

    More than a few are words at places of the figure, and say nothing away from them.
    """
    notes = [plain(note.get("text") or "") for note in listed(figure["layout"].get("annotations"))]
    unsaid = [note for note in notes if note and note not in {panel.title for panel in drawn}]
    return " · ".join(unsaid) if len(unsaid) <= MOST_REMARKS else ""


def _on_base(trace: Trace, layout: Layout) -> Trace:
    """A trace whose axis lies over another from the same zero, in the units of the other."""
    own = layout.get(str(trace.get("yaxis", "y")).replace("y", "yaxis", 1)) or {}
    base = str(own.get("overlaying") or "")
    under = layout.get(base.replace("y", "yaxis", 1)) or {}
    ranges = [listed(own.get("range")), listed(under.get("range"))]
    if not base or any(len(ends) != 2 or ends[0] != 0 or not ends[1] for ends in ranges):
        return trace
    return {**scaled(trace, "y", ranges[1][1] / ranges[0][1]), "yaxis": base}


def _axes(trace: Trace) -> tuple[str, str, str]:
    """Long names of the axes or polar subplot that a trace stands on."""
    x, y = str(trace.get("xaxis", "x")), str(trace.get("yaxis", "y"))
    polar = str(trace.get("subplot", "polar")) if trace.get("type") == "scatterpolar" else ""
    return x.replace("x", "xaxis", 1), y.replace("y", "yaxis", 1), polar


def _panel(
    axes: tuple[str, str, str], traces: Sequence[Trace], layout: Layout, several: bool
) -> Panel | None:
    x, y, polar = axes
    own = {**layout, "xaxis": layout.get(x) or {}, "yaxis": layout.get(y) or {}}
    chart = native(traces, own)
    if chart is None:
        return None
    chart = slotted(chart)
    chart = replace(chart, series=_told_apart(chart))
    if not several:
        return Panel(chart, Place(), "")
    domain = (layout.get(polar) or {}).get("domain") or {}
    across = listed(domain.get("x") or own["xaxis"].get("domain")) or [0, 1]
    upward = listed(domain.get("y") or own["yaxis"].get("domain")) or [0, 1]
    place = Place(across[0], across[1], upward[0], top=upward[1])
    return Panel(chart, place, _title(place, listed(layout.get("annotations"))))


def _told_apart(chart: Native) -> tuple[Series, ...]:
    """Series as a legend and a sheet can name them.

    Rows of numbers whose name occurs twice take the name of the one that they accompany along;
    points of one name stay under it, and the legend has them once, as in the figure.
    """
    names = [one.name for one in chart.series]
    apart: list[Series] = []
    leader = ""
    for one in chart.series:
        repeated = names.count(one.name) > 1
        leader = leader if repeated else one.name
        if not repeated:
            apart.append(replace(one, keyed=True))
        elif chart.kind == "scatter":
            apart.append(one)
        else:
            apart.append(replace(one, name=f"{one.name} {leader}".strip(), keyed=True))
    return tuple(apart)


def _title(place: Place, notes: list[Any]) -> str:
    """The annotation that stands on top of a panel."""
    for note in notes:
        x, y = note.get("x"), note.get("y")
        if not isinstance(x, int | float) or not isinstance(y, int | float):
            continue
        on_paper = note.get("xref") == note.get("yref") == "paper"
        over = -0.02 <= y - place.top <= NEAR
        if on_paper and place.left - 0.01 <= x <= place.right and over:
            return plain(note.get("text") or "")
    return ""
