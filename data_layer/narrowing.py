"""Rows that know a shorter way to those of them that pass a filter.

Who makes such rows says so here, and `Filters.apply` asks. Rows are told apart by their native
frame, as in data_layer.remember.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Any

import polars as pl

_known: dict[int, tuple[weakref.ref[pl.LazyFrame], Callable[[Any], pl.LazyFrame]]] = {}


def narrows(rows: pl.LazyFrame, passing: Callable[[Any], pl.LazyFrame]) -> None:
    """Let `passing(filters)` give the rows that pass, for as long as the rows live."""
    key = id(rows)
    _known[key] = (weakref.ref(rows, lambda _: _known.pop(key, None)), passing)


def narrowed(rows: Any, filters: Any) -> pl.LazyFrame | None:
    """The rows that pass, or None where these rows know no shorter way."""
    known = _known.get(id(rows))
    return known[1](filters) if known is not None and known[0]() is rows else None
