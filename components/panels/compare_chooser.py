"""The list in which two to four groups to compare are chosen, and searched."""

from typing import Any

import dash
from dash import MATCH, Input, Output, State, dcc, html

from components.contract.controls import control_id, list_words
from components.contract.requests import read_locale
from components.contract.workspace import Workspace
from components.panels.group_search import choices
from components.parts.compare_items import ITEMS, MOST, SCOPE, called
from data_layer.filters import named_groups as groups
from data_layer.filters.reading import parse_pairs
from data_layer.vocabulary.text import Lang, Text

KEY = f"{SCOPE}.{ITEMS.name}"
WORDS = {
    "choose": Text("对照对象（二至四个）", "Compare (two to four)"),
    "copy": Text("复制短地址", "Copy the short address"),
    "copied": Text("已复制", "Copied"),
    "full": Text(
        f"一次至多对照{MOST}个：先去掉一个，再加另一个",
        f"At most {MOST} at a time: take one away to add another",
    ),
    "usual": Text(
        "国家级、省级；输入名称查找城市、行业、企业",
        "National, provincial; type a name to find cities, industries, enterprises",
    ),
}


def chooser(lang: Lang, search: str) -> html.Div:
    """The list, with what the address asks for, also what there is not: the page says so, and the
    list, which would drop a code that it does not offer, lets the reader take it out."""
    pairs = parse_pairs(search or "")
    asked = pairs.get(KEY, pairs.get(ITEMS.name, ""))
    items = list(dict.fromkeys(item for item in asked.split(",") if item))
    chosen = items if len(items) <= MOST else []
    return html.Div(
        [
            html.Label(WORDS["choose"](lang), className="control-label"),
            dcc.Dropdown(
                id=control_id(KEY, "many", "compare"),
                options=_options(chosen, lang),
                value=chosen,
                multi=True,
                placeholder=WORDS["usual"](lang),
                optionHeight="auto",
                className="choice",
                labels=list_words(lang),
            ),
            html.P(
                id=control_id(KEY, "many", "compare") | {"type": "full"},
                className="muted compare-full",
                **{"aria-live": "polite"},
            ),
            html.Button(
                WORDS["copy"](lang),
                type="button",
                className="out",
                **{"data-compare-copy": ITEMS.name, "data-copied": WORDS["copied"](lang)},
            ),
            html.Code(className="compare-address", **{"aria-live": "polite"}),
        ],
        className="control compare-chooser w-full",
    )


def _options(chosen: list[str], lang: Lang) -> list[dict[str, str]]:
    usual = {group: name(lang) for group, name in groups.options().items()}
    own = {group: called(group)(lang) for group in chosen}
    return [{"value": group, "label": label} for group, label in (usual | own).items()]


def register(app: dash.Dash, workspace: Workspace) -> None:
    """What is typed adds what it names; what is chosen keeps its name."""
    id = {"type": "control", "key": MATCH, "part": "many", "at": "compare", "default": MATCH}

    @app.callback(
        Output(id, "options"),
        Output({**id, "type": "full"}, "children"),
        Input(id, "search_value"),
        Input(id, "value"),
        State("locale", "data"),
    )
    def offer(
        typed: str | None, value: list[str], locale: dict[str, str] | None
    ) -> tuple[list[Any], str]:
        words, chosen = (typed or "").strip(), list(value or [])
        lang, _ = read_locale(locale)
        rows = workspace.registry().rows
        options = choices(rows, words, "all", lang=lang)
        for item in chosen:
            options += choices(rows, "", item, lang=lang)[-1:]
        full = len(chosen) >= MOST
        offered = {it["value"]: it for it in options if not full or it["value"] in chosen}
        return list(offered.values()), WORDS["full"](lang) if full else ""
