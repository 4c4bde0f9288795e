"""Where a number comes from, in words."""

from __future__ import annotations

from data_layer import reference
from data_layer.text import Lang, Text


def source_line(origin: tuple[str, ...], lang: Lang) -> str:
    """The figures, tables and facts behind an exhibit, with their document."""
    catalogue, facts = reference.catalogue(), reference.facts()
    numbers = dict.fromkeys(_number(catalogue[id].number, lang) for id in origin if id in catalogue)
    documents = dict.fromkeys(facts[id].source for id in origin if id in facts)
    parts = []
    if numbers:
        joined = Text("、", ", ")(lang).join(numbers)
        parts.append(f"《{reference.sources()['s1'].title}》{joined}")
    parts += [
        f"《{reference.sources()[id].title}》" for id in documents if not (id == "s1" and numbers)
    ]
    return Text("；", "; ")(lang).join(parts)


def _number(number: str, lang: Lang) -> str:
    return number if lang == "zh" else number.replace("图表", "exhibit ")
