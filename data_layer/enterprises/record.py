"""Single enterprises by id."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import narwhals as nw
import numpy as np

from data_layer.engine.collect import collect, taken
from data_layer.engine.memo import per_rows
from data_layer.engine.rows import Held
from data_layer.vocabulary.schema import columns

Rows = nw.LazyFrame[Any]


@per_rows
def first_id(rows: Rows) -> str | None:
    """The smallest id, or None if there are no rows."""
    return collect(rows.select(nw.col("id").min()))["id"].item()


@per_rows
def on_file(rows: Rows, id: str) -> Mapping[str, Any] | None:
    """Every column of one enterprise, or None."""
    if isinstance(rows, Held):
        place = rows.place_of(id)
        places = np.array([] if place is None else [place], dtype=np.int64)
        found = taken(rows, list(columns()), places)
    else:
        found = collect(rows.filter(nw.col("id") == id).select(*columns()).head(1))
    return MappingProxyType(found.row(0, named=True)) if found.height else None
