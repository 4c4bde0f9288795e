"""The core questions in plain pandas: categories, groupby, quantile, corr."""

from itertools import combinations_with_replacement
from pathlib import Path
from typing import Any

import pandas as pd

from tests.bench.questions import (
    BANDS,
    COLUMNS,
    FEWEST,
    HELD,
    LEVELS,
    MEMBERS,
    PAIRED,
    SPLIT_INSURED,
    SPLIT_PATENTS,
    VALUES,
    Answers,
    Selection,
    stored,
)

CODES = ("province_code", "city_code", "division", "tier")


def load(home: Path) -> Any:
    """The columns in use, codes as categories."""
    rows = pd.read_parquet(stored(home), columns=list(COLUMNS), dtype_backend="numpy_nullable")
    for name in CODES:
        rows[name] = rows[name].astype("string").astype("category")
    floats = dict.fromkeys({*VALUES, *PAIRED}, "float64")
    flags = dict.fromkeys(HELD, "boolean")
    return rows.astype(floats | flags)


def answer(rows: Any, selection: Selection) -> Answers:
    """Every core question about a selection."""
    chosen = rows
    if selection.province:
        chosen = chosen[chosen["province_code"] == selection.province]
    if selection.tier:
        chosen = chosen[chosen["tier"] == selection.tier]
    return {
        "provinces": _places(chosen, "province_code"),
        "cities": _places(chosen, "city_code"),
        "matrix": _matrix(chosen),
        "tiers": _tiers(chosen),
        "quadrant": _quadrant(chosen),
        "correlations": _correlations(chosen),
        "bands": _bands(chosen),
        "honours": _honours(chosen),
    }


def _places(rows: Any, column: str) -> list[tuple[Any, ...]]:
    giant = (rows["tier"] == "national").astype("int64")
    grouped = rows.assign(giant=giant).groupby(column, observed=True)
    frame = grouped.agg(
        n=("tier", "size"), giants=("giant", "sum"), k=("patents", "count"), m=("patents", "median")
    ).sort_index()
    return [
        (str(code), int(n), int(giants), float(m) if k >= FEWEST else None)
        for code, n, giants, k, m in frame.itertuples()
    ]


def _matrix(rows: Any) -> list[tuple[Any, ...]]:
    cluster = {code: name for name, codes in MEMBERS.items() for code in codes}
    placed = rows.assign(cluster=rows["province_code"].map(cluster).astype("object"))
    counted = placed.dropna(subset=["cluster"]).groupby(["cluster", "division"], observed=True)
    return sorted((str(c), str(d), int(n)) for (c, d), n in counted.size().items() if n)


def _tiers(rows: Any) -> list[tuple[Any, ...]]:
    grouped = rows.groupby("tier", observed=True)[list(VALUES)]
    counts, found = grouped.count(), grouped.quantile(list(LEVELS.values()))
    lines = []
    for tier in sorted(counts.index):
        line: list[Any] = [str(tier)]
        for name in VALUES:
            many = int(counts.loc[tier, name])
            levels = (float(found.loc[(tier, level), name]) for level in LEVELS.values())
            line += [many, *(level if many >= FEWEST else None for level in levels)]
        lines.append(tuple(line))
    return lines


def _quadrant(rows: Any) -> list[tuple[Any, ...]]:
    known = rows[["insured", "patents"]].dropna()
    large, many = known["insured"] >= SPLIT_INSURED, known["patents"] >= SPLIT_PATENTS
    parts = (large & many, large & ~many, ~large & many, ~large & ~many)
    return [(len(known), *(int(part.sum()) for part in parts))]


def _correlations(rows: Any) -> list[tuple[Any, ...]]:
    values = rows[list(PAIRED)]
    known = values.notna().astype("int64")
    together, r = known.T @ known, values.corr(min_periods=FEWEST)
    pairs = combinations_with_replacement(PAIRED, 2)
    return [
        (a, b, int(together.loc[a, b]), None if pd.isna(r.loc[a, b]) else float(r.loc[a, b]))
        for a, b in pairs
    ]


def _bands(rows: Any) -> list[tuple[Any, ...]]:
    known = rows.dropna(subset=["insured"])
    cut = pd.cut(known["insured"], [*BANDS, float("inf")], right=False, labels=False) + 1
    counted = known.assign(band=cut).groupby(["band", "tier"], observed=True).size()
    return sorted((int(band), str(tier), int(n)) for (band, tier), n in counted.items() if n)


def _honours(rows: Any) -> list[tuple[Any, ...]]:
    grouped = rows.groupby("tier", observed=True)
    frame = grouped[list(HELD)].sum().assign(n=grouped.size()).sort_index()
    columns = ["n", *HELD]
    return [
        (str(tier), *(int(frame.loc[tier, column]) for column in columns)) for tier in frame.index
    ]
