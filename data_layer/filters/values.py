"""Values of filters, and how they stand in an address."""

import math
from typing import NamedTuple

from data_layer.filters.days import Days, Year

WHERE = "where"
"""The key of conditions."""


class Range(NamedTuple):
    """A closed interval; None is an open end."""

    low: float | None
    high: float | None


Value = tuple[str, ...] | Range | Days | Year | str
ONE_VALUE = (Range, Days, Year)
"""Values that are no list of options."""


def number(value: float | None) -> str:
    """A number as it stands in an address: no trailing zeros, empty for an open end."""
    if value is None:
        return ""
    return (
        str(int(value))
        if math.isfinite(value) and value == int(value)
        else f"{value:.6f}".rstrip("0")
    )


def written(value: Value) -> str:
    """A value as it stands in an address."""
    if isinstance(value, Range):
        return f"{number(value.low)}..{number(value.high)}"
    if isinstance(value, Days | Year):
        return value.written
    return ",".join(value) if isinstance(value, tuple) else value
