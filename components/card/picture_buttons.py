"""Buttons for pictures of a card, answered by assets/src/picture.js in the reader's browser."""

from __future__ import annotations

from html import escape

import orjson

from components.contract.evaluate import Result
from components.rendering.caption import caption, for_script
from components.travel.pictures import SIZES
from data_layer.filters.query import Theme
from data_layer.vocabulary.text import Lang, Text

SIZE = Text("图片尺寸", "Size of the picture")
MADE_HERE = Text(
    "在浏览器内生成，含标题、筛选、来源与日期",
    "Made in your browser, with title, filters, source and date inside",
)


def picture_buttons(result: Result, lang: Lang, theme: Theme, stem: str, pdf: str) -> str:
    """HTML of size, PNG and SVG; and of a link to the PDF that the server makes at `pdf`.

    stem: file name without its ending.
    """
    sizes = "".join(
        f'<option value="{size.width}x{size.height}x{size.scale:.6g}">'
        f"{escape(size.label(lang))}</option>"
        for size in SIZES.values()
    )
    title = escape(MADE_HERE(lang))
    buttons = "".join(
        f'<button class="out" data-picture="{format}" title="{title}">{format.upper()}</button>'
        for format in ("png", "svg")
    )
    words = escape(orjson.dumps(for_script(caption(result, lang), theme)).decode())
    named = escape(stem)
    link = f'<a class="out" download="{named}.pdf" href="{escape(pdf)}">PDF</a>'
    select = f'<select aria-label="{escape(SIZE(lang))}" class="picture-size">{sizes}</select>'
    return (
        f'<span class="pictures" data-caption="{words}" data-stem="{named}">'
        f"{select}{buttons}{link}</span>"
    )
