"""What a text names: pages, charts, printed figures, places, industries, enterprises."""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from components.contract.catalogue import exhibits, shown_by
from components.contract.sources import short_source
from components.find.targets import TARGETS
from components.find.words import folded, phrases
from components.look.amounts import with_unit
from data_layer.filters.name_search import name_matches
from data_layer.measures.rows import Rows
from data_layer.reference_figures import tables as reference
from data_layer.vocabulary.fields import of_column, words
from data_layer.vocabulary.industries import industries
from data_layer.vocabulary.industry_search import industries_named
from data_layer.vocabulary.places import cities, provinces
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Lang, Text, same

MOST: Final = 5
"""Lines of one list."""
SHORTEST_NAME: Final = 2
Group = Literal["page", "exhibit", "fact", "place", "industry", "enterprise"]
GROUPS: Final[Mapping[Group, Text]] = {
    "page": Text("页面", "Pages"),
    "exhibit": Text("图表", "Charts and tables"),
    "fact": Text("报告中的数", "Printed figures"),
    "place": Text("地区", "Places"),
    "industry": Text("行业", "Industries"),
    "enterprise": Text("企业", "Enterprises"),
}


@dataclass(frozen=True)
class Match:
    """One line of a list.

    path, search, anchor: where it leads. keeps: the filters of the reader's page stay beside it.
    """

    title: str
    note: str
    path: str
    search: str = ""
    anchor: str = ""
    keeps: bool = False


@dataclass(frozen=True)
class Page:
    """A page by its path below the app's own, and what it is called."""

    path: str
    label: Text


def matches(
    text: str, rows: Rows | None, pages: Sequence[Page], lang: Lang
) -> dict[Group, list[Match]]:
    """At most MOST lines a list, the nearest first; lists of nothing are left out.

    rows: of the registry, with `id`, `name`, `tier`, `city_code`; None looks for no enterprise.
    """
    typed = folded(text).split()
    if not typed:
        return {}
    lists: dict[Group, list[Match]] = {
        "page": _pages(typed, pages, lang),
        "exhibit": _exhibits(typed, {page.path: page.label for page in pages}, lang),
        "fact": _facts(typed, lang),
        "place": _places(typed, lang),
        "industry": _industries(text, lang),
        "enterprise": _enterprises(text, rows, lang),
    }
    return {group: matching for group, matching in lists.items() if matching}


def _ranked(
    entries: Iterable[tuple[str, str, Callable[[], Match]]], typed: list[str]
) -> list[Match]:
    """Entries in which all words are found: names that begin so, names that hold all, the rest.

    entries: a folded name, folded words beside it, and what makes the line.
    """
    whole = " ".join(typed)
    ranks: list[tuple[int, int, Callable[[], Match]]] = []
    for at, (name, beside, make) in enumerate(entries):
        if all(word in name or word in beside for word in typed):
            inside = all(word in name for word in typed)
            rank = 0 if name == whole else 1 if name.startswith(whole) else 2 if inside else 3
            ranks.append((rank, at, make))
    ranks.sort(key=lambda entry: entry[:2])
    return [make() for _, _, make in ranks[:MOST]]


def _pages(typed: list[str], pages: Sequence[Page], lang: Lang) -> list[Match]:
    entries = [
        (
            folded(page.label(lang)),
            folded(" ".join([*page.label, page.path])),
            lambda page=page: Match(page.label(lang), f"/{page.path}", page.path, keeps=True),
        )
        for page in pages
    ]
    return _ranked(entries, typed)


@cache
def _words_of() -> Mapping[str, str]:
    """Folded words of each exhibit: its titles, reading, and the topics that lead to it."""
    named: dict[str, list[str]] = {id: [id] for id in exhibits()}
    topics: dict[str, list[str]] = {}
    for phrase, meaning in phrases().items():
        if meaning.kind in ("topic", "field"):
            topics.setdefault(meaning.key, []).append(phrase)
    with TARGETS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            named[row["exhibit"]] += topics.get(row["topic"], [])
    return {
        id: folded(" ".join([*named[id], *exhibit.title, *exhibit.reading]))
        for id, exhibit in exhibits().items()
    }


def _exhibits(typed: list[str], labels: Mapping[str, Text], lang: Lang) -> list[Match]:
    def line(id: str) -> Match:
        exhibit = exhibits()[id]
        path = "" if exhibit.page == "overview" else exhibit.page
        where = labels[path](lang) if path in labels else ""
        note = " · ".join(filter(None, [where, short_source(exhibit.origin, lang)]))
        return Match(exhibit.title(lang), note, path, anchor=f"exhibit-{id}", keeps=True)

    entries = [
        (folded(exhibit.title(lang)), _words_of()[id], lambda id=id: line(id))
        for id, exhibit in exhibits().items()
        if exhibit.page != "enterprise"  # which need one enterprise
    ]
    return _ranked(entries, typed)


def _facts(typed: list[str], lang: Lang) -> list[Match]:
    def line(fact: reference.Fact) -> Match:
        id = next(iter(shown_by(fact.id)), "facts")
        page = exhibits()[id].page
        figure = with_unit(fact.value, _translated(fact.unit or "")(lang), lang)
        source = _translated(reference.sources()[fact.source].title)(lang)
        note = " · ".join(filter(None, [f"◆ {figure}" if figure else "◆", fact.as_of, source]))
        path = "" if page == "overview" else page
        title = _translated(fact.statement)(lang)
        return Match(title, note, path, anchor=f"exhibit-{id}", keeps=True)

    entries = [
        (
            folded(_translated(fact.statement)(lang)),
            folded(" ".join([*_translated(fact.statement), *_translated(fact.topic)])),
            lambda fact=fact: line(fact),
        )
        for fact in reference.facts().values()
    ]
    return _ranked(entries, typed)


def _translated(chinese: str) -> Text:
    return words().get(chinese, same(chinese))


def _places(typed: list[str], lang: Lang) -> list[Match]:
    places = {("province", code): place for code, place in provinces().items()} | {
        ("city", code): place for code, place in cities().items() if code not in provinces()
    }
    entries = [
        (
            folded(place.short(lang)),
            folded(f"{' '.join(place.name)} {place.short.zh} {code}"),
            lambda key=key, code=code, place=place: Match(
                place.name(lang),
                "" if key == "province" else provinces()[place.parent].short(lang),
                f"place/{code}",
            ),
        )
        for (key, code), place in places.items()
    ]
    return _ranked(entries, typed)


def _industries(text: str, lang: Lang) -> list[Match]:
    return [
        Match(f"{code} {industries()[code].name(lang)}", "", f"industry/{code}")
        for code in industries_named(text, MOST)
    ]


def _enterprises(text: str, rows: Rows | None, lang: Lang) -> list[Match]:
    """Names that hold the text; one letter names too many."""
    typed = text.strip()
    if rows is None or len(typed) < SHORTEST_NAME:
        return []
    coded = {name: of_column(columns()[name]).names() for name in ("tier", "city_code")}
    return [
        Match(
            row["name"],
            " · ".join(names[row[name]](lang) for name, names in coded.items() if row[name]),
            f"enterprise/{row['id']}",
        )
        for row in name_matches(rows, typed, MOST)
    ]
