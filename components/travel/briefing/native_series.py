"""Rows of numbers of a chart that PowerPoint draws, read from the traces of a figure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from components.travel.briefing.traces import (
    Layout,
    Trace,
    color_of,
    colors_of,
    listed,
    marker,
    number,
    plain,
    unit_of,
)


@dataclass(frozen=True)
class Series:
    """One row of numbers.

    x: of a scatter alone. labels: words at the points. color: #rrggbb; colors: of single bars or
    slices where they differ. lines, marks: what is drawn of a line or scatter; diamond: the mark,
    hollow: not filled.
    valued: whether the figure writes the values beside its bars, unit: what it writes behind them.
    keyed: whether the legend has it. over: points over the columns of the others. slot: which of
    the columns beside each other it is or stands over; empty where there is one. hatched: its fill.
    """

    name: str
    values: tuple[float | None, ...]
    color: str
    x: tuple[float, ...] = ()
    labels: tuple[str, ...] = ()
    colors: tuple[str | None, ...] = ()
    lines: bool = False
    marks: bool = True
    diamond: bool = False
    hollow: bool = False
    valued: bool = False
    unit: str = ""
    keyed: bool = True
    over: bool = False
    slot: str = ""
    hatched: bool = False


def joined_rows(series: Sequence[Series]) -> list[Series]:
    """Rows of one name and colour that never meet in a category are one row."""
    rows: list[Series] = []
    for one in series:
        for at, row in enumerate(rows):
            pairs = list(zip(row.values, one.values, strict=True))
            apart = all(a is None or b is None for a, b in pairs)
            if (row.name, row.color) == (one.name, one.color) and row.name and apart:
                values = tuple(b if a is None else a for a, b in pairs)
                keyed = row.keyed or one.keyed
                rows[at] = replace(row, values=values, labels=_both(row, one), keyed=keyed)
                break
        else:
            rows.append(one)
    return rows


def _is_diamond(trace: Trace) -> bool:
    """Whether its marks are those of published figures, filled or open."""
    symbol = marker(trace).get("symbol") or ""
    return all(str(one).startswith("diamond") for one in listed(symbol) or [symbol])


def _both(row: Series, one: Series) -> tuple[str, ...]:
    """The words of two rows that never meet."""
    blank = ("",) * len(row.values)
    pairs = zip(row.labels or blank, one.labels or blank, strict=True)
    return tuple(a or b for a, b in pairs) if row.labels or one.labels else ()


def category_series(
    trace: Trace, layout: Layout, at: int, order: Sequence[Any], across: str, along: str
) -> Series:
    """A series over the categories in their order; a repeated category counts once."""
    places = listed(trace.get(across))
    by_place = dict(zip(reversed(places), reversed(listed(trace.get(along))), strict=False))
    own = colors_of(trace)
    colors = dict(zip(places, own, strict=False)) if own else {}
    mode = trace.get("mode", "lines")
    bar = trace.get("type") == "bar"
    words = dict(zip(places, listed(trace.get("text")), strict=False)) if "text" in mode else {}
    units = (
        {unit_of(words) for words in listed(trace.get("text")) if plain(words)} if bar else set()
    )
    return Series(
        name=plain(trace.get("name") or ""),
        values=tuple(number(by_place.get(category)) for category in order),
        color=color_of(trace, layout, at),
        labels=tuple(plain(words.get(category) or "") for category in order) if words else (),
        colors=tuple(colors.get(category) for category in order) if own else (),
        lines="lines" in mode,
        marks="markers" in mode,
        diamond=_is_diamond(trace),
        keyed=trace.get("showlegend", True) is True,
        over=not bar and "markers" in mode,
        valued=bar and bool(trace.get("text") or trace.get("texttemplate")),
        unit=units.pop() if len(units) == 1 else "",
        slot=str(trace.get("offsetgroup") or ""),
        hollow=str(marker(trace).get("symbol")).endswith("-open"),
        hatched=bool((marker(trace).get("pattern") or {}).get("shape")),
    )


def points(trace: Trace, layout: Layout, at: int) -> Series:
    """Points of which both numbers are known."""
    mode = trace.get("mode", "lines")
    x, y = listed(trace.get("x")), listed(trace.get("y"))
    words = [plain(t) for t in listed(trace.get("text"))] if "text" in mode else []
    labels = words + [""] * (len(x) - len(words))
    known = [
        (a, b, label)
        for a, b, label in zip(map(number, x), map(number, y), labels, strict=False)
        if a is not None and b is not None
    ]
    return Series(
        name=plain(trace.get("name") or ""),
        values=tuple(b for _, b, _ in known),
        color=color_of(trace, layout, at),
        x=tuple(a for a, _, _ in known),
        labels=tuple(label for _, _, label in known),
        lines="lines" in mode,
        marks="markers" in mode,
        diamond=_is_diamond(trace),
        keyed=trace.get("showlegend", True) is True,
    )
