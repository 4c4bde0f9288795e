"""GET /parts/<name>?<address>: what stands around the cards, the same for browser, cache and curl.

`status` is the chips and the count, `crumbs` the way out of a place, both as HTML; `options` what
the lists of the filter bar offer, with counts, as JSON; `rule` how many meet the rule of the
address, and the curves of its thresholds, as HTML. The address is that of a page, and what it
cannot mean is left out. Beside its keys, `origins` says of `status` which chart a chip comes from
(`province=320000:province_map`), and `typed` asks `options` for the industries that it names.
`find` reads the question `q` alone, and says as JSON what it means and what it names. `subject` is
the head of a place's or an industry's page, `changes` what two data versions changed. `path` is
that of the page where it names one.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import replace

import orjson
from flask import Flask, Response, request

from components.card.markup import markup
from components.contract.requests import refused
from components.contract.result import Store
from components.contract.versus import not_here
from components.contract.workspace import Workspace
from components.find.answer import found
from components.find.matches import Page
from components.http.answers import HTML, JSON, State, kept_answer, known_registry, unkept
from components.panels import rule_panel
from components.panels.subject_head import ABOUT_KEY, subject_head
from components.panels.title_changes import changes
from components.panels.versions import KEYS as VERSIONS
from components.parts.page_path import at_path
from components.parts.subject_param import fixed_keys, subject_at
from components.shell.drill import crumbs_html, crumbs_query
from components.shell.filter_options import offered_options
from components.shell.frame import offered, pages
from components.shell.status import page_query, status_html
from data_layer.files.tabular import without_markup
from data_layer.filters.problems import FilterError
from data_layer.filters.query import query_of, too_long
from data_layer.filters.reading import parse_pairs


def register(server: Flask, workspace: Workspace) -> None:
    """Add the addresses of the parts."""

    @server.get(f"{workspace.settings.prefix}parts/<name>")
    def part(name: str) -> Response:
        if name not in PARTS:
            return refused(404, [{"key": "part", "value": name[:80], "allowed": ", ".join(PARTS)}])
        search = request.query_string.decode("utf-8", "replace")
        return PARTS[name](workspace, search)


def _placed(workspace: Workspace, search: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """Keys and values of an address with what its path says, and the filters that the path says."""
    pairs = parse_pairs(search)
    prefix = workspace.settings.prefix
    path = pairs.pop("path", "")
    return dict(at_path(pairs, path, prefix)), fixed_keys(subject_at(path, prefix))


def _status(workspace: Workspace, search: str) -> Response:
    pairs, fixed = _placed(workspace, search)
    origins = _origins(pairs.pop("origins", ""))
    query = page_query(pairs)
    wrong = (*too_long(search), *not_here(workspace.store, query.params))
    query = replace(query, problems=(*query.problems, *wrong))
    try:
        registry = workspace.registry(query.version)
    except FilterError as unknown:
        registry = workspace.registry()
        query = replace(query, problems=(*query.problems, *unknown.problems))
    state = (
        "status",
        query.filters.to_query(),
        repr(sorted(origins.items())),
        repr([problem.message(query.lang) for problem in query.problems]),
        query.lang,
        repr(fixed),
    )

    def make() -> tuple[bytes, Store]:
        return status_html(
            workspace, registry, query, origins=origins, fixed=fixed
        ).encode(), "computed"

    return kept_answer(workspace, registry, state, make=make, mimetype=HTML)


def _crumbs(workspace: Workspace, search: str) -> Response:
    pairs = parse_pairs(search)
    query = crumbs_query(pairs)
    registry, _ = known_registry(workspace, query.version)
    state: State = ("crumbs", query.to_query())
    return kept_answer(
        workspace,
        registry,
        state,
        make=lambda: (crumbs_html(query).encode(), "computed"),
        mimetype=HTML,
    )


def _rule(workspace: Workspace, search: str) -> Response:
    query = rule_panel.query_of(parse_pairs(search))
    registry, version = known_registry(workspace, query.version)
    query = replace(query, version=version)
    state: State = ("rule", query.to_query())

    def make() -> tuple[bytes, Store]:
        standing = rule_panel.standing(workspace, query)
        return rule_panel.standing_html(standing, query.lang).encode(), "computed"

    return kept_answer(workspace, registry, state, make=make, mimetype=HTML)


def _options(workspace: Workspace, search: str) -> Response:
    pairs, _ = _placed(workspace, search)
    typed = pairs.pop("typed", "").strip()
    query = query_of(pairs)
    registry, _ = known_registry(workspace, query.version)
    state: State = ("options", query.filters.to_query(), typed, query.lang)

    def make() -> tuple[bytes, Store]:
        options = offered_options(workspace, registry, query, typed=typed)
        return orjson.dumps(options), "computed"

    return kept_answer(workspace, registry, state, make=make, mimetype=JSON)


def _subject(workspace: Workspace, search: str) -> Response:
    pairs, _ = _placed(workspace, search)
    query = query_of(pairs, frozenset([ABOUT_KEY]))
    registry, version = known_registry(workspace, query.version)
    pinned = {name: value for name, value in pairs.items() if name != "version"}
    pinned |= {} if version is None else {"version": version}
    versions = ",".join(version.version for version in workspace.store.versions())
    state: State = ("subject", query.to_query(), query.lang, query.theme, version or "", versions)

    def make() -> tuple[bytes, Store]:
        return markup(subject_head(workspace, registry, pinned)).encode(), "computed"

    return kept_answer(workspace, registry, state, make=make, mimetype=HTML)


def _changes(workspace: Workspace, search: str) -> Response:
    query = query_of(parse_pairs(search), VERSIONS)
    registry, version = known_registry(workspace, query.version)
    versions = ",".join(manifest.version for manifest in workspace.store.versions())
    state: State = ("changes", query.to_query(), query.lang, version or "", versions)

    def make() -> tuple[bytes, Store]:
        return markup(changes(workspace, query, search)).encode(), "computed"

    return kept_answer(workspace, registry, state, make=make, mimetype=HTML)


def _find(workspace: Workspace, search: str) -> Response:
    """Not kept: what readers type is theirs alone."""
    began = time.perf_counter()
    pairs = parse_pairs(search)
    typed = pairs.pop("q", "")
    query = query_of(pairs)
    registry, _ = known_registry(workspace, query.version)
    listed = [
        Page(page["path"].strip("/"), page["label"])
        for page in pages()
        if page["path_template"] is None and offered(workspace.settings, page)
    ]
    answer = found(workspace, registry, typed, pages=listed, lang=query.lang)
    body = without_markup(orjson.dumps(answer))
    return unkept(body, "computed", JSON, began=began)


def _origins(text: str) -> Mapping[str, str]:
    """Ids of charts by `key=value`."""
    parts = (part.rpartition(":") for part in text.split(",") if ":" in part)
    return {chip: exhibit for chip, _, exhibit in parts}


PARTS: Mapping[str, Callable[[Workspace, str], Response]] = {
    "status": _status,
    "crumbs": _crumbs,
    "options": _options,
    "subject": _subject,
    "changes": _changes,
    "rule": _rule,
    "find": _find,
}
