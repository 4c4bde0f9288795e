"""Updates as the browser sends them."""

from __future__ import annotations

from typing import Any

OUTPUTS = ("graph.figure", "graph.style", "table.children", "alt.children", "badges.children",
           "foot.children")  # fmt: skip


def fill(search: str, exhibit: str, theme: str = "light") -> dict[str, Any]:
    """The update that fills a card on /regions."""
    graph = {"exhibit": exhibit, "type": "graph"}
    parts = [name.split(".") for name in OUTPUTS]
    match = [f'{{"exhibit":["MATCH"],"type":"{kind}"}}.{prop}' for kind, prop in parts]
    return {
        "output": f"..{'...'.join(match)}..",
        "outputs": [
            {"id": {"exhibit": exhibit, "type": kind}, "property": prop} for kind, prop in parts
        ],
        "inputs": [
            {"id": "url", "property": "search", "value": search},
            {"id": "locale", "property": "data", "value": {"lang": "zh", "theme": theme}},
            {"id": {**graph, "type": "tabled"}, "property": "value", "value": False},
        ],
        "changedPropIds": ["url.search"],
        "state": [
            {"id": graph, "property": "id", "value": graph},
            {"id": "url", "property": "pathname", "value": "/regions"},
        ],
    }
