"""Links to pages and charts. assets/src/links.js carries the filters of the address along."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from dash import html

from components.contract.catalogue import exhibits
from data_layer.vocabulary.text import Lang


def nav_link(words: Any, path: str, pathname: str, title: str | None = None) -> html.A:
    """A link of the bar to a page; pathname: where the reader is."""
    style = "nav-link active" if path == pathname else "nav-link"
    return html.A(words, href=path, title=title, className=style, **{"data-nav": "1"})


def chart_href(id: str, home: str) -> str:
    """Address of an exhibit on its page."""
    page = exhibits()[id].page
    return f"{home}{'' if page == 'overview' else page}#exhibit-{id}"


def chart_link(id: str, home: str, words: str, adds: str = "") -> html.A:
    """A link to an exhibit. adds: settings that it opens with, beside the address's filters."""
    path, _, anchor = chart_href(id, home).partition("#")
    if not adds:
        return html.A(words, href=f"{path}#{anchor}", className="to-chart")
    href = f"{path}?{adds}#{anchor}"
    return html.A(words, href=href, className="to-chart", **{"data-adds": adds})


def chart_links(ids: object, home: str, lang: Lang) -> list[tuple[str, str]]:
    """Words and address of the exhibits whose ids stand in a cell, separated by spaces."""
    places = _places(home, lang)
    return [places[id] for id in str(ids or "").split() if id in places]


@cache
def _places(home: str, lang: Lang) -> Mapping[str, tuple[str, str]]:
    return {id: (exhibit.title(lang), chart_href(id, home)) for id, exhibit in exhibits().items()}


def subject_path(key: str, code: str) -> str | None:
    """The page of a filter's value, without the app's prefix; None if it has none."""
    if key == "industry":
        return f"industry/{code}"
    return f"place/{code}" if key in ("province", "city") else None
