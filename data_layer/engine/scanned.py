"""Rows that are not in memory, read column by column: none is kept after it was used."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import narwhals as nw
import polars as pl

from data_layer.engine.codes import Encoded, encode
from data_layer.engine.collect import brought, collect, column_names
from data_layer.engine.rows import Held

Rows = nw.LazyFrame[Any]


def column_by_column(rows: Rows) -> Held:
    """The rows themselves if they are held, else rows that are read for each question anew."""
    return rows if isinstance(rows, Held) else _Scanned(rows)


class _Scanned(Held):
    """Few columns of many rows at a time; types as the engine has them."""

    def __init__(self, rows: Rows) -> None:
        super().__init__(column_names(rows), int(collect(rows.select(n=nw.len())).item()))
        self._rows = rows

    def plan(self) -> pl.LazyFrame:
        return self._rows.to_native()

    def fetch(self, names: Sequence[str]) -> Iterable[pl.Series]:
        return brought(self._rows.select(*names)).get_columns() if names else ()

    def keeps(self, name: str) -> bool:
        return False

    def encode(self, name: str) -> Encoded:
        return encode(self.frame([name]).to_series())
