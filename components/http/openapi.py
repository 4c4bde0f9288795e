"""The OpenAPI document of /api/v1, made from the same declarations that answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from components.contract.delivery import KEY
from data_layer.filters.conditions import ALLOWED
from data_layer.filters.keys import VIEW_KEYS, Key, keys

TEXT = {"type": "string"}
TEXTS = {"type": "object", "properties": {"zh": TEXT, "en": TEXT}, "required": ["zh", "en"]}
ROWS = {"type": "array", "items": {"type": "object"}}
COUNT = {"type": "integer", "minimum": 0}
FORMS = ("application/vnd.apache.arrow.stream", "application/vnd.apache.parquet")
ANY_VALUE: Mapping[str, Any] = {}
VIEW_VALUES: Mapping[str, Any] = {
    "lang": {**TEXT, "enum": ["zh", "en"], "default": "zh"},
    "theme": {**TEXT, "enum": ["light", "dark"], "default": "light"},
    "version": {**TEXT, "pattern": "^[0-9a-f]{8,64}$"},
}
NUMBER = r"(-?[0-9]{1,12}(\.[0-9]{1,6})?)?"
YEAR = r"^(199\d|20\d\d|2100)$"
DAYS = r"^(\.\.\d{4}(-\d\d){0,2}|\d{4}(-\d\d){0,2}\.\.(\d{4}(-\d\d){0,2})?)$"
RANGE = rf"^(?!\.\.$){NUMBER}\.\.{NUMBER}$"
MOST_NAMED = 40
"""More options than this are described by how their codes look."""
CONDITIONS = r"^[a-z0-9_+.]+(@[0-9a-z_.-]+)?:[^,]+(,[a-z0-9_+.]+(@[0-9a-z_.-]+)?:[^,]+)*$"
CODES = {"city": "[0-9]{6}", "industry": "[A-T]([0-9]{2,4})?"}
SCHEMAS: Mapping[str, Any] = {
    "Entry": {
        "type": "object",
        "properties": {
            "id": TEXT,
            "title": TEXTS,
            "reading": TEXTS,
            "page": TEXT,
            "origin": {"type": "array", "items": TEXT},
            "basis": {"enum": ["registry", "whole", "reference"]},
            "params": ROWS,
            "columns": {"type": "array", "items": {"$ref": "#/components/schemas/Column"}},
            "formats": {"type": "array", "items": TEXT},
            "errata": {"type": "array", "items": TEXT},
        },
        "required": ["id", "title", "page", "origin", "params", "columns", "formats"],
    },
    "Column": {
        "type": "object",
        "properties": {"name": TEXT, "unit": TEXT, "zh": TEXT, "en": TEXT},
        "required": ["name", "unit", "zh", "en"],
    },
    "Catalogue": {
        "type": "object",
        "properties": {
            "exhibits": {"type": "array", "items": {"$ref": "#/components/schemas/Entry"}}
        },
        "required": ["exhibits"],
    },
    "Figures": {
        "type": "object",
        "properties": {
            **dict.fromkeys(("exhibit", "title", "filters", "query", "kind", "version"), TEXT),
            **dict.fromkeys(("kinds", "formulas", "enterprises", "selected"), TEXT),
            **dict.fromkeys(("enterprises_least", "source", "date", "code"), TEXT),
            "params": {"type": "object"},
            "entry": {"$ref": "#/components/schemas/Entry"},
            "lacking": {"type": "array", "items": TEXT},
            "columns": {"type": "array", "items": {"$ref": "#/components/schemas/Column"}},
            "data": ROWS,
        },
        "required": ["exhibit", "filters", "kind", "version", "source", "date", "data"],
    },
    "Facets": {
        "type": "object",
        "properties": {
            "version": TEXT,
            "filters": TEXT,
            "enterprises": COUNT,
            "facets": {
                "type": "object",
                "additionalProperties": {"type": "object", "additionalProperties": COUNT},
            },
        },
        "required": ["version", "filters", "enterprises", "facets"],
    },
    "Enterprises": {
        "type": "object",
        "properties": {
            "version": TEXT,
            "filters": TEXT,
            "enterprises": COUNT,
            "next": {"type": ["string", "null"], "description": "the cursor of the next page"},
            "columns": {"type": "array", "items": {"$ref": "#/components/schemas/Column"}},
            "data": ROWS,
        },
        "required": ["version", "filters", "enterprises", "next", "data"],
    },
    "Card": {
        "type": "object",
        "properties": {
            "figure": {"type": ["object", "null"], "description": "of Plotly; null: rows stand"},
            "config": {"type": "object"},
            "height": {**COUNT, "description": "pixels of the chart; 0: there is none"},
            "areas": {**TEXT, "description": "HTML: the areas of a map, to choose from"},
            "rows": {**TEXT, "description": "HTML in place of the chart"},
            "alt": {**TEXT, "description": "the chart in one sentence: the headline"},
            "sub": {**TEXT, "description": "HTML: title, unit, switches, filters"},
            "key": {**TEXT, "description": "HTML: kinds of numbers"},
            "foot": {**TEXT, "description": "HTML: source, sample, date"},
            "method": {**TEXT, "description": "HTML: all that stands behind the numbers"},
            "menu": {**TEXT, "description": "HTML: downloads; empty if there is nothing to take"},
            "compare": {**TEXT, "description": "HTML: what of it can be compared; empty as menu"},
            "share": {"type": ["object", "null"], "description": "of the share dialog"},
        },
        "required": ["figure", "height", "rows", "alt", "sub", "key", "foot", "method"],
    },
    "Verified": {
        "type": "object",
        "properties": {
            **dict.fromkeys(("status", "version", "said"), TEXT),
            "reason": {"type": ["string", "null"], "description": "of a number that changed"},
            "claim": {"type": "object", "description": "what the code says"},
            "now": {"description": "the same number of the version in use; null if it is gone"},
            "n": {**COUNT, "description": "enterprises behind it now"},
        },
        "required": ["status", "claim", "now", "said"],
    },
    "Refusal": {
        "type": "object",
        "properties": {
            "error": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": dict.fromkeys(("key", "value", "allowed", "message"), TEXT),
                    "required": ["key", "value", "allowed"],
                },
            }
        },
        "required": ["error"],
    },
}


def document(
    prefix: str, entries: Sequence[Mapping[str, Any]], page: int, most: int
) -> dict[str, Any]:
    """OpenAPI 3.1 of every address under /api/v1, and of the cards.

    page, most: rows of a page, usual and largest.
    """
    paging = [
        _parameter(
            "limit",
            "rows a page",
            {"type": "integer", "minimum": 1, "maximum": most, "default": page},
        ),
        _parameter("cursor", "`next` of the page before"),
    ]
    shared = _shared()
    filters = [{"$ref": f"#/components/parameters/{name}"} for name in shared]
    paths = {
        "/exhibits": _get(
            "list_exhibits", "Every exhibit: titles, origin, keys", [], schema="Catalogue"
        ),
        "/facets": _get(
            "count_facets", "Counts beside each option of a filter", filters, schema="Facets"
        ),
        "/enterprises": _get(
            "list_enterprises",
            "The rows that pass, in pages",
            [*filters, *paging],
            schema="Enterprises",
            forms=FORMS,
        ),
    }
    every = _parameter(KEY, "all: the rows of every kind of number", {**TEXT, "enum": ["all"]})
    for entry in entries:
        own = [_parameter(p["name"], p["label"]["en"], _schema(p)) for p in entry["params"]]
        paths[f"/exhibits/{entry['id']}"] = _get(
            f"get_{entry['id']}",
            entry["title"]["en"],
            [*filters, *own, every],
            schema="Figures",
            forms=FORMS,
        )
    code = _parameter("code", "of a number, as it stands in files and slides", place="path")
    paths["/verify/{code}"] = _get(
        "verify_code",
        "Whether a number is still what its code says",
        [code, _parameter("lang", VIEW_KEYS["lang"].en, VIEW_VALUES["lang"])],
        schema="Verified",
    )
    del paths["/verify/{code}"]["get"]["responses"]["304"]
    paths["/cards/{exhibit}"] = _cards(prefix, [entry["id"] for entry in entries], filters)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "SRDI Atlas",
            "version": "1",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": f"{prefix}api/v1"}],
        "paths": paths,
        "components": {"schemas": SCHEMAS, "parameters": shared},
    }


def _get(
    id: str,
    summary: str,
    parameters: list[dict[str, Any]],
    schema: str,
    forms: Sequence[str] = (),
) -> dict[str, Any]:
    content: dict[str, Any] = {
        "application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}
    }
    content |= {form: {"schema": ANY_VALUE} for form in forms}
    responses: dict[str, Any] = {
        "200": {"description": "As asked; the ETag changes with the data", "content": content}
    }
    if parameters:
        refusal = {"schema": {"$ref": "#/components/schemas/Refusal"}}
        responses["304"] = {"description": "If-None-Match named the ETag of this answer"}
        responses["400"] = {
            "description": "A key or value that cannot be answered, and what is allowed",
            "content": {"application/json": refusal},
        }
    return {
        "get": {
            "operationId": id,
            "summary": summary,
            "parameters": parameters,
            "responses": responses,
        }
    }


def _cards(prefix: str, ids: list[str], filters: list[dict[str, Any]]) -> dict[str, Any]:
    """What a page asks of a card. It stands beside /api/v1, and leaves out what it cannot read."""
    own = [
        _parameter("exhibit", "id of an exhibit", {**TEXT, "enum": ids}, place="path"),
        _parameter("table", "1: rows in place of the chart", {**TEXT, "enum": ["1"]}),
        _parameter("path", "of the page, where it names an enterprise"),
        _parameter("token", "of a signed frame, which locks all but language and theme"),
    ]
    summary = "All that a card shows; parameters of an exhibit as of /exhibits/<id>"
    path = _get("get_card", summary, [*own, *filters], schema="Card")
    responses = path["get"]["responses"]
    del responses["400"]
    refusal = {"schema": {"$ref": "#/components/schemas/Refusal"}}
    responses["403"] = {"description": "A token that opens nothing"}
    responses["404"] = {
        "description": "No such exhibit; the ids that there are",
        "content": {"application/json": refusal},
    }
    return {"servers": [{"url": prefix.rstrip("/") or "/"}], **path}


def _shared() -> dict[str, dict[str, Any]]:
    """The parameters that every address but the catalogue takes, by name."""
    declared = [_parameter(key.name, _words(key), _filter_schema(key)) for key in keys().values()]
    view = [_parameter(name, words.en, VIEW_VALUES[name]) for name, words in VIEW_KEYS.items()]
    return {parameter["name"]: parameter for parameter in (*declared, *view)}


def _words(key: Key) -> str:
    many = {
        "choice": ": any of the values, separated by commas",
        "range": ": a..b",
        "days": ": from a day to another, a..b; a year or a month stands for its days",
        "year": " this year: who was recognised by then, as far as the list still has them",
        "all": ": all of the values, separated by commas",
        "where": f"s that all must hold: {ALLOWED.en}",
    }
    return key.label.en + many.get(key.kind, "")


def _filter_schema(key: Key) -> dict[str, Any]:
    if key.kind == "range":
        return {**TEXT, "pattern": RANGE, "examples": ["50..", "..10", "5..20"]}
    if key.kind == "days":
        return {**TEXT, "pattern": DAYS, "examples": ["2026-03-01..2027-02-28", "..2025"]}
    if key.kind == "year":
        return {**TEXT, "pattern": YEAR, "examples": ["2023"]}
    if key.kind == "text":
        return {**TEXT, "maxLength": 80}
    if key.kind == "where":
        return {**TEXT, "pattern": CONDITIONS, "examples": ["standards:1..", "rd_ratio:missing"]}
    if key.kind == "flag":
        return {**TEXT, "enum": list(key.options())}
    codes = sorted(key.options())
    one = f"({'|'.join(codes)})" if len(codes) <= MOST_NAMED else CODES[key.name]
    return {**TEXT, "pattern": f"^{one}(,{one})*$", "examples": codes[:1]}


def _parameter(
    name: str, words: str, schema: Mapping[str, Any] = TEXT, *, place: str = "query"
) -> dict[str, Any]:
    required = place == "path"
    return {
        "name": name,
        "in": place,
        "description": words,
        "required": required,
        "schema": schema,
    }


def _schema(param: Mapping[str, Any]) -> dict[str, Any]:
    if "pattern" in param:
        return {"type": "string", "default": param["default"]}
    if "options" in param:
        return {"type": "string", "enum": list(param["options"]), "default": param["default"]}
    bounds = {"minimum": param["low"], "maximum": param["high"]}
    return {"type": "number", **bounds, "default": float(param["default"])}
