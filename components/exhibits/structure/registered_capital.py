"""Registered capital of the two tiers: median, mean, share above CNY 100 million (e04)."""

from typing import Any

from components.charts.grouped import Panel, Series, grouped
from components.claims.sentence import AltText
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, View
from components.contract.queries import always, of_rows
from components.contract.sample import by_row
from components.look.theme import TIER_COLORS
from components.parts.members import of_pair
from components.parts.tier_bars import SHORT, contrast
from data_layer.topics.structure.registered_capital import (
    FIELDS,
    INDICATORS,
    UNITS,
    printed_capital,
    registered_capital,
)
from data_layer.vocabulary.terms import PAIR
from data_layer.vocabulary.text import Text


def figure(view: View) -> Figure:
    """A panel an indicator, each on its own scale."""
    computed = {row["indicator"]: row for row in view.frame.iter_rows(named=True)}
    printed = (
        {}
        if view.published is None
        else {row["indicator"]: row for row in view.published.iter_rows(named=True)}
    )
    panels = [_panel(view, id, computed[id], printed=printed.get(id)) for id in INDICATORS]
    return grouped(view, panels, legend=False)


def _panel(view: View, id: str, row: dict[str, Any], printed: dict[str, Any] | None) -> Panel:
    columns = [f"{tier}_{UNITS[id]}" for tier in PAIR]
    unit = view.field(columns[0]).unit(view.lang)
    bars = Series(
        name=INDICATORS[id](view.lang),
        color=[TIER_COLORS[view.theme][tier] for tier in PAIR],
        values=[row[column] for column in columns],
        published=None if printed is None else [printed[column] for column in columns],
        clicks=[f"tier:{tier}" for tier in PAIR],
    )
    title = f"{INDICATORS[id](view.lang)} ({unit})"
    return Panel([view.say(*SHORT[tier]) for tier in PAIR], [bars], unit, title=title)


def alt(view: View) -> AltText:
    """The medians of either tier."""
    row = view.frame.row(0, named=True)
    unit = UNITS[row["indicator"]]
    columns = (f"national_{unit}", f"provincial_{unit}")
    return contrast(view, INDICATORS[row["indicator"]], row, columns=columns)


EXHIBIT = Exhibit(
    title=Text("注册资本", "Registered capital"),
    reading=Text(
        "对照中位数与均值。报告：国家级的注册资本约为省级的三倍，均值远高于中位数，少数大企业"
        "拉高了均值。",
        "Compare medians and means. The report: little giants have about three times the "
        "capital of provincial enterprises, and means are far above medians, because a few "
        "large ones pull them up.",
    ),
    origin=("e04",),
    fields=FIELDS,
    members=Members(row="", columns=of_pair({"values": "registered_capital:known"})),
    query=of_rows(registered_capital),
    published=always(printed_capital),
    figure=figure,
    alt=alt,
    sample=by_row("national_values", "provincial_values"),
    requires=("tier", "registered_capital"),
    note=Text(
        "只计填报注册资本的企业，其数量见表格；占比以其为分母。",
        "Of enterprises that report their capital, whose number stands in the table; the share is "
        "of these.",
    ),
    width="two_thirds",
    height=320,
    order=11,
)
