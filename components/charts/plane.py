"""Enterprises on two logarithmic axes, cut by two thresholds: density, points, lines and shares."""

import math
from typing import Any

import polars as pl

from components.contract.exhibit import Figure, View
from components.look.amounts import SINGULAR, each_number, number
from components.look.theme import INK, SEQUENTIAL, Colorscale, layout
from data_layer.topics.quadrant.cells import CELLS
from data_layer.topics.quadrant.density import FEW, POINTS_BELOW, ZERO_AT

AXES = {"x": "insured", "y": "patents"}
TITLES = {
    "insured": ("参保人数（人）", "Employees with social insurance"),
    "patents": ("专利总量（件）", "Patents"),
}
ROOM = 1.12
"""How far the axes reach beyond the outermost value, as a factor."""
_TICKS = tuple(step * 10**power for power in range(7) for step in (1, 5))
_STEPS = {"x": (1, 3), "y": (1, 2, 5)}
"""Which ticks of a decade are labelled: fewer across, so that they fit on a phone."""


def plane(view: View, lines: dict[str, int]) -> Figure:
    """Density and points of the frame's parts `density` and `point`, with two threshold lines.

    lines: `x` and `y`, the first value that counts as high on each axis.
    """
    grid = view.frame.filter(pl.col("part") == "density")
    points = view.frame.filter(pl.col("part") == "point")
    drawn = pl.concat([grid, points])
    traces = [_points(view, points)]
    if not grid.is_empty():
        traces = [_density(view, grid), *traces]
    axes = {f"{letter}axis": _axis(view, drawn, letter, line=lines[letter]) for letter in AXES}
    furniture = {
        "shapes": [_line(view, letter, at) for letter, at in lines.items()],
        "annotations": [_label(view, cell) for cell in CELLS],
        "showlegend": False,
        "margin": {"t": 8, "r": 10},
    }
    return {"data": traces, "layout": layout(view.theme, **axes, **furniture)}


def _density(view: View, grid: pl.DataFrame) -> dict[str, Any]:
    columns = grid.select("insured_from", "insured_to", "insured_at").unique().sort("insured_from")
    rows = grid.select("patents_from", "patents_to", "patents_at").unique().sort("patents_from")
    ordered = grid.sort("patents_from", "insured_from").with_columns(
        pl.when(pl.col("enterprises") >= FEW).then("enterprises").alias("shown")
    )
    width = columns.height
    most = int(grid["enterprises"].to_numpy().max())
    return {
        "type": "heatmap",
        "x": [*columns["insured_at"], columns["insured_to"].item(-1)],
        "y": [*rows["patents_at"], rows["patents_to"].item(-1)],
        "z": _matrix(ordered["shown"].to_list(), width),
        "text": _matrix(_ranges(view, ordered), width),
        "customdata": _matrix(_marks(ordered), width),
        "hovertemplate": "%{text}<br>%{z:,} " + _unit(view) + "<extra></extra>",
        "hoverongaps": False,
        "zmin": 0,
        "zmax": max(most, FEW + 1),
        "colorscale": _logarithmic(SEQUENTIAL[view.theme], FEW, max(most, FEW + 1)),
        "colorbar": {
            "orientation": "h",
            "x": 1,
            "xanchor": "right",
            "y": 1,
            "yanchor": "bottom",
            "len": 0.45,
            "thickness": 8,
            "title": {"text": view.title("enterprises"), "side": "top", "font": {"size": 11}},
            "tickvals": [v for v in _TICKS if most / 12 <= v <= most],
            "tickangle": 0,
        },
    }


def _matrix(cells: list[Any], width: int) -> list[list[Any]]:
    return [cells[start : start + width] for start in range(0, len(cells), width)]


def _logarithmic(colors: Colorscale, low: float, high: float) -> list[list[Any]]:
    """The colours at equal ratios between `low` and `high` of a linear scale from 0 to `high`."""
    ratios = [(low / high) ** (1 - place) for place, _ in colors]
    return [[0, colors[0][1]], *([r, c] for r, (_, c) in zip(ratios, colors, strict=True))]


def _points(view: View, points: pl.DataFrame) -> dict[str, Any]:
    alone = (
        int(points["enterprises"].sum()) < POINTS_BELOW
        and view.frame.filter(pl.col("part") == "density").is_empty()
    )
    return {
        "type": "scatter",
        "mode": "markers",
        "x": points["insured_at"].to_list(),
        "y": points["patents_at"].to_list(),
        "text": _ranges(view, points),
        "customdata": _marks(points),
        "hovertext": each_number(points["enterprises"]),
        "hovertemplate": "%{text}<br>%{hovertext} " + _unit(view) + "<extra></extra>",
        "marker": {
            "size": 7 if alone else 4,
            "opacity": 0.7,
            "color": INK[view.theme].accent,
        },
    }


def _unit(view: View) -> str:
    return view.field("enterprises").unit(view.lang)


def _ranges(view: View, rows: pl.DataFrame) -> list[str]:
    """In words, between which values of both axes each row lies."""
    insured = _spans(rows, "insured", *view.say("参保 | 人", "| persons").split("|"))
    patents = _spans(rows, "patents", *view.say("专利 | 件", "| patents").split("|"))
    return [f"{one} · {other}" for one, other in zip(insured, patents, strict=True)]


def _spans(rows: pl.DataFrame, name: str, before: str, after: str) -> list[str]:
    lows, highs = (each_number(rows[f"{name}_{end}"]) for end in ("from", "to"))
    one = SINGULAR.get(after.strip(), after.strip())  # English: 1 person
    return [
        f"{before}{low if low == high else f'{low}–{high}'}"
        + (f" {one}" if low == high == "1" and one != after.strip() else after)
        for low, high in zip(lows, highs, strict=True)
    ]


def _marks(rows: pl.DataFrame) -> list[str]:
    """What a click on each row filters to."""
    ends = [f"{name}_{end}" for name in AXES.values() for end in ("from", "to")]
    return rows.select(pl.format("insured:{}..{}&patents:{}..{}", *ends)).to_series().to_list()


def _axis(view: View, drawn: pl.DataFrame, letter: str, line: int) -> dict[str, Any]:
    name = AXES[letter]
    low = min([*drawn[f"{name}_at"], line])
    high = max([*drawn[f"{name}_to"], line])
    wanted = (ZERO_AT, *(step * 10**power for power in range(7) for step in _STEPS[letter]))
    ticks = [v for v in wanted if low / ROOM <= v <= high * ROOM]
    return {
        "type": "log",
        "range": [math.log10(low / ROOM), math.log10(high * ROOM)],
        "title": {"text": view.say(*TITLES[name])},
        "tickvals": ticks,
        "ticktext": ["0" if v < 1 else number(v) for v in ticks],
        "tickangle": 0,
        "zeroline": False,
    }


def _line(view: View, letter: str, at: int) -> dict[str, Any]:
    other = "y" if letter == "x" else "x"
    return {
        "type": "line",
        f"{letter}0": at,
        f"{letter}1": at,
        f"{other}0": 0,
        f"{other}1": 1,
        f"{other}ref": "paper",
        "line": {"color": INK[view.theme].text, "width": 1.2, "dash": "dot"},
    }


def _label(view: View, cell: str) -> dict[str, Any]:
    """Name and share of a cell in its corner, with the published share under it."""
    large, innovative = CELLS[cell]
    row = view.frame.filter(pl.col("part") == "quadrant", pl.col("cell") == cell).row(0, named=True)
    name = view.field("cell").names()[cell](view.lang)
    words = f"<b>{name} {number(row['share_pct'])}%</b>"
    if view.published is not None and view.comparable:
        printed = view.published.filter(pl.col("cell") == cell)["share_pct"].item()
        words += "<br>" + view.say(f"报告 {number(printed)}%", f"report {number(printed)}%")
    return {
        "text": words,
        "showarrow": False,
        "xref": "paper",
        "yref": "paper",
        "x": 0.99 if large else 0.01,
        "y": 0.99 if innovative else 0.01,
        "xanchor": "right" if large else "left",
        "yanchor": "top" if innovative else "bottom",
        "align": "right" if large else "left",
        "font": {"size": 11, "color": INK[view.theme].text},
        "bgcolor": INK[view.theme].surface,
        "opacity": 0.9,
        "borderpad": 3,
    }
