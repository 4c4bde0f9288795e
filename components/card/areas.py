"""The areas of a map in a list beside it, for whoever does not point at them: the same filters."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import chain
from typing import Any, NamedTuple

from components.contract.exhibit import Figure
from components.look.amounts import number
from data_layer.filters.filters import Filters
from data_layer.vocabulary.places import cities, provinces
from data_layer.vocabulary.text import Lang, Text

WORDS = {
    "list": Text("地区列表：选择一个地区即加入筛选", "Areas: choose one to filter by it"),
    "head": Text("地区", "Areas"),
}


class Area(NamedTuple):
    """mark: the filter that a click sets, `province:320000`."""

    mark: str
    value: float


def areas(figure: Figure | None, filters: Filters, lang: Lang) -> str:
    """HTML of the list, the largest value first; nothing for a chart of no one map.

    A pressed button is the filter that stands.
    """
    drawn = [it for it in (figure or {"data": []})["data"] if _valued(it)]
    if len(drawn) != 1:
        return ""
    found = sorted(_areas(drawn[0]), key=lambda it: (-it.value, it.mark))
    items = "".join(_item(it, filters, lang) for it in found)
    said, head = escape(WORDS["list"](lang)), escape(WORDS["head"](lang))
    return f'<h3 title="{said}">{head}</h3><ol aria-label="{said}">{items}</ol>'


def _valued(trace: dict[str, Any]) -> bool:
    """Whether a trace is the areas with values, not those of the inset again."""
    kind = trace["type"] == "choropleth" or (trace["type"] == "heatmap" and trace.get("meta"))
    return bool(kind) and trace.get("meta") in ("values", "diverging") and trace.get("geo") is None


def _areas(trace: dict[str, Any]) -> Iterator[Area]:
    marks, values = trace["customdata"], trace["z"]
    if trace["type"] == "heatmap":
        marks, values = chain(*marks), chain(*values)
    for mark, value in zip(marks, values, strict=True):
        if value is not None:
            yield Area(mark, value)


def _item(it: Area, filters: Filters, lang: Lang) -> str:
    key, _, code = it.mark.partition(":")
    place = provinces()[code] if key == "province" else cities()[code]
    pressed = str(code in filters.chosen(key)).lower()
    return (
        f'<li><button type="button" data-mark="{escape(it.mark)}" aria-pressed="{pressed}">'
        f"<span>{escape(place.short(lang))}</span> <b>{number(it.value)}</b></button></li>"
    )
