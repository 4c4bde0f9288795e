"""Pictures from the server: /export/<exhibit>.png, .svg and .pdf."""

import re

import orjson
from flask import Flask, Response, request

from components.contract.catalogue import exhibits
from components.contract.exhibit import Exhibit
from components.contract.file_name import file_stem
from components.contract.requests import exhibit_query, problems_of, refused
from components.contract.workspace import Workspace
from components.travel.attachment import attachment
from components.travel.chromium import (
    BrowserMissingError,
    Format,
    PictureError,
    SlowError,
    Studio,
    shared,
)
from components.travel.pictures import FORMATS, MIME, picture, size_problem
from components.travel.turns import RETRY_SECONDS
from data_layer.filters.problems import FilterError
from data_layer.filters.query import parse_query

_SIZE = re.compile(r"(?:^|&)size=([^&]*)")


def register(server: Flask, workspace: Workspace, studio: Studio | None = None) -> None:
    """Add the picture addresses. studio: where they are drawn, by default that of the process."""
    place = studio or shared()

    def export(name: str, format: Format) -> Response:
        exhibit = exhibits().get(name)
        if exhibit is None:
            allowed = ", ".join(exhibits())
            return refused(404, [{"key": "export", "value": name[:80], "allowed": allowed}])
        return _answer(workspace, place, exhibit, format=format)

    for format in FORMATS:
        server.add_url_rule(
            f"{workspace.settings.prefix}export/<name>.{format}",
            f"export_{format}",
            export,
            defaults={"format": format},
        )


def _answer(workspace: Workspace, studio: Studio, exhibit: Exhibit, format: Format) -> Response:
    search = request.query_string.decode("utf-8", "replace")
    sizes = _SIZE.findall(search)
    size, rest = (sizes or ["slide"])[-1], _SIZE.sub("", search).removeprefix("&")
    lang = parse_query(rest).lang
    try:
        if (problem := size_problem(size)) is not None:
            raise FilterError([problem])
        query = exhibit_query(exhibit, rest)
        result = workspace.run(exhibit, query)
        body = picture(studio, result, query.lang, theme=query.theme, format=format, size=size)
    except FilterError as error:
        return refused(400, problems_of(error, lang))
    except PictureError as error:
        return unavailable(error)
    stem = file_stem(exhibit.id, result.filters, result.kind, day=result.day, lang=query.lang)
    return attachment(body, f"{stem}.{format}", MIME[format])


def unavailable(error: PictureError) -> Response:
    """503 that says what is missing, or when to try again; 500 for a drawing that failed."""
    body = orjson.dumps({"error": [{"key": "picture", "value": "", "allowed": str(error)}]})
    status = 503 if isinstance(error, BrowserMissingError | SlowError) else 500
    response = Response(body, status, mimetype="application/json")
    if isinstance(error, SlowError):
        response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response
