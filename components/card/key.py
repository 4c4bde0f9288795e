"""The kinds of numbers that a card shows, as the legend over its chart."""

from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from typing import Any

from components.contract.exhibit import Figure
from components.contract.result import Result
from components.look.theme import PUBLISHED_COLOR
from data_layer.vocabulary.fields import KINDS, Kind
from data_layer.vocabulary.text import Lang, Text

REPORT = Text("报告只印图片，正文说：", "The report prints a picture alone; its text says: ")
PUBLISHED_COLORS = frozenset(PUBLISHED_COLOR.values())


def key(result: Result, figure: Figure | None, lang: Lang) -> str:
    """HTML: ■ computed, with the mark of the demonstration; ◆ published or ◇ derived where shown;
    and what the report's text says of a picture that it prints without numbers.

    figure: the chart that stands; None where a table or words do, which hold all figures.
    """
    kinds = shown_kinds(result, figure)
    names = _names(lang)
    mark = f' <span class="demo">{names["demonstration"]}</span>'
    demo = mark if "demonstration" in kinds else ""
    marks = [
        f'<span class="kind kind-{kind}"><i class="mark"></i>{names[kind]}'
        f"{demo if kind == 'computed' else ''}</span>"
        for kind in ("computed", "published", "derived")
        if kind in kinds
    ]
    report_text = result.exhibit.report_says
    beside = (
        f'<span class="report-says">{_reported(report_text, lang)}</span>' if report_text else ""
    )
    return "".join(marks) + beside


def _reported(report_text: Text, lang: Lang) -> str:
    sign = '<i class="bi bi-image" aria-hidden="true"></i> '
    return sign + escape(REPORT(lang) + report_text(lang))


@cache
def _names(lang: Lang) -> Mapping[str, str]:
    return {kind: escape(words(lang)) for kind, words in KINDS.items()}


def shown_kinds(result: Result, figure: Figure | None) -> tuple[Kind, ...]:
    """The kinds of numbers that the card shows; printed ones only where the chart draws some."""
    kinds = result.kinds
    if result.kind == "published" or figure is None:
        return kinds
    hidden = {"published", "derived"} if not draws_published(figure) else set()
    if not hidden and _only_derived(figure):
        hidden = {"published"}
    return tuple(kind for kind in kinds if kind not in hidden)


def _only_derived(figure: Figure) -> bool:
    """Whether all that a chart draws in the colour of published figures follows from them."""
    derived = {KINDS["derived"].zh, KINDS["derived"].en}
    return derived.issuperset([trace.get("name") for trace in figure["data"] if _marked(trace)])


def draws_published(figure: Figure) -> bool:
    """Whether a chart has marks of published figures: they alone have their colour."""
    return any(map(_marked, figure["data"]))


def _marked(trace: Mapping[str, Any]) -> bool:
    return _colored(trace.get("marker")) or _colored(trace.get("line"))


def _colored(style: Any) -> bool:
    if not isinstance(style, Mapping):
        return False
    color = style.get("color")
    several = isinstance(color, Sequence) and not isinstance(color, str)
    return not PUBLISHED_COLORS.isdisjoint(color if several else [color])
