"""Search for a city or an enterprise in the lists of groups, which hold the few others only."""

from typing import Any

import dash
import polars as pl
from dash import MATCH, Input, Output, State, no_update

from components.contract.requests import read_locale
from components.contract.workspace import Workspace
from components.parts.group_params import SCOPE, SIDES
from data_layer.enterprises.profiles import enterprise_name
from data_layer.filters import named_groups as groups
from data_layer.measures.rows import Rows, collect
from data_layer.vocabulary.text import Lang

AT = "innovation_radar"
LISTS = tuple(f"{SCOPE}.{side}" for side in SIDES)
SEARCHED = ("city:", "industry:", "batch:")
"""Kinds of group that are too many for the list."""
SHORTEST = 2
MOST_FOUND = 20


def register(app: dash.Dash, workspace: Workspace) -> None:
    """What is typed in a list of groups adds what it names."""
    # A fixed id may not hold the dot of an address key, so the callback matches any and picks.
    id = {"type": "control", "key": MATCH, "part": "one", "at": AT, "default": MATCH}

    @app.callback(
        Output(id, "options"),
        Input(id, "search_value"),
        Input(id, "value"),
        State(id, "id"),
        State("locale", "data"),
    )
    def offer(
        typed: str | None, value: str, control: dict[str, str], locale: dict[str, str] | None
    ) -> Any:
        words = (typed or "").strip()
        usual = value in groups.options()
        if control["key"] not in LISTS or (len(words) < SHORTEST and usual):
            return no_update
        lang, _ = read_locale(locale)
        rows = workspace.registry().rows
        return choices(rows, words, value, lang=lang)


def choices(rows: Rows, typed: str, value: str, lang: Lang) -> list[dict[str, str]]:
    """The usual groups, the chosen one, and cities, industries, batches and enterprises whose
    name holds `typed`."""
    labels = {group: name(lang) for group, name in groups.options().items()}
    if value not in labels:
        label = groups.labels().get(value)
        labels[value] = label(lang) if label else enterprise_name(rows, value) or value
    if len(typed) >= SHORTEST:
        labels |= {
            group: name(lang)
            for group, name in groups.labels().items()
            if group.startswith(SEARCHED) and typed.lower() in name(lang).lower()
        }
        named = rows.filter(pl.col("name").str.contains(typed, literal=True))
        matches = collect(named.select("id", "name").head(MOST_FOUND))
        labels |= {f"{groups.ENTERPRISE}:{id}": name for id, name in matches.iter_rows()}
    return [{"label": label, "value": group} for group, label in labels.items()]
