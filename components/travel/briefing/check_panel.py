"""The part of /briefing that tells whether an older briefing still holds (assets/src/check.js)."""

import orjson
from dash import dcc, html

from data_layer.vocabulary.text import Lang, Text

WORDS = {
    "title": Text("旧简报还对吗？", "Does an older briefing still hold?"),
    "reading": Text(
        "把图谱做的幻灯片、图片或打印成PDF的页面拖到这里：逐个数字核对当前数据，"
        "一键得到更新后的幻灯片，变化处有标记。",
        "Drop slides, a picture or a page printed to PDF: each number is held against today's "
        "data, and one click gives the slides anew with the changes marked.",
    ),
    "choose": Text("选择文件（pptx、png、svg、pdf）", "Choose a file (pptx, png, svg, pdf)"),
    "address": Text("或粘贴视图的地址、核验码", "or paste the address of a view, or a code"),
    "check": Text("核对", "Check"),
}
SCRIPT = {
    "busy": Text("正在核对…", "Checking…"),
    "fresh": Text("全部未变", "Nothing has changed"),
    "stale": Text("有数字已变", "Some numbers are another now"),
    "refresh": Text("下载更新后的幻灯片", "Download the slides made again"),
    "making": Text("正在生成…", "Making the slides…"),
    "unchanged": Text("{n} 个数未变", "{n} unchanged"),
    "new": Text("新增 {n} 行", "{n} new rows"),
    "foreign": Text("不是本图谱的数：", "Not ours: "),
    "more": Text("另有 {n} 个", "{n} more"),
    "failed": Text("没有核对成：", "Not checked: "),
}


def check_panel(prefix: str, lang: Lang) -> html.Section:
    """Where a file is dropped or an address pasted, and the place of the report."""
    words = orjson.dumps({name: text(lang) for name, text in SCRIPT.items()}).decode()
    address = dcc.Input(
        id="check-address",
        placeholder=WORDS["address"](lang),
        className="form-control form-control-sm",
        maxLength=8_000,
    )
    choose, check = (WORDS[name](lang) for name in ("choose", "check"))
    line = html.Div(
        [
            html.Button(choose, type="button", className="out", **{"data-check-choose": "1"}),
            address,
            html.Button(check, type="button", className="out", **{"data-check-address": "1"}),
        ],
        className="check-line",
    )
    return html.Section(
        [
            html.H2(WORDS["title"](lang), id="check-title"),
            html.P(WORDS["reading"](lang), className="muted"),
            line,
            html.Div(id="check-report", **{"aria-live": "polite"}),
        ],
        className="check w-full",
        **{
            "data-check": f"{prefix}briefing/",
            "data-lang": lang,
            "data-words": words,
            "aria-labelledby": "check-title",
        },
    )
