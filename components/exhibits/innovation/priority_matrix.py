"""Priority matrix of evaluation factors: quadrants of e32, drawn in e31 without coordinates."""

from typing import Any

from components.charts.labels import wrapped
from components.contract.exhibit import Exhibit, Figure, View
from components.contract.queries import printed_table
from components.look.theme import INK, SEQUENTIAL, layout
from data_layer.vocabulary.fields import Field, text
from data_layer.vocabulary.text import Text

FIELDS = (
    Field("quadrant", Text("象限", "Quadrant"), domain="words", key=True),
    text("importance", Text("政策重要性", "Importance in policy")),
    text("gap", Text("实际差距", "Gap")),
    text("factors", Text("评价要素", "Factors")),
    text("strategy", Text("策略建议", "Strategy")),
)
SEPARATOR = ";"
HALF = {"低": 0, "高": 1}


def figure(view: View) -> Figure:
    """Four fields with the names of their factors: importance to the right, gap upwards."""
    codes, names = view.frame.iter_rows(named=True), view.named.iter_rows(named=True)
    shapes, notes = [], []
    for code, row in zip(codes, names, strict=True):
        x, y = HALF[code["importance"]], HALF[code["gap"]]
        shapes.append(_field(view, x, y))
        notes.append(_words(view, x, y, row=row))
    low, high = (view.say(*pair) for pair in (("低", "low"), ("高", "high")))
    bare = {
        "range": [0, 2],
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "tickvals": [0.5, 1.5],
        "ticktext": [low, high],
        "ticks": "",
    }
    axes = {
        "xaxis": {**bare, "title": {"text": view.field("importance").label(view.lang)}},
        "yaxis": {**bare, "title": {"text": view.field("gap").label(view.lang)}},
        "shapes": shapes,
        "annotations": notes,
        "showlegend": False,
    }
    return {"data": [], "layout": layout(view.theme, **axes)}


def _field(view: View, x: int, y: int) -> dict[str, Any]:
    tint = SEQUENTIAL[view.theme][0][1] if (x, y) != (1, 1) else SEQUENTIAL[view.theme][1][1]
    edges = {"x0": x + 0.01, "x1": x + 0.99, "y0": y + 0.01, "y1": y + 0.99}
    return {"type": "rect", **edges, "fillcolor": tint, "line": {"width": 0}, "layer": "below"}


def _words(view: View, x: int, y: int, row: dict[str, Any]) -> dict[str, Any]:
    factors = [wrapped(f, 24, 3) for f in row["factors"].split(SEPARATOR)]
    lines = [f"<b>{row['quadrant']}</b>", *factors]
    return {
        "x": x + 0.5,
        "y": y + 0.5,
        "text": "<br>".join(lines),
        "showarrow": False,
        "font": {"size": 11, "color": INK[view.theme].text},
    }


def alt(view: View) -> str:
    """What stands in the first priority."""
    first = view.named.row(0, named=True)
    factors = view.say("、", ", ").join(first["factors"].split(SEPARATOR))
    return view.say(f"{first['quadrant']}：{factors}。", f"{first['quadrant']}: {factors}.")


EXHIBIT = Exhibit(
    title=Text("评价要素优先度矩阵", "Priority of the evaluation factors"),
    reading=Text(
        "右上先做。报告：政策重要而差距大的要素，是冲击国家级的关键短板。",
        "Top right comes first. The report: factors that policy values and where the gap is "
        "wide decide the way to the national tier.",
    ),
    origin=("e32", "e31"),
    fields=FIELDS,
    query=printed_table("e32_priority_quadrants"),
    figure=figure,
    alt=alt,
    basis="reference",
    note=Text(
        "报告只给出各要素所在象限，图中坐标未印出；此处同一象限内的排列没有先后与远近之分。",
        "The report says which quadrant a factor is in and prints no coordinates; the order "
        "inside a quadrant has no meaning here.",
    ),
    width="full",
    height=340,
    order=60,
)
