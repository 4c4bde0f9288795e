"""Headers of every answer, and plain refusals where Dash would answer 500."""

import logging

import dash
from dash.exceptions import DashException
from flask import Flask, Response, request

from components.contract.requests import is_named, problems_of, refused
from components.contract.workspace import NoRegistryError, Workspace
from components.http.layer import Layer
from components.http.updates import is_update
from components.travel.turns import BusyError, busy, late
from data_layer.files.disk import reason
from data_layer.files.limit import LateError
from data_layer.filters.problems import FilterError
from data_layer.filters.query import parse_query
from data_layer.registry.manifest import DamagedVersionError
from data_layer.vocabulary.text import Text

log = logging.getLogger(__name__)
YEAR = "max-age=31536000"
UNREAD = Text(
    "服务器无法读写（{}）；请告诉管理员。",
    "The server cannot read or write ({}); tell its operator.",
)
NAMES = "localhost, 127.0.0.1, [::1], SRDI_ADDRESS"


def register(server: Flask) -> None:
    """Refuse plainly what Dash does not know, what a query cannot mean, and what must wait."""
    server.register_error_handler(BusyError, busy)
    server.register_error_handler(LateError, late)

    @server.errorhandler(DashException)
    def unknown_resource(error: DashException) -> Response:
        return refused(404, [{"key": "address", "value": "", "allowed": type(error).__name__}])

    @server.errorhandler(NoRegistryError)
    @server.errorhandler(DamagedVersionError)
    def unserved(error: NoRegistryError | DamagedVersionError) -> Response:
        words = f"{error.message.zh}\n{error.message.en}\n"
        return Response(words, 503, content_type="text/plain; charset=utf-8")

    @server.errorhandler(OSError)
    def unread(error: OSError) -> Response:
        log.error("%s %s: %s", request.method, request.path, error)
        causes = zip(UNREAD, reason(error), strict=True)
        words = "".join(f"{sentence.format(cause)}\n" for sentence, cause in causes)
        return Response(words, 503, content_type="text/plain; charset=utf-8")

    @server.errorhandler(FilterError)
    def unanswerable(error: FilterError) -> Response:
        search = request.query_string.decode("utf-8", "replace")
        return refused(400, problems_of(error, parse_query(search).lang))


def guarding(app: dash.Dash, workspace: Workspace) -> Layer:
    """Content-Security-Policy and its companions; frames only under /embed."""
    settings = workspace.settings
    embed = f"{settings.prefix}embed/"
    update = f"{settings.prefix}_dash-update-component"
    hashes: list[str] = []
    secure = (settings.address or "").startswith("https://")

    def well_formed() -> Response | None:
        if not is_named(request, settings):
            return refused(421, [{"key": "Host", "value": request.host[:80], "allowed": NAMES}])
        posted = request.path == update and request.method == "POST"
        if posted and not is_update(_body(), app.callback_map):
            return refused(400, [{"key": "body", "value": "", "allowed": "a Dash callback"}])
        return None

    def headers(response: Response) -> Response:
        if not hashes:
            # Dash adds inline scripts with the first request: only now are all of them known.
            hashes.extend(app.csp_hashes())
        framed = request.path.startswith(embed)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        if secure:
            response.headers["Strict-Transport-Security"] = YEAR
        if not framed:
            response.headers["X-Frame-Options"] = "DENY"
        origins = settings.embed_origins if framed else None
        response.headers["Content-Security-Policy"] = policy(hashes, origins)
        return response

    return Layer(before=well_formed, after=headers)


def _body() -> object:
    """The JSON of a request; None if it is none."""
    try:
        return request.get_json(silent=True)
    except RecursionError:  # [[[[[[... is no update either
        return None


def policy(hashes: list[str], embed_origins: tuple[str, ...] | None) -> str:
    """The policy of one answer. embed_origins: who may frame it beside us; None for nobody."""
    ancestors = "'none'" if embed_origins is None else " ".join(["'self'", *embed_origins])
    rules = {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", *hashes]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "frame-src": "'self'",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "object-src": "'none'",
        "frame-ancestors": ancestors,
    }
    return "; ".join([f"{name} {value}" for name, value in rules.items()])
