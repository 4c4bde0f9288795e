"""Register a page and lay its exhibits out."""

from collections.abc import Callable
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
    *,
    layout: Callable[..., Any] | None = None,
    in_bar: bool = True,
) -> None:
    """Tell Dash of a page; its module's `layout(lang, search)` makes it, unless one is given.

    in_bar: whether the bar has a link to it.
    """
    given = {} if layout is None else {"layout": layout}
    dash.register_page(
        module,
        path=path,
        name=label.zh,
        order=order,
        label=label,
        path_template=path_template,
        in_bar=in_bar and path_template is None,
        **given,
    )


def sheet(title: Text, lead: Text, lang: Lang, *content: Any) -> html.Div:
    """A page: heading, one sentence, and what follows in a grid."""
    head = [html.H1(title(lang)), html.P(lead(lang), className="lead")]
    return html.Div([html.Div(head, className="page-head"), html.Div(content, className="cards")])


def cards(page: str, lang: Lang, search: str, *, skip: tuple[str, ...] = ()) -> list[Card]:
    """The cards of all exhibits of a page."""
    return [card(exhibit, lang, search) for exhibit in on_page(page) if exhibit.id not in skip]
