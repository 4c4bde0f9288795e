"""Gaps to the national tier as a table, whose names open the profiles."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from dash import html

from components.charts.labels import brief
from components.contract.exhibit import View
from components.parts.data_table import data_table, with_rest
from components.parts.gap_cells import (
    ATTAINED,
    LEGEND,
    MOST_SHOWN,
    SHORT_NAMES,
    gap_cells,
    threshold_words,
)
from data_layer.policy.candidates import ALMOST
from data_layer.vocabulary.field_frames import with_names

FAR = 50.0
"""Per cent of a threshold below which a gap is shown as far."""


def gap_table(view: View) -> html.Div:
    """The rows of a view, and how far each value is."""
    named = with_names(view.frame.head(MOST_SHOWN), view.fields, view.lang)
    titles = [view.say("名次", "Rank"), view.say("企业", "Enterprise"), view.say("地区", "Place")]
    titles += [view.field("open").label(view.lang), view.say("距离", "Distance")]
    heads = [html.Th(title) for title in titles]
    heads += [
        html.Th(
            [SHORT_NAMES[name](view.lang), html.Br(), threshold_words(view, name)], className="num"
        )
        for name in SHORT_NAMES
    ]
    home, rows = (
        view.home,
        zip(named.iter_rows(named=True), gap_cells(named, view.lang), strict=True),
    )
    lines = [html.Tr(_line(row, texts, home)) for row, texts in rows]
    keys = [html.Span(LEGEND[id](view.lang), className=f"key gap-{id}") for id in LEGEND]
    table = with_rest(view, data_table(heads, lines, "gaps", tall=True), named.height)
    return html.Div([html.Div(keys, className="gap-keys"), table])


def _line(row: dict[str, Any], texts: Sequence[str], home: str) -> list[html.Td]:
    """The cells of an enterprise. texts: those of the criteria."""
    target = f"{home}enterprise/{quote(row['id'], safe='')}"
    place = " ".join(dict.fromkeys([p for p in (row["province"], row["city"]) if p]))
    name = [html.A(row["name"], href=target, className="to-chart")]
    name.append(html.Small(brief(row["division_name"] or ""), className="muted"))
    states = zip(texts, _states([row[column] for column in ATTAINED]), strict=True)
    return [
        html.Td(row["rank"], className="num"),
        html.Td(name, className="prose"),
        html.Td(place),
        html.Td(row["open"], className="num"),
        html.Td(f"{row['shortfall']:.3f}", className="num"),
        *[html.Td(words, className=f"num gap-{state}") for words, state in states],
    ]


def _states(parts: list[float | None]) -> list[str]:
    """The class of each cell: met, unknown, or how far an open criterion is."""
    return [
        "unknown" if part is None else "met" if part > ALMOST else "near" if part >= FAR else "far"
        for part in parts
    ]
