"""Two to four groups as a table: a column an item, sorted by how far they differ."""

from dataclasses import replace
from typing import Any

import polars as pl
from dash import html

from components.charts.sentences import named
from components.claims.extremes import Count
from components.claims.sentence import AltText, Sentence
from components.contract.exhibit import View
from components.contract.quantity import amount
from components.exhibits.compare.compare_dumbbells import EXHIBIT as DUMBBELLS
from components.look.amounts import number
from components.parts.compare_items import called, shown_items
from components.parts.data_table import data_table
from data_layer.topics.compare.indicators import FIELDS
from data_layer.vocabulary.text import Text

DOUBLE = pl.col("ratio") >= 2
FEW = "*"


def body(view: View) -> html.Div:
    """Rows in the order of the frame; values of fewer than ten enterprises are marked."""
    names = shown_items(view)
    heads = [html.Th(view.field("indicator").label(view.lang))]
    heads += [html.Th(called(name)(view.lang), className="num") for name in names]
    heads.append(html.Th(view.field("ratio").label(view.lang), className="num"))
    indicators = view.frame["indicator"].unique(maintain_order=True).to_list()
    rows = [html.Tr(_cells(view, indicator, names)) for indicator in indicators]
    few = view.say("* 不足10家", "* fewer than 10 enterprises")
    note = [html.P(few, className="muted")] if view.frame["small_group"].any() else []
    return html.Div([data_table(heads, rows), *note])


def _cells(view: View, indicator: str, names: list[str]) -> list[Any]:
    rows = {
        row["item"]: row
        for row in view.frame.filter(pl.col("indicator") == indicator).iter_rows(named=True)
    }
    ratio = next(iter(rows.values()))["ratio"]
    values = [html.Td(_value(view, rows[name]), className="num") for name in names]
    label = html.Td(named(view, "indicator", indicator)(view.lang))
    return [label, *values, html.Td(f"{number(ratio)}×" if ratio else "—", className="num")]


def _value(view: View, row: dict[str, Any]) -> str:
    words = amount(row, FIELDS, "value", lang=view.lang)
    return f"{words}{FEW if row['small_group'] else ''}" if words else "—"


def alt(view: View) -> AltText:
    """How many indicators differ by a factor of two."""
    first = pl.col("item") == view.frame["item"][0]
    what = Text("最大者至少为最小者两倍的指标", "Indicators that differ by a factor of 2 at least")
    doubled = view.frame.filter(first & DOUBLE)
    return Sentence(view.lang, (Count(what, doubled.height, first & DOUBLE, unit="项"),))


EXHIBIT = replace(
    DUMBBELLS,
    title=Text("对照表", "Compared in a table"),
    reading=Text(
        "一列一个对象，按差别倍数从大到小排列。",
        "A column an item; rows are sorted by the ratio in the last column.",
    ),
    figure=None,
    body=body,
    alt=alt,
    width="full",
    height=360,
    order=30,
)
