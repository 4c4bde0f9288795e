"""GET /cards/<exhibit>?<address>: all that a card shows, the same for browser, cache and curl.

The address is that of a page. Beside its keys: `table=1` for rows instead of the chart, `path` of
the page where it says more than the query (an enterprise, a place, an industry), `token` of a
signed frame. As on a page, what the address cannot mean is left out.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import Flask, Response, request

from components.card.answer import answer
from components.contract.catalogue import exhibits
from components.contract.exhibit import NOTES, Exhibit
from components.contract.requests import card_query_of, exhibit_query, refused
from components.contract.result import Store
from components.contract.versus import without
from components.contract.workspace import Workspace
from components.http.answers import JSON, State, kept_answer, known_registry, unkept
from components.http.gate import granted
from components.parts.page_path import at_path
from components.travel.tokens import ALTERED, Grant, TokenError
from data_layer.access.visitor import Visitor, framed
from data_layer.filters.filters import Filters
from data_layer.filters.problems import FilterError
from data_layer.filters.query import Query
from data_layer.filters.reading import parse_pairs


@dataclass(frozen=True)
class Card:
    """A card's address, read. tabled: rows instead of the chart."""

    exhibit: Exhibit
    query: Query
    tabled: bool


def register(server: Flask, workspace: Workspace) -> None:
    """Add the addresses of the cards."""

    @server.get(f"{workspace.settings.prefix}cards/<id>")
    def card(id: str) -> Response:
        pairs = parse_pairs(request.query_string.decode("utf-8", "replace"))
        grant = granted(workspace, pairs.pop("token", None), id)
        exhibit = exhibits().get(id)
        if exhibit is None:
            ids = ", ".join(exhibits())
            return refused(404, [{"key": "exhibit", "value": id[:80], "allowed": ids}])
        asked = read(exhibit, pairs, workspace.settings.prefix)
        if grant is None:
            return _open(workspace, asked)
        return _framed(_as_signed(workspace, grant), asked, _locked(exhibit, grant))


def _as_signed(workspace: Workspace, grant: Grant) -> Workspace:
    """The rows that a frame shows: those of its signer, whoever looks at it."""
    if not grant.rule:
        return workspace if workspace.settings.access == "off" else workspace.asked_by(_anybody)
    try:
        rule = Filters.from_query(grant.rule)
    except FilterError as error:
        raise TokenError(ALTERED) from error
    return workspace.asked_by(lambda: framed(rule))


def _anybody() -> Visitor:
    return framed(Filters())


def _locked(exhibit: Exhibit, grant: Grant) -> Query:
    """The query of a grant; TokenError if it says what this program does not know.

    A filter left out would show what the signer meant to hide.
    """
    try:
        locked = exhibit_query(exhibit, grant.query)
    except FilterError as error:
        raise TokenError(ALTERED) from error
    return replace(locked, version=grant.version)


def read(exhibit: Exhibit, given: Mapping[str, str], prefix: str) -> Card:
    """What the keys and values of an address ask of a card."""
    own = {name: value for name, value in given.items() if name not in ("table", "path")}
    placed = at_path(own, given.get("path", ""), prefix)
    return Card(exhibit, card_query_of(exhibit, placed), tabled=given.get("table") == "1")


def _framed(workspace: Workspace, asked: Card, locked: Query) -> Response:
    """The card of a signed frame: what the token locks, kept nowhere since it expires."""
    began = time.perf_counter()
    query = replace(locked, lang=asked.query.lang, theme=asked.query.theme)
    result = workspace.run(asked.exhibit, query)
    body = answer(workspace, result, query, tabled=asked.tabled, shared=False)
    return unkept(body, result.store, JSON, began=began)


def _open(workspace: Workspace, asked: Card) -> Response:
    """Any other card: tagged, and kept for whoever asks the same."""
    registry, version = known_registry(workspace, asked.query.version)
    query = _comparable(workspace, asked.exhibit, replace(asked.query, version=version))

    def make() -> tuple[bytes, Store]:
        result = workspace.run(asked.exhibit, query)
        return answer(workspace, result, query, tabled=asked.tabled), result.store

    return kept_answer(
        workspace,
        registry,
        _state(replace(asked, query=query), workspace),
        make=make,
        mimetype=JSON,
    )


def _comparable(workspace: Workspace, exhibit: Exhibit, query: Query) -> Query:
    """The query without a version to compare with that is not there."""
    try:
        workspace.other(exhibit, query)
    except FilterError:
        return without(query)
    return query


def _state(asked: Card, workspace: Workspace) -> State:
    """What an answer depends on: the same for every spelling of an address."""
    exhibit, query = asked.exhibit, asked.query
    return (
        "card",
        exhibit.id,
        query.filters.to_query(),
        repr(sorted(exhibit.settings(query.params).items())),
        query.params.get(NOTES.name, ""),
        query.version or "",
        query.lang,
        query.theme,
        "table" if asked.tabled else "",
        str(workspace.beside(exhibit, query.version)),
        workspace.settings.prefix,
        workspace.today.isoformat(),
    )
