"""The door, where SRDI_ACCESS is on: who asks is admitted or not, and what they ask for looked up.

Which rows they get is no matter of addresses: the workspace gives no others (data_layer/registry/
ruled.py). What was done and what was refused stands in the audit log.
"""

import re
from collections.abc import Mapping
from hmac import compare_digest
from typing import Final

import dash
from flask import Flask, Response, request

from components.contract.catalogue import exhibits
from components.contract.visitor import CLOSED, admit
from components.contract.workspace import Workspace
from components.http.audited import auditing
from components.http.gate import said_address
from components.http.layer import Layer
from components.http.plain_page import is_page, plain_page
from components.http.sign_in import HOME, SIGN_IN, SIGN_OUT, SIGNED_OUT, sign_in_address
from components.http.who import UnknownError, visitor_of
from components.intake.access import FOREIGN, is_own
from components.travel.tokens import token_of
from data_layer.access.audit import Audit
from data_layer.access.roles import read_access
from data_layer.access.visitor import NOBODY, Right, RightError
from data_layer.registry.settings import check_access
from data_layer.vocabulary.text import Lang, Text

OPEN: Final = re.compile(
    r"assets/.*|_dash-component-suites/.*|_dash-layout|_dash-dependencies|_favicon\.ico"
    rf"|healthz|readyz|{SIGN_IN}|{SIGN_IN}/done|{SIGN_OUT}|{SIGNED_OUT}"
)
"""What holds nothing of a registry."""
FRAMES: Final = re.compile(r"(embed|cards)/.*")
RIGHTS: Final[Mapping[re.Pattern[str], Right]] = {
    re.compile(r"api/v1/enterprises"): "export_rows",
    re.compile(r"sign/.*", re.DOTALL): "sign",
    re.compile(r"metrics|import/(?!versions\Z).*", re.DOTALL): "import",
}
"""What asks for more than to view."""
FILES: Final = re.compile(r"(?:export|api/v1/exhibits)/([^/.]*)(\.(?:png|svg|pdf)\Z)?.*", re.DOTALL)
"""Files and answers of exhibits, pictures apart; any other file is taken for one of enterprises."""
UNKNOWN: Final = Text(
    "请先登录。此处只对已登录的人员开放。",
    "Sign in first: this is open to those signed in.",
)
OTHER: Final = Text("换一个账号登录", "Sign in as somebody else")
PROXY: Final = Text(
    "请通过本单位的统一入口访问。",
    "Come by your organisation's own entrance.",
)


def register(server: Flask, workspace: Workspace) -> None:
    """Refuse in a sentence; SettingsError for settings under which nobody would get in."""
    settings = workspace.settings
    server.config[CLOSED] = settings.access != "off"
    if settings.access != "off":
        check_access(settings)
        read_access(settings.roles)

    @server.errorhandler(RightError)
    def lacking(error: RightError) -> Response:
        if not is_page(request):
            return _refusal(error.message, 403)
        links = [] if error.right == "view" else [(HOME, settings.prefix)]
        if settings.access == "oidc":
            links.append((OTHER, f"{settings.prefix}{SIGN_IN}"))
        return plain_page(error.message, 403, links)


def admitting(_: dash.Dash, workspace: Workspace) -> Layer:
    """Admit who asks, or say why not; nothing where access is off."""
    settings = workspace.settings
    if settings.access == "off":
        return Layer()
    audit = auditing(workspace, Audit(settings.home, settings.audit_days))

    def check() -> Response | None:
        path = request.path.removeprefix(settings.prefix)
        admit(NOBODY)
        if OPEN.fullmatch(path) or _is_frame(path) or _is_scrape(path, workspace):
            return None
        try:
            who = visitor_of(request, settings)
        except UnknownError:
            return _unknown(workspace, path)
        if who is None:
            raise RightError("view")
        admit(who)
        who.need(needed(path))
        changes = request.method not in ("GET", "HEAD", "OPTIONS") or needed(path) == "sign"
        if changes and not is_own(request):
            return _refusal(FOREIGN, 403)
        return None

    def sent(response: Response) -> Response:
        """Nobody else's cache keeps what depends on who asks."""
        path = request.path.removeprefix(settings.prefix)
        if not path.startswith(("assets/", "_dash-component-suites/")):
            caching = response.headers.get("Cache-Control", "")
            if "no-store" not in caching:
                response.headers["Cache-Control"] = "private, no-cache"
            response.vary.add(settings.proxy_header if settings.access == "proxy" else "Cookie")
        return audit(response)

    return Layer(check, sent)


def needed(path: str) -> Right:
    """The right that a path, without the prefix, asks for."""
    for pattern, right in RIGHTS.items():
        if pattern.fullmatch(path):
            return right
    named = FILES.fullmatch(path)
    if named is None or named[2] is not None:
        return "view"
    exhibit = exhibits().get(named[1])
    listing = path.startswith("export/") if exhibit is None else exhibit.lists_enterprises
    return "export_rows" if listing else "view"


def _is_frame(path: str) -> bool:
    """Whether a signed frame asks: its token is looked at in its place (gate.py, cards.py)."""
    if path == "_dash-update-component":
        return token_of(said_address(request.get_json(silent=True))) is not None
    token = token_of(request.query_string.decode("utf-8", "replace"))
    return bool(FRAMES.fullmatch(path)) and token is not None


def _is_scrape(path: str, workspace: Workspace) -> bool:
    """Whether a monitor asks for numbers of operation with the password that is set for it."""
    wanted = workspace.settings.metrics_token
    if path != "metrics" or wanted is None:
        return False
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return compare_digest(given.encode(), wanted.get_secret_value().encode())


def _unknown(workspace: Workspace, path: str) -> Response:
    """To the sign-in for a page that is opened; a sentence for anything else."""
    if workspace.settings.access == "proxy":
        return plain_page(PROXY, 401, []) if is_page(request) else _refusal(PROXY, 401)
    if is_page(request) and not path.startswith("embed/"):
        to = sign_in_address(workspace, request.full_path)
        return Response(status=302, headers={"Location": to})
    return _refusal(UNKNOWN, 401)


def _refusal(message: Text, status: int) -> Response:
    lang: Lang = "en" if request.args.get("lang") == "en" else "zh"
    words = f"{message.zh}\n{message.en}\n" if lang == "zh" else f"{message.en}\n"
    return Response(words, status, content_type="text/plain; charset=utf-8")
