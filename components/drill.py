"""A place that shows the province map, or the city map once one province is chosen."""

from __future__ import annotations

from typing import Any

import dash
from dash import MATCH, Input, Output, State, dcc, html

from components.card import card, read_locale
from components.catalogue import exhibits
from components.workspace import Workspace
from data_layer.filter_keys import city_names, province_names
from data_layer.filters import Filters
from data_layer.places import cities
from data_layer.query import Query, parse_query
from data_layer.text import Lang, Text

LEVELS = {"province": "province_map", "city": "city_map"}
KEY = "map.level"

WORDS = {
    "country": Text("全国", "China"),
    "province": Text("按省", "Provinces"),
    "city": Text("按市", "Cities"),
    "here": Text("地域层级", "Place"),
}


def drill(id: str, lang: Lang, search: str) -> html.Section:
    """Breadcrumb, level switch and the map that the address asks for."""
    chosen = level(search)
    return html.Section(
        [
            html.Nav(
                crumbs(search, lang),
                id={"type": "crumbs", "drill": id},
                className="crumbs",
                **{"aria-label": WORDS["here"](lang)},
            ),
            html.Div(
                card(exhibits()[LEVELS[chosen]], lang, search), id={"type": "drilled", "drill": id}
            ),
            dcc.Store(id={"type": "level", "drill": id}, data=chosen),
        ],
        className="drill w-two_thirds",
    )


def level(search: str) -> str:
    """`city` if the address asks for it or exactly one province is chosen, else `province`."""
    query = _read(search)
    if len(query.filters.chosen("province")) == 1:
        return "city"
    return "city" if query.params.get(KEY) == "city" else "province"


def _read(search: str) -> Query:
    return parse_query(search or "", frozenset([KEY]))


def crumbs(search: str, lang: Lang) -> list[Any]:
    """The way back out: 全国 / 江苏 / 苏州, and the switch between provinces and cities."""
    query = _read(search)
    provinces, chosen = query.filters.chosen("province"), query.filters.chosen("city")
    parts: list[Any] = [
        _link(WORDS["country"](lang), query, query.filters.without("province", "city"))
    ]
    if len(provinces) == 1:
        only = query.filters.without("city")
        parts.append(_link(province_names()[provinces[0]](lang), query, only))
        if len(chosen) == 1 and cities()[chosen[0]].parent == provinces[0]:
            parts.append(html.Span(city_names()[chosen[0]](lang)))
    else:
        now = level(search)
        parts += [_switch(name, name == now, query, lang) for name in LEVELS]
    return parts


def _switch(name: str, active: bool, query: Query, lang: Lang) -> dcc.Link:
    params = {} if name == "province" else {KEY: name}
    target = Query(query.filters, query.lang, query.theme, query.version, params)
    style = "level active" if active else "level"
    return dcc.Link(WORDS[name](lang), href=f"?{target.to_query()}", className=style)


def _link(words: str, query: Query, filters: Filters) -> dcc.Link:
    target = Query(filters, query.lang, query.theme, query.version)
    return dcc.Link(words, href=f"?{target.to_query()}")


def register(app: dash.Dash, workspace: Workspace) -> None:
    """Swap the map when the level changes; move the breadcrumb with every address."""

    @app.callback(
        Output({"type": "drilled", "drill": MATCH}, "children"),
        Output({"type": "level", "drill": MATCH}, "data"),
        Output({"type": "crumbs", "drill": MATCH}, "children"),
        Input("url", "search"),
        State({"type": "level", "drill": MATCH}, "data"),
        State("locale", "data"),
        prevent_initial_call=True,
    )
    def swap(search: str, shown: str, locale: dict[str, str] | None) -> tuple[Any, Any, Any]:
        lang, _ = read_locale(locale)
        wanted, way = level(search), crumbs(search, lang)
        if wanted == shown:
            return dash.no_update, dash.no_update, way
        return card(exhibits()[LEVELS[wanted]], lang, search), wanted, way
