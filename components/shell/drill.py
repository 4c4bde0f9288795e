"""A place that shows the province map, or the city map once one province is chosen."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import dash
from dash import Input, Output, State, dcc, html

from components.card.card import card
from components.card.component import Live
from components.card.markup import markup
from components.charts.map_geo import boundaries
from components.contract.catalogue import exhibits
from components.contract.requests import read_locale
from components.contract.workspace import Workspace
from data_layer.filters.filters import Filters
from data_layer.filters.query import Query, query_of
from data_layer.filters.reading import parse_pairs
from data_layer.vocabulary.places import cities, city_names, province_names
from data_layer.vocabulary.text import Lang, Text

LEVELS = {"province": "province_map", "city": "city_map"}
KEY = "map.level"

WORDS = {
    "country": Text("全国", "China"),
    "province": Text("按省", "Provinces"),
    "city": Text("按市", "Cities"),
    "here": Text("地域层级", "Place"),
}


def drill(lang: Lang, search: str) -> html.Section:
    """Breadcrumb, level switch and the map that the address asks for."""
    chosen = level(_read(search))
    return html.Section(
        [
            Live(
                "crumbs",
                tag="nav",
                look="crumbs",
                label=WORDS["here"](lang),
                html=crumbs_html(replace(_read(search), lang=lang)),
            ),
            html.Div(card(exhibits()[LEVELS[chosen]], lang, search), id="drilled"),
            dcc.Store(id="level", data=chosen),
            dcc.Store(id="place", data=""),
        ],
        className="drill w-two_thirds",
    )


def level(query: Query) -> str:
    """`city` if the address asks for it or exactly one province is chosen, else `province`."""
    if len(query.filters.chosen("province")) == 1:
        return "city"
    return "city" if query.params.get(KEY) == "city" else "province"


def boundaries_of(assets: str, search: str) -> str:
    """The address of the boundaries that the map of an address draws."""
    query = _read(search)
    return boundaries(assets, level(query), query.filters)


def crumbs_query(pairs: Mapping[str, str]) -> Query:
    """The query of an address, with the level of the map."""
    return query_of(pairs, frozenset([KEY]))


def _read(search: str) -> Query:
    return crumbs_query(parse_pairs(search or ""))


def crumbs_html(query: Query) -> str:
    """HTML of the way back out: 全国 / 江苏 / 苏州, and the switch of provinces and cities."""
    return markup(_crumbs(query, query.lang))


def _crumbs(query: Query, lang: Lang) -> list[Any]:
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
        now = level(query)
        parts += [_switch(name, name == now, query, lang=lang) for name in LEVELS]
    return parts


def _switch(name: str, active: bool, query: Query, lang: Lang) -> html.A:
    params = {} if name == "province" else {KEY: name}
    target = Query(query.filters, query.lang, query.theme, version=query.version, params=params)
    style = "level active" if active else "level"
    return html.A(
        WORDS[name](lang), href=f"?{target.to_query()}", className=style, **{"data-go": "1"}
    )


def _link(words: str, query: Query, filters: Filters) -> html.A:
    target = Query(filters, query.lang, query.theme, version=query.version)
    return html.A(words, href=f"?{target.to_query()}", **{"data-go": "1"})


def register(app: dash.Dash, workspace: Workspace) -> None:
    """Swap the map when the place of the address changes its level."""

    @app.callback(
        Output("drilled", "children"),
        Output("level", "data"),
        Input("place", "data"),
        State("url", "search"),
        State("level", "data"),
        State("locale", "data"),
        prevent_initial_call=True,
    )
    def swap(_: str, search: str, current: str, locale: dict[str, str] | None) -> tuple[Any, Any]:
        lang, _theme = read_locale(locale)
        wanted = level(_read(search))
        if wanted == current:
            raise dash.exceptions.PreventUpdate
        return card(exhibits()[LEVELS[wanted]], lang, search), wanted
