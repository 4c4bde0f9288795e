"""Who may see what: signed embeds, and a setting under which nothing else is shown."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

import dash
from flask import Response, request

from components.workspace import Workspace
from data_layer.text import Text
from data_layer.tokens import NEEDED, Grant, TokenError, secret_of, verify

OPEN = ("assets/", "_dash-component-suites/", "_dash-layout", "_dash-dependencies", "_favicon.ico",
        "healthz")  # fmt: skip


def token_of(search: str | None) -> str | None:
    """The token in an address's query, or None."""
    found = parse_qs((search or "").removeprefix("?")).get("token")
    return found[-1] if found else None


def grant_of(workspace: Workspace, search: str | None, exhibit: str) -> Grant | None:
    """The verified grant of an address, None without a token; TokenError if it opens nothing."""
    token = token_of(search)
    if token is None:
        if workspace.settings.tokens_required:
            raise TokenError(NEEDED)
        return None
    return verify(secret_of(workspace.settings.home), token, exhibit)


def register(app: dash.Dash, workspace: Workspace) -> None:
    """Refuse, before anything is computed, what a token or the setting does not allow."""
    prefix = workspace.settings.prefix

    @app.server.before_request
    def check() -> Response | None:
        path = request.path.removeprefix(prefix)
        if path.startswith(OPEN):
            return None
        try:
            _check(workspace, path)
        except TokenError as error:
            return _refusal(error.message)
        return None


def _check(workspace: Workspace, path: str) -> None:
    if path == "_dash-update-component":
        _check_update(workspace)
        return
    token = request.args.get("token")
    if path.startswith("embed/"):
        grant_of(workspace, request.query_string.decode("utf-8", "replace"), path[6:].strip("/"))
    elif token is not None or workspace.settings.tokens_required:
        # A token shows its exhibit in a frame; it is no key to files, pages or the API.
        raise TokenError(NEEDED)


def _check_update(workspace: Workspace) -> None:
    """A callback of a signed frame fills the page and the card of its grant, nothing else."""
    body = request.get_json(silent=True) or {}
    search = _search(body)
    if token_of(search) is None and not workspace.settings.tokens_required:
        return
    output = str(body.get("output", ""))
    exhibit = _exhibit(output)
    if exhibit is None and not output.startswith(("..page.children", "page.children")):
        raise TokenError(NEEDED)
    token = token_of(search)
    if token is None:
        raise TokenError(NEEDED)
    verify(secret_of(workspace.settings.home), token, exhibit)


def _search(body: dict[str, Any]) -> str | None:
    for part in (*body.get("inputs", []), *body.get("state", [])):
        if isinstance(part, dict) and part.get("id") == "url" and part.get("property") == "search":
            return str(part.get("value") or "")
    return None


def _exhibit(output: str) -> str | None:
    """The exhibit whose card an update fills, or None if it fills something else."""
    head = '..{"exhibit":"'
    if not output.startswith(head):
        return None
    outputs = output.strip(".").split("...")
    names = {part[len(head) - 2 :].split('"', 1)[0] for part in outputs}
    return names.pop() if len(names) == 1 else None


def _refusal(message: Text) -> Response:
    words = f"{message.zh}\n{message.en}\n"
    return Response(words, 403, content_type="text/plain; charset=utf-8")
