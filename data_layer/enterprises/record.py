"""Single enterprises by id."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import polars as pl

from data_layer.measures.memo import per_rows
from data_layer.measures.rows import Rows, collect
from data_layer.vocabulary.schema import columns


@per_rows
def first_id(rows: Rows) -> str | None:
    """The smallest id, or None if there are no rows."""
    return collect(rows.select(pl.col("id").min()))["id"].item()


@per_rows
def on_file(rows: Rows, id: str) -> Mapping[str, Any] | None:
    """Every column of one enterprise, or None."""
    enterprise = collect(rows.filter(pl.col("id") == id).select(*columns()).head(1))
    return MappingProxyType(enterprise.row(0, named=True)) if enterprise.height else None
