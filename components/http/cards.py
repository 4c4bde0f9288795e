"""GET /cards/<exhibit>?<address>: all that a card shows, the same for browser, cache and curl.

The address is that of a page. Beside its keys: `table=1` for rows instead of the chart, `path` of
the page where it says more than the query (the profile of an enterprise), `token` of a signed
frame. As on a page, what the address cannot mean is left out.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from flask import Flask, Response, request

from components.card.answer import answer
from components.contract.catalogue import exhibits
from components.contract.evaluate import Store
from components.contract.exhibit import Exhibit
from components.contract.fingerprint import code_fingerprint, digest
from components.contract.requests import card_query_of, exhibit_query, refused
from components.contract.workspace import Workspace
from components.http.assets_serving import QUICK, SMALLEST, encoding_of
from components.http.gate import granted
from components.parts.enterprise_param import at_path
from components.travel.tokens import ALTERED, Grant, TokenError
from data_layer.filters.filters import FilterError, parse_pairs
from data_layer.filters.query import Query
from data_layer.importer.province_figures import ContextTables
from data_layer.registry.store import Registry

JSON = "application/json"
State = tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """A card's address, read. tabled: rows instead of the chart."""

    exhibit: Exhibit
    query: Query
    tabled: bool


def register(server: Flask, workspace: Workspace) -> None:
    """Add the addresses of the cards."""

    @server.get(f"{workspace.settings.prefix}cards/<id>")
    def card(id: str) -> Response:
        pairs = parse_pairs(request.query_string.decode("utf-8", "replace"))
        grant = granted(workspace, pairs.pop("token", None), id)
        exhibit = exhibits().get(id)
        if exhibit is None:
            known = ", ".join(exhibits())
            return refused(404, [{"key": "exhibit", "value": id[:80], "allowed": known}])
        asked = read(exhibit, pairs, workspace.settings.prefix)
        if grant is None:
            return _open(workspace, asked)
        return _framed(workspace, asked, _locked(exhibit, grant))


def _locked(exhibit: Exhibit, grant: Grant) -> Query:
    """The query of a grant; TokenError if it says what this program does not know.

    A filter left out would show what the signer meant to hide.
    """
    try:
        locked = exhibit_query(exhibit, grant.query)
    except FilterError as error:
        raise TokenError(ALTERED) from error
    return replace(locked, version=grant.version)


def read(exhibit: Exhibit, given: Mapping[str, str], prefix: str) -> Asked:
    """What the keys and values of an address ask of a card."""
    own = {name: value for name, value in given.items() if name not in ("table", "path")}
    placed = at_path(own, given.get("path", ""), prefix)
    return Asked(exhibit, card_query_of(exhibit, placed), tabled=given.get("table") == "1")


def _framed(workspace: Workspace, asked: Asked, locked: Query) -> Response:
    """The card of a signed frame: what the token locks, kept nowhere since it expires."""
    began = time.perf_counter()
    query = replace(locked, lang=asked.query.lang, theme=asked.query.theme)
    result = workspace.run(asked.exhibit, query)
    body = answer(workspace, result, query, tabled=asked.tabled, shared=False)
    encoding = _encoding()
    response = _sent(_compressed(body, encoding), encoding)
    response.headers["Cache-Control"] = "no-store"
    return _timed(response, result.store, began)


def _open(workspace: Workspace, asked: Asked) -> Response:
    """Any other card: tagged, and kept for whoever asks the same."""
    began = time.perf_counter()
    registry, query = _registry(workspace, asked.query)
    encoding = _encoding()
    state = state_of(replace(asked, query=query), registry, workspace, encoding)
    tag = digest(repr((code_fingerprint(), *state)).encode())
    if tag in request.if_none_match:
        return _tagged(Response(status=304), tag, registry)
    body, place = workspace.cache.placed_answer(state)
    store: Store = place or "computed"
    if body is None:
        result = workspace.run(asked.exhibit, query)
        store = result.store
        body = _compressed(answer(workspace, result, query, tabled=asked.tabled), encoding)
        workspace.cache.keep_answer(state, body)
    return _timed(_tagged(_sent(body, encoding), tag, registry), store, began)


def _registry(workspace: Workspace, query: Query) -> tuple[Registry, Query]:
    """The registry of a query: the current one if that of the address is unknown."""
    try:
        return workspace.registry(query.version), query
    except FilterError:
        return workspace.registry(), replace(query, version=None)


def state_of(asked: Asked, registry: Registry, workspace: Workspace, encoding: str) -> State:
    """All that an answer depends on beside the code: the same for every spelling of an address."""
    exhibit, query = asked.exhibit, asked.query
    context = ContextTables(workspace.settings.home).state() if exhibit.context else ""
    return (
        registry.version,
        "card",
        exhibit.id,
        query.filters.to_query(),
        repr(sorted(exhibit.settings(query.params).items())),
        query.version or "",
        query.lang,
        query.theme,
        "table" if asked.tabled else "",
        str(context),
        workspace.settings.prefix,
        datetime.now(UTC).date().isoformat(),
        encoding,
    )


def _encoding() -> str:
    return encoding_of(request.headers.get("Accept-Encoding", "")) or ""


def _compressed(body: bytes, encoding: str) -> bytes:
    return QUICK[encoding](body) if encoding and len(body) >= SMALLEST else body


def _sent(body: bytes, encoding: str) -> Response:
    response = Response(body, mimetype=JSON)
    if encoding and not body.startswith(b"{"):
        response.headers["Content-Encoding"] = encoding
    return response


def _tagged(response: Response, tag: str, registry: Registry) -> Response:
    response.set_etag(tag)
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["X-Data-Version"] = registry.version
    return response


def _timed(response: Response, store: Store, began: float) -> Response:
    """Say which store answered, and how long it took in milliseconds."""
    took = (time.perf_counter() - began) * 1000
    response.headers["Server-Timing"] = f'answer;desc="{store}";dur={took:.1f}'
    return response
