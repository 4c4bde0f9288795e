"""The list of imported indicators, offered where an exhibit takes one."""

from typing import Any

import dash
from dash import MATCH, Input, Output, dcc

from components.contract.controls import control_id
from components.contract.exhibit import Exhibit, Param
from components.contract.workspace import Workspace
from data_layer.importer.figures.stored import context_indicators
from data_layer.vocabulary.text import Lang, Text

AT = "context"
NONE_CHOSEN = Text("选择指标", "Choose an indicator")


def indicator_list(exhibit: Exhibit, param: Param, value: str, lang: Lang) -> dcc.Dropdown:
    """A searchable list; what is imported arrives by the callback below."""
    chosen = [{"label": value, "value": value}] if value else []
    return dcc.Dropdown(
        chosen,
        value or None,
        id=control_id(exhibit.address_key(param), "one", AT, default=param.default),
        placeholder=NONE_CHOSEN(lang),
        className="choice wide",
    )


def register(app: dash.Dash, workspace: Workspace) -> None:
    """Offer every indicator of every imported table."""
    id = {"type": "control", "key": MATCH, "part": "one", "at": AT, "default": MATCH}

    @app.callback(Output(id, "options"), Input(id, "id"), Input("locale", "data"))
    def offer(_: Any, __: Any) -> list[dict[str, str]]:
        indicators = context_indicators(workspace.settings.home)
        return [
            {
                "label": f"{row['indicator']}（{row['unit'] or '—'}，{row['last_year']}）",
                "value": row["indicator"],
            }
            for row in indicators.iter_rows(named=True)
        ]
