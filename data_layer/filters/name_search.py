"""Enterprises by part of their name, for lists that suggest."""

from typing import Any

import polars as pl

SUGGESTED = 20
COLUMNS = ("id", "name", "tier", "city_code")


def name_matches(rows: pl.LazyFrame, typed: str, most: int = SUGGESTED) -> list[dict[str, Any]]:
    """At most `most` enterprises whose name holds `typed`: COLUMNS, shortest names first."""
    wanted = typed.strip()
    matches = (
        rows.select(COLUMNS)
        .filter(pl.col("name").str.contains(wanted, literal=True))
        .sort(pl.col("name").str.len_chars(), "name", "id")
        .head(most)
        .collect(engine="streaming")
    )
    return matches.with_columns(pl.col(pl.Enum).cast(pl.String)).to_dicts()
