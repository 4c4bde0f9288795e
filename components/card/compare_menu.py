"""The menu "+ compare" of a card: what it shows that can be compared (assets/src/compare.js)."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from components.contract.evaluate import Result
from components.parts.compare_items import ITEMS, MOST, SCOPE, called
from data_layer.filters import named_groups as groups
from data_layer.vocabulary.schema import TIERS
from data_layer.vocabulary.text import Lang, Text

PAGE: Final = "compare"
LONGEST: Final = 30
"""Rows of a chart that the menu offers."""
WORDS = {
    "head": Text("加入对照（至多四个）", "Add to comparison (four at most)"),
    "go": Text("对照所选", "Compare these"),
    "clear": Text("清空", "Clear"),
}


def compare_menu(result: Result, home: str, lang: Lang) -> str:
    """HTML of the menu's items: a box for each, and the way to the page that compares."""
    offered = dict.fromkeys(_offered(result))
    boxes = "".join(_box(group, called(group)(lang)) for group in offered)
    go = (
        f'<a role="menuitem" tabindex="-1" data-compare-go="{SCOPE}.{ITEMS.name}"'
        f' href="{escape(home)}{PAGE}">{escape(WORDS["go"](lang))} <span class="n"></span></a>'
        f'<button type="button" role="menuitem" tabindex="-1" data-compare-clear>'
        f"{escape(WORDS['clear'](lang))}</button>"
    )
    head = f'<p class="head" role="presentation">{escape(WORDS["head"](lang))}</p>'
    return (
        f'{head}<div role="group" class="boxes" data-most="{MOST}">{boxes}</div>'
        f'<div role="group">{go}</div>'
    )


def _box(group: str, label: str) -> str:
    return (
        f'<button type="button" role="menuitemcheckbox" tabindex="-1" aria-checked="false"'
        f' data-compare="{escape(group)}">{escape(label)}</button>'
    )


def _offered(result: Result) -> Iterator[str]:
    """What the filters choose, then the rows of the chart, then the tiers."""
    for kind in ("city", "province", "cluster", "industry", "tier", "sector", "frontier"):
        yield from (f"{kind}:{code}" for code in result.filters.chosen(kind))
    if result.exhibit.basis == "enterprise" and result.params.get("id"):
        yield f"{groups.ENTERPRISE}:{result.params['id']}"
    frame = result.frame.head(LONGEST)
    for field in result.exhibit.fields:
        kind = field.domain or field.name
        if field.key and kind in groups.KEYS:
            codes = frame[field.name].drop_nulls().unique(maintain_order=True)
            yield from (group for code in codes if (group := f"{kind}:{code}") in groups.labels())
    yield from (f"tier:{tier}" for tier in TIERS)
