"""The criteria of 2026 as a table a tier, the answer first; and as a sentence."""

from typing import Any

import polars as pl
from dash import html

from components.contract.exhibit import View
from components.contract.quantity import amount, amounts
from components.look.amounts import number
from components.parts.criteria_fields import FIELDS, STATUSES
from components.parts.data_table import data_table
from data_layer.policy.criteria import TIER_IDS
from data_layer.vocabulary.field_frames import with_names
from data_layer.vocabulary.terms import TIERS

ICONS = {
    "met": "check-circle-fill",
    "unmet": "x-circle-fill",
    "exempt": "shield-check",
    "unknown": "question-circle",
    "to_judge": "person-check",
}
MISSING = "—"


def criteria_table(view: View) -> html.Div:
    """The answer first, then each tier's criteria with old rule beside new rule."""
    lead = [html.Strong(view.named["highest"][0])]
    if view.frame["name"][0]:
        lead.append(f" · {view.frame['name'][0]}")
    words = view.say("按可量化条件，最高达到：", "Highest tier whose countable criteria are met: ")
    before = (
        view.say("；按2022年规定：", "; by the rules of 2022: ") + view.named["highest_2022"][0]
    )
    tiers = [_tier(view, tier) for tier in TIER_IDS.values()]
    verdict = html.P([words, *lead, before], className="verdict")
    return html.Div([verdict, *_remarks(view), *tiers], className="criteria")


def _remarks(view: View) -> list[html.P]:
    """What a reader should know before the criteria: a tier skipped, values that clash."""
    remarks = []
    if view.frame["without_provincial"][0]:
        unmet = (view.frame["tier"] == "provincial") & (view.frame["status"] == "unmet")
        names = view.say("、", ", ").join(view.named.filter(unmet)["indicator"])
        remarks.append(
            view.say(
                f"国家级的可量化条件均已达到，而省级条件未达到：{names}。"
                "两级清单各自独立，国家级清单没有此项。",
                f"The countable national criteria are met and a provincial one is not: {names}. "
                "Each list stands alone, and the national one does not state it.",
            )
        )
    clash = view.named["contradicting"][0]
    if clash:
        remarks.append(view.say(f"所给的值互相矛盾：{clash}。", f"The values contradict: {clash}."))
    return [html.P(remark, className="notice", role="note") for remark in remarks]


def _tier(view: View, tier: str) -> html.Section:
    codes = view.frame.filter(pl.col("tier") == tier)
    rows = with_names(codes, view.fields, view.lang)
    texts = {name: amounts(rows, FIELDS, name, lang=view.lang) for name in ("value", "shortfall")}
    rows = rows.with_columns(pl.Series(name, words, pl.String) for name, words in texts.items())
    words = [
        f"{STATUSES[status](view.lang)} {n}"
        for status in STATUSES
        if (n := codes.filter(pl.col("status") == status).height)
    ]
    heads = ("indicator", "value", "new_rule", "old_rule", "status")
    shown = {f.quantity or f.name: f for f in view.fields}
    lines = [
        _line(view, code, row)
        for code, row in zip(codes["status"], rows.iter_rows(named=True), strict=True)
    ]
    title = html.H3([TIERS[tier](view.lang), html.Small(" · ".join(words))])
    return html.Section(
        [title, data_table([html.Th(shown[name].label(view.lang)) for name in heads], lines)]
    )


def _line(view: View, status: str, row: dict[str, Any]) -> html.Tr:
    new: list[Any] = [row["new_rule"]]
    if row["exemption"]:
        new.append(html.Small(row["exemption"], className="muted"))
    if row["derived"]:
        new.append(html.Small(row["derived"], className="muted"))
    old: list[Any] = [row["old_rule"] or "—"]
    if row["old_status"]:
        old.append(html.Small(row["old_status"], className="muted"))
    mark = html.Span(
        [html.I(className=f"bi bi-{ICONS[status]}"), f" {row['status']}"],
        className=f"result result-{status}",
    )
    short = []
    missing = row["shortfall"]
    if missing:
        short = [html.Small(view.say(f"还差 {missing}", f"short by {missing}"), className="muted")]
    return html.Tr(
        [
            html.Td(row["indicator"]),
            html.Td(_value(view, row, row["value"]), className="num"),
            html.Td(new, className="phrase"),
            html.Td(old, className="phrase"),
            html.Td([mark, *short]),
        ]
    )


def _value(view: View, row: dict[str, Any], value: str) -> str:
    parts = [value] if value else []
    if row["niche_rank"] is not None:
        rank = number(row["niche_rank"])
        parts.append(view.say(f"第{rank}名", f"rank {rank}"))
    return " · ".join(parts) or MISSING


def criteria_alt(view: View) -> str:
    """The answer, and the first criterion that is open: the value beside its threshold."""
    opened = view.frame["status"].is_in(["unmet", "unknown"])
    words = view.say("可量化条件达到的层级：", "Tier whose countable criteria are met: ")
    words += view.named["highest"][0]
    if not opened.any():
        total = amount(view.frame.row(0, named=True), FIELDS, "threshold", lang=view.lang)
        return words + view.say(
            f"；例如门槛{total}已达到。", f"; for one, the bar of {total} is met."
        )
    first = view.named.filter(opened).row(0, named=True)
    bar = amount(first, FIELDS, "threshold", lang=view.lang)
    value = _value(view, first, amount(first, FIELDS, "value", lang=view.lang))
    own = "" if value == MISSING else view.say(f"企业{value}，", f"enterprise {value}, ")
    return words + view.say(
        f"；未满足的条件：{first['indicator']}，门槛{bar}，{own}{first['status']}。",
        f"; open: {first['indicator']}, bar {bar}, {own}{first['status'].lower()}.",
    )
