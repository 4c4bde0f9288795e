"""Bars: a ranking with the published figure as a mark on each bar, and bars by group."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from components.charts.bar_numbers import in_the_way, numbers_alone, places_of
from components.charts.labels import under
from components.contract.exhibit import Figure, View
from components.look.amounts import bar_labels, with_units
from components.look.contrast import ink_on
from components.look.theme import INK, PUBLISHED_COLOR, layout
from data_layer.vocabulary.fields import KINDS, SMALL_GROUP

FEW = "*"
LEAST_ROWS = 3
"""Rows that a ranking has room for: fewer bars stand on top, no thicker for being few."""
BESIDE_MARK = "\u00a0\u00a0\u00a0"
"""Room between the end of a bar and its number, where the published mark may stand."""


def published_name(view: View) -> str:
    """Legend entry of published figures."""
    return KINDS["published"](view.lang)


def computed_name(view: View) -> str:
    """Legend entry of figures of the registry in use."""
    return KINDS[view.kind](view.lang)


def ranking(
    view: View,
    label: str,
    value: str,
    *,
    click: tuple[str, str] | None = None,
    besides: Sequence[str] = (),
    color: str | None = None,
    group: str | None = None,
) -> Figure:
    """Horizontal bars in the order of the frame, the first on top; published values as diamonds.

    label, value: columns of the named frame. click: (filter key, column with its values). besides:
    what a click on a bar filters by too, where it counts some of the row. group: a column whose
    words stand in small letters under the label.
    """
    frame = view.named
    printed = view.published_named if view.comparable else None
    names, values, few = frame[label].to_list(), frame[value].to_list(), _few(frame)
    marks = [] if printed is None else [_diamonds(view, printed, names, label, value, click=click)]
    published = dict(zip(marks[0]["y"], marks[0]["x"], strict=True)) if marks else {}
    covered = in_the_way(values, [published.get(name) for name in names])
    texts = _texts(view, value, values, few)
    places = places_of(values, covered)
    bars = _bars(view, names, values, texts=texts, places=places)
    tint = color or INK[view.theme].accent
    bars |= {"marker": {"color": tint}, "insidetextfont": {"color": ink_on(tint)}}
    bars |= amount_hover(view, value, values)
    if click:
        bars["customdata"] = _all_opened(view, click, besides)
    beyond = [
        _beyond(view, name, mark, words=words)
        for name, mark, words, place in zip(names, covered, texts, places, strict=True)
        if mark is not None and place == "none"
    ]
    axes = {
        "yaxis": _rows(names) | ({} if group is None else _grouped(frame, label, group)),
        "xaxis": {"visible": False, "rangemode": "tozero"},
        "margin": {"r": 56} | ({"b": 24} if any(few) else {}),
        "showlegend": bool(marks),
        "annotations": [*beyond, *([_few_note(view)] if any(few) else [])],
    }
    return {"data": [bars, *marks], "layout": layout(view.theme, **axes)}


def _texts(
    view: View, value: str, values: Sequence[float | None], few: Sequence[bool]
) -> list[str]:
    """What stands beside each bar; with a sign where it is of few enterprises."""
    amounts = bar_labels(values, view.field(value).unit(view.lang), view.lang)
    return [
        f"{amount}{FEW}" if small and amount else amount
        for amount, small in zip(amounts, few, strict=True)
    ]


def _all_opened(view: View, click: tuple[str, str], besides: Sequence[str]) -> list[str]:
    """What a click on each bar filters by."""
    opened = [_opens(click[0], code) for code in view.frame[click[1]]]
    return ["&".join([mark, *besides]) if mark else "" for mark in opened]


def _bars(
    view: View,
    names: Sequence[str],
    values: Sequence[float | None],
    texts: Sequence[str],
    places: Sequence[str],
) -> dict[str, Any]:
    """Lying bars with their numbers. places: of the numbers, `none` where a mark is in the way."""
    return {
        "type": "bar",
        "orientation": "h",
        "name": computed_name(view),
        "y": names,
        "x": values,
        "text": [
            "" if not words or place == "none" else BESIDE_MARK + words + BESIDE_MARK
            for words, place in zip(texts, places, strict=True)
        ],
        "width": 0.65 if len(names) > LEAST_ROWS else 0.45,
        "textposition": places,
        "insidetextanchor": "end",
        "textangle": 0,
        "cliponaxis": False,
        "constraintext": "none",
    }


def _rows(names: Sequence[str]) -> dict[str, Any]:
    """The axis of the rows, the first on top; few rows stand together at the top."""
    return {
        "categoryorder": "array",
        "categoryarray": [*reversed(names)],
        "ticks": "",
        "range": [min(len(names) - LEAST_ROWS, 0) - 0.5, len(names) - 0.5],
    }


def _grouped(frame: pl.DataFrame, label: str, group: str) -> dict[str, Any]:
    """Ticks that say a row's name, and below it the group it belongs to."""
    texts = [under(*row) for row in frame.select(label, group).iter_rows()]
    return {"tickmode": "array", "tickvals": frame[label].to_list(), "ticktext": texts}


def _few(frame: pl.DataFrame) -> list[bool]:
    """Which rows are of fewer than ten enterprises."""
    if SMALL_GROUP.name not in frame.columns:
        return [False] * frame.height
    return [bool(small) for small in frame[SMALL_GROUP.name]]


def _few_note(view: View) -> dict[str, Any]:
    """What an asterisk beside a number means."""
    place = {"x": 1, "y": 0, "xref": "paper", "yref": "paper", "xanchor": "right", "yanchor": "top"}
    words = view.say("* 不足10家", "* fewer than 10 enterprises")
    return {"text": words, "showarrow": False, "font": {"size": 11}, **place}


def amount_hover(view: View, value: str, amounts: Sequence[float | None]) -> dict[str, Any]:
    """What hovering says of bars: the row and its amount in the column's unit."""
    unit = view.field(value).unit(view.lang)
    return {
        "hovertext": with_units(amounts, unit, view.lang),
        "hovertemplate": "%{y}  %{hovertext}<extra></extra>",
    }


def _beyond(view: View, place: str, mark: float, words: str) -> dict[str, Any]:
    """The number of a bar on the far side of its published mark, with the sign of computed ones."""
    at = {"x": mark, "y": place, "xanchor": "left", "xshift": 8, "showarrow": False}
    return {**at, "text": f"■ {words}", "font": {"size": 12, "color": INK[view.theme].text}}


def _diamonds(
    view: View,
    printed: pl.DataFrame,
    names: Sequence[str],
    label: str,
    value: str,
    click: tuple[str, str] | None,
) -> dict[str, Any]:
    """The published marks; a click on one does what a click on its bar does."""
    rows = printed.filter(pl.col(label).is_in(list(names)), pl.col(value).is_not_null())
    amounts, unit = rows[value].to_list(), view.field(value).unit(view.lang)
    bars = dict(view.named.select(label, value).iter_rows())
    own = [bars[name] for name in rows[label]]
    written = bar_labels(amounts, unit, view.lang)
    codes = dict(zip(view.named[label], view.frame[click[1]], strict=True)) if click else {}
    clicks = (
        {"customdata": [_opens(click[0], codes[name]) for name in rows[label]]} if click else {}
    )
    return clicks | {
        "type": "scatter",
        "mode": "markers",
        "name": published_name(view),
        "y": rows[label].to_list(),
        "x": amounts,
        "marker": published_marker(view),
        **amount_hover(view, value, amounts),
        **numbers_alone(view, own, amounts, written, place="middle right"),
    }


def _opens(key: str, code: str | None) -> str:
    """What a click on a mark filters by; nothing where the row has no code."""
    return f"{key}:{code}" if code else ""


def published_marker(view: View) -> dict[str, Any]:
    """The mark of a published figure, everywhere the same."""
    edge = {"color": INK[view.theme].surface, "width": 1}
    return {"symbol": "diamond", "size": 10, "color": PUBLISHED_COLOR[view.theme], "line": edge}
