"""The page /briefing: the tray's views as sheets, with what can be done with all of them."""

from typing import Any

import dash
import orjson
from dash import ALL, ClientsideFunction, Input, Output, State, dcc, html

from components.contract.requests import read_locale
from components.contract.workspace import Workspace
from components.travel.briefing.address import TRAY
from components.travel.briefing.check_panel import check_panel
from components.travel.briefing.routes import NAME
from components.travel.briefing.sheets import labelled, sheet
from data_layer.vocabulary.text import Lang, Text

WORDS = {
    "present": Text("放映", "Present"),
    "speak": Text("放映并打开备注窗口", "Present with a notes window"),
    "deck": Text("下载幻灯片", "Download slides"),
    "print": Text("打印或存为 PDF", "Print or save as PDF"),
    "clear": Text("清空", "Clear"),
    "name": Text("简报标题（封面）", "Title of the briefing (cover)"),
    "busy": Text("正在生成幻灯片…", "Making the slides…"),
    "empty": Text(
        "简报还是空的：在任何图表下方点“加入简报”。",
        "The briefing is empty: choose “Add to briefing” under any chart.",
    ),
}

SPOKEN = {
    "title": Text("讲稿备注", "Speaker notes"),
    "next": Text("下一页：", "Next: "),
    "last": Text("最后一页", "The last one"),
    "none": Text("这一页没有备注。", "No notes for this view."),
    "keys": Text(
        "← → 翻页，N 显示或隐藏备注，Esc 结束", "← → turn, N shows or hides notes, Esc ends"
    ),
    "blocked": Text(
        "浏览器没有打开备注窗口；放映时按 N 在屏幕上查看。",
        "The browser opened no window for notes; press N while presenting to see them here.",
    ),
}


def content(prefix: str, lang: Lang) -> list[Any]:
    """Bar, state and the place of the sheets."""
    return [
        _bar(prefix, lang),
        dcc.Store(id="briefing-shown"),
        dcc.Store(id="briefing-named"),
        html.Div(id="briefing-sheets", className="sheets"),
        check_panel(prefix, lang),
    ]


def _bar(prefix: str, lang: Lang) -> html.Div:
    name = dcc.Input(
        id="briefing-title",
        placeholder=WORDS["name"](lang),
        debounce=True,
        maxLength=160,
        className="form-control form-control-sm",
    )
    deck = {
        "data-deck": f"{prefix}briefing.pptx",
        "data-name": f"{NAME(lang)}.pptx",
        "data-lang": lang,
        "data-busy": WORDS["busy"](lang),
    }
    speak = {"data-present": "notes", "data-words": _spoken(lang)}
    return html.Div(
        [
            labelled(WORDS["name"](lang), name, "briefing-title"),
            _button("present", "fullscreen", lang, data={"data-present": "1"}, style="out first"),
            _button("speak", "easel", lang, data=speak),
            _button("deck", "filetype-pptx", lang, data=deck),
            _button("print", "printer", lang, data={"data-print": "1"}),
            _button("clear", "trash", lang, data={"data-tray-act": "clear"}),
            html.Span(id="briefing-said", className="said", **{"aria-live": "polite"}),
        ],
        className="briefing-bar",
    )


def _spoken(lang: Lang) -> str:
    """The words of the notes view, as JSON."""
    return orjson.dumps({name: words(lang) for name, words in SPOKEN.items()}).decode()


def _button(
    word: str, icon: str, lang: Lang, data: dict[str, str], style: str = "out"
) -> html.Button:
    inside = [html.I(className=f"bi bi-{icon}"), WORDS[word](lang)]
    return html.Button(inside, className=style, **data)  # ty: ignore[invalid-argument-type]


def register(app: dash.Dash, workspace: Workspace) -> None:
    """Sheets follow the tray's order and views; names and comments go back to the tray."""
    field = {"type": "sheet-field", "field": ALL, "at": ALL}

    @app.callback(
        Output("briefing-sheets", "children"),
        Input("briefing-shown", "data"),
        Input("locale", "data"),
        State(TRAY, "data"),
    )
    def draw_sheets(
        sheets: list[Any] | None, locale: dict[str, str] | None, tray: dict[str, Any] | None
    ) -> list[Any]:
        if locale is None or sheets is None:
            raise dash.exceptions.PreventUpdate
        lang, theme = read_locale(locale)
        entries = (tray or {}).get("items") or []
        if not entries:
            return [html.P(WORDS["empty"](lang), className="empty")]
        return [
            sheet(workspace, entry, at, lang=lang, theme=theme) for at, entry in enumerate(entries)
        ]

    app.clientside_callback(
        ClientsideFunction("briefing", "shown"),
        Output("briefing-shown", "data"),
        Input(TRAY, "data"),
        State("briefing-shown", "data"),
    )
    app.clientside_callback(
        ClientsideFunction("briefing", "named"),
        Output("briefing-named", "data"),
        Input(field, "value"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("briefing", "titled"),
        Output("briefing-title", "value"),
        Input("briefing-title", "value"),
        Input(TRAY, "data"),
    )
