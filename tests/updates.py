"""What the browser asks: cards by their address, and updates in Dash's form."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote


def card(
    search: str,
    exhibit: str = "province_map",
    theme: str = "light",
    lang: str = "zh",
    **more: str,
) -> str:
    """The address of a card under a page's query; more: `table`, `path`."""
    given = {"lang": lang, "theme": theme, **more}
    own = [f"{name}={quote(value, safe='')}" for name, value in given.items()]
    return f"/cards/{exhibit}?{'&'.join([*filter(None, [search.removeprefix('?')]), *own])}"


def status(search: str) -> dict[str, Any]:
    """The update that says above the page what it is filtered to."""
    return {
        "output": "status.html",
        "outputs": {"id": "status", "property": "html"},
        "inputs": [{"id": "status", "property": "id", "value": "status"}],
        "changedPropIds": [],
        "state": [
            {"id": "url", "property": "search", "value": search},
            {"id": "url", "property": "pathname", "value": "/regions"},
            {"id": "locale", "property": "data", "value": {"lang": "zh", "theme": "light"}},
            {"id": "origins", "property": "data", "value": {}},
        ],
    }


def counts(search: str, lang: str = "zh") -> dict[str, Any]:
    """The update that counts anew beside the options of a filter."""
    control = {"at": "bar", "default": "", "key": "province", "part": "many", "type": "control"}
    return {
        "output": '{"at":"bar","default":["ALL"],"key":["ALL"],"part":"many",'
        '"type":"control"}.options',
        "outputs": [{"id": control, "property": "options"}],
        "inputs": [{"id": "recount", "property": "data", "value": "|zh-CN"}],
        "state": [
            {"id": "url", "property": "search", "value": search},
            {"id": "locale", "property": "data", "value": {"lang": lang, "theme": "light"}},
            [{"id": control, "property": "id", "value": control}],
        ],
        "changedPropIds": ["recount.data"],
    }
