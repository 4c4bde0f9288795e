"""Buttons for pictures of a card, answered by assets/src/picture.js in the reader's browser."""

from __future__ import annotations

import orjson
from dash import html

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


def picture_buttons(result: Result, lang: Lang, theme: Theme, stem: str, pdf: str) -> html.Span:
    """Size, PNG and SVG; and a link to the PDF that the server makes at the address `pdf`.

    stem: file name without its ending.
    """
    sizes = [
        html.Option(size.label(lang), value=f"{size.width}x{size.height}x{size.scale:.6g}")
        for size in SIZES.values()
    ]
    words = for_script(caption(result, lang), theme)
    buttons = [
        html.Button(
            format.upper(), className="out", title=MADE_HERE(lang), **{"data-picture": format}
        )
        for format in ("png", "svg")
    ]
    link = html.A("PDF", href=pdf, download=f"{stem}.pdf", className="out")
    select = html.Select(sizes, className="picture-size", **{"aria-label": SIZE(lang)})
    return html.Span(
        [select, *buttons, link],
        className="pictures",
        **{"data-caption": orjson.dumps(words).decode(), "data-stem": stem},
    )
