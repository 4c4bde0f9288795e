"""What changed between two versions, told of a place, an industry or all: counts and lists."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote

import polars as pl
from dash import html

from components.contract.visitor import may
from components.contract.workspace import Workspace
from components.look.amounts import counted, number
from components.panels.versions import AFTER, BEFORE, default_after, default_before
from components.panels.versions import KEYS as KEYS_OF_PAIR
from data_layer.filters.filters import Filters
from data_layer.filters.query import Query, parse_query
from data_layer.registry.manifest import DamagedVersionError, UnknownVersion
from data_layer.registry.moves import CHANGES, moves
from data_layer.registry.registry import Registry
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.terms import TIERS
from data_layer.vocabulary.text import Lang, Text

KEYS = ("cluster", "province", "city", "industry")
"""Filters that say which of the enterprises that changed are told of."""
EXPORT = "export/moves.csv"
FEED = "feeds/changes.atom"
MOST = 20
"""Enterprises of a kind that a page names; the file holds all."""
WORDS = {
    "title": Text("变化", "What changed"),
    "one": Text(
        "只有一个数据版本，尚无变化可比。", "There is one data version: nothing to compare yet."
    ),
    "between": Text(
        "从版本 {a}（{then}）到 {b}（{now}）：", "From version {a} ({then}) to {b} ({now}): "
    ),
    "none": Text("没有变化", "no change"),
    "file": Text("全部变化 CSV", "All changes as CSV"),
    "feed": Text("订阅（Atom）", "Feed (Atom)"),
    "more": Text("另有 {n} 家，见 CSV。", "{n} more in the CSV."),
    "unknown": Text("未填报", "not reported"),
}


class Pair(NamedTuple):
    """Two versions that are compared."""

    before: Registry
    after: Registry


def pair_of(workspace: Workspace, search: str) -> Pair | None:
    """The two versions that an address asks for, by default the one that it is pinned to or that is
    in use, and the one before it; None where there is but one.

    UnknownVersion if one of them is gone.
    """
    manifests = workspace.store.versions()
    if len(manifests) < 2:
        return None
    asked = parse_query(search, KEYS_OF_PAIR)
    current = workspace.store.current_version()
    after = asked.params.get(AFTER) or asked.version or default_after(manifests, current)
    before = asked.params.get(BEFORE) or default_before(manifests, after)
    return Pair(workspace.store.open(before), workspace.store.open(after))


def moved(workspace: Workspace, pair: Pair, filters: Filters) -> pl.DataFrame:
    """The enterprises that changed, of the places and industries that filters choose.

    The comparison is remembered: versions never change.
    """
    state = ("moves", pair.before.version, pair.after.version)
    moved_rows = workspace.cache.frame(state, lambda: moves(pair.before, pair.after))
    own = Filters({name: value for name, value in filters.values.items() if name in KEYS})
    where = own.to_expr()
    return moved_rows if where is None else moved_rows.filter(where)


def tallied(moved_rows: pl.DataFrame) -> dict[str, int]:
    """How many of each kind of change, in their order."""
    counts = dict(moved_rows.group_by("change").len().iter_rows())
    return {change: int(counts.get(change, 0)) for change in CHANGES}


def counts_in_words(counts: Mapping[str, int], lang: Lang) -> str:
    """新进 3、退出 1; without those of which there is none."""
    sentences = [
        Text(f"{CHANGES[change].zh} {number(n)} 家", f"{number(n)} {CHANGES[change].en}")(lang)
        for change, n in counts.items()
        if n
    ]
    return Text("、", ", ")(lang).join(sentences) or WORDS["none"](lang)


def changed(workspace: Workspace, filters: Filters, query: Query, search: str) -> list[Any]:
    """Dash HTML: the counts in a sentence, the enterprises by kind, and where all of them are."""
    lang, home = query.lang, workspace.settings.prefix
    try:
        pair = pair_of(workspace, search)
    except (UnknownVersion, DamagedVersionError) as unusable:
        return [html.P(unusable.message(lang), className="muted")]
    if pair is None:
        return [html.P(WORDS["one"](lang), className="muted")]
    rows = moved(workspace, pair, filters)
    words = between(pair, lang) + counts_in_words(tallied(rows), lang)
    lists = [_listed(rows, change, home, lang=lang) for change in CHANGES]
    return [
        html.P(words + Text("。", ".")(lang)),
        *(part for part in lists if part is not None),
        html.P(links(pair, filters, home, lang=lang), className="subject-acts"),
    ]


def between(pair: Pair, lang: Lang) -> str:
    """Which two versions, with their dates."""
    before, after = pair.before.manifest, pair.after.manifest
    return WORDS["between"](lang).format(
        a=before.version[:8], then=before.created[:10], b=after.version[:8], now=after.created[:10]
    )


def links(pair: Pair, filters: Filters, home: str, lang: Lang) -> list[html.A]:
    """The file of all changes, and the feed of those to come."""
    own = Filters({name: value for name, value in filters.values.items() if name in KEYS})
    asked = Query(own, lang).to_query()
    versions = f"{BEFORE}={pair.before.version}&{AFTER}={pair.after.version}"
    joined = "&".join(filter(None, [asked, versions]))
    feed = f"{home}{FEED}" + (f"?{asked}" if asked else "")
    asked_for = f"{home}{EXPORT}?{joined}"
    file = html.A(WORDS["file"](lang), href=asked_for, download="", className="out")
    following = html.A(WORDS["feed"](lang), href=feed, className="out")
    return [file, following] if may("export_rows") else [following]


def _listed(moved_rows: pl.DataFrame, change: str, home: str, lang: Lang) -> html.Details | None:
    """The first enterprises of a kind of change, each a link to its profile."""
    rows = moved_rows.filter(pl.col("change") == change)
    if rows.is_empty():
        return None
    kind = CHANGES[change]
    n = number(rows.height) if lang == "zh" else counted(rows.height, "enterprises")
    title = Text(f"{kind.zh}（{n} 家）", f"{kind.en.capitalize()}: {n}")(lang)
    items = [html.Li(_line(row, home, lang)) for row in rows.head(MOST).iter_rows(named=True)]
    rest = rows.height - len(items)
    more = [html.Li(WORDS["more"](lang).format(n=number(rest)), className="muted")] if rest else []
    return html.Details([html.Summary(title), html.Ul([*items, *more])])


def _line(row: Mapping[str, Any], home: str, lang: Lang) -> Sequence[Any]:
    """A name, and what became of it: its tier, or the columns that differ."""
    gone = row["change"] == "left"
    href = f"{home}enterprise/{quote(row['id'], safe='')}"
    name = row["name"] if gone else html.A(row["name"], href=href, **{"data-nav": "1"})
    if row["change"] in ("promoted", "demoted"):
        return [name, f" · {_tier(row['tier_before'], lang)} → {_tier(row['tier_after'], lang)}"]
    if row["change"] == "corrected":
        names = [columns()[column].label(lang) for column in row["columns"].split()]
        return [name, f" · {Text('、', ', ')(lang).join(names)}"]
    return [name, f" · {_tier(row['tier_before'] if gone else row['tier_after'], lang)}"]


def _tier(code: str | None, lang: Lang) -> str:
    return WORDS["unknown"](lang) if code is None else TIERS[code](lang)
