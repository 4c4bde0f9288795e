"""The core questions as the atlas answers them: measures over an opened registry."""

from collections import Counter
from pathlib import Path
from typing import Any

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures.correlations import correlations
from data_layer.measures.memo import forget
from data_layer.measures.quantiles import medians, quantiles_of
from data_layer.measures.rows import Rows
from data_layer.measures.tallies import tally
from data_layer.registry.store import Store
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

CLUSTER = {code: name for name, codes in MEMBERS.items() for code in codes}
GIANTS = {"giants": pl.col("tier") == "national"}
HONOURS = {name: pl.col(name) for name in HELD}
LARGE, MANY = pl.col("insured") >= SPLIT_INSURED, pl.col("patents") >= SPLIT_PATENTS
QUADRANT = {"hh": LARGE & MANY, "hl": LARGE & ~MANY, "lh": ~LARGE & MANY, "ll": ~LARGE & ~MANY}
KNOWN = ~pl.col("insured").is_null(), ~pl.col("patents").is_null()
BAND = pl.sum_horizontal(*[(pl.col("insured") >= low) for low in BANDS])


def load(home: Path) -> Rows:
    """The current registry's rows."""
    registry = Store(home).current()
    assert registry is not None
    return registry.rows


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
        "honours": tally(chosen, ["tier"], HONOURS).rows(),
    }


def _places(rows: Rows, column: str) -> list[tuple[Any, ...]]:
    middle = {code: median for code, _, median in medians(rows, [column], "patents").iter_rows()}
    return [(*row, middle.get(row[0])) for row in tally(rows, [column], GIANTS).iter_rows()]


def _matrix(rows: Rows) -> list[tuple[Any, ...]]:
    counted: Counter[tuple[str, str]] = Counter()
    for province, division, n in tally(rows, ["province_code", "division"]).iter_rows():
        if province in CLUSTER:
            counted[CLUSTER[province], division] += n
    return sorted((*cell, n) for cell, n in counted.items())


def _quadrant(rows: Rows) -> list[tuple[Any, ...]]:
    return tally(rows.filter(*KNOWN), (), QUADRANT).rows()


def _bands(rows: Rows) -> list[tuple[Any, ...]]:
    return tally(rows.filter(KNOWN[0]).with_columns(band=BAND), ["band", "tier"]).rows()
