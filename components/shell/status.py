"""What the page is filtered to: chips, how many enterprises, and what was not understood."""

from __future__ import annotations

from typing import Any

import dash
from dash import Input, Output, State, html

from components.card.component import Live
from components.card.markup import markup
from components.contract.catalogue import exhibits
from components.contract.counted import PAGE as LIST
from components.contract.evaluate import count_selected
from components.contract.requests import read_locale
from components.contract.workspace import Workspace
from components.panels import versions
from components.shell import drill
from data_layer.filters.filters import FilterError, Filters, Range, describe
from data_layer.filters.keys import keys
from data_layer.filters.query import Query, parse_query
from data_layer.vocabulary.fields import KINDS
from data_layer.vocabulary.text import Lang, Text

WORDS = {
    "clear": Text("清除全部", "Clear all"),
    "of": Text("家企业，共 {all:,} 家", "of {all:,} enterprises"),
    "from": Text("来自：", "from: "),
    "close": Text("关闭", "Close"),
    "list": Text("这些企业的名单", "The list of these enterprises"),
    "remove": Text("移除筛选", "Remove filter"),
    "ignored": Text("地址中有不可用的参数，已忽略：", "Parts of the address were ignored: "),
}


def status_bar() -> Live:
    """Filled by the callback below."""
    return Live("status", ("search", "pathname", "locale", "origins"), look="status")


def register(app: dash.Dash, workspace: Workspace) -> None:
    """Chips and the count follow the address."""

    @app.callback(
        Output("status", "html"),
        Input("status", "id"),
        State("url", "search"),
        State("url", "pathname"),
        State("locale", "data"),
        State("origins", "data"),
        prevent_initial_call=True,
    )
    def describe_state(
        _: str,
        search: str,
        pathname: str,
        locale: dict[str, str] | None,
        origins: dict[str, str] | None,
    ) -> str:
        embed = f"{workspace.settings.prefix}embed/"
        if locale is None or (pathname or "").startswith(embed):
            raise dash.exceptions.PreventUpdate
        lang, _ = read_locale(locale)
        query = page_query(search)
        problems = [p.message(lang) for p in query.problems]
        try:
            registry = workspace.registry(query.version)
        except FilterError as unknown:
            problems += [p.message(lang) for p in unknown.problems]
            registry = workspace.registry()
        selected = count_selected(registry, query.filters, workspace.cache)
        parts: list[Any] = []
        if problems:
            lines = [html.Div(problem) for problem in dict.fromkeys(problems)]
            parts.append(_alert([WORDS["ignored"](lang), *lines], lang))
        number = html.Strong(f"{selected:,}", className="selected")
        listed = (pathname or "").endswith(f"/{LIST}")
        count: list[Any] = [
            number if listed else _list_link(number, workspace.settings.prefix, lang),
            " ",
            WORDS["of"](lang).format(all=registry.manifest.rows),
        ]
        if registry.demonstration:
            badge = html.Span(KINDS["demonstration"](lang), className="kind kind-demonstration")
            count += [" ", badge]
        parts.append(
            html.Div(
                [html.Span(count), *chips(query.filters, origins or {}, lang)], className="chips"
            )
        )
        return markup(parts)


def _list_link(number: html.Strong, home: str, lang: Lang) -> html.A:
    """The number leads to the enterprises; the link carries the address's filters along."""
    title = WORDS["list"](lang)
    return html.A(
        number, href=f"{home}{LIST}", title=title, className="to-list", **{"data-nav": "1"}
    )


def _alert(said: list[Any], lang: Lang) -> html.Div:
    close = html.Button(
        className="btn-close",
        type="button",
        **{"data-close": "1", "aria-label": WORDS["close"](lang)},
    )
    style = "problem alert alert-warning alert-dismissible"
    return html.Div([close, *said], role="alert", className=style)


def page_query(search: str) -> Query:
    """The query of a page's address; parameters of any exhibit are known, and checked here."""
    declared = {e.address_key(p): p for e in exhibits().values() for p in e.params}
    query = parse_query(search or "", frozenset(declared) | {drill.KEY} | versions.KEYS)
    wrong = [
        p
        for name, value in query.params.items()
        if name in declared and (p := declared[name].problem(value))
    ]
    return Query(
        query.filters,
        query.lang,
        query.theme,
        query.version,
        query.params,
        (*query.problems, *wrong),
    )


def chips(filters: Filters, origins: dict[str, str], lang: Lang) -> list[Any]:
    """One removable chip a value, and one that clears all: assets/src/atlas.js takes them off."""
    found = [
        _chip(name, value, described, origins, lang)
        for name, held in filters.values.items()
        for value, described in _values(name, held, lang)
    ]
    if found:
        clear = html.Button(
            WORDS["clear"](lang),
            className="chip clear",
            **{"data-drop": "*"},
        )
        found.append(clear)
    return found


def _values(name: str, held: Any, lang: Lang) -> list[tuple[str, str]]:
    if isinstance(held, Range | str):
        return [("*", describe(name, held, lang))]
    return [(value, describe(name, (value,), lang)) for value in held]


def _chip(
    name: str, value: str, described: str, origins: dict[str, str], lang: Lang
) -> html.Button:
    origin = exhibits().get(origins.get(f"{name}={value}", ""))
    said = [described]
    if origin is not None:
        said.append(html.Small(f" {WORDS['from'](lang)}{origin.title(lang)}"))
    return html.Button(
        [*said, html.I(className="bi bi-x-lg")],
        className="chip",
        title=f"{WORDS['remove'](lang)} {keys()[name].label(lang)}",
        **{"data-drop": name, "data-value": value},
    )
