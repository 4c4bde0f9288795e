"""/api/v1: catalogue, figures, facet counts and rows for scripts; OpenAPI at openapi.json."""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
from collections.abc import Callable, Sequence
from typing import Any

import orjson
import polars as pl
from flask import Flask, Response, request

from components.contract.catalogue import errata_of, exhibits
from components.contract.delivery import delivered, rows_asked
from components.contract.evaluate import count_selected
from components.contract.exhibit import Exhibit, Param
from components.contract.fingerprint import code_fingerprint
from components.contract.requests import exhibit_query, problems_of, refused
from components.contract.workspace import Workspace
from components.http.openapi import document
from components.travel.downloads import FORMATS, MIME, about
from data_layer.enterprises.listing import enterprise_fields, selected
from data_layer.files.tabular import described, json_bytes, parquet_bytes, spelt, without_markup
from data_layer.filters.facets import facets
from data_layer.filters.filters import FilterError, Problem
from data_layer.filters.query import Query, parse_query
from data_layer.registry.ruled import enough, scope
from data_layer.vocabulary.fields import KIND, Field
from data_layer.vocabulary.text import Lang, Text, same

JSON = "application/json"
ARROW = "application/vnd.apache.arrow.stream"
PARQUET = MIME["parquet"]
PAGE, MOST = 100, 5_000


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
        return _answer(lambda: _enterprises(workspace))

    @server.get(f"{base}/openapi.json")
    def openapi() -> Response:
        entries = [entry(e) for e in exhibits().values()]
        return _json(document(workspace.settings.prefix, entries, PAGE, most=MOST))

    @server.get(f"{base}/<path:rest>")
    def nothing(rest: str) -> Response:
        return _unknown(rest)


def entry(exhibit: Exhibit) -> dict[str, Any]:
    """An exhibit as the catalogue lists it."""
    return {
        "id": exhibit.id,
        "title": exhibit.title._asdict(),
        "reading": exhibit.reading._asdict(),
        "page": exhibit.page,
        "origin": list(exhibit.origin),
        "basis": exhibit.basis,
        "params": [_param(exhibit.query_key(param), param) for param in exhibit.params],
        "columns": described((*exhibit.fields, KIND), "en"),
        "formats": list(FORMATS),
        "errata": [erratum.id for erratum in errata_of(exhibit.id)],
    }


def _param(key: str, param: Param) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "name": key,
        "label": param.label._asdict(),
        "default": param.default,
    }
    if param.options:
        schema["options"] = {id: label._asdict() for id, label in param.options.items()}
    else:
        schema |= {"low": param.low, "high": param.high, "step": param.step}
    return schema | ({"pattern": param.pattern} if param.pattern else {})


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
    tag = _tag(
        version, exhibit.id, query, more=(workspace.beside(exhibit, version), rows, workspace.scope)
    )
    if (unchanged := _unchanged(version, tag)) is not None:
        return unchanged
    result = workspace.run(exhibit, query)
    frame, fields = delivered(result, rows)
    lang = query.lang
    details: dict[str, Any] = dict(about(result, lang))
    more = {
        "params": dict(result.params),
        "entry": entry(exhibit),
        "lacking": list(result.lacking),
    }
    return _tagged(_formed(frame, fields, lang, details=details, more=more), version, tag)


def _form() -> str:
    """The form that the caller prefers: JSON unless Arrow or Parquet is named."""
    return request.accept_mimetypes.best_match((JSON, ARROW, PARQUET), JSON)


def _formed(
    frame: pl.DataFrame,
    fields: Sequence[Field],
    lang: Lang,
    details: dict[str, Any],
    more: dict[str, Any] | None = None,
) -> Response:
    """Rows in the form that the caller prefers; `more`: what only JSON can hold."""
    form = _form()
    if form == ARROW:
        buffer = io.BytesIO()
        spelt(frame, fields, lang).write_ipc_stream(buffer)
        return Response(buffer.getvalue(), mimetype=ARROW)
    if form == PARQUET:
        texts = {key: str(value) for key, value in details.items()}
        return Response(parquet_bytes(frame, fields, lang, about=texts), mimetype=PARQUET)
    return Response(
        json_bytes(frame, fields, lang, about={**details, **(more or {})}), mimetype=JSON
    )


def _tag(version: str, what: str, query: Query, more: object = "") -> str:
    """Changes with all that an answer depends on, its form among them."""
    state = f"{version}|{code_fingerprint()}|{what}|{query.to_query()}|{_form()}|{more}"
    return hashlib.blake2b(state.encode(), digest_size=12).hexdigest()


def _tagged(answer: Response, version: str, tag: str) -> Response:
    answer.set_etag(tag)
    answer.headers["Cache-Control"] = "no-cache"
    answer.headers["Vary"] = "Accept"
    answer.headers["X-Data-Version"] = version
    return answer


def _unchanged(version: str, tag: str) -> Response | None:
    """304 if the caller already holds this answer."""
    if tag not in request.if_none_match:
        return None
    return _tagged(Response(status=304), version, tag)


def _facets(workspace: Workspace) -> Response:
    query = parse_query(_search()).strict()
    registry = workspace.registry(query.version)
    tag = _tag(registry.version, "facets", query, more=workspace.scope)
    if (unchanged := _unchanged(registry.version, tag)) is not None:
        return unchanged
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
    return _tagged(_json(body), registry.version, tag)


def _enterprises(workspace: Workspace) -> Response:
    read = parse_query(_search(), frozenset(["limit", "cursor"])).strict()
    registry = workspace.registry(read.version)
    limit, start = _limit(read.params), _start(read.params, registry.version)
    tag = _tag(registry.version, "enterprises", read, more=workspace.scope)
    if (unchanged := _unchanged(registry.version, tag)) is not None:
        return unchanged
    rows = selected(registry, read.filters).slice(start, limit + 1).collect()
    kind = "demonstration" if registry.demonstration else "computed"
    plain = rows.head(limit).with_columns(pl.col(pl.Enum).cast(pl.String), kind=pl.lit(kind))
    following = _cursor(registry.version, start + limit) if rows.height > limit else None
    details = {
        "version": registry.version,
        "filters": scope(registry.rule, read.filters, read.lang),
        "enterprises": count_selected(registry, read.filters, workspace.cache),
        "next": following,
    }
    answer = _formed(plain, enterprise_fields(), read.lang, details=details)
    if following:
        answer.headers["X-Next-Cursor"] = following
    return _tagged(answer, registry.version, tag)


def _limit(params: Any) -> int:
    given = params.get("limit", str(PAGE))
    if not given.isascii() or not given.isdigit() or not 1 <= int(given[:9]) <= MOST:
        raise FilterError([Problem("limit", given[:80], same(f"1..{MOST}"))])
    return int(given)


def _cursor(version: str, start: int) -> str:
    return base64.urlsafe_b64encode(f"{version}:{start}".encode()).decode().rstrip("=")


def _start(params: Any, version: str) -> int:
    """Where a cursor continues; a cursor of another data version is refused, not guessed."""
    given = params.get("cursor")
    if given is None:
        return 0
    try:
        text = base64.urlsafe_b64decode(given + "=" * (-len(given) % 4)).decode("ascii")
        of, _, start = text.partition(":")
        if of == version and start.isdigit():
            return int(start[:12])
    except (binascii.Error, ValueError):
        pass
    allowed = Text("本数据版本给出的 next", "`next` of an answer of this data version")
    raise FilterError([Problem("cursor", given[:80], allowed)])
