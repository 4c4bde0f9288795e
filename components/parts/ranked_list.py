"""Ranked enterprises as a list to read: a link to each, its score as a bar, its change of rank."""

from typing import Literal

from dash import html

from components.charts.labels import brief
from components.contract.exhibit import View
from components.look.amounts import each_number
from components.parts.data_table import data_table
from data_layer.scoring.dimensions import LABELS
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
    measure, home = differing(view), view.home
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
    whole = ("rank", "default_rank", measure, other)
    texts = {name: each_number(view.frame[name]) for name in whole}
    texts |= {name: each_number(view.frame[name].round(1)) for name in LABELS}
    moves = each_number(view.frame["change"].abs())
    rows = []
    for at, row in enumerate(view.named.iter_rows(named=True)):
        text = {name: column[at] for name, column in texts.items()}
        bar = _bar(text[measure], row[measure] / longest)
        link = html.A(row["name"], href=f"{home}enterprise/{row['id']}")
        cells = [
            html.Td(text["rank"], className="num"),
            html.Td(link, className="name"),
            *[html.Td(brief(row[column] or "—"), className=column) for column in PLACED],
            html.Td(bar, className="score"),
            *[html.Td(text[name] or "—", className="num") for name in (*LABELS, other)],
            html.Td(_change(row["change"], moves[at], text["default_rank"]), className="num"),
        ]
        rows.append(html.Tr(cells))
    return data_table(heads, rows, "ranked")


def differing(view: View) -> Literal["score", "depth"]:
    """What tells rows apart: the score, or the score without its cap where all reach the cap."""
    return "score" if view.frame["score"].n_unique() > 1 else "depth"


def _bar(text: str, part: float) -> html.Div:
    fill = html.Span(className="fill", style={"width": f"{part * 100:.1f}%"})
    return html.Div([html.Span(text), html.Span(fill, className="track")])


def _change(change: int, by: str, before: str) -> html.Span:
    """by: how many ranks. before: the rank by exhibit 24."""
    if change == 0:
        return html.Span(SAME, className="same")
    mark, style = (RISE, "rise") if change > 0 else (FALL, "fall")
    return html.Span([f"{mark} {by}", html.Small(f" ({before})")], className=style)
