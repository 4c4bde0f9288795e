"""The views of a briefing as sheets of a page: read, rearranged, printed and presented."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dash import dcc, html
from flask import request

from components.contract.cells import view_code
from components.contract.delivery import readable
from components.contract.requests import home_of
from components.contract.result import Result
from components.contract.workspace import Workspace
from components.look.graph_config import graph_config
from components.receipts.manifest import manifest_of, written
from components.rendering.caption import Caption, caption
from components.rendering.draw import draw
from components.rendering.table import table
from components.travel.briefing.address import view_address
from components.travel.briefing.items import LONGEST, Item, read_items
from data_layer.filters.problems import FilterError
from data_layer.filters.query import Theme
from data_layer.vocabulary.fields import KINDS
from data_layer.vocabulary.text import Lang, Text

WORDS = {
    "title": Text("本页标题", "Title of this view"),
    "comment": Text("写一句评论…", "Add a comment…"),
    "notes": Text("讲稿备注（只有讲者看到）…", "Speaker notes (seen by you alone)…"),
    "up": Text("上移", "Move up"),
    "down": Text("下移", "Move down"),
    "remove": Text("移出简报", "Remove"),
    "open": Text("打开图表", "Open the chart"),
    "broken": Text("这个视图已不可用：", "This view is no longer available: "),
}

STYLES = {"comment": "sheet-comment", "notes": "sheet-notes"}
"""Classes of the presenter's texts."""


def field_id(field: str, at: int) -> dict[str, Any]:
    """The id of what the presenter writes about the view at a place."""
    return {"type": "sheet-field", "field": field, "at": at}


def sheet(
    workspace: Workspace, entry: Mapping[str, Any], at: int, lang: Lang, theme: Theme
) -> html.Section:
    """One view with a live chart; a view that cannot be shown says why and can be removed."""
    try:
        item = read_items([dict(entry)]).items[0]
        result = workspace.run(item.exhibit, item.query)
    except FilterError as error:
        problems = " ".join(problem.message(lang) for problem in error.problems)
        broken = html.P(WORDS["broken"](lang) + problems, className="problem")
        return html.Section([_tools(at, lang), broken], className="sheet")
    words = caption(result, lang, item.title, coded=True)
    foot = [html.Div(line) for line in words.lines]
    return html.Section(
        [
            html.Header([_title(item, words, at, lang=lang), _badges(words), _tools(at, lang)]),
            html.P(words.filters, className="filters-said"),
            _words("comment", item.comment, at, lang=lang),
            _body(workspace, result, lang, theme=theme),
            _words("notes", item.notes, at, lang=lang),
            html.P(words.alt, className="visually-hidden said"),
            html.Div([*foot, _link(workspace, item, lang)], className="sheet-foot"),
            *_carried(workspace, item, result, lang=lang),
        ],
        className="sheet",
        **{"aria-label": words.title, "data-light": _light(workspace, item, lang)},
    )


def _carried(workspace: Workspace, item: Item, result: Result, lang: Lang) -> list[html.P]:
    """Query, version and values behind the code, as a link that stays in a printed page's PDF."""
    code = view_code(result)
    if not code:
        return []
    manifest = written(manifest_of(result, lang, item.title, comment=item.comment))
    home = home_of(request, workspace.settings)
    link = html.A(code, href=f"{home}verify/{code}#{manifest}")
    return [html.P(link, className="carried")]


def _title(item: Item, words: Caption, at: int, lang: Lang) -> html.Label:
    name = dcc.Input(
        id=field_id("title", at),
        value=item.title or None,
        placeholder=item.exhibit.title(lang),
        debounce=True,
        maxLength=LONGEST["title"],
    )
    return labelled(WORDS["title"](lang), name, "sheet-title")


def _words(name: str, value: str, at: int, lang: Lang) -> html.Label:
    """A text of the presenter's: `comment` or `notes`, as long as an item may have it."""
    area = dcc.Textarea(
        id=field_id(name, at),
        value=value,
        placeholder=WORDS[name](lang),
        rows=1,
        maxLength=LONGEST[name],
    )
    return labelled(WORDS[name](lang), area, STYLES[name])


def labelled(words: str, control: Any, style: str) -> html.Label:
    """A control whose name is said, not shown."""
    return html.Label([html.Span(words, className="visually-hidden"), control], className=style)


def _badges(words: Caption) -> html.Div:
    spans = [
        html.Span(KINDS[kind](words.lang), className=f"kind kind-{kind}") for kind in words.kinds
    ]
    return html.Div(spans, className="badges")


def _tools(at: int, lang: Lang) -> html.Div:
    icons = {"up": "arrow-up", "down": "arrow-down", "remove": "trash"}
    buttons = [
        html.Button(
            html.I(className=f"bi bi-{icon}"),
            className="out",
            title=WORDS[act](lang),
            **{"data-tray-act": act, "data-tray-at": str(at), "aria-label": WORDS[act](lang)},
        )
        for act, icon in icons.items()
    ]
    return html.Div(buttons, className="tools")


def _link(workspace: Workspace, item: Item, lang: Lang) -> html.A:
    address = view_address(item.exhibit, item.query, workspace.settings.prefix, lang=lang)
    return html.A(WORDS["open"](lang), href=address, className="to-view")


def _light(workspace: Workspace, item: Item, lang: Lang) -> str:
    """Where the figure is in the colours of paper (assets/src/paper.js)."""
    query = replace(item.query, lang=lang, theme="light").to_query()
    return f"{workspace.settings.prefix}cards/{item.exhibit.id}?{query}"


def _body(workspace: Workspace, result: Result, lang: Lang, theme: Theme) -> Any:
    if result.exhibit.figure is None and not result.frame.is_empty():
        rows = table(*readable(result), lang, workspace.settings.prefix)
        return html.Div(rows, className="sheet-table")
    graph = dcc.Graph(
        figure=draw(result, lang, theme, assets=workspace.assets),
        config=graph_config(lang),
        responsive=True,
        style={"height": "100%"},
    )
    return html.Div(graph, className="sheet-graph")
