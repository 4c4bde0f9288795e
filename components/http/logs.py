"""Lines of what happens, a JSON object each on stderr, and the id that ties those of a request.

The id comes from the proxy (X-Request-ID) or is made, and goes back with the answer, so that
whoever saw an error can name it.
"""

import logging
import re
import sys
import time
import uuid
from typing import Any, Final

import dash
from flask import Response, g, request

from components.contract.visitor import visitor
from components.contract.workspace import Workspace
from components.http.json_lines import FACTS, JsonLines
from components.http.layer import Layer
from data_layer.registry.settings import Settings

log = logging.getLogger("srdi.requests")
HEADER: Final = "X-Request-ID"
GOOD: Final = re.compile(r"[0-9A-Za-z._-]{8,64}")
LEVELS: Final = {"warnings": logging.WARNING, "requests": logging.INFO}


def set_up(settings: Settings) -> None:
    """Let everything that this process says be such lines."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    log.setLevel(LEVELS[settings.log])


def logging_requests(_: dash.Dash, workspace: Workspace) -> Layer:
    """Give each request an id, and keep a line of it where that is set."""
    prefix = workspace.settings.prefix

    def begin() -> None:
        given = request.headers.get(HEADER, "")
        g.request_id = given if GOOD.fullmatch(given) else uuid.uuid4().hex
        g.began = time.perf_counter()

    def end(response: Response) -> Response:
        if "request_id" in g:
            response.headers[HEADER] = g.request_id
            if log.isEnabledFor(logging.INFO):
                log.info("request", extra={FACTS: _facts(prefix, response)})
        return response

    return Layer(begin, end)


def _facts(prefix: str, response: Response) -> dict[str, Any]:
    """What of a request matters to whoever looks for a fault; no query, which may hold names."""
    store = re.search(r'desc="(\w+)"', response.headers.get("Server-Timing", ""))
    return {
        "method": request.method,
        "path": request.path.removeprefix(prefix)[:200],
        "status": response.status_code,
        "ms": round((time.perf_counter() - g.began) * 1000, 1),
        "bytes": response.content_length,
        "store": store[1] if store else None,
        "who": visitor().subject,
    }
