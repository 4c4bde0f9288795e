"""Exhibits of single printed figures: bars where they share a unit, a table where they do not."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from components.contract.exhibit import Exhibit, Figure, Params, Rows, View, Width
from components.contract.quantity import amount, values
from components.look.theme import INK, PUBLISHED_COLOR, layout
from components.look.words import wrap
from data_layer.filters.filters import Filters
from data_layer.reference_figures import tables as reference
from data_layer.reference_figures.fact_table import LEAST_RELIABLE, fact_rows
from data_layer.vocabulary.fields import Field, decimal, flag, key, text
from data_layer.vocabulary.text import Text
from data_layer.vocabulary.units import by_unit, in_units, unit_code

LABEL_COLUMNS = 34
BAR_HEIGHT, FURNITURE = 54, 70
"""Pixels a bar with its label of three lines, and around the bars."""


def _fields(facts: Sequence[str]) -> tuple[Field, ...]:
    units = (unit_code(reference.facts()[id].unit) for id in facts)
    return (
        key("fact", Text("编号", "Id")),
        Field("source", Text("来源", "Source")),
        text("statement", Text("陈述", "Statement")),
        *in_units(decimal("value", Text("数值", "Value")), units),
        text("as_of", Text("时间", "As of")),
        flag("least_reliable", Text("可信度最低的来源", "Least reliable source")),
    )


def fact_exhibit(
    title: Text,
    reading: Text,
    facts: tuple[str, ...],
    *,
    note: Text,
    order: int,
    bars: bool = True,
    width: Width = "half",
) -> Exhibit:
    """An exhibit of printed figures alone. bars: all facts have one unit."""

    fields = _fields(facts)

    def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
        return by_unit(fact_rows(facts), fields)

    return Exhibit(
        title=title,
        reading=reading,
        origin=facts,
        fields=fields,
        query=query,
        figure=figure if bars else None,
        alt=alt,
        basis="reference",
        note=note,
        width=width,
        height=BAR_HEIGHT * len(facts) + FURNITURE,
        order=order,
    )


def figure(view: View) -> Figure:
    """Bars in the given order; those of the least reliable source are hatched."""
    frame = view.named
    labels = [wrap(words, LABEL_COLUMNS) for words in frame["statement"]]
    doubtful = view.frame["least_reliable"]
    groups = (
        (view.say("研究报告、论文", "Reports and papers"), ~doubtful, ""),
        (view.say("网络文章（s5），可信度最低", "Web article (s5), least reliable"), doubtful, "/"),
    )
    traces = [
        _bars(view, frame, labels, name=name, mask=mask.to_list(), shape=shape)
        for name, mask, shape in groups
        if mask.any()
    ]
    numbers = [value for value in values(view.frame, view.fields, "value") if value is not None]
    low, high = min(0.0, *numbers), max(numbers)
    room = 0.24 * (high - low)
    axes = {
        "yaxis": {"categoryorder": "array", "categoryarray": labels[::-1], "ticks": ""},
        "xaxis": {"visible": low < 0, "range": [low - (2 * room if low < 0 else 0), high + room]},
        "margin": {"r": 16},
        "bargap": 0.35,
        "showlegend": True,
    }
    return {"data": traces, "layout": layout(view.theme, **axes)}


def _bars(
    view: View, frame: pl.DataFrame, labels: list[str], name: str, mask: list[bool], shape: str
) -> dict[str, Any]:
    rows = frame.filter(pl.Series(mask))
    ink = INK[view.theme]
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "y": [label for label, mine in zip(labels, mask, strict=True) if mine],
        "x": values(rows, view.fields, "value"),
        "text": [amount(row, view.fields, "value", lang=view.lang) for row in rows.to_dicts()],
        "constraintext": "none",
        "textposition": "outside",
        "cliponaxis": False,
        "hovertext": rows["source"].to_list(),
        "hovertemplate": "%{y}<br>%{text}<br>%{hovertext}<extra></extra>",
        "marker": {
            "color": PUBLISHED_COLOR[view.theme],
            "pattern": {
                "shape": shape,
                "bgcolor": PUBLISHED_COLOR[view.theme],
                "fgcolor": ink.surface,
                "size": 6,
                "solidity": 0.3,
            },
        },
    }


def alt(view: View) -> str:
    """The largest figure, or the first where units differ; and how many are doubtful."""
    frame = view.named
    units = [field.name for field in view.fields if field.quantity]
    same = len(units) == 1
    ordered = frame.sort(*units, "fact", descending=[True, False]) if same else frame
    row = ordered.row(0, named=True)
    first = view.say("{}：{}", "{}: {}").format(
        row["statement"], amount(row, view.fields, "value", lang=view.lang)
    )
    doubtful = int(view.frame["least_reliable"].sum())
    among = view.say(f"共{frame.height}项", f"{frame.height} figures")
    if doubtful:
        every = doubtful == frame.height
        share = view.say("均" if every else f"其中{doubtful}项", "all" if every else str(doubtful))
        among += view.say(
            f"，{share}出自可信度最低的来源 {LEAST_RELIABLE}",
            f", {share} of them from {LEAST_RELIABLE}, the least reliable source",
        )
    return view.say(f"来源：{first}；{among}。", f"The sources: {first}; {among}.")
