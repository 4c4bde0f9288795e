"""Who may see what: signed embeds, and a setting under which nothing else is shown."""

import logging
from typing import Any

import dash
from flask import Flask, Response, request

from components.contract.workspace import Workspace
from components.http.layer import Layer
from components.travel.tokens import (
    NEEDED,
    REVOKED,
    Grant,
    TokenError,
    secret_of,
    token_of,
    verify,
)
from data_layer.registry.revoked import is_revoked
from data_layer.registry.settings import SettingsError
from data_layer.vocabulary.text import Text

log = logging.getLogger(__name__)
OPEN = (
    "assets/",
    "_dash-component-suites/",
    "_dash-layout",
    "_dash-dependencies",
    "_favicon.ico",
    "healthz",
    "readyz",
    "sign-",
    "signed-out",
    "cards/",
)
"""Shown to everybody; a card verifies the token of its address itself (cards.py)."""

PAGE = "..page.children..."
UNUSABLE = Text(
    "服务器的一项设置不能使用，日志里写着是哪一项；请告诉管理员。",
    "A setting of the server cannot be used; its log says which. Tell its operator.",
)


def granted(workspace: Workspace, token: str | None, exhibit: str) -> Grant | None:
    """What a token verifiably grants, None without one; TokenError if it opens nothing."""
    if token is None:
        if workspace.settings.tokens_required:
            raise TokenError(NEEDED)
        return None
    return _verified(workspace, token, exhibit)


def _verified(workspace: Workspace, token: str, exhibit: str | None = None) -> Grant:
    grant = verify(secret_of(workspace.settings), token, exhibit)
    if is_revoked(workspace.settings.home, token):
        raise TokenError(REVOKED)
    return grant


def register(server: Flask) -> None:
    """Refuse in plain words what a token does not open."""

    @server.errorhandler(TokenError)
    def refuse(error: TokenError) -> Response:
        return _refusal(error.message, 403)

    @server.errorhandler(SettingsError)
    def unusable(error: SettingsError) -> Response:
        log.error("%s", error)
        return _refusal(UNUSABLE, 503)


def checking(_: dash.Dash, workspace: Workspace) -> Layer:
    """Refuse, before anything is computed, what a token or the setting does not allow."""
    prefix = workspace.settings.prefix

    def check() -> Response | None:
        path = request.path.removeprefix(prefix)
        if path.startswith(OPEN):
            return None
        return _check(workspace, path)

    return Layer(before=check)


def _check(workspace: Workspace, path: str) -> Response | None:
    if path == "_dash-update-component":
        return _check_update(workspace)
    if path.startswith("embed/"):
        search = request.query_string.decode("utf-8", "replace")
        granted(workspace, token_of(search), path.removeprefix("embed/").strip("/"))
    elif request.args.get("token") is not None or workspace.settings.tokens_required:
        # A token shows its exhibit in a frame; it is no key to files, pages or the API.
        raise TokenError(NEEDED)
    return None


def said_address(body: Any) -> str | None:
    """The query of the page that sends an update."""
    return _value(body, "search") if isinstance(body, dict) else None


def _check_update(workspace: Workspace) -> Response | None:
    """A callback of a signed frame fills the frame, nothing else."""
    body = request.get_json(silent=True) or {}
    token = token_of(said_address(body))
    if token is None:
        if workspace.settings.tokens_required:
            raise TokenError(NEEDED)
        return None
    grant = _verified(workspace, token)
    output = str(body.get("output", ""))
    framed = _value(body, "pathname") == f"{workspace.settings.prefix}embed/{grant.exhibit}"
    if output.startswith(PAGE) and framed:
        return None
    return Response(status=204)


def _value(body: dict[str, Any], property: str) -> str | None:
    """What an update says the address is."""
    for part in (*body.get("inputs", []), *body.get("state", [])):
        if isinstance(part, dict) and (part.get("id"), part.get("property")) == ("url", property):
            return str(part.get("value") or "")
    return None


def _refusal(message: Text, status: int) -> Response:
    words = f"{message.zh}\n{message.en}\n"
    return Response(words, status, content_type="text/plain; charset=utf-8")
