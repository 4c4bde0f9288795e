"""Finished answers of cards and of the filter bar: one for each state, whoever asks and however.

The key is the request itself with its address in canonical spelling, so that nothing is kept twice
for two spellings, and no request can put an answer in the place of another's.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import dash
import orjson
from flask import Response, g, request

from components.card.gate import token_of
from components.contract.catalogue import exhibits
from components.contract.requests import card_query, read_locale
from components.contract.workspace import Workspace
from components.http.assets_serving import encoding_of
from components.parts.enterprise_param import with_path
from data_layer.filters.query import parse_query

State = tuple[str, ...]
KEPT_HEADERS = ("Content-Type", "Content-Encoding", "Vary")


def register(app: dash.Dash, workspace: Workspace) -> None:
    """Answer repeated updates before Dash does. Comes after what refuses requests."""
    update = f"{workspace.settings.prefix}_dash-update-component"

    @app.server.before_request
    def repeated() -> Response | None:
        if request.path != update or request.method != "POST":
            return None
        g.state = state_of(request.get_json(silent=True), workspace)
        found = workspace.cache.answer(_encoded(g.state)) if g.state else None
        if found is None:
            return None
        g.state = None
        head, _, body = found.partition(b"\n")
        return Response(body, headers=orjson.loads(head))

    @app.server.after_request
    def keep(response: Response) -> Response:
        state = g.pop("state", None)
        if state and response.status_code == 200 and not response.is_streamed:
            held = {k: response.headers[k] for k in KEPT_HEADERS if k in response.headers}
            workspace.cache.keep_answer(
                _encoded(state), orjson.dumps(held) + b"\n" + response.get_data()
            )
        return response


def _encoded(state: State) -> State:
    return (*state, encoding_of(request.headers.get("Accept-Encoding", "")) or "")


def state_of(body: Any, workspace: Workspace) -> State | None:
    """What the answer to an update depends on; None where that is more than its request.

    Kept are cards and facet counts. Left out are signed frames, which expire, exhibits with context
    tables, which change beside the registry, and unknown data versions, which may come to be.
    """
    if not isinstance(body, dict):
        return None
    try:
        given = {_name(part): part.get("value") for part in (*body["inputs"], *body["state"])}
        search = given["url.search"] or ""
        exhibit = _exhibit(body["outputs"])
        if token_of(search) is not None or (exhibit is None and not _recounts(body)):
            return None
        canonical = _canonical(search, given.get("url.pathname"), exhibit, workspace)
        version = parse_query(search).version
        registry = workspace.registry(version).version
    except (KeyError, TypeError, AttributeError, ValueError):
        return None
    lang, theme = read_locale(given.get("locale.data"))
    rest = {k: v for k, v in given.items() if not k.startswith(("url.", "locale.", "recount."))}
    asked = orjson.dumps([body["output"], body["outputs"], rest], option=orjson.OPT_SORT_KEYS)
    pinned = version or ""
    day = datetime.now(UTC).date().isoformat()
    return (registry, "answer", asked.decode(), canonical, pinned, lang, theme, day)


def _name(part: Any) -> str:
    if isinstance(part, list):
        return "/".join(_name(it) for it in part)
    id = part["id"]
    name = id if isinstance(id, str) else orjson.dumps(id, option=orjson.OPT_SORT_KEYS).decode()
    return f"{name}.{part['property']}"


def _exhibit(outputs: Any) -> str | None:
    """The exhibit that an update fills, or None."""
    first = outputs[0] if isinstance(outputs, list) else outputs
    if isinstance(first, list) or not isinstance(first["id"], dict):
        return None
    id = first["id"].get("exhibit")
    whole = first["id"].get("type") == "card" and first["property"] == "answer"
    known = exhibits().get(id) if whole else None
    return id if known is not None and known.context is None else None


def _recounts(body: dict[str, Any]) -> bool:
    return '"type":"control"' in body["output"] and body["output"].endswith(".options")


def _canonical(search: str, pathname: Any, id: str | None, workspace: Workspace) -> str:
    if id is None:
        return parse_query(search).filters.to_query()
    exhibit = exhibits()[id]
    query = card_query(exhibit, with_path(search, pathname, workspace.settings.prefix))
    settings = sorted(exhibit.settings(query.params).items())
    return f"{query.filters.to_query()}?{settings}"
