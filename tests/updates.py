"""Updates as the browser sends them."""

from __future__ import annotations

import json
from typing import Any


def fill(
    search: str,
    exhibit: str = "province_map",
    theme: str = "light",
    lang: str = "zh",
    pathname: str = "/regions",
) -> dict[str, Any]:
    """The update that fills a card."""
    card = {"exhibit": exhibit, "type": "card"}
    return {
        "output": '{"exhibit":["MATCH"],"type":"card"}.answer',
        "outputs": {"id": {**card}, "property": "answer"},
        "inputs": [{"id": {**card}, "property": "id", "value": {**card}}],
        "changedPropIds": [],
        "state": [
            {"id": "url", "property": "search", "value": search},
            {"id": "locale", "property": "data", "value": {"lang": lang, "theme": theme}},
            {"id": {**card, "type": "tabled"}, "property": "value", "value": False},
            {"id": "url", "property": "pathname", "value": pathname},
        ],
    }


def filled(update: dict[str, Any]) -> dict[str, Any]:
    """What the answer to such an update puts on the card: figure, rows, badges, foot ..."""
    (part,) = update["response"].values()
    found: dict[str, Any] = json.loads(part["answer"])
    return found
