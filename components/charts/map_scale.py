"""How a map's values become colours: a continuous scale, or classes with their counts."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

import polars as pl

from components.charts.map_geo import all_codes
from components.contract.exhibit import Column, Param, View
from components.look.amounts import number
from components.look.contrast import shade
from components.look.theme import DIVERGING, SEQUENTIAL, Colorscale
from data_layer.measures.classes import Class, Method, classes, place
from data_layer.vocabulary.fields import Field
from data_layer.vocabulary.text import Text

CONTINUOUS = "continuous"
METHODS: Mapping[str, Text] = {
    CONTINUOUS: Text("连续", "Continuous"),
    "quantile": Text("分位数", "Quantiles"),
    "natural": Text("自然断点", "Natural breaks"),
    "equal": Text("等距", "Equal intervals"),
    "log": Text("对数等距", "Logarithmic"),
}
CLASSES = Param(
    "classes", Text("分级", "Classes"), CONTINUOUS, options=METHODS, scope="map", quiet=True
)
"""The switch of a map."""
CLASS = Field("map_class", Text("地图分级", "Class on the map"))
"""A column of a file: the class of an area, by its bounds."""
AROUND_ONE = ("location_quotient",)
"""Measures whose colours part at 1."""


STEPS = 255
"""Shades of a continuous scale that words on it are told apart by."""


@lru_cache(maxsize=2_048)
def _shade(colors: Colorscale, step: int) -> str:
    return shade(colors, step / STEPS)


@dataclass(frozen=True)
class MapScale:
    """colors: a Plotly scale over `low` to `high`. classes: none of a continuous scale."""

    colors: Colorscale
    low: float
    high: float
    classes: tuple[Class, ...] = ()
    shades: tuple[str, ...] = ()

    def colors_of(self, values: Mapping[str, float]) -> dict[str, str]:
        """The colour of each value, by the same keys."""
        if self.classes:
            return {k: self.shades[place(v, self.classes)] for k, v in values.items()}
        low, span = self.low, (self.high - self.low) or 1
        return {k: _shade(self.colors, round((v - low) / span * STEPS)) for k, v in values.items()}

    @property
    def axis(self) -> dict[str, Any]:
        """Of a Plotly colour axis: scale and ends."""
        return {"colorscale": self.colors, "cmin": self.low, "cmax": self.high}


def map_scale(view: View, metric: str, values: Sequence[float], method: str) -> MapScale:
    """The scale of a metric over all values of a card's maps, which share it."""
    around = metric in AROUND_ONE
    full = (DIVERGING if around else SEQUENTIAL)[view.theme]
    if around:
        reach = max((abs(value - 1) for value in values), default=0) or 1
        low, high = 1 - reach, 1 + reach
    else:
        low, high = 0.0, max(values, default=0) or 1.0
    if method == CONTINUOUS or not values:
        return MapScale(full, low, high)
    intervals = classes(values, cast(Method, method))
    shades = (
        _around_one(full, intervals, low, high=high) if around else _steps(full, len(intervals))
    )
    return MapScale(
        _stepped(values, intervals, shades),
        min(values),
        max(values),
        classes=intervals,
        shades=shades,
    )


def _steps(full: Colorscale, n: int) -> tuple[str, ...]:
    """Evenly from the light end to the dark one."""
    return tuple([shade(full, step / max(n - 1, 1)) for step in range(n)])


def _around_one(
    full: Colorscale, intervals: Sequence[Class], low: float, high: float
) -> tuple[str, ...]:
    """The shade of each class's middle: one side of 1 stays on its side of the scale."""
    return tuple(
        shade(full, ((interval.low + interval.high) / 2 - low) / (high - low))
        for interval in intervals
    )


def _stepped(
    values: Sequence[float], intervals: Sequence[Class], shades: Sequence[str]
) -> Colorscale:
    """A scale of steps. They stand midway between the values beside them, where no rounding of
    Plotly's decides on which side a value falls."""
    ordered = sorted(values)
    low, span = ordered[0], (ordered[-1] - ordered[0]) or 1
    steps: list[tuple[float, str]] = [(0.0, shades[0])]
    for interval, before, after in zip(intervals[1:], shades, shades[1:], strict=False):
        first = bisect_left(ordered, interval.low)
        at = ((ordered[first - 1] + ordered[first]) / 2 - low) / span
        steps += [(at, before), (at, after)]
    return (*steps, (1.0, shades[-1]))


def class_words(view: View, metric: str, interval: Class) -> str:
    """What a class of the legend is called: its bounds, and how many areas it has."""
    bounds = _bounds(interval, view.field(metric).digits or 0)
    return view.say(f"{bounds}（{interval.n}）", f"{bounds} ({interval.n})")


def _bounds(interval: Class, digits: int) -> str:
    low = number(round(interval.low, digits), digits)
    high = number(round(interval.high, digits), digits)
    return low if low == high else f"{low}–{high}"


def class_column(view: View, metric: str, method: str, drawn: pl.Expr) -> Column | None:
    """The class of each row of a map, as its legend has it; None of a continuous scale.

    drawn: the rows that the map draws, whose values the classes are made of.
    """
    if method == CONTINUOUS:
        return None
    values = view.frame.select(pl.when(drawn).then(metric)).to_series()
    scale = map_scale(view, metric, values.drop_nulls().to_list(), method=method)
    digits = view.field(metric).digits or 0
    bounds = [_bounds(interval, digits) for interval in scale.classes]
    words = [None if value is None else bounds[place(value, scale.classes)] for value in values]
    return CLASS, pl.Series(CLASS.name, words, pl.String)


def class_of_place(view: View) -> Column | None:
    """The same of a map of `place_of(view)`, or of several on one scale, by the card's settings."""
    place = place_of(view)
    within = str(view.frame["province_code"][0]) if place == "city" else None
    drawn = pl.col(f"{place}_code").is_in(all_codes(place, within))
    return class_column(view, view.params["metric"], view.params[CLASSES.name], drawn=drawn)


def place_of(view: View) -> str:
    """What a map of provinces, or of the cities of one, draws: `province` or `city`."""
    return "city" if view.frame["city_code"].count() else "province"
