"""Answers that a browser, a cache or curl may ask for again: tagged, compressed and kept."""

import time
from collections.abc import Callable

from flask import Response, request

from components.contract.fingerprint import code_fingerprint, digest
from components.contract.result import Store
from components.contract.workspace import Workspace
from components.http.compressed import QUICK, SMALLEST, encoding_of
from data_layer.filters.problems import FilterError
from data_layer.registry.registry import Registry

JSON = "application/json"
HTML = "text/html; charset=utf-8"
State = tuple[str, ...]


def known_registry(workspace: Workspace, version: str | None) -> tuple[Registry, str | None]:
    """The registry of a version, and that version: the current one, and None, if it is unknown."""
    try:
        return workspace.registry(version), version
    except FilterError:
        return workspace.registry(), None


def kept_answer(
    workspace: Workspace,
    registry: Registry,
    state: State,
    make: Callable[[], tuple[bytes, Store]],
    mimetype: str,
) -> Response:
    """What `make` makes, once for whoever asks the same.

    state: all that the answer depends on beside the code and the data version.
    """
    began = time.perf_counter()
    encoding = _encoding()
    whole = (registry.version, workspace.scope, *state, encoding)
    tag = digest(repr((code_fingerprint(), *whole)).encode())
    if tag in request.if_none_match:
        return _tagged(Response(status=304), tag, registry)
    body, place = workspace.cache.placed_answer(whole)
    store: Store = place or "computed"
    if body is None:
        raw, store = make()
        body = _compressed(raw, encoding)
        workspace.cache.keep_answer(whole, body)
    return timed(_tagged(_sent(body, encoding, mimetype), tag, registry), store, began)


def unkept(body: bytes, store: Store, mimetype: str, began: float) -> Response:
    """An answer that nobody keeps. began: `time.perf_counter()` when it was asked for."""
    encoding = _encoding()
    response = _sent(_compressed(body, encoding), encoding, mimetype)
    response.headers["Cache-Control"] = "no-store"
    return timed(response, store, began)


def timed(response: Response, store: Store, began: float) -> Response:
    """Say which store answered, and how long it took in milliseconds."""
    took = (time.perf_counter() - began) * 1000
    response.headers["Server-Timing"] = f'answer;desc="{store}";dur={took:.1f}'
    return response


def _encoding() -> str:
    return encoding_of(request.headers.get("Accept-Encoding", "")) or ""


def _compressed(body: bytes, encoding: str) -> bytes:
    """The body behind a byte that says whether it is compressed."""
    if encoding and len(body) >= SMALLEST:
        return b"1" + QUICK[encoding](body)
    return b"0" + body


def _sent(body: bytes, encoding: str, mimetype: str) -> Response:
    response = Response(body[1:], content_type=mimetype)
    if body.startswith(b"1"):
        response.headers["Content-Encoding"] = encoding
    return response


def _tagged(response: Response, tag: str, registry: Registry) -> Response:
    response.set_etag(tag)
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["X-Data-Version"] = registry.version
    return response
