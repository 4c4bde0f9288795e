"""A frame as an HTML table: the same figures as the chart, readable by everyone."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
from dash import html

from components.charts.bars import number
from data_layer.fields import Field, headers, with_names
from data_layer.text import Lang, Text

MOST_ROWS = 400


def table(frame: pl.DataFrame, fields: Sequence[Field], lang: Lang) -> html.Div:
    """At most MOST_ROWS rows, with a sentence that says so if there are more."""
    named = with_names(frame.head(MOST_ROWS), fields, lang)
    hidden = {f.name for f in fields if f.name_column is not None}
    shown = [c for c in named.columns if c not in hidden]
    titles = _titles(fields, lang)
    right = {f.name for f in fields if f.digits is not None}
    head = html.Thead(
        html.Tr([html.Th(titles.get(c, c), className="num" if c in right else "") for c in shown])
    )
    rows = [
        html.Tr(
            [html.Td(_cell(row[c], lang), className="num" if c in right else "") for c in shown]
        )
        for row in named.iter_rows(named=True)
    ]
    more = Text(f"仅列前 {MOST_ROWS} 行，共 {frame.height} 行，请下载全部。",
                f"The first {MOST_ROWS} of {frame.height} rows; download for all.")  # fmt: skip
    foot = [html.P(more(lang), className="muted")] if frame.height > MOST_ROWS else []
    return html.Div(
        [html.Table([head, html.Tbody(rows)], className="data"), *foot],
        className="table-wrap",
        tabIndex="0",
    )


def _titles(fields: Sequence[Field], lang: Lang) -> dict[str, str]:
    if lang == "zh":
        return headers(fields, "zh")
    titles = {f.name: f.title.en for f in fields}
    return titles | {
        f.name_column: f.label.en.removesuffix(" code") for f in fields if f.name_column
    }


def _cell(value: object, lang: Lang) -> str:
    if value is None:
        return "—"
    if isinstance(value, bool):
        return Text("是", "yes")(lang) if value else ""
    return number(float(value)) if isinstance(value, int | float) else str(value)
