"""What a card shows in place of a chart that has nothing to draw."""

from html import escape

from components.contract.result import Result
from components.rendering.headline import lacking_sentence, nothing_sentence
from data_layer.vocabulary.text import Lang, Text

IMPORT = Text("导入数据", "Import data")
CLEAR = Text("清除筛选", "Clear the filters")


SHORT = 160
"""Pixels of a card that waits for figures to be imported: nothing was ever drawn there."""


def empty(result: Result, lang: Lang, home: str) -> str:
    """HTML: why there is nothing, and what to do about it; as high as the chart would be."""
    exhibit = result.exhibit
    alone = exhibit.versus is not None and result.other is None
    wants_data = bool(result.lacking) or exhibit.context is not None or alone
    sentence = lacking_sentence(result, lang) if result.lacking else nothing_sentence(result, lang)
    way = (
        f'<a class="out" href="{escape(home)}import" data-nav="1">{escape(IMPORT(lang))}</a>'
        if wants_data
        else f'<button type="button" class="out" data-drop="*">{escape(CLEAR(lang))}</button>'
    )
    height = SHORT if exhibit.context is not None else exhibit.height
    words = f"<p>{escape(sentence)}</p>{way}"
    return f'<div class="nothing-here" style="min-height:{height}px">{words}</div>'
