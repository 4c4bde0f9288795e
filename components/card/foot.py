"""What is said of a chart, as HTML: badges beside the title, and the foot under the chart.

Text and values are escaped where they are put in.
"""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape

from components.card.picture_buttons import picture_buttons
from components.card.share import share_button
from components.card.tray import tray_button
from components.contract.catalogue import errata_of
from components.contract.delivery import formulas, kinds_of
from components.contract.evaluate import Result, file_stem
from components.contract.sources import source_line
from components.contract.workspace import Workspace
from components.rendering.distance import EQUAL, distance_sentence
from data_layer.filters.query import Query, Theme
from data_layer.reference_figures.tables import Erratum
from data_layer.vocabulary.fields import KINDS, words
from data_layer.vocabulary.text import Lang, Text

FORMATS = ("csv", "xlsx", "parquet", "json")
WORDS = {
    "errata": Text("勘误", "Errata"),
    "note": Text("说明", "Note"),
    "download": Text("下载", "Download"),
    "source": Text("来源：", "Source: "),
    "erratum": Text("{id} {topic}：{printed}；{conflict}", "{id} {topic}: {printed}; {conflict}"),
    "formulas": Text("由报告数推算：", "Derived from published figures: "),
    "published": Text("报告原值，不随筛选变化", "Published figures; filters do not change them"),
    "lacking": Text(
        "企业库缺少所需的列，未计算；数据版本 {version}",
        "Not computed: the registry lacks the columns; data version {version}",
    ),
    "whole": Text(
        "n = {n:,} 家，整个企业库，不随筛选变化；数据版本 {version}",
        "n = {n:,}, the whole registry; filters do not change it; data version {version}",
    ),
    "enterprise": Text("{filters}；数据版本 {version}", "{filters}; data version {version}"),
    "selected": Text(
        "n = {n:,} 家；筛选：{filters}；数据版本 {version}",
        "n = {n:,}; filters: {filters}; data version {version}",
    ),
}


def badges(result: Result, lang: Lang) -> str:
    """What kinds of numbers the card holds."""
    kinds = kinds_of(result)
    return "".join(f'<span class="kind kind-{it}">{escape(KINDS[it](lang))}</span>' for it in kinds)


def foot(
    workspace: Workspace,
    result: Result,
    query: Query,
    lang: Lang,
    theme: Theme,
    *,
    shared: bool = True,
) -> str:
    """Sample, filters, version; distance to the report; errata; source; downloads if `shared`."""
    distance = distance_sentence(result, lang)
    note, errata = result.exhibit.note, errata_of(result.exhibit.id)
    source = WORDS["source"](lang) + source_line(result.exhibit.origin, lang)
    parts = [_line(_basis(result, lang), "basis")]
    if said := formulas(result, lang):
        parts.append(_line(WORDS["formulas"](lang) + said, "formulas"))
    if distance:
        parts.append(_line(distance, "equal" if distance == EQUAL(lang) else "gap"))
    if note is not None:
        parts.append(_folded(WORDS["note"](lang), [note(lang)]))
    if errata:
        said = [_erratum(erratum, lang) for erratum in errata]
        parts.append(_folded(f"{WORDS['errata'](lang)} {len(errata)}", said))
    parts.append(_line(source, "source"))
    if shared:
        parts.append(_downloads(workspace, result, query, lang, theme))
    return "".join(parts)


def _line(said: str, style: str) -> str:
    return f'<p class="{style}">{escape(said)}</p>'


def _folded(summary: str, lines: list[str]) -> str:
    inside = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return f"<details><summary>{escape(summary)}</summary>{inside}</details>"


def _erratum(erratum: Erratum, lang: Lang) -> str:
    """What is printed, and what it conflicts with."""
    known = words()
    parts = (erratum.topic, erratum.printed, erratum.conflict)
    topic, printed, conflict = (known[part](lang) if part in known else part for part in parts)
    template = WORDS["erratum"](lang)
    return template.format(id=erratum.id, topic=topic, printed=printed, conflict=conflict)


def _basis(result: Result, lang: Lang) -> str:
    if result.kind == "published":
        return WORDS["published"](lang)
    basis = result.exhibit.basis
    said = WORDS["lacking" if result.lacking else basis if basis in WORDS else "selected"]
    return said(lang).format(
        n=result.selected, filters=result.scope(lang), version=result.version[:12]
    )


def _downloads(workspace: Workspace, result: Result, query: Query, lang: Lang, theme: Theme) -> str:
    id = result.exhibit.id
    base = f"{workspace.settings.prefix}export/{id}"
    spelt = result.exhibit.spelt(query.params)
    own = Query(result.filters, lang, "light", query.version, spelt).to_query()
    drawn = (
        own
        if theme == "light"
        else Query(result.filters, lang, theme, query.version, spelt).to_query()
    )
    stem = file_stem(id, result.filters, result.kind, datetime.now(UTC).date(), lang)
    asked, named = escape(f"?{own}" if own else ""), escape(stem)
    links = "".join(
        f'<a class="out" data-export="{id}.{kind}" download="{named}.{kind}"'
        f' href="{base}.{kind}{asked}">{kind.upper()}</a>'
        for kind in FORMATS
    )
    pictures = picture_buttons(
        result, lang, theme, stem, f"{base}.pdf" + (f"?{drawn}" if drawn else "")
    )
    tray, share = tray_button(result, query, lang), share_button(workspace, result, query, lang)
    head = f"<span>{escape(WORDS['download'](lang))}</span>"
    return f'<div class="downloads">{head}{links}{pictures}{tray}{share}</div>'
