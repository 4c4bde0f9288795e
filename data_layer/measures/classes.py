"""Class intervals of a choropleth map: where one colour ends and the next begins."""

import math
from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal, NamedTuple

from jenkspy import jenks_breaks

Method = Literal["quantile", "natural", "equal", "log"]
MOST = 5
"""Classes of a map: more shades of one colour are not told apart."""


class Class(NamedTuple):
    """From `low` up to but without `high`; the last class of a map holds its `high` too."""

    low: float
    high: float
    n: int


def classes(values: Sequence[float], method: Method, most: int = MOST) -> tuple[Class, ...]:
    """The classes of some values from the lowest, at most `most`; none of no values.

    quantile: equally many values in each, as far as ties allow. natural: Fisher and Jenks' natural
    breaks, the least variance within classes. equal: equally wide. log: equally wide in logarithms,
    with zeros in the lowest. No class is closed between equal values.
    """
    ordered = sorted(values)
    distinct = sorted(set(ordered))
    if not distinct:
        return ()
    if len(distinct) == 1:
        return (Class(distinct[0], distinct[0], len(ordered)),)
    inner = _BREAKS[method](ordered, min(most, len(distinct)))
    inside = sorted({edge for edge in inner if distinct[0] < edge <= distinct[-1]})
    edges = [distinct[0], *inside, distinct[-1]]
    counted = [0] * (len(edges) - 1)
    for value in ordered:
        counted[min(bisect_right(edges, value), len(counted)) - 1] += 1
    return tuple(map(Class, edges[:-1], edges[1:], counted))


def place(value: float, among: Sequence[Class]) -> int:
    """The number of the class that holds a value, from 0."""
    return max(bisect_right([interval.low for interval in among], value) - 1, 0)


def _quantiles(ordered: Sequence[float], k: int) -> list[float]:
    return [ordered[math.ceil(len(ordered) * part / k)] for part in range(1, k)]


def _natural(ordered: Sequence[float], k: int) -> list[float]:
    """The lowest value of each class but the first: jenkspy gives the highest of each."""
    ends = [float(end) for end in jenks_breaks(ordered, k)[1:-1]]
    return [ordered[bisect_right(ordered, end)] for end in ends if end < ordered[-1]]


def _equal(ordered: Sequence[float], k: int) -> list[float]:
    low, high = ordered[0], ordered[-1]
    return [low + (high - low) * part / k for part in range(1, k)]


def _logarithmic(ordered: Sequence[float], k: int) -> list[float]:
    low = next(value for value in ordered if value > 0)
    return [low * (ordered[-1] / low) ** (part / k) for part in range(1, k)]


_BREAKS = {
    "quantile": _quantiles,
    "natural": _natural,
    "equal": _equal,
    "log": _logarithmic,
}
