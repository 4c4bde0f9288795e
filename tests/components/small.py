"""Small registries for tests with hand-computed numbers."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from data_layer.vocabulary.schema import columns


def small_registry(rows: Sequence[dict[str, Any]]) -> pl.LazyFrame:
    """Every schema column; what a row leaves out is missing, ids and names are made up."""
    declared = columns()
    filled = [{"id": f"T{i}", "name": f"试验{i}", **row} for i, row in enumerate(rows)]
    data = {name: [row.get(name) for row in filled] for name in declared}
    return pl.LazyFrame(data, schema={name: column.dtype for name, column in declared.items()})
