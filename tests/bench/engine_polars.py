"""The core questions in plain Polars: one `collect_all` of expressions, nothing of the atlas."""

from itertools import combinations_with_replacement
from pathlib import Path
from typing import Any

import polars as pl

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

CLUSTER = {code: name for name, codes in MEMBERS.items() for code in codes}
CODES = ("province_code", "city_code", "division", "tier")
PAIRS = list(combinations_with_replacement(PAIRED, 2))


def load(home: Path) -> pl.DataFrame:
    """The columns in use, codes as enumerations."""
    rows = pl.read_parquet(stored(home), columns=list(COLUMNS))
    codes = {name: rows[name].cast(pl.String).drop_nulls().unique().sort() for name in CODES}
    return rows.with_columns(pl.col(name).cast(pl.Enum(each)) for name, each in codes.items())


def answer(rows: pl.DataFrame, selection: Selection) -> Answers:
    """Every core question about a selection."""
    chosen = rows.lazy()
    if selection.province:
        chosen = chosen.filter(pl.col("province_code") == selection.province)
    if selection.tier:
        chosen = chosen.filter(pl.col("tier") == selection.tier)
    frames = pl.collect_all(
        [
            _places(chosen, "province_code"),
            _places(chosen, "city_code"),
            _matrix(chosen),
            _tiers(chosen),
            _quadrant(chosen),
            _bands(chosen),
            _honours(chosen),
            _correlations(chosen),
        ]
    )
    names = ("provinces", "cities", "matrix", "tiers", "quadrant", "bands", "honours")
    answers: Answers = {name: frame.rows() for name, frame in zip(names, frames, strict=False)}
    answers["correlations"] = _lines(frames[-1].row(0))
    return answers


def _places(rows: pl.LazyFrame, column: str) -> pl.LazyFrame:
    patents = pl.col("patents")
    return _named(
        rows.group_by(column).agg(
            pl.len().cast(pl.Int64),
            (pl.col("tier") == "national").sum().cast(pl.Int64).alias("giants"),
            pl.when(patents.count() >= FEWEST).then(patents.median()).alias("median"),
        ),
        column,
    )


def _named(frame: pl.LazyFrame, *by: str) -> pl.LazyFrame:
    """Codes as text, sorted, without missing ones."""
    codes = pl.col(pl.Enum).cast(pl.String)
    return frame.drop_nulls(by).with_columns(codes).sort(by)


def _matrix(rows: pl.LazyFrame) -> pl.LazyFrame:
    code = pl.col("province_code").cast(pl.String)
    cluster = code.replace_strict(CLUSTER, default=None)
    counted = rows.group_by("province_code", "division").agg(pl.len())
    summed = counted.group_by(cluster.alias("cluster"), "division").agg(pl.col("len").sum())
    return _named(summed.cast({"len": pl.Int64}), "cluster", "division")


def _tiers(rows: pl.LazyFrame) -> pl.LazyFrame:
    figures: list[pl.Expr] = []
    for name in VALUES:
        column = pl.col(name)
        figures.append(column.count().cast(pl.Int64).alias(f"{name}_n"))
        for level, part in LEVELS.items():
            value = column.quantile(part, "linear").cast(pl.Float64)
            figures.append(pl.when(column.count() >= FEWEST).then(value).alias(f"{name}_{level}"))
    return _named(rows.group_by("tier").agg(figures), "tier")


def _quadrant(rows: pl.LazyFrame) -> pl.LazyFrame:
    large, many = pl.col("insured") >= SPLIT_INSURED, pl.col("patents") >= SPLIT_PATENTS
    parts = {"hh": large & many, "hl": large & ~many, "lh": ~large & many, "ll": ~large & ~many}
    counts = {name: part.sum().cast(pl.Int64) for name, part in parts.items()}
    return rows.drop_nulls(["insured", "patents"]).select(pl.len().cast(pl.Int64), **counts)


def _bands(rows: pl.LazyFrame) -> pl.LazyFrame:
    band = pl.sum_horizontal(*[pl.col("insured") >= low for low in BANDS]).cast(pl.Int64)
    known = rows.drop_nulls("insured").with_columns(band=band)
    return _named(known.group_by("band", "tier").agg(pl.len().cast(pl.Int64)), "band", "tier")


def _honours(rows: pl.LazyFrame) -> pl.LazyFrame:
    sums = [pl.col(name).sum().cast(pl.Int64) for name in HELD]
    return _named(rows.group_by("tier").agg(pl.len().cast(pl.Int64), *sums), "tier")


def _correlations(rows: pl.LazyFrame) -> pl.LazyFrame:
    figures: list[pl.Expr] = []
    for a, b in PAIRS:
        both = pl.col(a).is_not_null() & pl.col(b).is_not_null()
        x, y = (pl.col(name).cast(pl.Float64).filter(both) for name in (a, b))
        figures += [both.sum().cast(pl.Int64).alias(f"{a} {b} n"), pl.corr(x, y).alias(f"{a} {b}")]
    return rows.select(figures)


def _lines(row: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    lines = []
    for place, (a, b) in enumerate(PAIRS):
        n, r = row[2 * place], row[2 * place + 1]
        lines.append((a, b, n, None if n < FEWEST or r is None or r != r else r))
    return lines
