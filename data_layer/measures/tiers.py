"""The rows of some tiers."""

import polars as pl

from data_layer.measures.memo import per_rows
from data_layer.measures.rows import Rows
from data_layer.vocabulary.terms import PAIR


@per_rows
def of_tiers(rows: Rows, tiers: tuple[str, ...] = PAIR) -> Rows:
    """The rows of some tiers: remembered, since most exhibits of a page ask for the same."""
    return rows.filter(pl.col("tier").is_in(list(tiers)))
