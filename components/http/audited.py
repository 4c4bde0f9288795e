"""What of the answers stands in the audit log: exports, signings, imports, refusals."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from flask import Response, request

from components.contract.visitor import visitor
from components.contract.workspace import Workspace
from components.http.who import client_address
from components.travel.tokens import token_of
from data_layer.access.audit import Audit
from data_layer.registry.revoked import mark

EVENTS: Final[Mapping[re.Pattern[str], str]] = {
    re.compile(
        r"export/.*|briefing\.pptx|briefing/refresh|api/v1/(enterprises|exhibits/.+)", re.DOTALL
    ): "export",
    re.compile(r"sign/.*", re.DOTALL): "sign",
    re.compile(
        r"import/upload|import/.*/(start|use|cancel)(/.*)?|import/version/.*", re.DOTALL
    ): "import",
}
REFUSED: Final = (401, 403, 429)


def auditing(workspace: Workspace, audit: Audit) -> Callable[[Response], Response]:
    """Takes every answer and keeps a line of those that matter."""
    settings = workspace.settings

    def watch(response: Response) -> Response:
        path = request.path.removeprefix(settings.prefix)
        event = "refused" if response.status_code in REFUSED else _event(path, response)
        if event is not None:
            who = visitor()
            audit.write(
                event,
                who=who.subject,
                role=who.role.en,
                rows=who.rule.to_query(),
                address=client_address(request, settings),
                method=request.method,
                path=path,
                query=_without_token(request.query_string.decode("utf-8", "replace")),
                file=request.headers.get("X-File-Name"),
                status=response.status_code,
                bytes=response.content_length,
                token=_signed(response) if event == "sign" else None,
            )
        return response

    return watch


def _event(path: str, response: Response) -> str | None:
    """What was done; a file that is read piece by piece is exported once."""
    later = response.status_code == 206 and not _from_start(request.headers.get("Range", ""))
    if response.status_code >= 300 or request.method == "HEAD" or later:
        return None
    if path.startswith("import/") and request.method != "POST":
        return None
    return next((name for pattern, name in EVENTS.items() if pattern.fullmatch(path)), None)


def _from_start(asked: str) -> bool:
    return asked.replace(" ", "").startswith("bytes=0-")


def _without_token(query: str) -> str:
    """A token is a key: the log does not hold it."""
    return re.sub(r"(^|&)token=[^&]*", r"\1token=...", query)


def _signed(response: Response) -> str:
    """The mark by which a signed link stands among the revoked ones."""
    address = str((response.get_json() or {}).get("address", ""))
    return mark(token_of(address.partition("?")[2]) or "")
