"""Words of a deck beside those of its charts: notes, changes, columns without a place."""

from collections.abc import Sequence

from components.receipts.compare import STALE, View, shown
from components.rendering.caption import Caption
from components.travel.briefing.address import view_address
from components.travel.briefing.items import Item
from data_layer.vocabulary.text import Lang, Text

MOST_NAMED = 4
"""Columns without a place in the table that are named under it; the rest are counted."""
MOST_CHANGES = 4
"""Changes that are named on a slide; the rest are counted."""


WORDS = {
    "views": Text("{n} 个视图 · {date} · 专精特新图谱", "{n} views · {date} · SRDI Atlas"),
    "cover": Text("专精特新图谱简报", "SRDI Atlas briefing"),
    "link": Text("在线查看：", "Live view: "),
    "kinds": Text("数据性质：", "Kind of numbers: "),
    "updated": Text("已更新：", "Updated: "),
    "rest": Text("；等另外{n}个数", "; and {n} more"),
    "new": Text("；新增{n}行", "; {n} new rows"),
    "columns": Text("表中未列：", "Not in the table: "),
    "others": Text("等另外{n}列", " and {n} more columns"),
    "continued": Text("（续）", " (continued)"),
    "no_picture": Text(
        "此图在 PowerPoint 中没有对应类型，而服务器未能生成图片，故以表格代替：",
        "PowerPoint has no such chart and the server could not draw a picture; a table instead: ",
    ),
}


def changed(view: View, lang: Lang) -> str:
    """The changes of a view in one line; empty where there are none."""
    most = [f"{moved.where} {moved.change(lang)}" for moved in shown(view.numbers, MOST_CHANGES)]
    rest = view.count(*STALE) - len(most)
    moves = Text("；", "; ")(lang).join(most)
    more = WORDS["rest"](lang).format(n=rest) if rest > 0 else ""
    new = WORDS["new"](lang).format(n=view.new) if view.new else ""
    return WORDS["updated"](lang) + moves + more + new if view.stale else ""


def spoken(item: Item, words: Caption, home: str) -> list[str]:
    """Notes, alt text, comment, kinds of numbers, filters, source, sample, and the way back."""
    lang = words.lang
    return [
        item.notes,
        words.alt,
        item.comment,
        WORDS["kinds"](lang) + Text("、", ", ")(lang).join(words.badges),
        words.filters,
        *words.lines,
        WORDS["link"](lang) + view_address(item.exhibit, item.query, home, lang=lang),
    ]


def unlisted(titles: Sequence[str], lang: Lang) -> list[str]:
    """A line that names columns without a place in the table; none where all have one."""
    if not titles:
        return []
    named = Text("、", ", ")(lang).join(titles[:MOST_NAMED])
    others = len(titles) - MOST_NAMED
    more = WORDS["others"](lang).format(n=others) if others > 0 else ""
    return [WORDS["columns"](lang) + named + more]
