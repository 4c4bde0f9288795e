"""The list of data versions, offered where an exhibit sets another one beside that in use."""

from typing import Any

import dash
from dash import MATCH, Input, Output, State, dcc, html

from components.contract.controls import control_id
from components.contract.exhibit import Exhibit
from components.contract.versus import VERSUS, comparable
from components.contract.workspace import NoRegistryError, Workspace
from data_layer.filters.problems import FilterError
from data_layer.filters.query import parse_query
from data_layer.registry.labels import label_of
from data_layer.registry.manifest import Manifest
from data_layer.vocabulary.text import Lang, Text

AT = "versus"
BEFORE = Text("上一个版本", "The version before")


def version_list(exhibit: Exhibit, value: str, lang: Lang) -> list[Any]:
    """Its label and a list to choose from; which versions there are arrives by the callback."""
    id = control_id(exhibit.address_key(VERSUS), "one", AT, default=VERSUS.default)
    chosen = [{"label": value, "value": value}] if value else []
    label = html.Label(VERSUS.label(lang), className="control-label")
    choice = dcc.Dropdown(
        chosen, value or None, id=id, placeholder=BEFORE(lang), className="choice wide"
    )
    return [label, choice]


def register(app: dash.Dash, workspace: Workspace) -> None:
    """Offer the versions that the one in use can be compared with, by day and name."""
    id = {"type": "control", "key": MATCH, "part": "one", "at": AT, "default": MATCH}

    @app.callback(Output(id, "options"), Input(id, "id"), State("url", "search"))
    def offer(_: Any, search: str) -> list[dict[str, str]]:
        try:
            used = workspace.registry(parse_query(search or "").version).manifest
        except (FilterError, NoRegistryError):
            return []
        others = comparable(workspace.store.versions(), used)
        return [{"label": called(workspace, of), "value": of.version} for of in others]


def called(workspace: Workspace, manifest: Manifest) -> str:
    """The day of a version's rows, its name or the file it came from, and how it is told apart."""
    name = label_of(workspace.settings.home, manifest.version).name or manifest.source
    return f"{manifest.as_of.isoformat()} · {name} · {manifest.version[:8]}"
