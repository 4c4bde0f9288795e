"""Register a page and lay its exhibits out."""

from __future__ import annotations

from typing import Any

import dash
from dash import html

from components.card.card import card
from components.card.component import Card
from components.contract.catalogue import on_page
from data_layer.vocabulary.text import Lang, Text


def register_page(
    module: str,
    path: str,
    label: Text,
    order: int,
    path_template: str | None = None,
) -> None:
    """Tell Dash of a page; its module's `layout(lang, search)` makes it."""
    dash.register_page(
        module, path=path, name=label.zh, order=order, label=label, path_template=path_template
    )


def sheet(title: Text, lead: Text, lang: Lang, *content: Any) -> html.Div:
    """A page: heading, one sentence, and what follows in a grid."""
    head = [html.H1(title(lang)), html.P(lead(lang), className="lead")]
    return html.Div([html.Div(head, className="page-head"), html.Div(content, className="cards")])


def cards(page: str, lang: Lang, search: str, *, skip: tuple[str, ...] = ()) -> list[Card]:
    """The cards of all exhibits of a page."""
    return [card(exhibit, lang, search) for exhibit in on_page(page) if exhibit.id not in skip]
