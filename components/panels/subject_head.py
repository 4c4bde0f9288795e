"""The head of a page on one place or industry: name, tiers, and what its charts say in words."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import orjson
from dash import html

from components.contract.catalogue import exhibits, on_page
from components.contract.counted import list_href
from components.contract.requests import card_query_of
from components.contract.workspace import Workspace
from components.look.amounts import number
from components.panels.moves_view import WORDS as CHANGED
from components.panels.moves_view import changed
from components.panels.versions import AFTER
from components.parts.subject_param import ABOUT, SCOPE
from components.rendering.headline import headline
from data_layer.filters.filters import Filters
from data_layer.filters.query import Query, query_of
from data_layer.measures.tallies import tally
from data_layer.registry.registry import Registry
from data_layer.topics.subject.subject import Subject, inside, subject_names, subject_of
from data_layer.vocabulary.industries import industries
from data_layer.vocabulary.places import cities, provinces
from data_layer.vocabulary.terms import TIERS
from data_layer.vocabulary.text import Lang, Text

PAGE = "place"
ABOUT_KEY = f"{SCOPE}.{ABOUT.name}"
SPOKEN = ("peer_ranks", "known_for", "nation_radar", "nation_quadrants")
"""The exhibits whose sentences stand on top, in this order."""
BORROWED = {"place": ("city_map",), "industry": ("province_map",)}
WANTED = ("candidates",)
"""Exhibits of other pages that stand on this one too."""
WORDS = {
    "nobody": Text("没有可看的地区或行业", "There is no place or industry to look at"),
    "slides": Text("幻灯片", "Slides"),
    "print": Text("打印或存为 PDF", "Print or save as PDF"),
    "elsewhere": Text("带着这一筛选去看其他页面", "Filter the other pages by it"),
    "list": Text("企业名单", "The list"),
    "unreported": Text("层级未填报", "Tier not reported"),
    "in": Text("上级：", "Part of: "),
}


def shown_on(subject_key: str | None, about: str) -> tuple[str, ...]:
    """Ids of the exhibits of the page, in the order in which they stand."""
    own = [exhibit.id for exhibit in on_page(PAGE)]
    maps = () if subject_key == "city" else BORROWED[about]
    return (*own[:-1], *maps, own[-1], *WANTED)


def subject_head(
    workspace: Workspace, registry: Registry, pairs: Mapping[str, str]
) -> Sequence[Any]:
    """Dash HTML of the head.

    pairs: keys and values of the page's address with what its path says.
    """
    query = query_of(pairs, frozenset([ABOUT_KEY]))
    about = "industry" if query.params.get(ABOUT_KEY) == "industry" else "place"
    subject = subject_of(registry.counted, query.filters, about)
    lang = query.lang
    if subject is None:
        return [html.H1(WORDS["nobody"](lang))]
    name = html.H1(_full_name(subject)(lang))
    head = [name, _parent(subject, workspace.settings.prefix, lang)]
    head.append(_tiers(workspace, registry, query, subject=subject))
    head.append(html.Ul(_sentences(workspace, pairs, lang), className="subject-said"))
    head.append(_acts(workspace, query, subject, about=about))
    search = f"{AFTER}={query.version}" if query.version else ""
    news = changed(workspace, inside(query.filters, subject), query, search=search)
    title = html.H2(CHANGED["title"](lang))
    head.append(html.Section([title, *news], className="subject-changes"))
    return head


def _full_name(subject: Subject) -> Text:
    if subject.key == "industry":
        name = industries()[subject.code].name
        return Text(f"{subject.code} {name.zh}", f"{subject.code} {name.en}")
    places = provinces() if subject.key == "province" else cities()
    return places[subject.code].name


def _parent(subject: Subject, home: str, lang: Lang) -> html.P | str:
    """The way up: the province of a city, the industry above a finer one."""
    above = None
    if subject.key == "city":
        above = cities()[subject.code].parent
    if subject.key == "industry":
        above = industries()[subject.code].parent
    if above is None or above == subject.code:
        return ""
    path = f"{home}{'industry' if subject.key == 'industry' else 'place'}/{above}"
    link = html.A(subject_names()[above](lang), href=path, **{"data-nav": "1"})
    return html.P([WORDS["in"](lang), link], className="subject-above muted")


def _tiers(workspace: Workspace, registry: Registry, query: Query, subject: Subject) -> html.Div:
    """How many enterprises of each tier, each a link to its list."""
    lang, home = query.lang, workspace.settings.prefix
    own = inside(query.filters, subject)
    tiers = tally(own.apply(registry.counted), ["tier"], nulls=True)
    n = dict(tiers.select("tier", "n").iter_rows())
    parts: list[Any] = [
        html.A(
            [html.Strong(number(n[tier])), f" {name(lang)}"],
            href=list_href(home, query, own.replace(tier=(tier,))),
            className="to-list",
        )
        for tier, name in TIERS.items()
        if n.get(tier)
    ]
    if n.get(None):
        parts.append(html.Span([html.Strong(number(n[None])), f" {WORDS['unreported'](lang)}"]))
    return html.Div(parts, className="subject-tiers")


def _sentences(workspace: Workspace, pairs: Mapping[str, str], lang: Lang) -> list[html.Li]:
    """The sentence of each chart, which is made of claims, as a link to it."""
    sentences = []
    for id in SPOKEN:
        exhibit = exhibits()[id]
        words = headline(workspace.run(exhibit, card_query_of(exhibit, pairs)), lang)
        sentences.append(html.Li(html.A(words, href=f"#exhibit-{id}")))
    return sentences


def _acts(workspace: Workspace, query: Query, subject: Subject, about: str) -> html.Div:
    home, lang = workspace.settings.prefix, query.lang
    filters = inside(query.filters, subject)
    chosen = Query(filters, lang, query.theme, version=query.version).to_query()
    return html.Div(
        [
            html.A(
                [html.I(className="bi bi-filetype-pptx"), WORDS["slides"](lang)],
                href=f"{home}briefing.pptx?{_deck(filters, query, subject, about=about)}",
                download="",
                className="out",
            ),
            html.Button(
                [html.I(className="bi bi-printer"), WORDS["print"](lang)],
                className="out",
                type="button",
                **{"data-print": "1"},
            ),
            html.A(
                WORDS["list"](lang),
                href=list_href(home, query, filters),
                className="out",
            ),
            html.A(WORDS["elsewhere"](lang), href=f"{home}?{chosen}", className="out"),
        ],
        className="subject-acts",
    )


def _deck(filters: Filters, query: Query, subject: Subject, about: str) -> str:
    """The query of the slides: a cover and the page's charts as they stand."""
    items = []
    for id in shown_on(subject.key, about):
        exhibit = exhibits()[id]
        params = {"about": about} if ABOUT in exhibit.params else {}
        spelt = Query(filters, version=query.version, params=exhibit.spelt(params)).to_query()
        items.append({"exhibit": id, "query": spelt})
    title = _full_name(subject)(query.lang)
    asked = {"items": orjson.dumps(items).decode(), "title": title, "lang": query.lang}
    return urlencode(asked)
