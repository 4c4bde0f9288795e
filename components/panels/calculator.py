"""The form of the recognition calculator: pick an enterprise, or enter values, or both."""

from collections.abc import Mapping
from typing import Any

import dash
from dash import ALL, Input, Output, State, dcc, html

from components.card.card import card
from components.contract.catalogue import exhibits
from components.contract.controls import control_id, param_control
from components.contract.exhibit import Exhibit
from components.contract.requests import card_query, read_locale
from components.contract.workspace import Workspace
from components.look.amounts import number
from components.parts.criteria_inputs import NUMBERS, SCOPE, inputs
from data_layer.enterprises.record import on_file
from data_layer.filters.name_search import name_matches
from data_layer.filters.problems import FilterError
from data_layer.registry.registry import Registry
from data_layer.vocabulary.fields import of_column
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Lang, Text

EXHIBIT_ID = "recognition_calculator"
PICKER = control_id(f"{SCOPE}.enterprise", "one", "calculator")
WORDS = {
    "pick": Text("选择企业", "Pick an enterprise"),
    "search": Text("输入名称的一部分…", "Type part of a name…"),
    "clear": Text("清空", "Clear"),
    "nothing": Text("没有匹配的企业", "No enterprise matches"),
}


def calculator(lang: Lang, search: str) -> html.Section:
    """Form and card; the state of both is in the address under `calculator.`."""
    exhibit = exhibits()[EXHIBIT_ID]
    given = card_query(exhibit, search).params
    fields = [
        param_control(exhibit, param, given.get(param.name), lang=lang)
        for param in exhibit.params
        if param.name != "enterprise"
    ]
    chosen = given.get("enterprise") or None
    picker = html.Div(
        [
            html.Label(WORDS["pick"](lang), className="control-label"),
            dcc.Dropdown(
                [{"label": chosen, "value": chosen}] if chosen else [],
                chosen,
                id=PICKER,
                placeholder=WORDS["search"](lang),
                className="choice pick",
            ),
        ],
        className="control wide",
    )
    clear = html.Button(
        WORDS["clear"](lang), className="out", type="button", **{"data-clear-scope": SCOPE}
    )
    form = html.Div([picker, *fields, clear], className="calculator-form")
    result = card(exhibit, lang, search, shared=frozenset({SCOPE}))
    return html.Section([form, result], className="calculator w-full")


def options(registry: Registry, typed: str, chosen: str | None, lang: Lang) -> list[dict[str, str]]:
    """Enterprises whose name holds what was typed, and the chosen one, for the list."""
    rows = name_matches(registry.rows, typed) if typed.strip() else []
    if chosen and chosen not in {row["id"] for row in rows}:
        record = on_file(registry.rows, chosen)
        rows = [record, *rows] if record else rows
    return [
        {"value": row["id"], "label": _described(row, lang), "search": f"{row['name']} {typed}"}
        for row in rows
    ]


def _described(row: Mapping[str, Any], lang: Lang) -> str:
    """Name, tier and city."""
    coded = {name: of_column(columns()[name]).names() for name in ("tier", "city_code")}
    facts = [names[row[name]](lang) for name, names in coded.items() if row[name]]
    return " · ".join([row["name"], *facts])


def register(app: dash.Dash, workspace: Workspace) -> None:
    """Names as they are typed; values on file as placeholders of the inputs.

    Keys hold a dot, which only wildcards of an id may match.
    """
    exhibit = exhibits()[EXHIBIT_ID]
    picker, controls = _controls("calculator"), _controls(EXHIBIT_ID)

    @app.callback(
        Output(picker, "options"),
        Input(picker, "search_value"),
        Input(picker, "value"),
        State("url", "search"),
        State("locale", "data"),
    )
    def suggest(typed: list[Any], chosen: list[Any], search: str, locale: Any) -> list[Any]:
        lang, _ = read_locale(locale)
        registry = _registry(workspace, exhibit, search)
        pairs = zip(typed, chosen, strict=True)
        return [options(registry, words or "", id, lang=lang) for words, id in pairs]

    @app.callback(
        Output(controls, "placeholder"),
        Input(picker, "value"),
        State(controls, "id"),
        State("url", "search"),
    )
    def show_held(chosen: list[str | None], ids: list[dict[str, str]], search: str) -> list[Any]:
        settings = exhibit.settings({"enterprise": next(iter(chosen), None) or ""})
        registry = _registry(workspace, exhibit, search)
        entered = inputs(registry.rows, settings)
        row = entered.row(0, named=True) if entered.height else {}
        return [_placeholder(id["key"].removeprefix(f"{SCOPE}."), row) for id in ids]


def _controls(at: str) -> dict[str, Any]:
    return {"type": "control", "key": ALL, "part": "one", "at": at, "default": ALL}


def _placeholder(name: str, row: Mapping[str, Any]) -> Any:
    if name not in NUMBERS:
        return dash.no_update
    return "" if row.get(name) is None else number(row[name])


def _registry(workspace: Workspace, exhibit: Exhibit, search: str) -> Registry:
    try:
        return workspace.registry(card_query(exhibit, search).version)
    except FilterError:
        return workspace.registry()
