"""What the page is filtered to: chips, how many enterprises, and what was not understood."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from dash import html

from components.card.component import Live
from components.card.markup import markup
from components.contract.catalogue import exhibits
from components.contract.counted import PAGE as LIST
from components.contract.evaluate import count_selected
from components.contract.links import subject_path
from components.contract.param import Param
from components.contract.workspace import Workspace
from components.look.amounts import worded
from components.panels import versions
from components.shell import drill
from data_layer.enterprises.listing import SORT, sorting
from data_layer.filters.filters import Filters
from data_layer.filters.keys import VIEW_KEYS, keys
from data_layer.filters.problems import FilterError, Problem
from data_layer.filters.query import Query, query_of
from data_layer.filters.value_words import describe
from data_layer.filters.values import ONE_VALUE
from data_layer.registry.registry import Registry
from data_layer.vocabulary.fields import KINDS
from data_layer.vocabulary.text import Lang, Text

WORDS = {
    "clear": Text("清除全部", "Clear all"),
    "of": Text("家企业，共 {all:,} 家", "of {all:,} enterprises"),
    "from": Text("来自：", "from: "),
    "close": Text("关闭", "Close"),
    "list": Text("这些企业的名单", "The list of these enterprises"),
    "page": Text("{name}专页", "The page on {name}"),
    "remove": Text("移除筛选", "Remove filter"),
    "ignored": Text("地址中有不可用的参数，已忽略：", "Parts of the address were ignored: "),
}


def status_bar() -> Live:
    """Filled by /parts/status; what the address says of origins goes with it."""
    return Live("status", look="status")


def status_html(
    workspace: Workspace,
    registry: Registry,
    query: Query,
    origins: Mapping[str, str],
    fixed: tuple[str, ...] = (),
) -> str:
    """HTML of what was not understood, the count and the chips.

    origins: ids of the charts that filters come from, by `key=value`. fixed: filters that the
    page's path says, whose chips nobody can take off.
    """
    lang = query.lang
    selected = count_selected(registry, query.filters, workspace.cache)
    problems = dict.fromkeys(problem.brief(lang) for problem in query.problems)
    parts: list[Any] = []
    if problems:
        lines = [html.Div(problem) for problem in problems]
        parts.append(_alert([WORDS["ignored"](lang), *lines], lang))
    count: list[Any] = [
        _to_list(selected, workspace.settings.prefix, lang),
        " ",
        worded(WORDS["of"], lang, all=registry.manifest.rows),
    ]
    if registry.demonstration:
        badge = html.Span(KINDS["demonstration"](lang), className="kind kind-demonstration")
        count += [" ", badge]
    chosen = [
        *_fixed_chips(query.filters, fixed, lang),
        *chips(query.filters.without(*fixed), origins, lang, home=workspace.settings.prefix),
    ]
    parts.append(html.Div([html.Span(count), *chosen], className="chips"))
    return markup(parts)


def _to_list(selected: int, home: str, lang: Lang) -> html.A:
    """The number leads to the enterprises; the link carries the address's filters along."""
    number = html.Strong(f"{selected:,}", className="selected")
    title = WORDS["list"](lang)
    return html.A(
        number, href=f"{home}{LIST}", title=title, className="to-list", **{"data-nav": "1"}
    )


def _alert(words: list[Any], lang: Lang) -> html.Div:
    close = html.Button(
        className="btn-close",
        type="button",
        **{"data-close": "1", "aria-label": WORDS["close"](lang)},
    )
    style = "problem alert alert-warning alert-dismissible"
    return html.Div([close, *words], role="alert", className=style)


@cache
def _declared() -> Mapping[str, tuple[Param, ...]]:
    """The parameters of all exhibits, by each key that an address may give them.

    Cards obey the plain name too (`items=` beside `compare.items=`), where no filter has it.
    """
    declared: dict[str, tuple[Param, ...]] = {}
    for exhibit in exhibits().values():
        for param in exhibit.settable:
            for key in {exhibit.address_key(param), param.name} - keys().keys() - VIEW_KEYS.keys():
                declared[key] = (*declared.get(key, ()), param)
    return declared


def page_query(pairs: Mapping[str, str]) -> Query:
    """The query of a page's address, read by `parse_pairs`.

    Parameters of any exhibit are known, and checked here.
    """
    declared = _declared()
    query = query_of(pairs, frozenset(declared) | {drill.KEY, SORT} | versions.KEYS)
    found = [
        [replace(p, key=name) if (p := param.problem(value)) else None for param in declared[name]]
        for name, value in query.params.items()
        if name in declared
    ]
    wrong = [problems[0] for problems in found if all(problems)]
    return replace(query, problems=(*query.problems, *wrong, *_of_order(query)))


def _of_order(query: Query) -> tuple[Problem, ...]:
    """What is wrong with the order of the list of enterprises."""
    try:
        sorting(query.params.get(SORT, ""))
    except FilterError as unknown:
        return unknown.problems
    return ()


def _fixed_chips(filters: Filters, fixed: tuple[str, ...], lang: Lang) -> list[html.Span]:
    """A chip for each filter that the page itself is."""
    return [
        html.Span(describe(name, filters.values[name], lang), className="chip fixed")
        for name in fixed
        if name in filters.values
    ]


def chips(filters: Filters, origins: Mapping[str, str], lang: Lang, home: str) -> list[Any]:
    """One removable chip a value, and one that clears all: assets/src/buttons.js takes them off.

    Beside the chip of a place or an industry stands the way to its page.
    """
    chips: list[Any] = []
    for name, choice in filters.values.items():
        for value, described in _values(name, choice, lang):
            chips.append(_chip(name, value, described, origins=origins, lang=lang))
            chips += _page_link(name, value, lang, home=home)
    if chips:
        clear = html.Button(
            WORDS["clear"](lang),
            className="chip clear",
            **{"data-drop": "*"},
        )
        chips.append(clear)
    return chips


def _page_link(name: str, value: str, lang: Lang, home: str) -> list[html.A]:
    path = subject_path(name, value)
    if path is None:
        return []
    words = WORDS["page"](lang).format(name=keys()[name].options()[value](lang))
    label = html.Span(words, className="visually-hidden")
    inside = [html.I(className="bi bi-box-arrow-up-right"), label]
    href = home + path
    return [html.A(inside, href=href, title=words, className="chip-page", **{"data-nav": "1"})]


def _values(name: str, choice: Any, lang: Lang) -> list[tuple[str, str]]:
    if isinstance(choice, (*ONE_VALUE, str)):
        return [("*", describe(name, choice, lang))]
    return [(value, describe(name, (value,), lang)) for value in choice]


def _chip(
    name: str, value: str, described: str, origins: Mapping[str, str], lang: Lang
) -> html.Button:
    origin = exhibits().get(origins.get(f"{name}={value}", ""))
    parts = [described]
    if origin is not None:
        parts.append(html.Small(f" {WORDS['from'](lang)}{origin.title(lang)}"))
    return html.Button(
        [*parts, html.I(className="bi bi-x-lg")],
        className="chip",
        title=f"{WORDS['remove'](lang)} {keys()[name].label(lang)}",
        **{"data-drop": name, "data-value": value},
    )
