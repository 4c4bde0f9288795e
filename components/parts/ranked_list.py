"""Ranked enterprises as a list to read: a link to each, its score as a bar, its change of rank."""

from __future__ import annotations

from typing import Any, Literal

from dash import html

from components.contract.exhibit import View
from components.look.amounts import each_number, number
from data_layer.scoring.scores import LABELS
from data_layer.vocabulary.text import Text

PLACED = ("tier", "province", "division_name")
RISE, FALL, SAME = "▲", "▼", "–"
WORDS = {"change": Text("对图表24", "Against exhibit 24")}


def ranked_list(view: View) -> html.Div:
    """One row an enterprise, in the order of the frame."""
    labels = {
        name: view.field(name).label(view.lang)
        for name in ("rank", "name", "tier", "score", "depth")
    }
    measure = differing(view)
    other = "depth" if measure == "score" else "score"
    heads = [
        html.Th(labels["rank"], className="num"),
        html.Th(labels["name"]),
        html.Th(labels["tier"]),
        html.Th(view.say("省份", "Province")),
        html.Th(view.say("行业", "Division")),
        html.Th(labels[measure]),
        *(html.Th(label(view.lang), className="num") for label in LABELS.values()),
        html.Th(labels[other], className="num"),
        html.Th(WORDS["change"](view.lang), className="num"),
    ]
    longest = 100.0 if measure == "score" else max(view.frame[measure].to_list(), default=1.0)
    rows = [
        html.Tr(_cells(view, row, measure, longest)) for row in view.named.iter_rows(named=True)
    ]
    return html.Div(
        html.Table([html.Thead(html.Tr(heads)), html.Tbody(rows)], className="data ranked"),
        className="table-wrap",
        tabIndex="0",
    )


def differing(view: View) -> Literal["score", "depth"]:
    """What tells rows apart: the score, or the score without its cap where all reach the cap."""
    return "score" if view.frame["score"].n_unique() > 1 else "depth"


def _cells(view: View, row: dict[str, Any], measure: str, longest: float) -> list[html.Td]:
    """measure: the column that is drawn as a bar. longest: its value of a whole bar."""
    scores = each_number([None if row[d] is None else round(row[d], 1) for d in LABELS])
    other = "depth" if measure == "score" else "score"
    link = html.A(row["name"], href=f"{view.home}enterprise/{row['id']}")
    return [
        html.Td(number(row["rank"]), className="num"),
        html.Td(link, className="name"),
        *[html.Td(row[column] or "—", className=column) for column in PLACED],
        html.Td(_bar(row[measure], longest), className="score"),
        *[html.Td(text or "—", className="num") for text in scores],
        html.Td(number(row[other]), className="num"),
        html.Td(_change(row["change"], row["default_rank"]), className="num"),
    ]


def _bar(value: float, longest: float) -> html.Div:
    fill = html.Span(className="fill", style={"width": f"{value / longest * 100:.1f}%"})
    return html.Div([html.Span(number(value)), html.Span(fill, className="track")])


def _change(change: int, before: int) -> html.Span:
    mark, style = (RISE, "rise") if change > 0 else (FALL, "fall")
    if change == 0:
        return html.Span(SAME, className="same")
    moved = f"{mark} {number(abs(change))}"
    return html.Span([moved, html.Small(f" ({number(before)})")], className=style)
