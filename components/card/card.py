"""The exhibit card: title, reading and switches; its answer fills the rest (answer.py)."""

from __future__ import annotations

import dash_bootstrap_components as dbc
from dash import html

from components.card.component import Card
from components.card.context_list import indicator_list
from components.contract.controls import param_control
from components.contract.exhibit import Exhibit, Param
from components.contract.requests import card_query
from components.parts.weight_params import PRESET
from data_layer.filters.query import Query
from data_layer.vocabulary.text import Lang, Text

WORDS = {
    "as_table": Text("看表格", "Table"),
}


def card(
    exhibit: Exhibit,
    lang: Lang,
    search: str,
    *,
    shared: frozenset[str] = frozenset(),
    locked: bool = False,
) -> Card:
    """An empty card; the browser asks for its answer. The address sets its switches.

    shared: scopes of parameters whose controls stand elsewhere on the page. locked: a signed frame,
    whose parameters nobody can change.
    """
    id = exhibit.id
    query = card_query(exhibit, search)
    controls = [
        _control(exhibit, param, query.params.get(param.name), lang)
        for param in exhibit.params
        if param.scope not in shared and not locked
    ]
    table_alone = exhibit.figure is None and exhibit.body is None
    switch = dbc.Switch(
        id={"type": "tabled", "exhibit": id},
        label=WORDS["as_table"](lang),
        value=table_alone,
        className="as-table" + (" d-none" if table_alone else ""),
    )
    return Card(
        [*controls, switch],
        id={"type": "card", "exhibit": id},
        exhibit=id,
        title=exhibit.title(lang),
        reading=exhibit.reading(lang),
        look=_look(exhibit, query, bare=len(controls) == 0 and not table_alone),
        height=exhibit.height if exhibit.figure else 0,
    )


def _look(exhibit: Exhibit, query: Query, *, bare: bool) -> str:
    """Classes of the card: its width, whether nothing but the switch is to be set, a preset."""
    preset = any(
        param == PRESET and query.params.get(PRESET.name, PRESET.default) != PRESET.default
        for param in exhibit.params
    )
    found = {f"w-{exhibit.width}": True, "bare": bare, "preset": preset}
    return " ".join(name for name, given in found.items() if given)


def _control(exhibit: Exhibit, param: Param, value: str | None, lang: Lang) -> html.Div:
    if exhibit.context is not None and param.name == "indicator":
        return html.Div(indicator_list(exhibit, param, value or "", lang), className="control")
    return param_control(exhibit, param, value, lang)
