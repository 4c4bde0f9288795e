"""Facet counts from dictionary codes: one reading for all keys, and one for each key in use.

Most facets count the rows that pass every filter, so they share one reading. The facet of a key
with a filter leaves that filter out: a reading of its own, of its own columns alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from data_layer.engine.rows import Held
from data_layer.filters.filters import Filters


@dataclass(frozen=True)
class Count:
    """A column to count. without: the key whose own filter is left out; None: all filters hold."""

    column: str
    without: str | None = None


def count(rows: Held, filters: Filters, wanted: Sequence[Count]) -> dict[Count, dict[str, int]]:
    """Rows by option of each wanted count: options that occur, sorted. Flags count as 0 and 1."""
    needed: dict[str | None, list[str]] = {}
    for it in wanted:
        needed.setdefault(_own(it, filters), []).append(it.column)
    found = {own: _counted(_passing(rows, filters, own), names) for own, names in needed.items()}
    return {it: found[_own(it, filters)][it.column] for it in wanted}


def _own(it: Count, filters: Filters) -> str | None:
    return it.without if it.without in filters.values else None


def _passing(rows: Held, filters: Filters, own: str | None) -> Held:
    passing = filters.apply(rows, own)
    assert isinstance(passing, Held)
    return passing


def _counted(rows: Held, names: Sequence[str]) -> dict[str, dict[str, int]]:
    return {name: _options(rows, name) for name in names}


def _options(rows: Held, name: str) -> dict[str, int]:
    """How often each option of a column occurs."""
    flag = rows.frame([name]).to_series()
    if flag.dtype == pl.Boolean:
        yes = int(flag.sum() or 0)
        found = {"0": flag.len() - flag.null_count() - yes, "1": yes}
    else:
        groups = rows.grouping((name,))
        found = dict(zip(groups.values()[0], map(int, groups.counts), strict=True))
    return {option: n for option, n in sorted(found.items()) if n}
