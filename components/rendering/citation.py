"""How to cite a view: as text, BibTeX and GB/T 7714."""

from datetime import date

from components.contract.result import Result
from components.contract.sources import source_line
from data_layer.vocabulary.fields import KINDS
from data_layer.vocabulary.text import Lang, Text

CODE = "CODE"
"""Stands for the code, which assets/src/share.js asks for when the dialog is opened."""
LATEX = str.maketrans(
    {sign: f"\\{sign}" for sign in "&%$#_{}"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)
"""Signs that TeX takes for its own."""


def citations(
    result: Result, address: str, day: date, lang: Lang, updated: str | None = None
) -> dict[str, str]:
    """The three forms; each names exhibit, filters, kind of numbers, version, source, day and code.

    address: where the view is, or what stands for it. updated: the day of the data, ISO 8601.
    """
    title = result.exhibit.title(lang)
    filters = result.scope(lang)
    kind = KINDS[result.kind](lang)
    source = source_line(result.exhibit.origin, lang)
    atlas = Text("专精特新图谱", "SRDI Atlas")(lang)
    note = Text(
        "筛选：{f}；{k}；数据版本 {v}；来源：{s}；核验码 {c}",
        "Filters: {f}; {k}; data version {v}; source: {s}; code {c}",
    )
    words = note(lang).format(f=filters, k=kind, v=result.versions, s=source, c=CODE)
    bibtex = (
        f"@misc{{srdi_{result.exhibit.id}_{result.version},\n"
        f"  author = {{{{{atlas}}}}},\n  title = {{{{{title.translate(LATEX)}}}}},\n"
        f"  year = {{{day.year}}},\n  howpublished = {{\\url{{{address}}}}},\n"
        f"  note = {{{words.translate(LATEX)}}},\n  urldate = {{{day.isoformat()}}}\n}}"
    )
    of = f"({updated})" if updated else ""
    return {
        "text": f"{atlas}：{title}。{words}。{day.isoformat()}，{address}"
        if lang == "zh"
        else f"{atlas}: {title}. {words}. {day.isoformat()}, {address}",
        "bibtex": bibtex,
        "gbt7714": f"{atlas}. {title}[DB/OL]. {of}[{day}]. {address}. {words}.",
    }
