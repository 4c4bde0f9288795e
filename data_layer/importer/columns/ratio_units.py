"""Whether a ratio without a stated unit is a fraction or in per cent."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

import polars as pl

from data_layer.importer.cells.cleaning import cleaned
from data_layer.importer.cells.convert import bounds
from data_layer.importer.cells.numbers import BARE, parsed
from data_layer.importer.cells.units import measure_of
from data_layer.importer.columns.binding import Binding
from data_layer.importer.columns.raw_cells import raw_cells
from data_layer.vocabulary.schema import columns

MOSTLY: Final = 0.8
NEARLY_ALL: Final = 0.99


def decide_units(bindings: Iterable[Binding], batch: pl.DataFrame) -> tuple[Binding, ...]:
    """Give each ratio without a stated unit the unit that the first batch speaks for.

    It is a fraction if at least 80% of its bare numbers lie within -1..1 (columns that end at
    100%; the others are out of bounds then, or asked about), or 99% within -1.5..1.5 (growth), and
    per cent otherwise.
    """
    return tuple(
        replace(binding, unit="fraction" if _is_fraction(binding, batch) else "percent")
        if undecided(binding)
        else binding
        for binding in bindings
    )


def undecided(binding: Binding) -> bool:
    """Whether a binding is a ratio whose unit nothing states."""
    column = columns()[binding.column]
    return binding.unit is None and column.dtype.is_float() and measure_of(column) == "ratio"


def _is_fraction(binding: Binding, batch: pl.DataFrame) -> bool:
    column = columns()[binding.column]
    texts = raw_cells(binding, batch).alias("raw").value_counts(name="rows")
    digits = pl.col("raw").str.contains(BARE).fill_null(False)
    value, word = parsed(column, "percent", cleaned(pl.col("raw")))
    read = pl.when(word == "").then(value.abs())
    bare = pl.concat(
        [
            texts.filter(digits).select("rows", size=pl.col("raw").cast(pl.Float64).abs()),
            texts.filter(~digits).select("rows", size=read),
        ]
    ).drop_nulls()
    share = bounds(column.name)[1] <= 100
    largest, enough = (1.0, MOSTLY) if share else (1.5, NEARLY_ALL)
    small, rows = (int(it["rows"].sum()) for it in (bare.filter(pl.col("size") <= largest), bare))
    return bare.height > 0 and small >= enough * rows
