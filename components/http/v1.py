"""/api/v1: catalogue, figures, facet counts and rows for scripts; OpenAPI at openapi.json."""

from collections.abc import Callable
from typing import Any

import orjson
from flask import Flask, Response, request

from components.contract.catalogue import exhibits
from components.contract.delivery import delivered, rows_asked
from components.contract.evaluate import count_selected
from components.contract.exhibit import Exhibit
from components.contract.requests import exhibit_query, problems_of, refused
from components.contract.workspace import Workspace
from components.http.openapi import document
from components.http.v1_catalogue import entry
from components.http.v1_forms import JSON, formed, tag_of, tagged, unchanged
from components.http.v1_rows import MOST, PAGE, enterprises_answer
from components.travel.exhibit_files import about
from data_layer.files.tabular import without_markup
from data_layer.filters.facets import facets
from data_layer.filters.problems import FilterError
from data_layer.filters.query import parse_query
from data_layer.registry.ruled import enough, scope


def register(server: Flask, workspace: Workspace) -> None:
    """Add the API addresses."""
    base = f"{workspace.settings.prefix}api/v1"

    @server.get(f"{base}/exhibits")
    def catalogue() -> Response:
        return _json({"exhibits": [entry(e) for e in exhibits().values()]})

    @server.get(f"{base}/exhibits/<id>")
    def figures(id: str) -> Response:
        exhibit = exhibits().get(id)
        if exhibit is None:
            return _unknown(id)
        return _answer(lambda: _figures(workspace, exhibit))

    @server.get(f"{base}/facets")
    def counts() -> Response:
        return _answer(lambda: _facets(workspace))

    @server.get(f"{base}/enterprises")
    def rows() -> Response:
        return _answer(lambda: enterprises_answer(workspace, _search()))

    @server.get(f"{base}/openapi.json")
    def openapi() -> Response:
        entries = [entry(e) for e in exhibits().values()]
        return _json(document(workspace.settings.prefix, entries, PAGE, most=MOST))

    @server.get(f"{base}/<path:rest>")
    def nothing(rest: str) -> Response:
        return _unknown(rest)


def _search() -> str:
    return request.query_string.decode("utf-8", "replace")


def _answer(make: Callable[[], Response]) -> Response:
    try:
        return make()
    except FilterError as error:
        return refused(400, problems_of(error, parse_query(_search()).lang))


def _unknown(id: str) -> Response:
    return refused(404, [{"key": "address", "value": id[:80], "allowed": ", ".join(exhibits())}])


def _json(body: Any) -> Response:
    return Response(without_markup(orjson.dumps(body)), mimetype=JSON)


def _figures(workspace: Workspace, exhibit: Exhibit) -> Response:
    rows, asked = rows_asked(_search())
    query = exhibit_query(exhibit, asked)
    version = workspace.registry(query.version).version
    more = workspace.beside(exhibit, version), rows, workspace.scope
    mark = tag_of(version, exhibit.id, query, more)
    if (same_answer := unchanged(version, mark)) is not None:
        return same_answer
    result = workspace.run(exhibit, query)
    frame, fields = delivered(result, rows)
    lang = query.lang
    details: dict[str, Any] = dict(about(result, lang))
    more = {
        "params": dict(result.params),
        "entry": entry(exhibit),
        "lacking": list(result.lacking),
    }
    return tagged(formed(frame, fields, lang, details=details, more=more), version, mark)


def _facets(workspace: Workspace) -> Response:
    query = parse_query(_search()).strict()
    registry = workspace.registry(query.version)
    mark = tag_of(registry.version, "facets", query, more=workspace.scope)
    if (same_answer := unchanged(registry.version, mark)) is not None:
        return same_answer
    rows = registry.counted
    counted = facets(rows, query.filters)
    body = {
        "version": registry.version,
        "filters": scope(registry.rule, query.filters, query.lang),
        "enterprises": count_selected(registry, query.filters, workspace.cache),
        "facets": {
            name: dict(enough(registry, frame, "n").iter_rows()) for name, frame in counted.items()
        },
    }
    return tagged(_json(body), registry.version, mark)
