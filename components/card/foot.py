"""The one line under a chart: source, sample, date; what opens the rest.

Text and values are escaped where they are put in.
"""

from functools import cache
from html import escape

import orjson

from components.card.tray import tray_button
from components.contract.catalogue import errata_of
from components.contract.counted import list_href
from components.contract.result import Result
from components.contract.sources import short_source
from components.rendering.caption import sample
from components.rendering.distance import beyond_tolerance
from data_layer.filters.filters import Filters
from data_layer.filters.query import Query
from data_layer.vocabulary.text import Lang, Text

WORDS = {
    "method": Text("方法与来源", "Method and sources"),
    "sources": Text("来源", "Sources"),
    "errata": Text("勘误", "Errata"),
    "beyond": Text("超出容差", "Beyond tolerance"),
    "off": Text("超差", "Off"),
    "download": Text("下载", "Download"),
    "notes": Text("标注图表", "Notes on the chart"),
    "share": Text("分享", "Share"),
    "compare": Text("加入对照", "Add to comparison"),
    "list": Text("名单：筛选后的 {n} 家企业", "The list of the {n} enterprises that pass"),
}

EDITOR = {
    "title": Text("标注", "Notes"),
    "text": Text("文字", "Text"),
    "arrow": Text("箭头", "Arrow"),
    "range": Text("区间", "Range"),
    "mark": Text("突出", "Highlight"),
    "words": Text("说明", "Words"),
    "names": Text("名称（以逗号分隔）", "Names (divided by commas)"),
    "from": Text("从", "From"),
    "to": Text("到", "To"),
    "x": Text("左起%", "From left %"),
    "y": Text("下起%", "From bottom %"),
    "dx": Text("文字偏右", "Words right by"),
    "dy": Text("文字偏上", "Words up by"),
    "remove": Text("删除", "Remove"),
    "hint": Text(
        "点击图表可放置正在编辑的文字或箭头；标注保存在网址中，并随图片、嵌入框和幻灯片一起带走。",
        "A click on the chart places the text or arrow being edited. Notes live in the address and "
        "go with pictures, frames and slides.",
    ),
}


@cache
def _source(origin: tuple[str, ...], lang: Lang, *, shared: bool) -> str:
    """The source, and what a narrow card says of it; a frame elsewhere has whole titles."""
    words = short_source(origin, lang, titles=not shared)
    brief = short_source(origin, lang, titles=not shared, narrow=True)
    if words == brief:
        return f'<span class="src">{escape(words)}</span>'
    return (
        f'<span class="src"><span class="long">{escape(words)}</span>'
        f'<span class="short">{escape(brief)}</span></span>'
    )


def foot(result: Result, query: Query, home: str, *, shared: bool = True) -> str:
    """HTML of the line; download, briefing, share and the list of the enterprises only if `shared`
    and there is something. home: path of the app."""
    id, lang = result.exhibit.id, query.lang
    facts = [
        _source(result.exhibit.origin, lang, shared=shared),
        _sample(result, query, home, shared=shared),
        f'<time datetime="{result.day}">{result.day}</time>',
    ]
    line = f'<p class="line">{"".join(facts)}</p>'
    opened = [_opens(id, "method", WORDS["method"](lang), short=WORDS["sources"](lang))]
    beyond, errata = beyond_tolerance(result), errata_of(id)
    if beyond:
        opened.append(
            _opens(
                id,
                "gap",
                f"{WORDS['beyond'](lang)} {beyond}",
                short=f"{WORDS['off'](lang)} {beyond}",
            )
        )
    if errata:
        opened.append(_opens(id, "errata", f"{WORDS['errata'](lang)} {len(errata)}"))
    acts = _acts(result, query, lang) if shared and not is_blank(result) else ""
    return f'{line}<span class="opens">{"".join(opened)}</span>{acts}'


def _sample(result: Result, query: Query, home: str, shared: bool) -> str:
    """How many enterprises, which leads to their list."""
    n = escape(sample(result, query.lang))
    if not n or not shared or not result.selected:
        return f'<span class="n">{n}</span>' if n else ""
    whole = result.exhibit.basis == "whole"
    href = escape(list_href(home, query, Filters() if whole else result.filters))
    title = escape(WORDS["list"](query.lang).format(n=f"{result.selected:,}"))
    return f'<a class="n to-list" href="{href}" title="{title}">{n}</a>'


def is_blank(result: Result) -> bool:
    """Whether there is nothing to show, and so nothing to take along."""
    nothing = result.published is None or result.published.is_empty() or not result.lacking
    return (bool(result.lacking) or result.frame.is_empty()) and nothing


def _opens(id: str, part: str, words: str, short: str = "") -> str:
    """A button that opens the panel, at one of its parts. short: where a card is narrow."""
    long = f'<span class="long">{escape(words)}</span>'
    brief = f'<span class="short">{escape(short)}</span>' if short else ""
    label = f' title="{escape(words)}"' if short else ""
    return (
        f'<button type="button" class="text {part}" popovertarget="method-{id}"'
        f' aria-haspopup="dialog" aria-expanded="false" data-part="{part}"{label}>{long}{brief}'
        "</button>"
    )


def _notes_button(result: Result, lang: Lang) -> str:
    """Opens the editor of notes (assets/src/notes.js); a chart alone takes any."""
    if result.exhibit.figure is None or result.exhibit.body is not None:
        return ""
    label, words = escape(WORDS["notes"](lang)), escape(_editor(lang))
    return (
        f'<button type="button" class="icon" data-notes="{words}" aria-expanded="false"'
        f' aria-label="{label}" title="{label}"><i class="bi bi-pencil"></i></button>'
    )


@cache
def _editor(lang: Lang) -> str:
    """The words of the editor, as JSON."""
    return orjson.dumps({name: words(lang) for name, words in EDITOR.items()}).decode()


def _acts(result: Result, query: Query, lang: Lang) -> str:
    download, share = escape(WORDS["download"](lang)), escape(WORDS["share"](lang))
    compare = escape(WORDS["compare"](lang))
    return (
        '<span class="acts">'
        f'<button type="button" class="icon" popovertarget="menu-{result.exhibit.id}"'
        f' aria-haspopup="menu" aria-expanded="false" aria-label="{download}" title="{download}">'
        '<i class="bi bi-download"></i></button>'
        f"{_notes_button(result, lang)}"
        f'<button type="button" class="icon" popovertarget="compare-{result.exhibit.id}"'
        f' aria-haspopup="menu" aria-expanded="false" aria-label="{compare}" title="{compare}">'
        '<i class="bi bi-layout-split"></i></button>'
        f"{tray_button(result, query, lang)}"
        f'<button type="button" class="icon" data-share aria-haspopup="dialog"'
        f' aria-label="{share}" title="{share}"><i class="bi bi-share"></i></button></span>'
    )
