"""What changed between two versions as a file and as a feed: /export/moves.csv, /feeds/*.atom."""

from contextlib import suppress
from datetime import UTC, datetime
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from flask import Flask, Response, request

from components.contract.requests import home_of, problems_of, refused
from components.contract.workspace import Workspace
from components.panels.moves_view import (
    EXPORT,
    FEED,
    KEYS,
    Pair,
    counts_in_words,
    moved,
    pair_of,
    tallied,
)
from components.panels.versions import KEYS as VERSIONS
from components.travel.attachment import attachment
from components.travel.downloads import MIME
from data_layer.files.tabular import csv_stream
from data_layer.filters.filters import Filters
from data_layer.filters.problems import VERSION, FilterError, Problem
from data_layer.filters.query import Query, parse_query
from data_layer.registry.manifest import DamagedVersionError, UnknownVersion
from data_layer.registry.moves import CHANGES
from data_layer.vocabulary.fields import Field, of_column
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.terms import TIERS
from data_layer.vocabulary.text import Lang, Text, same

ATOM = "http://www.w3.org/2005/Atom"
MOST_ENTRIES = 20
FIELDS = (
    Field("change", Text("变化", "Change"), labels=CHANGES),
    *(of_column(columns()[name]) for name in ("id", "name")),
    Field("tier_before", Text("原层级", "Tier before"), labels=TIERS),
    Field("tier_after", Text("现层级", "Tier after"), labels=TIERS),
    *(of_column(columns()[name]) for name in ("province_code", "city_code", "division")),
    Field("columns", Text("改动的列", "Columns that differ")),
)
WORDS = {
    "feed": Text("专精特新图谱 · 名单变化", "SRDI Atlas · changes of the list"),
    "entry": Text("版本 {b}：{counts}", "Version {b}: {counts}"),
}


def register(server: Flask, workspace: Workspace) -> None:
    """Add both addresses."""
    prefix = workspace.settings.prefix

    @server.get(f"{prefix}{EXPORT}")
    def moves_file() -> Response:
        search = request.query_string.decode("utf-8", "replace")
        lang = parse_query(search).lang
        try:
            query = _strict(search, VERSIONS)
            pair = _pair(workspace, search)
        except FilterError as error:
            return refused(400, problems_of(error, lang))
        if pair is None:
            return refused(404, [{"key": "export", "value": EXPORT, "allowed": "2"}])
        rows = moved(workspace, pair, query.filters).select(field.name for field in FIELDS)
        name = f"moves_{pair.before.version}_{pair.after.version}.csv"
        return attachment(csv_stream([rows], FIELDS, lang), name, MIME["csv"])

    @server.get(f"{prefix}{FEED}")
    def moves_feed() -> Response:
        search = request.query_string.decode("utf-8", "replace")
        try:
            query = _strict(search, frozenset())
        except FilterError as error:
            return refused(400, problems_of(error, parse_query(search).lang))
        home = home_of(request, workspace.settings)
        body = tostring(feed(workspace, query, home), encoding="utf-8", xml_declaration=True)
        return Response(body, content_type="application/atom+xml; charset=utf-8")


def _strict(search: str, versions: frozenset[str]) -> Query:
    """The query, of filters on places and industries alone; FilterError names every other key."""
    query = parse_query(search, versions).strict()
    wrong = [name for name in query.filters.values if name not in KEYS]
    if wrong:
        raise FilterError([Problem(name, "", same(", ".join(KEYS)), by_key=True) for name in wrong])
    return query


def _pair(workspace: Workspace, search: str) -> Pair | None:
    try:
        return pair_of(workspace, search)
    except UnknownVersion as unknown:
        versions = ", ".join(manifest.version for manifest in workspace.store.versions())
        raise FilterError(
            [Problem("version", str(unknown)[:80], same(versions), VERSION)]
        ) from unknown


def feed(workspace: Workspace, query: Query, home: str) -> Element:
    """An Atom feed: an entry for each of the latest versions, with what it changed of the one
    before it. home: address of the atlas with a slash at its end."""
    register_namespace("", ATOM)
    lang = query.lang
    own = query.filters.to_query()
    address = f"{home}{FEED}" + (f"?{own}" if own else "")
    root = Element(f"{{{ATOM}}}feed")
    scope = f" · {query.filters.sentence(lang)}" if own else ""
    _add(root, "title", WORDS["feed"](lang) + scope)
    _add(root, "id", address)
    SubElement(root, f"{{{ATOM}}}link", rel="self", href=address)
    author = SubElement(root, f"{{{ATOM}}}author")
    _add(author, "name", Text("专精特新图谱", "SRDI Atlas")(lang))
    manifests = workspace.store.versions()
    _add(root, "updated", manifests[0].created if manifests else datetime.now(UTC).isoformat())
    for after, before in list(pairwise(manifests))[:MOST_ENTRIES]:
        with suppress(DamagedVersionError):
            pair = Pair(workspace.store.open(before.version), workspace.store.open(after.version))
            root.append(_entry(workspace, pair, query.filters, home=home, lang=query.lang))
    return root


def _entry(workspace: Workspace, pair: Pair, filters: Filters, home: str, *, lang: Lang) -> Element:
    words = counts_in_words(tallied(moved(workspace, pair, filters)), lang)
    version = pair.after.version
    asked = "&".join(
        filter(
            None,
            [
                Query(filters, lang).to_query(),
                f"versions.a={pair.before.version}",
                f"versions.b={version}",
            ],
        )
    )
    entry = Element(f"{{{ATOM}}}entry")
    _add(entry, "title", WORDS["entry"](lang).format(b=version[:8], counts=words))
    _add(entry, "id", f"{home}{EXPORT}?{asked}")
    _add(entry, "updated", pair.after.manifest.created)
    SubElement(entry, f"{{{ATOM}}}link", rel="alternate", href=f"{home}sources?{asked}")
    _add(entry, "summary", words)
    return entry


def _add(parent: Element, name: str, words: str) -> None:
    SubElement(parent, f"{{{ATOM}}}{name}").text = words
