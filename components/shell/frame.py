"""Everything around a page: bar, navigation, filters, status; and the routing between pages."""

from typing import Any

import dash
from dash import ALL, ClientsideFunction, Input, Output, State, dcc, html

from components.card import tray
from components.card.card import card
from components.card.component import Address, Static
from components.contract.catalogue import exhibits
from components.contract.links import nav_link
from components.contract.requests import read_locale
from components.contract.visitor import may, visitor
from components.contract.workspace import Workspace
from components.shell.account import account
from components.shell.filter_bar import filter_bar
from components.shell.status import status_bar
from components.travel.tokens import token_of
from data_layer.filters.query import Theme
from data_layer.registry.settings import Settings
from data_layer.vocabulary.text import Lang, Text

IMPORT = "/import"
BRAND = Text("专精特新图谱", "SRDI Atlas")
WORDS = {
    "skip": Text("跳到正文", "Skip to content"),
    "find": Text("查找与提问", "Find and ask"),
    "keys": Text("快捷键与导览", "Keys and tour"),
    "theme": Text("切换明暗", "Light or dark"),
    "lang": Text("Switch to English", "切换到中文"),
    "nothing": Text("没有这个页面", "There is no such page"),
    "no_exhibit": Text("没有这个图表", "There is no such exhibit"),
    "home": Text("回到总览", "Back to the overview"),
    "pages": Text("页面", "Pages"),
    "foot": Text(
        "专精特新图谱 · 报告原值、计算值与演示数据分别标明 · 地图数据：天地图，公开发布须另行送审",
        "SRDI Atlas · published, computed and demonstration figures are told apart · "
        "map data: Tianditu; maps for publication need their own review",
    ),
}


def root() -> html.Div:
    """The layout of the app: state, and the places that the callbacks fill."""
    return html.Div(
        [
            dcc.Location(id="url", refresh=False),
            Address(),
            dcc.Store(id="locale"),
            dcc.Store(id="removed"),
            dcc.Store(id="page-title"),
            tray.store(),
            dcc.Store(id="recount"),
            html.Div(id="top"),
            status_bar(),
            html.Main(id="page"),
            html.Footer(id="colophon", className="colophon"),
        ]
    )


def pages() -> list[dict[str, Any]]:
    """Registered pages in order; those with a path variable are reached by links only."""
    registered = [p for p in dash.page_registry.values() if p["module"].startswith("pages.")]
    return sorted(registered, key=lambda p: p["order"])


def shell(settings: Settings, lang: Lang, theme: Theme, pathname: str, search: str) -> list[Any]:
    """Bar and filters."""
    links = [
        nav_link(p["label"](lang), settings.prefix + p["path"].lstrip("/"), pathname)
        for p in pages()
        if p["in_bar"] and p["path"] != f"/{tray.PATH}" and offered(settings, p)
    ]
    briefing = tray.tray_link(settings.prefix, lang, pathname)
    signed_in = [] if settings.access == "off" else [account(settings, visitor(), lang)]
    bar = html.Header(
        [
            html.A(WORDS["skip"](lang), href="#page", className="visually-hidden-focusable"),
            html.Div([html.I(className="bi bi-hexagon-half"), BRAND(lang)], className="brand"),
            html.Nav(links, **{"aria-label": WORDS["pages"](lang)}),
            html.Div([briefing, *_buttons(lang, theme), *signed_in], className="buttons"),
        ],
        className="topbar",
    )
    return [Static(bar), filter_bar(lang, search)]


def _buttons(lang: Lang, theme: Theme) -> list[html.Button]:
    """Find, keys, the other language, the other theme."""
    return [
        html.Button(
            html.I(className="bi bi-search"),
            className="out",
            title=f"{WORDS['find'](lang)} (Ctrl-K)",
            **{
                "data-find": "1",
                "aria-label": WORDS["find"](lang),
                "aria-haspopup": "dialog",
                "aria-keyshortcuts": "Control+K Meta+K",
            },
        ),
        html.Button(
            html.I(className="bi bi-question-circle"),
            className="out wide-only",
            title=f"{WORDS['keys'](lang)} (?)",
            **{"data-keys": "1", "aria-label": WORDS["keys"](lang), "aria-haspopup": "dialog"},
        ),
        html.Button(
            [
                "EN" if lang == "zh" else "中",
                html.Span(f" · {WORDS['lang'](lang)}", className="visually-hidden"),
            ],
            className="out",
            title=WORDS["lang"](lang),
            lang="en" if lang == "zh" else "zh-CN",
            **{"data-set": "lang"},
        ),
        html.Button(
            html.I(className="bi bi-moon" if theme == "light" else "bi bi-sun"),
            className="out",
            title=WORDS["theme"](lang),
            **{"data-set": "theme", "aria-label": WORDS["theme"](lang)},
        ),
    ]


def offered(settings: Settings, page: dict[str, Any]) -> bool:
    """Whether a page is for who asks: that of imports is for those who may."""
    return settings.access == "off" or page["path"] != IMPORT or may("import")


def embedded(settings: Settings, pathname: str, lang: Lang, search: str) -> Any:
    """One exhibit without the shell, for a frame."""
    id = pathname.removeprefix(settings.prefix + "embed/").strip("/")
    exhibit = exhibits().get(id)
    locked = token_of(search) is not None
    return (
        card(exhibit, lang, search, locked=locked) if exhibit else html.P(WORDS["no_exhibit"](lang))
    )


def page_content(workspace: Workspace, pathname: str, lang: Lang, search: str) -> tuple[Any, str]:
    """The layout of the page at a path, and its title."""
    prefix = workspace.settings.prefix
    path = "/" + (pathname or "/").removeprefix(prefix).strip("/")
    for page in pages():
        variables = match(page, path)
        if variables is not None:
            title = f"{page['label'](lang)} · {BRAND(lang)}"
            made = page["layout"](lang=lang, search=search or "", workspace=workspace, **variables)
            return made, title
    back = dcc.Link(WORDS["home"](lang), href=prefix)
    return html.Div([html.H1(WORDS["nothing"](lang)), back], className="nothing"), BRAND(lang)


def match(page: dict[str, Any], path: str) -> dict[str, str] | None:
    """Path variables if the page answers the path, else None."""
    template = page["path_template"]
    if page["path"] == path:
        return {}
    if template is None:
        return None
    head, _, name = template.partition("<")
    rest = path.removeprefix(head)
    if path == rest or not rest or "/" in rest:
        return None
    return {name.rstrip(">"): rest}


def register(app: dash.Dash, workspace: Workspace) -> None:
    """Shell, pages, links and the one script that keeps address and controls in step."""
    settings = workspace.settings
    embed = settings.prefix + "embed/"

    @app.callback(
        Output("top", "children"),
        Output("colophon", "children"),
        Input("locale", "data"),
        State("url", "pathname"),
        State("url", "search"),
    )
    def draw_shell(locale: dict[str, str] | None, pathname: str, search: str) -> tuple[Any, Any]:
        if locale is None or (pathname or "").startswith(embed):
            raise dash.exceptions.PreventUpdate
        lang, theme = read_locale(locale)
        return shell(settings, lang, theme, pathname=pathname, search=search), WORDS["foot"](lang)

    @app.callback(
        Output("page", "children"),
        Output("page-title", "data"),
        Input("url", "pathname"),
        Input("locale", "data"),
        State("url", "search"),
    )
    def draw_page(pathname: str, locale: dict[str, str] | None, search: str) -> tuple[Any, str]:
        if locale is None:
            raise dash.exceptions.PreventUpdate
        lang, _ = read_locale(locale)
        if (pathname or "").startswith(embed):
            return embedded(settings, pathname, lang, search=search), BRAND(lang)
        return page_content(workspace, pathname, lang, search=search)

    _register_scripts(app)


def _register_scripts(app: dash.Dash) -> None:
    """What assets/src does without the server: language, address and title."""

    def atlas(name: str) -> ClientsideFunction:
        return ClientsideFunction("atlas", name)

    control = {"type": "control", "key": ALL, "part": ALL, "at": ALL, "default": ALL}
    app.clientside_callback(
        atlas("locale"),
        Output("locale", "data"),
        Input("url", "pathname"),
        State("url", "search"),
        State("locale", "data"),
    )
    app.clientside_callback(
        atlas("moved"),
        Output("url", "search"),
        Input(control, "value"),
        State(control, "id"),
        State("url", "search"),
    )
    app.clientside_callback(
        atlas("title"),
        Output("removed", "data", allow_duplicate=True),
        Input("page-title", "data"),
        prevent_initial_call=True,
    )
