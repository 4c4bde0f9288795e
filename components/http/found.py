"""404 for an address at which there is no page; Dash answers every one with its index."""

import re

import dash
from flask import Response, request

from components.contract.catalogue import exhibits
from components.contract.workspace import Workspace
from components.http.layer import Layer

NAMED = re.compile(r"<[^<>]+>")
FRAME = "/embed/"


def finding(_: dash.Dash, workspace: Workspace) -> Layer:
    """The index of an unknown page, which says so, with the status that says so too."""
    prefix = workspace.settings.prefix

    def check(response: Response) -> Response:
        rule = request.url_rule
        if rule is not None and rule.rule == f"{prefix}<path:path>":
            path = "/" + request.path.removeprefix(prefix)
            if response.status_code == 200 and not is_page(path):
                response.status_code = 404
        return response

    return Layer(after=check)


def is_page(path: str) -> bool:
    """Whether a path, without the prefix, is that of a page or of an exhibit's frame."""
    if path.startswith(FRAME):
        return path.removeprefix(FRAME).strip("/") in exhibits()
    named = path.rstrip("/") or "/"
    return any(
        re.fullmatch(_pattern(template), named)
        for page in dash.page_registry.values()
        for template in (page["path"], page["path_template"])
        if template is not None
    )


def _pattern(template: str) -> str:
    return "[^/]+".join(re.escape(part) for part in NAMED.split(template))
