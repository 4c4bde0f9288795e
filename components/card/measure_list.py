"""The operator's own measures of support, offered beside the printed ones."""

from typing import Any

import dash
from dash import MATCH, Input, Output, dcc

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
    measures = workspace.measures
    if not measures.digest:
        return
    id = {"type": "control", "key": KEY, "part": "one", "at": MATCH, "default": MATCH}

    @app.callback(Output(id, "options"), Input(id, "id"), Input("locale", "data"))
    def offer(_: Any, locale: dict[str, str] | None) -> dict[str, str]:
        lang, _theme = read_locale(locale)
        return {measure.id: measure.name.text(lang) for measure in measures.checkable}
