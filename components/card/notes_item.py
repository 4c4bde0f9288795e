"""The entry of a card's menu that opens the editor of notes, with the editor's words."""

from functools import cache
from html import escape

import orjson

from components.contract.result import Result
from data_layer.vocabulary.text import Lang, Text

NOTES = Text("标注图表", "Notes on the chart")
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
    "unknown": Text("图中没有：", "Not in the chart: "),
    "hint": Text(
        "点击图表可放置正在编辑的文字或箭头；标注保存在网址中，并随图片、嵌入框和幻灯片一起带走。",
        "A click on the chart places the text or arrow being edited. Notes live in the address and "
        "go with pictures, frames and slides.",
    ),
}


def notes_item(result: Result, lang: Lang) -> str:
    """HTML of the entry (assets/src/notes.js opens the editor); a chart alone takes notes."""
    if result.exhibit.figure is None or result.exhibit.body is not None:
        return ""
    return _item(lang)


@cache
def _item(lang: Lang) -> str:
    words = orjson.dumps({name: words(lang) for name, words in EDITOR.items()}).decode()
    return (
        '<div role="group"><button type="button" role="menuitem" tabindex="-1"'
        f' data-notes="{escape(words)}">{escape(NOTES(lang))}</button></div>'
    )
