"""Indicators of two to four groups on one scale: each as a part of the largest."""

from typing import Any

import polars as pl

from components.charts.labels import wrapped
from components.charts.sentences import UNSAID, cell, named, sentence
from components.claims.pairs import Listing, Multiple
from components.claims.sentence import AltText
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, Params, Rows, View
from components.contract.quantity import amounts
from components.contract.sample import each
from components.look.theme import INK, layout
from components.parts.compare_items import (
    ITEMS,
    NOTE,
    called,
    colours,
    items_of,
    of_item,
    replaced,
    shown_items,
)
from components.parts.members import OF_INDICATOR, in_group
from data_layer.filters.filters import Filters
from data_layer.topics.compare.indicators import FIELDS, indicators
from data_layer.vocabulary.text import Text
from data_layer.vocabulary.units import column_in

SPOKEN = pl.col("ratio").is_not_null() & (pl.col("indicator") != "enterprises")


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """Every indicator of every item, what differs most first."""
    return indicators(rows, filters, items_of(rows, params))


def figure(view: View) -> Figure:
    """A row an indicator, a dot an item; the line joins the least and the largest."""
    frame = view.frame.filter(pl.col("relative").is_not_null())
    indicators_shown = frame["indicator"].unique(maintain_order=True).to_list()
    labels = {
        indicator: wrapped(named(view, "indicator", indicator)(view.lang), 22, 2)
        for indicator in indicators_shown
    }
    names = shown_items(view)
    dots = [
        _dots(view, frame.filter(pl.col("item") == name), labels, name=name, tint=tint)
        for name, tint in zip(names, colours(view, names), strict=True)
    ]
    axes = {
        "xaxis": {"title": {"text": view.title("relative")}, "range": [0, 106], "ticksuffix": "%"},
        "yaxis": {
            "type": "category",
            "autorange": "reversed",
            "categoryorder": "array",
            "categoryarray": list(labels.values()),
            "ticks": "",
            "ticklabelstandoff": 8,  # a dot at 0 % stands beside the name of its row
        },
        "showlegend": True,
    }
    return {"data": [_lines(view, frame, labels), *dots], "layout": layout(view.theme, **axes)}


def _lines(view: View, frame: pl.DataFrame, labels: dict[str, str]) -> dict[str, Any]:
    ends = frame.group_by("indicator", maintain_order=True).agg(
        pl.col("relative").min().alias("least"), pl.col("relative").max().alias("most")
    )
    return {
        "type": "scatter",
        "meta": "base",
        "mode": "lines",
        "x": [x for row in ends.iter_rows(named=True) for x in (row["least"], row["most"], None)],
        "y": [
            label
            for indicator in ends["indicator"]
            for label in (labels[indicator], labels[indicator], None)
        ],
        "line": {"color": INK[view.theme].line, "width": 4},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _dots(
    view: View, rows: pl.DataFrame, labels: dict[str, str], name: str, tint: str
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": called(name)(view.lang),
        "x": rows["relative"].to_list(),
        "y": [labels[indicator] for indicator in rows["indicator"]],
        "hovertext": amounts(rows, FIELDS, "value", lang=view.lang),
        "hovertemplate": "%{y}<br>%{hovertext}<extra>%{fullData.name}</extra>",
        "marker": {"size": 12, "color": tint, "line": {"color": INK[view.theme].surface}},
        "cliponaxis": False,
    }


def alt(view: View) -> AltText:
    """The indicator that differs most, beside the number of enterprises; groups under ten and
    single enterprises speak with what they have."""
    spoken = view.frame.filter(SPOKEN)
    if spoken.is_empty():
        return UNSAID
    first = spoken.filter(pl.col("indicator") == spoken["indicator"][0]).sort(
        "relative", "item", descending=[True, False]
    )
    of, over = first.row(0, named=True), first.row(-1, named=True)
    if first.height == 1:
        name = named(view, "indicator", of["indicator"])
        only = cell(view, of, column_in(of, FIELDS, "value").name, name=called(of["item"]))
        return sentence(view, Listing(name, (only,)))
    figures = [
        cell(view, row, column_in(row, FIELDS, "value").name, name=called(row["item"]))
        for row in (of, over)
    ]
    return sentence(view, Multiple(named(view, "indicator", of["indicator"]), *figures))


EXHIBIT = Exhibit(
    title=Text("逐项对照", "Indicator by indicator"),
    reading=Text(
        "每项指标换算成对其首位数值的百分比；线的长短即差别大小，按差别排序。",
        "In each row values are parts of its top value; the length of a line is the difference, by "
        "which rows are sorted.",
    ),
    origin=("e26",),
    fields=FIELDS,
    members=Members(
        row=in_group(of_item),
        columns=OF_INDICATOR,
    ),
    query=query,
    figure=figure,
    alt=alt,
    sample=each("values"),
    params=(ITEMS,),
    ignores=replaced,
    requires=("tier",),
    note=NOTE,
    width="half",
    height=440,
    order=20,
)
