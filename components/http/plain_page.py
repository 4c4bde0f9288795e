"""A page of one sentence and the ways on, in both languages, for who gets no page of the atlas."""

from collections.abc import Sequence
from html import escape
from typing import Final

from flask import Request, Response

from data_layer.vocabulary.text import Lang, Text

LANGS: Final[tuple[Lang, ...]] = ("zh", "en")
HEAD: Final = (
    '<!doctype html><html lang="zh-CN"><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    "<title>专精特新图谱 · SRDI Atlas</title><style>"
    "body{font:16px/1.6 system-ui,sans-serif;margin:15vh auto;max-width:36rem;padding:0 1rem;"
    "color-scheme:light dark;background:Canvas;color:CanvasText}</style>"
)


def is_page(request: Request) -> bool:
    """Whether somebody opens an address in a browser, and no script asks."""
    opened = request.headers.get("Sec-Fetch-Dest", "document") == "document"
    return opened and request.method == "GET" and "text/html" in request.headers.get("Accept", "")


def plain_page(message: Text, status: int, links: Sequence[tuple[Text, str]]) -> Response:
    """links: words and where they lead."""
    parts = "".join(
        f'<p lang="{lang}">{escape(message(lang))}<br>'
        + " · ".join(f'<a href="{escape(href)}">{escape(words(lang))}</a>' for words, href in links)
        + "</p>"
        for lang in LANGS
    )
    answer = Response(f"{HEAD}<main>{parts}</main></html>", status)
    answer.headers["Cache-Control"] = "no-store"
    return answer
