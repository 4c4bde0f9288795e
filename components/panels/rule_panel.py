"""The rule simulator: thresholds to move, what they do at once, and rules to keep and hand on.

The sliders write `rule.<threshold>` into the address, which every card of the simulator reads.
While one is dragged assets/src/rule.js reads the counts off the curves that came with the part
`/parts/rule`, so that nothing waits for the server.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import dash
import orjson
import polars as pl
from dash import ALL, ClientsideFunction, Input, Output, State, dcc, html

from components.card.component import Live
from components.contract.catalogue import exhibits
from components.contract.controls import param_control
from components.contract.requests import card_query, card_query_of
from components.contract.result import Result
from components.contract.workspace import Workspace
from components.look.amounts import number
from components.parts.rule_params import PARAMS, RULES, SCOPE, own_rule, written
from components.rendering.headline import headline
from data_layer.filters.query import Query
from data_layer.policy.rule import in_force, of_2022
from data_layer.policy.rule_words import LABELS
from data_layer.registry.ruled import LEAST
from data_layer.topics.pathway.sensitivity import STEPS
from data_layer.vocabulary.text import Lang, Text

HOST, CURVES = "rule_verdicts", "rule_sensitivity"
"""The exhibit whose parameters the panel sets, and the one whose curves a dragged slider reads."""
PART = "rule"
WORDS = {
    "title": Text(
        "规则模拟器：移动“小巨人”门槛", "Rule simulator: move the little-giant thresholds"
    ),
    "reading": Text(
        "拖动滑块或输入数值，企业数立即变化；松开后下面各卡片随之更新。规则在地址里，可以保存和分享。",
        "Drag a slider or type a number: the counts follow at once, and the cards below when it is "
        "let go. The rule stands in the address, to be saved and shared.",
    ),
    "start": Text("从哪条规则开始", "Start from"),
    "save": Text("保存这条规则", "Save this rule"),
    "name": Text("规则名称", "Name of the rule"),
    "saved": Text("已保存的规则", "Saved rules"),
    "drop": Text("删除", "Delete"),
    "copy": Text("复制规则地址", "Copy the rule's address"),
    "copied": Text("已复制", "Copied"),
    "meets": Text("达到自拟规则", "meet the own rule"),
    "enters": Text("入围", "enter"),
    "leaves": Text("落选", "fall out"),
    "unknown": Text("缺数据", "unknown"),
    "against": Text(
        "2026年规则 {now} 家 · 2022年规则 {old} 家 · 所选 {n} 家",
        "Rule of 2026: {now} · rule of 2022: {old} · selected: {n}",
    ),
}
COUNTS = ("meets", "enters", "leaves", "unknown")
PRESETS = {"old": of_2022, "now": in_force}


@dataclass(frozen=True)
class Standing:
    """What the rules say of a selection: counts by rule, and the curves of each threshold.

    A count of one or two is None under a row rule. verdicts: what the counts are of.
    """

    verdicts: Result
    by_rule: Mapping[str, Mapping[str, int | None]]
    curves: pl.DataFrame
    thresholds: Mapping[str, float]


def rule_panel(lang: Lang, search: str) -> html.Section:
    """Presets, a slider a threshold, the exemption, the counts, and the rules saved here."""
    exhibit = exhibits()[HOST]
    given = card_query(exhibit, search).params
    controls = [
        param_control(exhibit, param, given.get(param.name), lang=lang) for param in exhibit.params
    ]
    words = {name: WORDS[name](lang) for name in ("drop", "copied")}
    return html.Section(
        [
            html.Header(html.H2(WORDS["title"](lang), id="rule-title")),
            html.P(WORDS["reading"](lang), className="reading"),
            html.Div(_presets(lang), className="presets", role="group"),
            html.Div(controls, className="controls weights rule-thresholds"),
            Live(PART, look="rule-live"),
            html.Div(_keeping(lang), className="rule-keeping", **{"data-rule-words": _json(words)}),
            dcc.Store(id="rule-dragged"),
        ],
        className="exhibit w-full rule-panel",
        **{"aria-labelledby": "rule-title"},
    )


def _presets(lang: Lang) -> list[Any]:
    buttons = [
        html.Button(
            RULES[id](lang), type="button", className="out", **{"data-rule-set": _json(_moved(id))}
        )
        for id in PRESETS
    ]
    return [html.Span(WORDS["start"](lang), className="muted"), *buttons]


def _moved(id: str) -> dict[str, str]:
    """The keys of an address that make the own rule one of the others."""
    values = written(PRESETS[id]())
    return {
        f"{SCOPE}.{param.name}": values[param.name]
        for param in PARAMS
        if values[param.name] != param.default
    }


def _keeping(lang: Lang) -> list[Any]:
    name, save, copy = (WORDS[word](lang) for word in ("name", "save", "copy"))
    field = dcc.Input(
        id="rule-name",
        type="text",
        placeholder=name,
        maxLength=40,
        className="form-control form-control-sm",
    )
    return [
        field,
        html.Button(save, type="button", className="out", **{"data-rule-save": "1"}),
        html.Button(copy, type="button", className="out", **{"data-rule-copy": "1"}),
        html.Ul(id="rule-saved", className="saved", **{"aria-label": WORDS["saved"](lang)}),
    ]


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()


def query_of(pairs: Mapping[str, str]) -> Query:
    """The rule and the filters of an address."""
    return card_query_of(exhibits()[HOST], pairs)


def standing(workspace: Workspace, query: Query) -> Standing:
    """What the rules say of the enterprises that pass."""
    verdicts = workspace.run(exhibits()[HOST], query)
    curves = workspace.run(exhibits()[CURVES], query)
    by_rule = {row["rule"]: row for row in verdicts.frame.iter_rows(named=True)}
    rule = own_rule(verdicts.params)
    thresholds = {name: rule.threshold(name) for name in LABELS}
    return Standing(verdicts, by_rule, curves.frame, thresholds)


def standing_html(counts: Standing, lang: Lang) -> str:
    """The counts in large, and the curves for the script."""
    if not counts.by_rule:
        return f'<p class="muted">{escape(headline(counts.verdicts, lang))}</p>'
    own = counts.by_rule["own"]
    tiles = "".join(
        f'<div class="rule-count" data-count="{name}"><b>{escape(_said(own[name]))}</b> '
        f"<span>{escape(WORDS[name](lang))}</span></div>"
        for name in COUNTS
    )
    against = WORDS["against"](lang).format(
        now=_said(counts.by_rule["now"]["meets"]),
        old=_said(counts.by_rule["old"]["meets"]),
        n=number(counts.verdicts.selected),
    )
    curves = escape(_json(_packed(counts)))
    return (
        f'<div class="rule-counts" data-rule-curves="{curves}">{tiles}</div>'
        f'<p class="muted">{escape(against)}</p>'
    )


def _said(count: int | None) -> str:
    """A count, or that it is of too few to be shown (under a row rule)."""
    return f"<{LEAST}" if count is None else number(count)


def _packed(counts: Standing) -> dict[str, Any]:
    """Own thresholds and counts; by threshold its step, and the counts at each."""
    own = counts.by_rule["own"]
    parts = counts.curves.partition_by("criterion", as_dict=True)
    return {
        "rule": counts.thresholds,
        "own": {name: _shown(own[name]) for name in COUNTS},
        "curves": {
            str(name): {"step": STEPS[str(name)][1]} | {c: [*map(_shown, part[c])] for c in COUNTS}
            for (name,), part in parts.items()
        },
    }


def _shown(count: int | None) -> int | str:
    """What the script writes for a count: the number, or the same words as `_said`."""
    return _said(count) if count is None else count


def register(app: dash.Dash, _workspace: object) -> None:
    """Follow a slider while it is dragged, in the browser."""
    sliders = {"type": "control", "key": ALL, "part": "number", "at": HOST, "default": ALL}
    app.clientside_callback(
        ClientsideFunction("rule", "dragged"),
        Output("rule-dragged", "data"),
        Input(sliders, "drag_value"),
        State(sliders, "id"),
    )
