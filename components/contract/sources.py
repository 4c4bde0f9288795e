"""Where a number comes from, in words."""

from collections.abc import Mapping
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
IN_BRIEF = Text("图表", "Exh. ")
"""How a narrow card begins to name them."""
BRIEF: Mapping[str, Text] = {
    "s1": Text("报告正文", "Report text"),
    "s2": Text("前沿技术研究", "Frontier study"),
    "s3": Text("颠覆式创新研究", "Disruption study"),
    "s4": Text("支持举措建议", "Support proposals"),
    "s5": Text("小巨人网络文章", "Little-giant article"),
}
"""What a foot calls a document; its panel has the whole title."""


@cache
def short_source(
    origin: tuple[str, ...], lang: Lang, *, narrow: bool = False, titles: bool = False
) -> str:
    """The same in a few words, for the foot of a card: 报告图表15、16.

    Of documents the first and how many there are, or, with titles, all of them in full.
    """
    catalogue, facts = reference.catalogue(), reference.facts()
    numbers = dict.fromkeys(
        catalogue[id].number.removeprefix("图表") for id in origin if id in catalogue
    )
    if len(numbers) > MOST_NAMED:
        many = len([id for id in origin if id in catalogue])
        return Text(f"报告{many}项图表", f"{many} exhibits of the report")(lang)
    if numbers:
        listed = Text("、", ", ")(lang).join(numbers)
        long = OF_REPORT if len(numbers) == 1 else OF_REPORT_MANY
        return f"{(IN_BRIEF if narrow else long)(lang)}{listed}"
    if titles:
        return source_line(origin, lang)
    documents = dict.fromkeys(facts[id].source if id in facts else "s1" for id in origin)
    first, more = BRIEF[next(iter(documents))](lang), len(documents) - 1
    return Text(f"{first}等{more + 1}篇", f"{first} + {more}")(lang) if more else first


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
            rows.append(
                (id, f"{_title(facts[id].source, lang)} {_in_words(facts[id].topic, lang)}")
            )
        else:
            rows.append((id, _title("s1", lang)))
    return rows


def _in_words(chinese: str, lang: Lang) -> str:
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
