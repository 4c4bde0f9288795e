"""404 for an address at which there is no page, place, industry or enterprise; Dash answers every
one with its index."""

import re

import dash
from flask import Response, request

from components.contract.catalogue import exhibits
from components.contract.workspace import NoRegistryError, Workspace
from components.http.layer import Layer
from data_layer.enterprises.record import on_file
from data_layer.filters.problems import FilterError
from data_layer.topics.subject.subject import subject_of_code

NAMED = re.compile(r"<[^<>]+>")
FRAME = "/embed/"


def finding(_: dash.Dash, workspace: Workspace) -> Layer:
    """The index of an unknown page, which says so, with the status that says so too."""
    prefix = workspace.settings.prefix

    def check(response: Response) -> Response:
        rule = request.url_rule
        if rule is not None and rule.rule == f"{prefix}<path:path>":
            path = "/" + request.path.removeprefix(prefix)
            if response.status_code == 200 and not (is_page(path) and is_known(path, workspace)):
                response.status_code = 404
        return response

    return Layer(after=check)


def is_known(path: str, workspace: Workspace) -> bool:
    """Whether there is the place, industry or enterprise that a path names, if it names any: of
    enterprises, among those that the asker may see."""
    _, kind, *code = path.rstrip("/").split("/")
    if not code:
        return True
    if kind == "place" or kind == "industry":
        return subject_of_code(kind, code[0]) is not None
    if kind != "enterprise":
        return True
    try:
        rows = workspace.registry(request.args.get("version")).rows
    except (FilterError, NoRegistryError):
        return True  # the page says what is wrong
    return on_file(rows, code[0]) is not None


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
