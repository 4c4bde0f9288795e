"""The OpenAPI document of /api/v1, made from the same declarations that answer."""

from collections.abc import Mapping, Sequence
from typing import Any

from components.contract.delivery import KEY
from components.http.openapi_operations import get, parameter
from components.http.openapi_pages import pages
from components.http.openapi_schemas import SCHEMAS, TEXT
from data_layer.filters.conditions import ALLOWED
from data_layer.filters.keys import VIEW_KEYS, Key, keys

FORMS = ("application/vnd.apache.arrow.stream", "application/vnd.apache.parquet")
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


def document(
    prefix: str, entries: Sequence[Mapping[str, Any]], page: int, most: int
) -> dict[str, Any]:
    """OpenAPI 3.1 of every address under /api/v1, and of the cards.

    page, most: rows of a page, usual and largest.
    """
    shared = _shared()
    filters = [{"$ref": f"#/components/parameters/{name}"} for name in shared]
    paths = _paths(entries, filters, page, most)
    paths |= pages(prefix, [entry["id"] for entry in entries], filters)
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


def _paths(
    entries: Sequence[Mapping[str, Any]], filters: list[dict[str, Any]], page: int, most: int
) -> dict[str, Any]:
    """What is under /api/v1: catalogue, counts, rows, each exhibit, codes of numbers."""
    rows_a_page = {"type": "integer", "minimum": 1, "maximum": most, "default": page}
    paging = [
        parameter("limit", "rows a page", rows_a_page),
        parameter("cursor", "`next` of the page before"),
    ]
    paths = {
        "/exhibits": get(
            "list_exhibits", "Every exhibit: titles, origin, keys", [], schema="Catalogue"
        ),
        "/facets": get(
            "count_facets", "Counts beside each option of a filter", filters, schema="Facets"
        ),
        "/enterprises": get(
            "list_enterprises",
            "The rows that pass, in pages",
            [*filters, *paging],
            schema="Enterprises",
            forms=FORMS,
        ),
    }
    every = parameter(KEY, "all: the rows of every kind of number", {**TEXT, "enum": ["all"]})
    for entry in entries:
        own = [parameter(p["name"], p["label"]["en"], _schema(p)) for p in entry["params"]]
        paths[f"/exhibits/{entry['id']}"] = get(
            f"get_{entry['id']}",
            entry["title"]["en"],
            [*filters, *own, every],
            schema="Figures",
            forms=FORMS,
        )
    code = parameter("code", "of a number, as it stands in files and slides", place="path")
    paths["/verify/{code}"] = get(
        "verify_code",
        "Whether a number is still what its code says",
        [code, parameter("lang", VIEW_KEYS["lang"].en, VIEW_VALUES["lang"])],
        schema="Verified",
    )
    del paths["/verify/{code}"]["get"]["responses"]["304"]
    return paths


def _shared() -> dict[str, dict[str, Any]]:
    """The parameters that every address but the catalogue takes, by name."""
    declared = [parameter(key.name, _words(key), _filter_schema(key)) for key in keys().values()]
    view = [parameter(name, words.en, VIEW_VALUES[name]) for name, words in VIEW_KEYS.items()]
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


def _schema(param: Mapping[str, Any]) -> dict[str, Any]:
    if "pattern" in param:
        return {"type": "string", "default": param["default"]}
    if "options" in param:
        return {"type": "string", "enum": list(param["options"]), "default": param["default"]}
    bounds = {"minimum": param["low"], "maximum": param["high"]}
    return {"type": "number", **bounds, "default": float(param["default"])}
