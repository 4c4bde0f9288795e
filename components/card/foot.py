"""The one line under a chart: source, sample, date; what opens the rest.

Text and values are escaped where they are put in.
"""

from functools import cache
from html import escape

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
    "share": Text("分享", "Share"),
    "more": Text("更多：标注、对照", "More: notes, comparison"),
    "list": Text("名单：筛选后的 {n} 家企业", "The list of the {n} enterprises that pass"),
}
INFO = '<i class="bi bi-info-circle"></i>'


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
    source = _source(result.exhibit.origin, lang, shared=shared)
    counted = _sample(result, query, home, shared=shared)
    day = f'<time datetime="{result.day}">{result.day}</time>'
    line = f'<p class="line"><span class="lead">{source}{counted}</span>{day}</p>'
    opened = [_opens(id, "method", WORDS["method"](lang), short=INFO)]
    beyond, errata = beyond_tolerance(result), errata_of(id)
    if beyond:
        opened.append(
            _opens(
                id,
                "gap",
                f"{WORDS['beyond'](lang)} {beyond}",
                short=escape(f"{WORDS['off'](lang)} {beyond}"),
            )
        )
    if errata:
        opened.append(_opens(id, "errata", f"{WORDS['errata'](lang)} {len(errata)}"))
    acts = _acts(result, query, lang) if shared and not is_blank(result) else ""
    return f'{line}<span class="opens">{"".join(opened)}</span>{acts}'


def _sample(result: Result, query: Query, home: str, shared: bool) -> str:
    """How many enterprises, which leads to their list; those near to one have no filter."""
    n = escape(sample(result, query.lang))
    alone = result.exhibit.basis == "enterprise"
    if not n or not shared or not result.selected or alone:
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
    """A button that opens the panel, at one of its parts. short: HTML, where a card is narrow."""
    long = f'<span class="long">{escape(words)}</span>'
    brief = f'<span class="short">{short}</span>' if short else ""
    label = f' title="{escape(words)}"' if short else ""
    return (
        f'<button type="button" class="text {part}" popovertarget="method-{id}"'
        f' aria-haspopup="dialog" aria-expanded="false" data-part="{part}"{label}>{long}{brief}'
        "</button>"
    )


def _acts(result: Result, query: Query, lang: Lang) -> str:
    download, share = escape(WORDS["download"](lang)), escape(WORDS["share"](lang))
    more = escape(WORDS["more"](lang))
    return (
        '<span class="acts">'
        f'<button type="button" class="icon" popovertarget="menu-{result.exhibit.id}"'
        f' aria-haspopup="menu" aria-expanded="false" aria-label="{download}" title="{download}">'
        '<i class="bi bi-download"></i></button>'
        f"{tray_button(result, query, lang)}"
        f'<button type="button" class="icon" data-share aria-haspopup="dialog"'
        f' aria-label="{share}" title="{share}"><i class="bi bi-share"></i></button>'
        f'<button type="button" class="icon" popovertarget="compare-{result.exhibit.id}"'
        f' aria-haspopup="menu" aria-expanded="false" aria-label="{more}" title="{more}">'
        '<i class="bi bi-three-dots"></i></button></span>'
    )
