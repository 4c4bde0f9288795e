"""POST /briefing/check and /briefing/refresh: is a briefing stale, and the same of today's data.

The body is the file itself, or the field `address`. GET /manifests/<exhibit>?<address of a page>
is what a picture made in the browser takes along.
"""

from dataclasses import replace
from typing import Any, Final

import orjson
from flask import Flask, Response, request

from components.contract.catalogue import exhibits
from components.contract.cells import view_code
from components.contract.requests import card_query_of, home_of, refused
from components.contract.versus import without
from components.contract.workspace import Workspace
from components.intake.access import FOREIGN, is_own
from components.parts.page_path import at_path
from components.receipts.manifest import manifest_of, written
from components.rendering.caption import WORDS as CAPTION
from components.travel.attachment import attachment
from components.travel.briefing.check import (
    Part,
    again,
    check_address,
    check_file,
    language,
    title_of,
)
from components.travel.briefing.deck import MIME, build
from components.travel.briefing.routes import NAME
from components.travel.briefing.tags import DeckError
from components.travel.chromium import Studio, shared
from components.travel.turns import documents, for_a_deck
from data_layer.files.tabular import without_markup
from data_layer.filters.problems import FilterError
from data_layer.filters.query import parse_query
from data_layer.filters.reading import parse_pairs
from data_layer.vocabulary.text import Lang, Text

JSON: Final = "application/json"
MOST_BYTES: Final = 60_000_000
"""Of a deck that is checked."""
PATHS: Final = ("briefing/check", "briefing/refresh")
BROKEN: Final = Text(
    "不是可以读取的 PowerPoint 文件或图片", "no PowerPoint file or picture that can be read"
)
LARGE: Final = Text("文件超过 60 MB", "the file is larger than 60 MB")


def register(server: Flask, workspace: Workspace, studio: Studio | None = None) -> None:
    """Add the addresses. studio: where maps of a refreshed deck are drawn."""
    prefix, place = workspace.settings.prefix, studio or shared()

    @server.post(f"{prefix}{PATHS[0]}")
    def check() -> Response:
        return _answered(lambda lang: _json(report(_parts(workspace, lang), lang)))

    @server.post(f"{prefix}{PATHS[1]}")
    def refresh() -> Response:
        def make(lang: Lang) -> Response:
            parts = _parts(workspace, lang)
            briefing, before = again(parts)
            home, own = home_of(request, workspace.settings), language(parts, lang)
            with documents().turn():
                limit = for_a_deck()
                briefing = replace(briefing, title=title_of(request.get_data()))
                body = build(briefing, workspace, place, own, home, before=before, limit=limit)
            name = f"{NAME(own)}_{workspace.today.isoformat()}.pptx"
            return attachment(body, name, MIME)

        return _answered(make)

    @server.get(f"{prefix}manifests/<id>")
    def manifests(id: str) -> Response:
        exhibit = exhibits().get(id)
        if exhibit is None:
            ids = ", ".join(exhibits())
            return refused(404, [{"key": "exhibit", "value": id[:80], "allowed": ids}])
        pairs = parse_pairs(request.query_string.decode("utf-8", "replace"))
        placed = at_path(pairs, pairs.pop("path", ""), prefix)
        query = card_query_of(exhibit, placed)
        try:
            result = workspace.run(exhibit, query)
        except FilterError:
            result = workspace.run(exhibit, without(replace(query, version=None)))
        line = CAPTION["code"](query.lang) + view_code(result) if view_code(result) else ""
        manifest = written(manifest_of(result, query.lang))
        return _json({"manifest": manifest, "code": view_code(result), "line": line})


def _answered(make: Any) -> Response:
    lang = parse_query(request.query_string.decode("utf-8", "replace")).lang
    if not is_own(request):
        return refused(403, [{"key": "origin", "value": "", "allowed": FOREIGN(lang)}])
    if (request.content_length or 0) > MOST_BYTES:
        return refused(413, [{"key": "file", "value": "", "allowed": LARGE(lang)}])
    try:
        return make(lang)
    except DeckError:
        return refused(400, [{"key": "file", "value": "", "allowed": BROKEN(lang)}])


def _parts(workspace: Workspace, lang: Lang) -> list[Part]:
    if address := request.args.get("address", ""):
        return [check_address(workspace, address[:8_000], lang)]
    with documents().turn():
        return check_file(workspace, request.get_data(), lang, for_a_deck())


def report(parts: list[Part], lang: Lang) -> dict[str, Any]:
    """The report as the page and a job read it."""
    return {
        "stale": any(part.stale for part in parts),
        "parts": [
            {
                "name": part.name,
                "note": part.note,
                "foreign": [number.was for number in part.foreign],
                "views": [
                    {
                        "exhibit": view.manifest.exhibit,
                        "title": view.title,
                        "then": view.manifest.version,
                        "version": view.version,
                        "new": view.new,
                        "unchanged": view.count("unchanged"),
                        "numbers": [
                            {
                                "where": number.where,
                                "state": number.state,
                                "said": number.change(lang),
                            }
                            for number in sorted(
                                view.numbers, key=lambda number: number.state == "unchanged"
                            )
                        ],
                    }
                    for view in part.views
                ],
            }
            for part in parts
        ],
    }


def _json(body: Any) -> Response:
    response = Response(without_markup(orjson.dumps(body)), mimetype=JSON)
    response.headers["Cache-Control"] = "no-store"
    return response
