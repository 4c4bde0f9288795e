"""The operator's own measures of support, offered beside the printed ones."""

from typing import Any

import dash
from dash import MATCH, Input, Output, dcc, no_update

from components.contract.catalogue import exhibits
from components.contract.controls import control_id
from components.contract.exhibit import Exhibit, Param
from components.contract.requests import read_locale
from components.contract.workspace import Workspace
from components.parts.support_params import PARAM, SCOPE
from data_layer.vocabulary.text import Lang

KEY = f"{SCOPE}.{PARAM.name}"


def measure_list(exhibit: Exhibit, param: Param, value: str | None, lang: Lang) -> dcc.Dropdown:
    """A searchable list of the printed measures; the operator's arrive by the callback below."""
    options = {option: words(lang) for option, words in param.options.items()}
    chosen = value or param.default
    options.setdefault(chosen, chosen)
    id = control_id(KEY, "one", exhibit.id, default=param.default)
    return dcc.Dropdown(options, chosen, id=id, clearable=False, className="choice")


def register(app: dash.Dash, workspace: Workspace) -> None:
    """Offer every measure, where the operator has added some."""
    if not workspace.measures.digest:
        return
    for exhibit in exhibits().values():
        if PARAM in exhibit.params:
            _offer(app, workspace, exhibit.id)


def _offer(app: dash.Dash, workspace: Workspace, at: str) -> None:
    """The list of one card. A fixed id may not hold the dot of an address key: the browser cannot
    read what Dash makes of it, and draws no page at all. So the callback matches any and picks."""
    id = {"type": "control", "key": MATCH, "part": "one", "at": at, "default": MATCH}

    @app.callback(Output(id, "options"), Input(id, "id"), Input("locale", "data"))
    def offer(control: dict[str, str], locale: dict[str, str] | None) -> Any:
        if control["key"] != KEY:
            return no_update
        lang, _theme = read_locale(locale)
        checkable = workspace.measures.checkable
        return {measure.id: measure.name.text(lang) for measure in checkable}
