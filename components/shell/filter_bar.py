"""The filter bar: every key of the address as a control, with counts that follow the others."""

from typing import Any

import dash
from dash import ALL, ClientsideFunction, Input, Output, State, dcc, html

from components.contract.controls import control_id, list_words
from data_layer.filters.filters import Filters
from data_layer.filters.keys import Key, keys
from data_layer.filters.query import parse_query
from data_layer.registry import clock
from data_layer.vocabulary.text import Lang, Text

ALWAYS_SHOWN = ("tier", "cluster", "province", "city", "industry")

FIRST_YEAR = 2018
"""The first year of the report's second stage (e01), before which no batch was recognised."""
DAY = "2026-03-01"
"""How a day is written."""
TALLEST = 360
"""Height of an open list in pixels."""
WORDS = {
    "filters": Text("筛选", "Filters"),
    "more": Text("更多条件", "More filters"),
    "done": Text("完成", "Done"),
    "any": Text("全部", "Any"),
    "now": Text("现在", "now"),
    "name": Text("搜索企业名称", "Search by name"),
}


def filter_bar(lang: Lang, search: str) -> html.Section:
    """Controls for every key; on a phone they fold under one button."""
    filters = parse_query(search or "").filters
    first = [_control(keys()[name], filters, lang) for name in ALWAYS_SHOWN]
    rest = [
        _control(key, filters, lang)
        for key in keys().values()
        if key.name not in ALWAYS_SHOWN and key.kind not in ("text", "where")
    ]
    return html.Section(
        [
            html.Button(
                [html.I(className="bi bi-funnel"), " ", WORDS["filters"](lang)],
                className="out phone-only",
                type="button",
                **{"data-drawer": "open", "aria-expanded": "false"},
            ),
            html.Div(
                [
                    _drawer_head(lang),
                    html.Div([_name_box(filters, lang), *first], className="filter-row"),
                    html.Details(
                        [
                            html.Summary(WORDS["more"](lang)),
                            html.Div(rest, className="filter-row more"),
                        ],
                        className="more-filters",
                        open=any(k not in (*ALWAYS_SHOWN, "q", "where") for k in filters.values),
                    ),
                ],
                className="filter-fold",
            ),
        ],
        className="filters",
        **{"aria-label": WORDS["filters"](lang)},
    )


def _drawer_head(lang: Lang) -> html.Div:
    """Title of the drawer that the filters are on a phone, and the button that closes it."""
    done = html.Button(
        WORDS["done"](lang), className="out", type="button", **{"data-drawer": "close"}
    )
    return html.Div([html.Strong(WORDS["filters"](lang)), done], className="phone-only drawer-head")


def _name_box(filters: Filters, lang: Lang) -> html.Div:
    box = dcc.Input(
        id=control_id("q", "one", "bar"),
        value=str(filters.values.get("q", "")),
        type="search",
        debounce=0.5,
        maxLength=80,
        placeholder=WORDS["name"](lang),
        className="form-control form-control-sm",
    )
    return html.Div(box, className="filter filter-q")


def _control(key: Key, filters: Filters, lang: Lang) -> html.Div:
    label = html.Label(key.label(lang) + (f" {key.unit(lang)}" if key.unit(lang) else ""))
    return html.Div(
        [label, _input(key, filters, lang)],
        className=f"filter filter-{key.name}",
    )


def _input(key: Key, filters: Filters, lang: Lang) -> Any:
    if key.kind in ("range", "days"):
        return _ends(key, filters)
    return _years(key, filters, lang) if key.kind == "year" else _list(key, filters, lang)


def _years(key: Key, filters: Filters, lang: Lang) -> dcc.Slider:
    """A stop for each year since recognition began, the last for the list as it stands."""
    now = clock.now().year
    year = int(_written(filters, key.name) or now)
    marks = {FIRST_YEAR: str(FIRST_YEAR), now: WORDS["now"](lang)}
    return dcc.Slider(
        FIRST_YEAR,
        now,
        1,
        id=control_id(key.name, "number", "bar", default=str(now)),
        value=year,
        marks=marks,
        tooltip={"placement": "top", "always_visible": False},
    )


def _list(key: Key, filters: Filters, lang: Lang) -> dcc.Dropdown:
    names = key.options()
    chosen = list(filters.chosen(key.name))
    return dcc.Dropdown(
        id=control_id(key.name, "many", "bar"),
        options=[{"label": names[c](lang), "value": c} for c in chosen],
        value=chosen,
        multi=True,
        placeholder=WORDS["any"](lang),
        optionHeight="auto",
        maxHeight=TALLEST,
        labels=list_words(lang),
    )


def _ends(key: Key, filters: Filters) -> html.Div:
    low, _, high = _written(filters, key.name).partition("..")
    boxes = [
        dcc.Input(
            id=control_id(key.name, part, "bar"),
            value=value,
            type="number" if key.kind == "range" else "text",
            debounce=0.6,
            placeholder=sign if key.kind == "range" else f"{sign} {DAY}",
            className="form-control form-control-sm",
        )
        for part, value, sign in (("low", low, "≥"), ("high", high, "≤"))
    ]
    return html.Div(boxes, className="ends")


def _written(filters: Filters, name: str) -> str:
    only = Filters({name: filters.values[name]}) if name in filters.values else Filters()
    return only.to_query().partition("=")[2]


def register(app: dash.Dash) -> None:
    """Options with their counts, and industries that are typed: assets/src/options.js asks."""
    lists = {"type": "control", "key": ALL, "part": "many", "at": "bar", "default": ALL}
    app.clientside_callback(
        ClientsideFunction("options", "offer"),
        Output(lists, "options"),
        Input("recount", "data"),
        Input(lists, "search_value"),
        State(lists, "id"),
        State(lists, "options"),
        prevent_initial_call=True,
    )
