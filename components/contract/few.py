"""Figures of one or two enterprises, which who sees some rows only is not shown.

A row that is of so few is left out whole (data_layer/registry/ruled.py). Here it is parts of a row:
of 40 enterprises two are little giants. Their number goes, and what is computed of them alone.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import polars as pl

from data_layer.registry.ruled import LEAST
from data_layer.vocabulary.fields import ENTERPRISES, Field

SIZES: Final = frozenset({"values", "enterprises", "holders", "n"})
"""Parts of names of columns that count what the other columns of the row, or of a side, are of."""
LACKING: Final = (
    *("missing", "unreported", "unknown", "none", "elsewhere", "unscored", "incomplete", "only"),
)
"""Ends of names of columns that count who is in no figure."""
COMPARING: Final = frozenset({"gap", "ratio", "uplift", "relative", "difference"})
"""Parts of names of columns that are of two sides."""
ONE: Final = "enterprise:"
"""How a row names one enterprise, which who compares it sees as it is."""
OWN: Final[Mapping[str, str]] = {"above": "registry", "here": "location"}
"""How the figure of a count is called, where not by the count's own name."""


def withheld(frame: pl.DataFrame, fields: Sequence[Field]) -> pl.DataFrame:
    """The rows without counts of one or two, and without the figures of these."""
    present = [field for field in fields if field.digits is not None and not field.key]
    counts = [
        field.name for field in present if field.digits == 0 and field.unit == ENTERPRISES.unit
    ]
    values = [field.name for field in present if field.name not in counts]
    of: dict[str, list[str]] = {}
    for count in counts:
        if not count.endswith(LACKING):
            for name in (
                count,
                *(name_of_value for name_of_value in values if _is_of(name_of_value, count)),
            ):
                of.setdefault(name, []).append(count)
    words = [name for name, kind in frame.schema.items() if kind == pl.String]
    one = pl.any_horizontal(
        pl.lit(value=False), *(pl.col(column).str.starts_with(ONE) for column in words)
    )
    changed = [
        pl.when(one | ~pl.any_horizontal(_is_few(count_name) for count_name in small)).then(name)
        for name, small in of.items()
    ]
    return frame.with_columns(changed)


def _is_few(count: str) -> pl.Expr:
    return pl.col(count).is_between(1, LEAST - 1).fill_null(value=False)


def _is_of(value: str, count: str) -> bool:
    """Whether a figure is of those that a column of its row counts."""
    parts = set(value.split("_"))
    side = set(OWN.get(count, count).replace("giants", "giant").split("_")) - SIZES
    return side <= parts or not parts.isdisjoint(COMPARING)
