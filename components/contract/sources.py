"""Where a number comes from, in words."""

from __future__ import annotations

from functools import cache

from data_layer.reference_figures import tables as reference
from data_layer.vocabulary.fields import words
from data_layer.vocabulary.text import Lang, Text

MOST_NAMED = 20
"""Beyond so many figures and tables a source line says how many, not which."""


@cache
def source_line(origin: tuple[str, ...], lang: Lang) -> str:
    """The figures, tables and facts behind an exhibit, with their document."""
    catalogue, facts = reference.catalogue(), reference.facts()
    numbers = dict.fromkeys(_number(catalogue[id].number, lang) for id in origin if id in catalogue)
    documents = dict.fromkeys(facts[id].source for id in origin if id in facts)
    if any(id in reference.tables() for id in origin):  # rules that the report gives in prose
        documents = {"s1": None} | documents
    parts = []
    if numbers:
        parts.append(f"{_title('s1', lang)}{Text('', ', ')(lang)}{_joined(tuple(numbers), lang)}")
    parts += [_title(id, lang) for id in documents if not (id == "s1" and numbers)]
    return Text("；", "; ")(lang).join(parts)


OF_REPORT = Text("报告图表", "Report, exhibit ")
OF_REPORT_MANY = Text("报告图表", "Report, exhibits ")
"""How the foot of a card begins to name one exhibit of the report, or several."""


@cache
def short_source(origin: tuple[str, ...], lang: Lang) -> str:
    """The same in a few words, for the foot of a card: 报告图表15、16."""
    catalogue = reference.catalogue()
    numbers = dict.fromkeys(
        catalogue[id].number.removeprefix("图表") for id in origin if id in catalogue
    )
    if not numbers:
        return source_line(origin, lang)
    listed = Text("、", ", ")(lang).join(numbers)
    if len(numbers) > MOST_NAMED:
        many = len([id for id in origin if id in catalogue])
        return Text(f"报告{many}项图表", f"{many} exhibits of the report")(lang)
    return f"{(OF_REPORT if len(numbers) == 1 else OF_REPORT_MANY)(lang)}{listed}"


def cited_rows(origin: tuple[str, ...], lang: Lang) -> list[tuple[str, str]]:
    """Id and title, with its document, of each figure, table and fact behind an exhibit."""
    catalogue, facts = reference.catalogue(), reference.facts()
    rows: list[tuple[str, str]] = []
    for id in origin:
        if id in catalogue:
            entry = catalogue[id]
            rows.append(
                (id, f"{_title('s1', lang)} {_number(entry.number, lang)} {entry.title(lang)}")
            )
        elif id in facts:
            rows.append((id, f"{_title(facts[id].source, lang)} {_said(facts[id].topic, lang)}"))
        else:
            rows.append((id, _title("s1", lang)))
    return rows


def _said(chinese: str, lang: Lang) -> str:
    return words()[chinese](lang) if chinese in words() else chinese


def _title(id: str, lang: Lang) -> str:
    title = reference.sources()[id].title
    return f"《{title}》" if lang == "zh" else f'"{words()[title].en}"'


def _joined(numbers: tuple[str, ...], lang: Lang) -> str:
    if len(numbers) > MOST_NAMED:
        return Text(f"{len(numbers)}个图表编号", f"{len(numbers)} exhibit numbers")(lang)
    return Text("、", ", ")(lang).join(numbers)


def _number(number: str, lang: Lang) -> str:
    return number if lang == "zh" else number.replace("图表", "exhibit ")
