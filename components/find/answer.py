"""What /parts/find answers, as plain values: what was understood, and lists of where to go."""

from collections.abc import Sequence
from typing import Any, Final

from components.contract.catalogue import exhibits
from components.contract.evaluate import count_selected
from components.contract.workspace import Workspace
from components.find.matches import GROUPS, Match, Page, matches
from components.find.question import Question, understand
from components.find.scan import LONGEST_QUESTION
from components.find.targets import LIST
from components.look.amounts import counted, number
from data_layer.enterprises.listing import DESCENDING
from data_layer.filters.value_words import describe
from data_layer.registry.registry import Registry
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Lang, Text

WORDS: Final = {
    "list": Text("企业名单", "The list of enterprises"),
    "enterprises": Text("{n}家企业", "{n}"),
    "whole": Text("全部企业", "All enterprises"),
    "down": Text("排序：{by}从高到低", "Sorted: {by}, highest first"),
    "up": Text("排序：{by}从低到高", "Sorted: {by}, lowest first"),
    "question": Text("按所理解的打开", "Open what was understood"),
}


def found(
    workspace: Workspace, registry: Registry, typed: str, pages: Sequence[Page], lang: Lang
) -> dict[str, Any]:
    """`question` (None if nothing was understood), `left`, `notes`, and `groups` of lines."""
    text = typed.strip()[:LONGEST_QUESTION]
    question = understand(text)
    lists = matches(text, registry.rows, pages, lang=lang)
    names = {page.path: page.label(lang) for page in pages}
    groups = [
        {"name": GROUPS[group](lang), "lines": [_line(match) for match in matching]}
        for group, matching in lists.items()
    ]
    return {
        "question": _question(workspace, registry, question, names=names, lang=lang),
        "left": list(question.left),
        "notes": [note(lang) for note in question.notes],
        "groups": groups,
    }


def _line(match: Match) -> dict[str, Any]:
    return {
        "title": match.title,
        "note": match.note,
        "path": match.path,
        "search": match.search,
        "anchor": match.anchor,
        "keeps": match.keeps,
    }


def _question(
    workspace: Workspace,
    registry: Registry,
    question: Question,
    names: dict[str, str],
    lang: Lang,
) -> dict[str, Any] | None:
    if question.page is None:
        return None
    selected = count_selected(registry, question.filters, workspace.cache)
    amount = number(selected) if lang == "zh" else counted(selected, "enterprises")
    page = names.get(question.path, "")
    exhibit = question.exhibit
    title = exhibit.title(lang) if exhibit else page
    if question.path == LIST:
        title = WORDS["list"](lang)
    return {
        "title": title,
        "page": page if exhibit else "",
        "group": WORDS["question"](lang),
        "filters": [describe(key, value, lang) for key, value in question.filters.values.items()]
        or [WORDS["whole"](lang)],
        "settings": _settings(question, lang),
        "count": WORDS["enterprises"](lang).format(n=amount),
        "path": question.path,
        "search": question.search,
        "anchor": question.anchor,
    }


def _settings(question: Question, lang: Lang) -> list[str]:
    """The chart's settings in words: 指标：国家级占比."""
    if question.exhibit is None:
        return [_order(question.order, lang)] if question.order else []
    declared = {param.name: param for param in exhibits()[question.exhibit.id].params}
    return [
        f"{declared[name].label(lang)}{Text('：', ': ')(lang)}"
        f"{declared[name].options.get(value, Text(value, value))(lang)}"
        for name, value in question.params.items()
    ]


def _order(order: str, lang: Lang) -> str:
    """The order of the list in words: 排序：专利总量从高到低."""
    column = order.removesuffix(DESCENDING)
    way = "down" if order.endswith(DESCENDING) else "up"
    return WORDS[way](lang).format(by=columns()[column].label(lang))
