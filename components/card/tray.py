"""The tray: exhibits with their filters that the reader collects for a briefing.

It is a list in the browser's own storage, so that it survives reloads and no server knows it;
assets/src/tray.js changes it. The page /briefing shows it.
"""

from html import escape

import dash
from dash import ClientsideFunction, Input, Output, dcc, html

from components.contract.links import nav_link
from components.contract.result import Result
from components.travel.briefing.address import TRAY
from data_layer.filters.query import Query
from data_layer.vocabulary.text import Lang, Text

PATH = "briefing"

WORDS = {
    "add": Text("加入简报", "Add to briefing"),
    "added": Text("已加入简报", "Added to briefing"),
    "briefing": Text("简报", "Briefing"),
    "open": Text("打开简报", "Open the briefing"),
}


def store() -> dcc.Store:
    """The tray itself: {"title": text, "items": [{exhibit, query, title, comment}]}."""
    return dcc.Store(id=TRAY, storage_type="local")


def tray_button(result: Result, query: Query, lang: Lang) -> str:
    """HTML of the button that adds the view as it stands; its version only if it is pinned."""
    state = Query(
        result.filters, version=query.version, params=result.exhibit.spelt(query.params)
    ).to_query()
    add, done = escape(WORDS["add"](lang)), escape(WORDS["added"](lang))
    return (
        f'<button type="button" class="icon tray-add" data-tray-add="{result.exhibit.id}"'
        f' data-tray-done="{done}" data-tray-query="{escape(state)}" aria-label="{add}"'
        f' title="{add}"><i class="bi bi-journal-plus"></i></button>'
    )


def tray_link(prefix: str, lang: Lang, pathname: str) -> html.Div:
    """The way to the briefing, with how many views are in the tray."""
    path = f"{prefix}{PATH}"
    words = [
        html.I(className="bi bi-easel"),
        html.Span(WORDS["briefing"](lang), className="tray-word"),
        html.Span(id="tray-count", className="tray-count", **{"aria-live": "polite"}),
    ]
    link = nav_link(words, path, pathname, title=WORDS["open"](lang))
    return html.Div(link, className="tray")


def register(app: dash.Dash) -> None:
    """The count follows the tray."""
    app.clientside_callback(
        ClientsideFunction("briefing", "count"),
        Output("removed", "data", allow_duplicate=True),
        Input(TRAY, "data"),
        Input("top", "children"),
        prevent_initial_call=True,
    )
