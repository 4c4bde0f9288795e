"""All that a card shows of a result, as the component takes it."""

from functools import partial
from typing import Any

import orjson

from components.card.alone import HEIGHT, only_row
from components.card.areas import areas
from components.card.compare_menu import compare_menu
from components.card.download_menu import download_menu
from components.card.empty import empty
from components.card.foot import foot, is_blank
from components.card.heading import subline
from components.card.key import key
from components.card.markup import markup
from components.card.method import method
from components.card.notes_item import notes_item
from components.card.share import share_facts
from components.contract.counted import hrefs
from components.contract.delivery import readable
from components.contract.result import Result
from components.contract.workspace import Workspace
from components.look.graph_config import graph_config
from components.rendering.draw import draw
from components.rendering.headline import headline
from components.rendering.legend import without_kinds
from components.rendering.printed import printed_rows
from components.rendering.table import table
from data_layer.filters.query import Query
from data_layer.vocabulary.text import Lang


def answer(
    workspace: Workspace, result: Result, query: Query, *, tabled: bool, shared: bool = True
) -> bytes:
    """JSON of what `component.Card` says.

    query: as it was asked, with language and theme. tabled: rows instead of the chart. shared:
    whether download, briefing and share stand in the foot.
    """
    lang, theme = query.lang, query.theme
    rows = _rows(workspace, result, query, tabled=tabled, shared=shared)
    figure = None
    if rows is None:
        figure = without_kinds(draw(result, lang, theme, assets=workspace.assets), lang)
    alone = "" if figure is None else only_row(result, figure, lang)
    taken = shared and not is_blank(result)
    parts = {
        "figure": figure,
        "config": graph_config(lang),
        "height": 0 if rows is not None else HEIGHT if alone else result.exhibit.height,
        "rows": rows or alone,
        "areas": areas(figure, result.filters, lang) if shared else "",
        "alt": headline(result, lang).removesuffix("。").removesuffix("."),
        "sub": subline(result, figure, lang),
        "key": key(result, figure, lang),
        "foot": foot(result, query, workspace.settings.prefix, shared=shared),
        "method": method(workspace, result, lang, shared=shared, figure=figure),
        "menu": download_menu(workspace, result, query) if taken else "",
        "compare": _more(result, workspace.settings.prefix, lang) if taken else "",
        "share": share_facts(workspace, result, query, lang=lang) if taken else None,
    }
    return orjson.dumps(parts, option=orjson.OPT_SERIALIZE_NUMPY)


def _more(result: Result, home: str, lang: Lang) -> str:
    """HTML of the menu of what is done less often: notes, and what can be compared."""
    return notes_item(result, lang) + compare_menu(result, home, lang)


def _rows(
    workspace: Workspace, result: Result, query: Query, *, tabled: bool, shared: bool
) -> str | None:
    """HTML in place of the chart: the table, the exhibit's own body, or why there is nothing.

    A frame elsewhere (not shared) shows what it was given and leads to no list.
    """
    home, lang = workspace.settings.prefix, query.lang
    if result.lacking or result.frame.is_empty():
        printed: Any = printed_rows(result, lang, home)
        return empty(result, lang, home) if printed is None else markup(printed)
    exhibit = result.exhibit
    if tabled or (exhibit.figure is None and exhibit.body is None):
        rows = workspace.registry(query.version).counted
        lists = partial(hrefs, result, rows, query, home) if shared else None
        return markup(table(*readable(result), lang, home, lists))
    if exhibit.body is not None:
        return markup(exhibit.body(result.view(lang, query.theme, workspace.assets)))
    return None
