"""What an honour is worth against how common it is (e38, e39)."""

import math
from typing import Any

import polars as pl

from components.charts.bars import computed_name, published_marker, published_name, ranking
from components.charts.labels import wrapped
from components.charts.sentences import leading
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, View
from components.contract.queries import always, of_rows
from components.contract.sample import each
from components.look.amounts import number
from components.look.theme import INK, PUBLISHED_COLOR, halo, layout
from data_layer.topics.honours.honours import MATRIX_FIELDS, matrix, printed_matrix
from data_layer.vocabulary.text import Text

TICKS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100)
SCORES = (44, 116)
"""Ends of the axis of value scores, with room for the names above and below."""
LIFT = "<br>\u00a0" * 3
"""Empty lines that keep the name of an honour clear of its neighbour's."""
ROOM = 1.35
"""How far the axis of holding rates reaches beyond the rarest and the most common honour."""


def figure(view: View) -> Figure:
    """Printed ranges as boxes and points as diamonds; computed rates as bars of the value range.

    A selection has no value scores, which are printed for the nation: its rates are plain bars.
    """
    if view.published_named is None:
        bars = ranking(view, "honour", "holding_pct", click=("honour", "honour"))
        bars["layout"]["xaxis"]["title"] = {"text": view.title("holding_pct")}
        return bars
    held_titles = _valued(view).filter(pl.col("holding_pct") > 0)
    traces = [_bar(view, row, place) for place, row in enumerate(held_titles.iter_rows(named=True))]
    low = min([*held_titles["holding_pct"], *_printed(view, "holding_low_pct")], default=1)
    span = [math.log10(low / ROOM), math.log10(100 * ROOM)]
    axes: dict[str, Any] = {
        "xaxis": {
            "type": "log",
            "range": span,
            "title": {"text": view.title("holding_pct")},
            "tickvals": list(TICKS),
            "ticktext": [number(tick) for tick in TICKS],
            "tickangle": 0,
        },
        "yaxis": {
            "title": {"text": view.say("价值分（报告）", "Value score (report)")},
            "range": list(SCORES),
            "tickvals": list(range(60, 101, 10)),
        },
        "showlegend": True,
    }
    if view.comparable and view.published_named is not None:
        points = view.published_named.drop_nulls("holding_pct")
        traces.append(_points(view, points))
        axes["shapes"] = _boxes(view, view.published_named)
    return {"data": traces, "layout": layout(view.theme, **axes)}


def _valued(view: View) -> pl.DataFrame:
    """The computed rates with id, and the value and quadrant that e39 prints, by value and rate."""
    mine = view.frame.select(pl.col("honour").alias("id"), "holding_pct")
    names = view.named.select("honour")
    named = pl.concat([mine, names], how="horizontal")
    printed = view.published_named
    if printed is None:
        return named.clear()
    worth = printed.select("honour", "quadrant", "value_low", "value_high")
    highest = pl.col("value_high") == pl.col("value_high").max()
    joined = named.join(worth, on="honour").with_columns(highest.alias("highest"))
    return joined.sort("value_low", "holding_pct", "id")


def _printed(view: View, column: str) -> list[float]:
    return [] if view.published is None else view.published[column].drop_nulls().to_list()


def _bar(view: View, row: dict[str, Any], place: int) -> dict[str, Any]:
    """One honour: an upright bar over its printed value range, at its computed holding rate."""
    rate, low, high = row["holding_pct"], row["value_low"], row["value_high"]
    words = f"{wrapped(row['honour'], 16, 3)}<br>{number(rate)}%"
    above = low == high or row["highest"]
    lift = LIFT if place % 2 else ""
    words = words + lift if above else lift + words
    return {
        "type": "scatter",
        "mode": "lines+markers+text",
        "name": computed_name(view),
        "legendgroup": "computed",
        "showlegend": place == 0,
        "x": [rate, rate],
        "y": [low, high],
        "text": ["", words] if above else [words, ""],
        "textposition": "top center" if above else "bottom center",
        "textfont": {"size": 11, "color": INK[view.theme].text, **halo(view.theme)},
        "cliponaxis": False,
        "line": {"color": INK[view.theme].accent, "width": 4},
        "marker": {"color": INK[view.theme].accent, "size": 8},
        "hovertemplate": f"<b>{row['honour']}</b><br>{row['quadrant']}<br>"
        f"{view.field('holding_pct').label(view.lang)} %{{x}}%<extra></extra>",
        "customdata": [f"honour:{row['id']}"] * 2,
    }


def _points(view: View, points: pl.DataFrame) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": published_name(view),
        "x": points["holding_pct"].to_list(),
        "y": points["value_low"].to_list(),
        "text": points["honour"].to_list(),
        "marker": published_marker(view),
        "hovertemplate": "<b>%{text}</b><br>"
        + f"{view.field('holding_pct').label(view.lang)} %{{x}}%<br>"
        + f"{view.say('价值分', 'Value score')} %{{y}}<extra></extra>",
    }


def _boxes(view: View, printed: pl.DataFrame) -> list[dict[str, Any]]:
    """One box for each distinct range; several honours share one."""
    corners = ("holding_low_pct", "holding_high_pct", "value_low", "value_high")
    ranges = printed.filter(pl.col("holding_pct").is_null()).select(corners).unique().sort(corners)
    color = PUBLISHED_COLOR[view.theme]
    return [
        {
            "type": "rect",
            "x0": x0,
            "x1": x1,
            "y0": y0,
            "y1": y1,
            "layer": "below",
            "opacity": 0.5,
            "line": {"color": color, "width": 1.5, "dash": "dash"},
            "fillcolor": _faint(color),
        }
        for x0, x1, y0, y1 in ranges.iter_rows()
    ]


def _faint(color: str) -> str:
    red, green, blue = (int(color[start : start + 2], 16) for start in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.15)"


EXHIBIT = Exhibit(
    title=Text("荣誉资质品牌力矩阵", "Brand matrix of titles and accreditations"),
    reading=Text(
        "越靠上价值越高，越靠左越稀缺：左上是值得争取的荣誉。橙色虚框与菱形为报告印出的区间与点。",
        "Up is more valuable, left is rarer: top left is worth striving for. Dashed boxes and "
        "diamonds are the ranges and points that the report prints.",
    ),
    origin=("e38", "e39"),
    fields=MATRIX_FIELDS,
    members=Members(
        columns={"holders": ""},
        whole={"values": "where={honour}:known", "unreported": "where={honour}:missing"},
    ),
    query=of_rows(matrix),
    published=always(printed_matrix),
    figure=figure,
    alt=leading("honour", "holding_pct"),
    sample=each("values"),
    note=Text(
        "横轴为持有率（对数），按当前企业库计算，以该项已披露的企业为分母；纵轴为报告给的价值分或其区间，"
        "企业库无法计算。报告只印出三个点，其余荣誉合印为两个区间，超出区间者见勘误。",
        "Across: holding rate (log scale), computed from the registry, of the enterprises of which "
        "it is known. Up: the report's value score or its range, which no registry can compute. "
        "The report prints three points and two ranges for all other titles; see the errata for "
        "rates outside of them.",
    ),
    width="full",
    height=480,
    order=30,
)
