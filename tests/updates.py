"""What the browser asks: cards by their address, and updates in Dash's form."""

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


def crossing(search: str, shown: str = "province") -> dict[str, Any]:
    """The update that swaps the map when a place changes its level."""
    return {
        "output": "..drilled.children...level.data..",
        "outputs": [
            {"id": "drilled", "property": "children"},
            {"id": "level", "property": "data"},
        ],
        "inputs": [{"id": "place", "property": "data", "value": ""}],
        "changedPropIds": ["place.data"],
        "state": [
            {"id": "url", "property": "search", "value": search},
            {"id": "level", "property": "data", "value": shown},
            {"id": "locale", "property": "data", "value": {"lang": "zh", "theme": "light"}},
        ],
    }
