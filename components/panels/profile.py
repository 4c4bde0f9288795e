"""The head of an enterprise's profile: name, tier, place, industry, dates, honours."""

from collections.abc import Mapping
from typing import Any

import dash
from dash import Input, Output, State, dcc, html

from components.contract.links import subject_path
from components.contract.requests import read_locale
from components.contract.workspace import Workspace
from components.look.amounts import worded
from components.panels.origin import origin
from components.parts.enterprise_param import PARAM, chosen
from data_layer.enterprises.peers import KINDS as PEER_KINDS
from data_layer.enterprises.peers import peers_of
from data_layer.filters.filters import Filters
from data_layer.filters.problems import FilterError
from data_layer.filters.query import Query, parse_query
from data_layer.registry.registry import Registry
from data_layer.vocabulary.fields import KINDS, of_column
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.terms import HONOURS
from data_layer.vocabulary.text import Lang, Text

PROFILE_COLUMNS = (
    "province_code",
    "city_code",
    "division",
    "group",
    "class",
    "sector",
    "frontier_field",
    "founded_year",
    "recognised_year",
    "recognised_on",
    "recognised_basis",
    "batch",
    "valid_until",
    "validity_basis",
    "review",
    "review_year",
    "technology_evaluation",
)
WORDS = {
    "unknown": Text("企业库中没有编号为“{id}”的企业", "The registry has no enterprise “{id}”"),
    "unknown_hint": Text(
        "它可能在另一个数据版本中，或编号已变；请在名单中查找。",
        "It may be in another data version, or its id may have changed; look it up in the list.",
    ),
    "list": Text("到企业名单", "To the list of enterprises"),
    "listed": Text("上市", "Listed"),
    "peers": Text("同行：{kind}，{n:,} 家", "Peers: {kind}, {n:,} enterprises"),
    "unfiltered": Text(
        "画像不受页面筛选影响。", "The filters of the page do not touch the profile."
    ),
    "loading": Text("载入中…", "Loading…"),
}


def profile(id: str, lang: Lang, content: list[Any]) -> list[Any]:
    """Head and cards; the head is filled by the callback below, which hides unknown profiles."""
    return [
        dcc.Store(id="profile-id", data=id),
        html.Section(
            html.H1(WORDS["loading"](lang)), id="profile-head", className="profile-head w-full"
        ),
        html.Div(content, id="profile-cards", className="cards w-full"),
    ]


def register(app: dash.Dash, workspace: Workspace) -> None:
    """The head follows the address and the language."""

    @app.callback(
        Output("profile-head", "children"),
        Output("profile-cards", "hidden"),
        Input("profile-id", "data"),
        Input("locale", "data"),
        State("url", "search"),
    )
    def fill(id: str, locale: dict[str, str] | None, search: str) -> tuple[list[Any], bool]:
        lang, _ = read_locale(locale)
        query = parse_query(search or "")
        registry, home = _registry(workspace, query.version), workspace.settings.prefix
        rows = registry.rows
        filters = Filters() if id else query.filters
        good = PARAM.problem(id) is None
        record = chosen(rows, filters, {"id": id}) if good else None
        if record is None:
            return missing(id, query, home, lang=lang), True
        peers = peers_of(rows, record)
        peers_in_words = worded(
            WORDS["peers"], lang, kind=PEER_KINDS[peers.kind](lang), n=peers.size
        )
        note = html.P([peers_in_words, " · ", WORDS["unfiltered"](lang)], className="muted")
        return [
            *head(record, registry, home, lang=lang),
            note,
            *origin(registry, record, lang),
        ], False


def _registry(workspace: Workspace, version: str | None) -> Registry:
    try:
        return workspace.registry(version)
    except FilterError:
        return workspace.registry()


def missing(id: str, query: Query, prefix: str, lang: Lang) -> list[Any]:
    """What is said of an id that nobody has."""
    target = Query(query.filters, query.lang, query.theme, version=query.version).to_query()
    href = f"{prefix}enterprises" + (f"?{target}" if target else "")
    link = dcc.Link(WORDS["list"](lang), href=href)
    return [
        html.H1(WORDS["unknown"](lang).format(id=id[:80])),
        html.P(WORDS["unknown_hint"](lang)),
        link,
    ]


def head(record: Mapping[str, Any], registry: Registry, home: str, lang: Lang) -> list[Any]:
    """Name and badges, then what is known, then honours. home: path of the app."""
    badges = []
    if record["tier"]:
        tier = _spelt("tier", record["tier"], lang)
        badges.append(html.Span(tier, className=f"kind tier-{record['tier']}"))
    if record["listed"]:
        badges.append(html.Span(WORDS["listed"](lang), className="kind"))
    if registry.demonstration:
        badges.append(html.Span(KINDS["demonstration"](lang), className="kind kind-demonstration"))
    facts = [
        html.Div(
            [html.Dt(columns()[name].thing(lang)), html.Dd(_linked(name, record, home, lang=lang))]
        )
        for name in PROFILE_COLUMNS
        if record[name] is not None
    ]
    honours = [
        html.Span(label(lang), className="honour") for id, label in HONOURS.items() if record[id]
    ]
    return [
        html.H1([record["name"], *badges]),
        html.P(record["id"], className="muted id"),
        html.Dl(facts),
        html.Div(honours, className="honours"),
    ]


def _linked(name: str, record: Mapping[str, Any], home: str, lang: Lang) -> Any:
    """A value in words; a place and an industry lead to their own page."""
    words, domain = _spelt(name, record[name], lang), of_column(columns()[name]).domain
    path = None if domain is None else subject_path(domain, str(record[name]))
    return words if path is None else html.A(words, href=home + path, **{"data-nav": "1"})


def _spelt(name: str, value: Any, lang: Lang) -> str:
    names = of_column(columns()[name]).names()
    if str(value) not in names:
        return str(value)
    code = f"{value} " if name in ("division", "group", "class") else ""
    return code + names[str(value)](lang)
