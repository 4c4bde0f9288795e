"""The core questions as the atlas answers them: measures over an opened registry."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import narwhals as nw
import polars as pl

from data_layer.filters import Filters
from data_layer.measures import banded, correlations, indicator, medians, quantiles_of, tally
from data_layer.registry import Store
from data_layer.remember import forget
from tests.bench.questions import (
    BANDS,
    HELD,
    LEVELS,
    MEMBERS,
    PAIRED,
    SPLIT_INSURED,
    SPLIT_PATENTS,
    VALUES,
    Answers,
    Selection,
)

Rows = nw.LazyFrame[Any]


def load(home: Path) -> Rows:
    """The current registry's rows."""
    registry = Store(home).current()
    assert registry is not None
    return registry.enterprises


def answer(rows: Rows, selection: Selection) -> Answers:
    """Every core question about a selection, nothing remembered."""
    forget()
    chosen = Filters.from_query(selection.query).apply(rows)
    return {
        "provinces": _places(chosen, "province_code"),
        "cities": _places(chosen, "city_code"),
        "matrix": _matrix(chosen),
        "tiers": quantiles_of(chosen, ["tier"], VALUES, LEVELS).rows(),
        "quadrant": _quadrant(chosen),
        "correlations": correlations(chosen, PAIRED).rows(),
        "bands": _bands(chosen),
        "honours": tally(chosen, ["tier"], {name: nw.col(name) for name in HELD}).rows(),
    }


def _places(rows: Rows, column: str) -> list[tuple[Any, ...]]:
    counted = tally(rows, [column], {"giants": nw.col("tier") == "national"})
    middle = medians(rows, [column], "patents").drop("values")
    return counted.join(middle, on=column, how="left").sort(column).rows()


def _matrix(rows: Rows) -> list[tuple[Any, ...]]:
    cluster = {code: name for name, codes in MEMBERS.items() for code in codes}
    cells = tally(rows, ["province_code", "division"])
    return (
        cells.with_columns(
            pl.col("province_code").replace_strict(cluster, default=None).alias("cluster")
        )
        .drop_nulls("cluster")
        .group_by("cluster", "division")
        .agg(pl.col("n").sum())
        .sort("cluster", "division")
        .rows()
    )


def _quadrant(rows: Rows) -> list[tuple[Any, ...]]:
    large, many = nw.col("insured") >= SPLIT_INSURED, nw.col("patents") >= SPLIT_PATENTS
    known = rows.filter(~nw.col("insured").is_null(), ~nw.col("patents").is_null())
    flags = {"hh": large & many, "hl": large & ~many, "lh": ~large & many, "ll": ~large & ~many}
    return tally(known, (), flags).rows()


def _bands(rows: Rows) -> list[tuple[Any, ...]]:
    reached = [indicator(nw.col("insured") >= low) for low in BANDS]
    known = rows.filter(~nw.col("insured").is_null())
    return tally(
        banded(known, "band", "insured", nw.sum_horizontal(*reached)), ["band", "tier"]
    ).rows()
