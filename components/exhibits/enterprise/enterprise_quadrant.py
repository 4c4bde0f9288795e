"""An enterprise and its nearest on the plane of scale and innovation (e13, e14)."""

import math
from typing import Any

from components.contract.exhibit import Exhibit, Figure, View
from components.contract.sample import rows
from components.look.amounts import number
from components.look.theme import INK, layout
from components.parts.enterprise_nearest import FIELDS, NOTE, ROLES, nearest
from components.parts.enterprise_param import PARAM
from data_layer.topics.quadrant.cells import CELLS, REPORT, cell_names
from data_layer.vocabulary.text import Text

ZERO_AT = 0.5
"""Where a zero stands on a logarithmic axis."""
ROOM = 1.6
"""How far the axes reach beyond the outermost value, as a factor."""
TICKS = (ZERO_AT, *(step * 10**power for power in range(7) for step in (1, 2, 5)))


def figure(view: View) -> Figure:
    """Insured employees by patents on logarithmic axes, cut at the report's thresholds."""
    traces = [_points(view, role) for role in ("neighbour", "enterprise")]
    ink = INK[view.theme]
    line = {"color": ink.muted, "width": 1, "dash": "dot"}
    cuts = [
        {
            "type": "line",
            "x0": REPORT.persons,
            "x1": REPORT.persons,
            "y0": 0,
            "y1": 1,
            "yref": "paper",
            "line": line,
        },
        {
            "type": "line",
            "y0": REPORT.patents,
            "y1": REPORT.patents,
            "x0": 0,
            "x1": 1,
            "xref": "paper",
            "line": line,
        },
    ]
    axes = {
        "xaxis": _axis(view, "insured", REPORT.persons),
        "yaxis": _axis(view, "patents", REPORT.patents),
        "shapes": cuts,
        "annotations": [_corner(view, cell) for cell in CELLS],
        "showlegend": True,
    }
    return {"data": traces, "layout": layout(view.theme, **axes)}


def _points(view: View, role: str) -> dict[str, Any]:
    rows = view.named.filter(view.frame["role"] == role).drop_nulls(["insured", "patents"])
    own = role == "enterprise"
    # A zero has no logarithm: it is drawn at half a patent or person, and told as what it is.
    zeros = ((rows["insured"] == 0) | (rows["patents"] == 0)).any()
    return {
        "type": "scatter",
        "mode": "markers",
        "name": ROLES[role](view.lang),
        "x": [value or ZERO_AT for value in rows["insured"]],
        "y": [value or ZERO_AT for value in rows["patents"]],
        "hovertext": [
            f"{row['name']}<br>{number(row['insured'])} · {number(row['patents'])}"
            for row in rows.iter_rows(named=True)
        ],
        "hoverinfo": "text",
        "marker": {
            "size": 15 if own else 9,
            "symbol": "star" if own else "circle",
            "color": INK[view.theme].accent if own else INK[view.theme].muted,
        },
    } | ({"meta": "base"} if zeros else {})


def _corner(view: View, id: str) -> dict[str, Any]:
    cell = CELLS[id]
    return {
        "text": cell_names()[id](view.lang),
        "showarrow": False,
        "xref": "paper",
        "yref": "paper",
        "x": 0.99 if cell.large else 0.01,
        "y": 0.99 if cell.innovative else 0.01,
        "xanchor": "right" if cell.large else "left",
        "yanchor": "top" if cell.innovative else "bottom",
        "font": {"size": 11, "color": INK[view.theme].muted},
    }


def _axis(view: View, name: str, bound: int) -> dict[str, Any]:
    """A logarithmic axis that holds every value and the bound of the quadrants."""
    values = [value or ZERO_AT for value in view.frame[name].drop_nulls()] + [bound]
    low, high = min(values) / ROOM, max(values) * ROOM
    ticks = [tick for tick in TICKS if low <= tick <= high]
    return {
        "type": "log",
        "range": [math.log10(low), math.log10(high)],
        "tickvals": ticks,
        "ticktext": ["0" if tick < 1 else number(tick) for tick in ticks],
        "title": {"text": view.title(name)},
    }


def alt(view: View) -> str:
    """Its quadrant, employees and patents."""
    own = view.named.row(0, named=True)
    cell = own["cell"] or view.say("未知", "unknown")
    size = " · ".join(
        f"{view.field(name).label(view.lang)} {number(own[name]) or '—'}"
        for name in ("insured", "patents")
    )
    return view.say(
        f"{own['name']}：{cell}（{size}）。",
        f"{own['name']}: {cell} ({size}).",
    )


EXHIBIT = Exhibit(
    title=Text("象限位置", "Place among the quadrants"),
    reading=Text(
        "虚线为报告的象限界限：参保100人、专利50件；圆点是同行业中最相近的十家。",
        "Dotted lines are the report's bounds, 100 persons and 50 patents; dots are the ten "
        "nearest of the same division.",
    ),
    origin=("e14", "e13"),
    fields=FIELDS,
    query=nearest,
    figure=figure,
    alt=alt,
    sample=rows,
    basis="enterprise",
    params=(PARAM,),
    note=NOTE,
    width="half",
    height=460,
    order=240,
)
