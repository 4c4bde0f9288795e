"""The menu "+ compare" of a card: what it shows that can be compared (assets/src/compare.js)."""

from collections.abc import Collection
from functools import lru_cache
from html import escape
from typing import Final

from components.contract.result import Result
from components.parts.compare_items import ITEMS, MOST, SCOPE, called
from data_layer.filters import named_groups as groups
from data_layer.filters.filters import Filters
from data_layer.filters.values import Range
from data_layer.vocabulary.terms import TIERS
from data_layer.vocabulary.text import Lang, Text

PAGE: Final = "compare"
LONGEST: Final = 30
"""Rows of a chart that the menu offers."""
TIER_ITEMS: Final = tuple(f"tier:{tier}" for tier in TIERS)
OWN = Text("本企业", "This enterprise")
BOX: Final = (
    '<button type="button" role="menuitemcheckbox" tabindex="-1" aria-checked="false"'
    ' data-compare="{}">{}</button>'
)
WORDS = {
    "head": Text("加入对照（至多四个）", "Add to comparison (four at most)"),
    "go": Text("对照所选", "Compare these"),
    "clear": Text("清空", "Clear"),
}


def compare_menu(result: Result, home: str, lang: Lang) -> str:
    """HTML of the menu's items: a box for each, and the way to the page that compares."""
    offered = dict.fromkeys(_offered(result))
    listed = "" if "id" not in result.frame.columns else _enterprises(result, set(offered))
    boxes = "".join([_box(group, lang) for group in offered]) + listed
    return (
        f'<p class="head" role="presentation">{escape(WORDS["head"](lang))}</p>'
        f'<div role="group" class="boxes" data-most="{MOST}">{boxes}</div>{_way(home, lang)}'
    )


@lru_cache(maxsize=4)
def _way(home: str, lang: Lang) -> str:
    """The way to the page that compares, and the box that forgets what was chosen."""
    return (
        f'<div role="group"><a role="menuitem" tabindex="-1"'
        f' data-compare-go="{SCOPE}.{ITEMS.name}"'
        f' href="{escape(home)}{PAGE}">{escape(WORDS["go"](lang))} <span class="n"></span></a>'
        f'<button type="button" role="menuitem" tabindex="-1" data-compare-clear>'
        f"{escape(WORDS['clear'](lang))}</button></div>"
    )


@lru_cache(maxsize=10_000)
def _box(group: str, lang: Lang) -> str:
    """One item: kept, since every card of a place or an industry offers the same."""
    name = OWN if group.startswith(groups.ENTERPRISE) else called(group)
    return BOX.format(escape(group), escape(name(lang)))


def _offered(result: Result) -> list[str]:
    """What the filters choose, then the rows of the chart, then the tiers."""
    offered: list[str] = []
    for kind in ("city", "province", "cluster", "industry", "tier", "sector", "frontier"):
        if kind in result.filters.values:
            offered += [f"{kind}:{code}" for code in result.filters.chosen(kind)]
    if groups.BATCH in result.filters.values:
        offered += _batches(result.filters)
    if result.exhibit.basis == "enterprise" and result.params.get("id"):
        offered.append(f"{groups.ENTERPRISE}:{result.params['id']}")
    frame, labels = result.frame.head(LONGEST), groups.labels()
    for field in result.exhibit.fields:
        kind = field.domain or field.name
        if field.key and kind in groups.KEYS:
            codes = frame[field.name].drop_nulls().unique(maintain_order=True)
            offered += [group for code in codes if (group := f"{kind}:{code}") in labels]
    if result.params.get("of") == groups.BATCH and "cohort" in frame.columns:
        offered += [f"{groups.BATCH}:{batch}" for batch in frame["cohort"]]
    return [*offered, *TIER_ITEMS]


def _batches(filters: Filters) -> list[str]:
    """The batches that a range of them chooses."""
    chosen = filters.values.get(groups.BATCH)
    if not isinstance(chosen, Range) or chosen.low is None or chosen.high is None:
        return []
    within = range(int(chosen.low), int(chosen.high) + 1)
    return [f"{groups.BATCH}:{batch}" for batch in within if batch in groups.BATCHES]


def _enterprises(result: Result, offered: Collection[str]) -> str:
    """HTML of a box for each enterprise that a chart lists and that is not offered yet."""
    if "name" not in result.frame.columns:
        return ""
    listed = result.frame.select("id", "name").head(LONGEST).drop_nulls()
    named = [(f"{groups.ENTERPRISE}:{id}", str(name)) for id, name in listed.rows()]
    return "".join(
        [BOX.format(escape(group), escape(name)) for group, name in named if group not in offered]
    )
