"""Finished facet counts of the filter bar: one for each state, whoever asks and however.

The key is the request itself with its address in canonical spelling, so that nothing is kept twice
for two spellings, and no request can put an answer in the place of another's. Cards keep theirs
themselves (cards.py).
"""

from __future__ import annotations

from typing import Any

import dash
import orjson
from flask import Response, g, request

from components.contract.requests import read_locale
from components.contract.workspace import Workspace
from components.http.assets_serving import encoding_of
from components.http.layer import Layer
from components.travel.tokens import token_of
from data_layer.filters.query import parse_query

State = tuple[str, ...]
SORTED = orjson.OPT_SORT_KEYS
KEPT_HEADERS = ("Content-Type", "Content-Encoding", "Vary")


def keeping(_: dash.Dash, workspace: Workspace) -> Layer:
    """Answer repeated updates before Dash does."""
    update = f"{workspace.settings.prefix}_dash-update-component"

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

    def keep(response: Response) -> Response:
        state = g.pop("state", None)
        if state and response.status_code == 200 and not response.is_streamed:
            held = {k: response.headers[k] for k in KEPT_HEADERS if k in response.headers}
            workspace.cache.keep_answer(
                _encoded(state), orjson.dumps(held) + b"\n" + response.get_data()
            )
        return response

    return Layer(before=repeated, after=keep)


def _encoded(state: State) -> State:
    return (*state, encoding_of(request.headers.get("Accept-Encoding", "")) or "")


def state_of(body: Any, workspace: Workspace) -> State | None:
    """What the answer to an update depends on; None for any but facet counts.

    Left out are signed frames, which expire, and unknown data versions, which may come to be.
    """
    if not isinstance(body, dict):
        return None
    try:
        given = {_name(part): _value(part) for part in (*body["inputs"], *body["state"])}
        search = given["url.search"] or ""
        if not _recounts(body) or token_of(search) is not None:
            return None
        query = parse_query(search)
        registry = workspace.registry(query.version).version
        asked = orjson.dumps([body["output"], body["outputs"], _rest(given)], option=SORTED)
    except (KeyError, TypeError, AttributeError, ValueError):
        return None
    lang, _ = read_locale(given.get("locale.data"))
    return (registry, "answer", asked.decode(), query.filters.to_query(), lang)


def _rest(given: dict[str, Any]) -> dict[str, Any]:
    """What is asked beside the address, the language and the wish to have it counted anew."""
    return {k: v for k, v in given.items() if not k.startswith(("url.", "locale.", "recount."))}


def _value(part: Any) -> Any:
    return [it.get("value") for it in part] if isinstance(part, list) else part.get("value")


def _name(part: Any) -> str:
    if isinstance(part, list):
        return "/".join(_name(it) for it in part)
    id = part["id"]
    name = id if isinstance(id, str) else orjson.dumps(id, option=SORTED).decode()
    return f"{name}.{part['property']}"


def _recounts(body: dict[str, Any]) -> bool:
    return '"type":"control"' in body["output"] and body["output"].endswith(".options")
