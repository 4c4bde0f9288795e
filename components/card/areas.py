"""The areas of a map in a list beside it, for whoever does not point at them: the same filters."""

from html import escape
from itertools import chain
from operator import itemgetter

from components.charts.map_areas import short_names
from components.contract.exhibit import Figure
from components.look.amounts import each_number
from data_layer.filters.filters import Filters
from data_layer.vocabulary.text import Lang, Text

WORDS = {
    "list": Text("地区列表：选择一个地区即加入筛选", "Areas: choose one to filter by it"),
    "head": Text("地区", "Areas"),
}


VALUED = ("values", "diverging")
"""The traces of areas with values; those with a `geo` are of the inset, or one map of several."""
Area = tuple[float, str]
"""Value and mark, the filter that a click sets: `province:320000`."""


def areas(figure: Figure | None, filters: Filters, lang: Lang) -> str:
    """HTML of the list, the largest value first; nothing for a chart of no one map.

    A pressed button is the filter that stands.
    """
    drawn = [
        trace
        for trace in (figure or {"data": []})["data"]
        if trace.get("meta") in VALUED and trace.get("geo") is None
    ]
    if len(drawn) != 1:
        return ""
    marks, values = drawn[0]["customdata"], drawn[0]["z"]
    if drawn[0]["type"] == "heatmap":
        marks, values = chain(*marks), chain(*values)
    ordered = [pair for pair in zip(values, marks, strict=True) if pair[0] is not None]
    ordered.sort(key=itemgetter(1))
    # Sorting is stable: equal values stay in order of their marks.
    ordered.sort(key=itemgetter(0), reverse=True)
    label, head = escape(WORDS["list"](lang)), escape(WORDS["head"](lang))
    items = "".join(_items(ordered, filters, lang))
    return f'<h3 title="{label}">{head}</h3><ol aria-label="{label}">{items}</ol>'


def _items(ordered: list[Area], filters: Filters, lang: Lang) -> list[str]:
    names, items = short_names(lang), []
    figures = each_number([value for value, _ in ordered])
    chosen = {*filters.chosen("province"), *filters.chosen("city")}
    for (_, mark), figure in zip(ordered, figures, strict=True):
        code = mark.partition(":")[2]
        pressed = "true" if code in chosen else "false"
        items.append(
            f'<li><button type="button" data-mark="{mark}" aria-pressed="{pressed}">'
            f"<span>{escape(names[code])}</span> <b>{figure}</b></button></li>"
        )
    return items
