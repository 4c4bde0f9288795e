"""/receipts/<exhibit>: where one number of a card comes from; /api/v1/verify/<code>: whether it
still is what its code says.

`/receipts/<exhibit>?<address of a page>` with `number` (as it was read) and `words` (what stands
beside it), or `column` and `number` where the column is known, and `source=published` for a number
that is the report's, `source=rows` for one that says how many rows a sentence compares, answers
with HTML for the dialog and with the facts themselves, so that a script reads the same.
"""

from dataclasses import asdict, replace
from typing import Any

import orjson
from flask import Flask, Response, request

from components.card.markup import markup
from components.contract.catalogue import exhibits
from components.contract.cells import meant, printed_alone
from components.contract.exhibit import Exhibit
from components.contract.receipt_code import CodeError, decode
from components.contract.requests import card_query_of, refused
from components.contract.workspace import Workspace
from components.http.answers import JSON, known_registry
from components.parts.page_path import at_path
from components.receipts.facts import facts
from components.receipts.verify import verify
from components.receipts.words import WORDS, choices, reason, receipt
from data_layer.files.tabular import without_markup
from data_layer.filters.reading import parse_pairs
from data_layer.vocabulary.text import Lang

ASKED = ("number", "words", "column", "path", "source")
LONGEST = 400


def register(server: Flask, workspace: Workspace) -> None:
    """Add the addresses."""
    prefix = workspace.settings.prefix

    @server.get(f"{prefix}receipts/<id>")
    def receipts(id: str) -> Response:
        exhibit = exhibits().get(id)
        if exhibit is None:
            ids = ", ".join(exhibits())
            return refused(404, [{"key": "exhibit", "value": id[:80], "allowed": ids}])
        pairs = parse_pairs(request.query_string.decode("utf-8", "replace"))
        asked = {name: pairs.pop(name, "")[:LONGEST] for name in ASKED}
        return _answer(_receipts(workspace, exhibit, pairs, asked=asked))

    @server.get(f"{prefix}api/v1/verify/<code>")
    def verified(code: str) -> Response:
        lang: Lang = "en" if request.args.get("lang") == "en" else "zh"
        try:
            claim = decode(code)
        except CodeError as error:
            message = error.message(lang)
            return refused(400, [{"key": "code", "value": code[:80], "allowed": message}])
        verdict = verify(workspace, claim)
        answer = {
            "status": verdict.status,
            "claim": asdict(verdict.claim),
            "now": verdict.now,
            "n": verdict.n,
        }
        answer |= {
            "version": verdict.version,
            "reason": verdict.reason,
            "said": reason(verdict, lang),
        }
        return _answer(answer | {"entered": verdict.entered, "left": verdict.left})


def _answer(body: Any) -> Response:
    response = Response(without_markup(orjson.dumps(body)), mimetype=JSON)
    response.headers["Cache-Control"] = "no-store"
    return response


def _receipts(
    workspace: Workspace, exhibit: Exhibit, pairs: dict[str, str], asked: dict[str, str]
) -> dict[str, Any]:
    placed = at_path(pairs, asked["path"], workspace.settings.prefix)
    query = card_query_of(exhibit, placed)
    _, version = known_registry(workspace, query.version)
    lang, home = query.lang, workspace.settings.prefix
    result = workspace.run(exhibit, replace(query, version=version))
    within = printed_alone(result) if asked["source"] == "published" else result
    compared = asked["source"] == "rows"
    cells = (
        []
        if compared
        else meant(within, asked["number"], asked["words"], lang=lang, column=asked["column"])
    )
    receipts = [facts(workspace, result, cell, query=query) for cell in cells]
    pages = [markup(receipt(facts_of_cell, home, lang)) for facts_of_cell in receipts]
    words = {name: WORDS[name](lang) for name in ("receipt", "close")}
    html = pages[0] if len(receipts) == 1 else markup(choices(receipts, lang)) if receipts else ""
    none = "" if receipts else WORDS["compared" if compared else "none"](lang)
    return {"html": html, "none": none, "pages": pages, "receipts": receipts, "words": words}
