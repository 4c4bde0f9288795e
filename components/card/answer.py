"""All that a card shows of a result, as the component takes it."""

from __future__ import annotations

from typing import Any

import orjson

from components.card.foot import badges, foot
from components.card.markup import markup
from components.contract.delivery import readable
from components.contract.evaluate import Result
from components.contract.workspace import Workspace
from components.look.theme import graph_config
from components.rendering.draw import draw
from components.rendering.headline import headline
from components.rendering.printed import printed_rows
from components.rendering.table import table
from data_layer.filters.query import Query

BLANK_HEIGHT = 140
"""Of the chart that says why there is none, in pixels."""


def answer(
    workspace: Workspace, result: Result, query: Query, *, tabled: bool, shared: bool = True
) -> bytes:
    """JSON of figure, config, height, rows, alt, badges and foot, as `component.Card` says them.

    query: as it was asked, with language and theme. tabled: rows instead of the chart. shared:
    whether downloads, tray and share button stand in the foot.
    """
    lang, theme = query.lang, query.theme
    blank = bool(result.lacking) or result.frame.is_empty()
    if blank:
        rows = printed_rows(result, lang, workspace.settings.prefix)
    else:
        rows = _rows(workspace, result, query, tabled=tabled)
    charted = BLANK_HEIGHT if blank else result.exhibit.height
    parts = {
        "figure": draw(result, lang, theme, workspace.assets) if rows is None else None,
        "config": graph_config(lang),
        "height": 0 if rows is not None else charted,
        "rows": markup(rows),
        "alt": headline(result, lang),
        "badges": badges(result, lang),
        "foot": foot(workspace, result, query, lang, theme, shared=shared),
    }
    return orjson.dumps(parts, option=orjson.OPT_SERIALIZE_NUMPY)


def _rows(workspace: Workspace, result: Result, query: Query, *, tabled: bool) -> Any:
    """What stands in place of the chart: the table if asked for, or the exhibit's own body."""
    if tabled:
        home = workspace.settings.prefix
        return table(*readable(result), query.lang, home)
    if result.exhibit.body is not None:
        return result.exhibit.body(result.view(query.lang, query.theme, workspace.assets))
    return None
