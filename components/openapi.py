"""The OpenAPI document of /api/v1, made from the same declarations that answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from data_layer.filter_keys import VIEW_KEYS, keys

JSON = {"application/json": {"schema": {"type": "object"}}}
REFUSED = {
    "description": "A key or value that cannot be answered: key, value, what is allowed.",
    "content": JSON,
}


def document(prefix: str, entries: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """OpenAPI 3.1 of every address under /api/v1."""
    base = f"{prefix}api/v1"
    paths = {
        f"{base}/exhibits": _get("Every exhibit: titles, origin, parameters, columns, formats", []),
        f"{base}/facets": _get("Counts beside each option of each filter", _filters()),
        f"{base}/enterprises": _get(
            "The rows that pass, in pages",
            [
                *_filters(),
                _parameter("limit", "rows a page, 1 to 5000"),
                _parameter("cursor", "`next`"),
            ],
        ),
    }
    for entry in entries:
        own = [_parameter(p["name"], p["label"]["en"], _schema(p)) for p in entry["params"]]
        paths[f"{base}/exhibits/{entry['id']}"] = _get(entry["title"]["en"], [*_filters(), *own])
    info = {"title": "SRDI Atlas", "version": "1", "license": {"name": "Apache-2.0"}}
    return {"openapi": "3.1.0", "info": info, "paths": paths}


def _get(summary: str, parameters: list[dict[str, Any]]) -> dict[str, Any]:
    responses = {"200": {"description": "As asked", "content": JSON}, "400": REFUSED}
    return {"get": {"summary": summary, "parameters": parameters, "responses": responses}}


def _filters() -> list[dict[str, Any]]:
    declared = [
        _parameter(key.name, key.label.en + (": a..b" if key.kind == "range" else ""))
        for key in keys().values()
    ]
    return [*declared, *(_parameter(name, words.en) for name, words in VIEW_KEYS.items())]


def _parameter(name: str, words: str, schema: dict[str, Any] | None = None) -> dict[str, Any]:
    said = {"name": name, "in": "query", "description": words}
    return said | {"required": False, "schema": schema or {"type": "string"}}


def _schema(param: dict[str, Any]) -> dict[str, Any]:
    if "pattern" in param:
        return {"type": "string", "default": param["default"]}
    if "options" in param:
        return {"type": "string", "enum": list(param["options"]), "default": param["default"]}
    bounds = {"minimum": param["low"], "maximum": param["high"]}
    return {"type": "number", **bounds, "default": float(param["default"])}
