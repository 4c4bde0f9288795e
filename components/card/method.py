"""The panel "method and sources" of a card: all that stands behind its numbers."""

from collections.abc import Mapping
from functools import cache
from html import escape

from components.card.example import example
from components.card.heading import scope
from components.contract.catalogue import errata_of, exhibits
from components.contract.definitions import defined
from components.contract.exhibit import Figure
from components.contract.result import Result
from components.contract.sources import source_line
from components.contract.workspace import Workspace
from components.rendering.caption import sample
from components.rendering.distance import beyond_tolerance, distance_sentence
from data_layer.filters.query import Query
from data_layer.reference_figures.errata import NOTHING_TO_COMPUTE, recomputed_by_id
from data_layer.reference_figures.tables import Erratum
from data_layer.vocabulary.fields import KINDS, words
from data_layer.vocabulary.text import Lang, Text

WORDS = {
    "title": Text("方法与来源", "Method and sources"),
    "reading": Text("怎么读", "How to read it"),
    "example": Text("看图", "Reading the chart"),
    "note": Text("说明", "Note"),
    "kinds": Text("数据性质", "Kinds of numbers"),
    "columns": Text("各列怎么算", "How each column is made"),
    "sample": Text("样本", "Sample"),
    "rest": Text(
        "；所选{selected:,}家中其余{rest:,}家缺值或不属本图",
        "; the other {rest:,} of the {selected:,} selected lack a value or are not part of it",
    ),
    "filters": Text("筛选", "Filters"),
    "version": Text("数据版本", "Data version"),
    "gap": Text("与报告", "Against the report"),
    "source": Text("来源", "Source"),
    "rows": Text("明细", "The rows"),
    "errata": Text("勘误", "Errata"),
    "open": Text("这些企业的名单", "The list of these enterprises"),
    "close": Text("关闭", "Close"),
    "erratum": Text("{printed}；{conflict}", "{printed}; {conflict}"),
    "arithmetic": Text("现算：", "Computed now: "),
}
ROWS = "enterprises"
PROFILE = "enterprise"
"""The page whose charts are of one enterprise and its peers."""


def method(
    workspace: Workspace,
    result: Result,
    lang: Lang,
    *,
    shared: bool,
    figure: Figure | None = None,
) -> str:
    """HTML of the panel; shared: with a link to the rows behind the chart.

    figure: the chart where it is drawn already.
    """
    exhibit, computed = result.exhibit, result.kind != "published"
    linked = shared and computed and not result.lacking
    parts = {
        "reading": escape(exhibit.reading(lang)),
        "example": escape(example(result, lang, figure)),
        "note": escape(exhibit.note(lang)) if exhibit.note else "",
        "kinds": escape(Text("、", ", ")(lang).join(KINDS[kind](lang) for kind in result.kinds)),
        "sample": escape(_sample(result, lang)),
        "filters": escape(scope(result, lang)),
        "version": escape(result.versions) if computed else "",
        "gap": _gap(result, lang),
        "source": escape(source_line(exhibit.origin, lang)),
        "rows": _rows(workspace, result, lang) if linked else "",
        "errata": _errata(exhibit.id, lang),
        "columns": _columns(exhibit.id, lang),
    }
    labels = _labels(lang)
    listed = [
        f'<dt data-part="{name}">{labels[name]}</dt><dd>{html}</dd>'
        for name, html in parts.items()
        if html
    ]
    close = labels["close"]
    return (
        f"<header><h3>{labels['title']}</h3>"
        f'<button type="button" class="icon" data-pop-close aria-label="{close}" title="{close}">'
        f'<i class="bi bi-x-lg"></i></button></header><dl>{"".join(listed)}</dl>'
    )


def _sample(result: Result, lang: Lang) -> str:
    """The chart's own n, and how many of those that pass the filters are not in it."""
    n, rest = sample(result, lang), result.selected - result.sample.most
    if not n or rest <= 0 or result.exhibit.page == PROFILE:
        return n
    return n + WORDS["rest"](lang).format(rest=rest, selected=result.selected)


def _gap(result: Result, lang: Lang) -> str:
    """The distance, in the colour of published figures only where it exceeds the tolerance."""
    sentence = escape(distance_sentence(result, lang))
    return (
        f'<span class="beyond">{sentence}</span>'
        if sentence and beyond_tolerance(result)
        else sentence
    )


def _rows(workspace: Workspace, result: Result, lang: Lang) -> str:
    """The enterprises that the chart counts."""
    query = Query(result.filters, lang).to_query()
    href = f"{workspace.settings.prefix}{ROWS}" + (f"?{query}" if query else "")
    return f'<a href="{escape(href)}" data-nav="1">{escape(WORDS["open"](lang))}</a>'


@cache
def _columns(id: str, lang: Lang) -> str:
    """Each column of numbers with its unit and how it is made: the table and files have them all.

    A quantity in several units stands once, without any.
    """
    colon = Text("：", ": ")(lang)
    return "".join(
        f"<p><b>{escape((term.label if term.quantity else term.title)(lang))}</b>{colon}"
        f"{escape(text(lang))}</p>"
        for term, text in defined(exhibits()[id])
    )


@cache
def _errata(id: str, lang: Lang) -> str:
    """The errata of an exhibit, which no filter changes."""
    return "".join(
        f"<p><b>{one.id} {escape(_in(one.topic, lang))}</b> {_erratum(one, lang)}</p>"
        for one in errata_of(id)
    )


@cache
def _labels(lang: Lang) -> Mapping[str, str]:
    return {name: escape(words(lang)) for name, words in WORDS.items()}


def _erratum(erratum: Erratum, lang: Lang) -> str:
    """What is printed, what it conflicts with, and the arithmetic with today's code."""
    conflict = WORDS["erratum"](lang).format(
        printed=_in(erratum.printed, lang), conflict=_in(erratum.conflict, lang)
    )
    formula = recomputed_by_id()[erratum.id].formula
    if formula == NOTHING_TO_COMPUTE:
        return escape(conflict)
    sum = escape(WORDS["arithmetic"](lang) + formula(lang))
    return f"{escape(conflict)}<br><span class='sum'>{sum}</span>"


def _in(chinese: str, lang: Lang) -> str:
    """Words of the errata in a language."""
    translations = words()
    return translations[chinese](lang) if chinese in translations else chinese
