"""How to cite a view: as text, BibTeX and GB/T 7714."""

from __future__ import annotations

from datetime import date

from components.evaluate import Result
from components.sources import source_line
from data_layer.fields import KINDS
from data_layer.text import Lang, Text


def citations(result: Result, address: str, day: date, lang: Lang) -> dict[str, str]:
    """The three forms; each names exhibit, filters, kind of numbers, version, source and date."""
    title = result.exhibit.title(lang)
    filters = result.filters.sentence(lang)
    kind = KINDS[result.kind](lang)
    source = source_line(result.exhibit.origin, lang)
    atlas = Text("专精特新图谱", "SRDI Atlas")(lang)
    note = Text(
        "筛选：{f}；{k}；数据版本 {v}；来源：{s}",
        "Filters: {f}; {k}; data version {v}; source: {s}",
    )
    said = note(lang).format(f=filters, k=kind, v=result.version, s=source)
    bibtex = (
        f"@misc{{srdi_{result.exhibit.id}_{result.version},\n"
        f"  title = {{{title}}},\n  howpublished = {{{atlas}, \\url{{{address}}}}},\n"
        f"  year = {{{day.year}}},\n  note = {{{said}}},\n  urldate = {{{day.isoformat()}}}\n}}"
    )
    return {
        "text": f"{atlas}：{title}。{said}。{day.isoformat()}，{address}"
        if lang == "zh"
        else f"{atlas}: {title}. {said}. {day.isoformat()}, {address}",
        "bibtex": bibtex,
        "gbt7714": f"{atlas}. {title}[DB/OL]. ({day})[{day}]. {address}. {said}.",
    }
