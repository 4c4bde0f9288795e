"""How many files and pictures one client gets in a minute, of each process that answers.

A client is who is signed in, else an address. Pieces of a file that was made already are nearly
free, and a program that reads Parquet asks for many: they have a limit of their own.
"""

import time
from typing import Any, Final

import orjson
from flask import Flask, Response, request
from flask_limiter import Limiter
from flask_limiter.errors import RateLimitExceeded

from components.contract.visitor import visitor
from components.contract.workspace import Workspace
from components.http.who import client_address
from components.travel.picture_export import FORMATS
from data_layer.vocabulary.text import Text

PICTURES: Final = frozenset(
    {"briefing", "check", "refresh", *(f"export_{format}" for format in FORMATS)}
)
"""Endpoints at which Chromium draws, or a deck is made or read."""
EXPORTS: Final = frozenset({"export", "version_changes", "moves_file", "rows"})
"""Endpoints of files, and of rows from the API."""
PIECES: Final = 20
"""Requests for pieces of a file for one file."""
JUMP: Final = 1.0
"""Seconds that a clock may be slowed to the right time without being set."""
MOST = Text(
    "一分钟内的下载次数已满，请在 {seconds} 秒后重试",
    "too many downloads within a minute: come again in {seconds} seconds",
)


def register(server: Flask, workspace: Workspace) -> None:
    """Put the limits around the routes that there are."""
    settings = workspace.settings

    seen = time.time()

    def client() -> str:
        nonlocal seen
        before, seen = seen, time.time()
        if seen < before - JUMP:  # set back: what was counted is of a time to come, and would stay
            limiter.reset()
        return visitor().subject or client_address(request, settings)

    limiter = Limiter(
        client,
        app=server,
        storage_uri=settings.redis or "memory://",
        in_memory_fallback_enabled=settings.redis is not None,
        strategy="moving-window",
    )
    _limit(server, limiter, PICTURES, most=settings.pictures_per_minute, scope="pictures")
    _limit(server, limiter, EXPORTS, most=settings.exports_per_minute, scope="exports")

    @server.errorhandler(RateLimitExceeded)
    def too_many(_: RateLimitExceeded) -> Response:
        limit = limiter.current_limit
        seconds = 60 if limit is None else min(60, max(1, round(limit.reset_at - time.time())))
        words = f"{MOST.zh} {MOST.en}".format(seconds=seconds)
        problem = {"key": "client", "value": "", "allowed": words}
        answer = Response(orjson.dumps({"error": [problem]}), 429, mimetype="application/json")
        answer.headers["Retry-After"] = str(seconds)
        return answer


def _limit(
    server: Flask, limiter: Limiter, endpoints: frozenset[str], most: int, scope: str
) -> None:
    if not most:
        return
    files = limiter.shared_limit(f"{most}/minute", scope, exempt_when=_is_piece)
    pieces = limiter.shared_limit(f"{most * PIECES}/minute", f"{scope} in pieces")
    views: Any = server.view_functions
    for endpoint in endpoints & set(views):
        views[endpoint] = pieces(files(views[endpoint]))


def _is_piece() -> bool:
    return "Range" in request.headers or request.method == "HEAD"
