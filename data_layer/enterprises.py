"""The enterprises themselves: filtered rows for the grid, a profile and the downloads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import narwhals as nw
import polars as pl

from data_layer.fields import KIND, Field, of_column
from data_layer.filters import Filters
from data_layer.held import Held
from data_layer.registry import Registry
from data_layer.schema import columns
from data_layer.selection import Run
from data_layer.tabular import CHUNK


def enterprise_fields() -> tuple[Field, ...]:
    """Every schema column as a field of a download, and the kind of its numbers."""
    return (*(of_column(column) for column in columns().values()), KIND)


def selected(registry: Registry, filters: Filters) -> pl.LazyFrame:
    """The rows that pass, lazily, in the registry's order."""
    return _passing(registry.rows, filters)


def _passing(rows: pl.LazyFrame, filters: Filters) -> pl.LazyFrame:
    return filters.apply(nw.from_native(rows)).to_native()


def stream(registry: Registry, filters: Filters, size: int = CHUNK) -> Iterator[pl.DataFrame]:
    """The rows that pass in chunks, text instead of categories, each with its kind.

    Reads `size` rows at a time, so that memory does not grow with the rows. Yields at least one
    chunk, perhaps empty, so that every file has its header.
    """
    kind = "demonstration" if registry.demonstration else "computed"
    first = True
    for chunk in _chunks(registry, filters, size):
        if first or not chunk.is_empty():
            yield _plain(chunk).with_columns(pl.lit(kind).alias("kind"))
            first = False


def _chunks(registry: Registry, filters: Filters, size: int) -> Iterator[pl.DataFrame]:
    """The rows that pass: of mapped ones no others are read."""
    if registry.mapped is None:
        for start in range(0, max(registry.manifest.rows, 1), size):
            yield _passing(registry.rows.slice(start, size), filters).collect()
        return
    passing = filters.apply(registry.mapped)
    assert isinstance(passing, Held)
    for start in range(0, max(passing.height, 1), size):
        rows = Run(start, min(size, passing.height - start))
        yield pl.DataFrame(list(passing.pick(list(columns()), rows)))


def _plain(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(pl.col(pl.Enum).cast(pl.String))


def page(
    registry: Registry,
    filters: Filters,
    sort: Sequence[tuple[str, bool]],
    start: int,
    end: int,
    only: Sequence[str],
) -> tuple[pl.DataFrame, int]:
    """Rows `start` to `end` of the sorted selection, and how many there are in all.

    sort: (column, descending) by rank; ties by id. only: columns to fetch.
    """
    passed = selected(registry, filters)
    order = [pl.col(c).cast(pl.String) if _coded(c) else pl.col(c) for c, _ in sort]
    descending = [d for _, d in sort]
    ordered = (
        passed.sort([*order, "id"], descending=[*descending, False], nulls_last=True)
        if sort
        else passed
    )
    wanted = ordered.select(list(dict.fromkeys(["id", *only]))).slice(start, end - start)
    rows, total = pl.collect_all([wanted, passed.select(pl.len())])
    return _plain(rows), int(total.item())


def _coded(name: str) -> bool:
    return isinstance(columns()[name].dtype, pl.Enum) and not columns()[name].labels


def find(registry: Registry, id: str) -> dict[str, Any] | None:
    """One enterprise by id, or None."""
    rows = _plain(registry.rows.filter(pl.col("id") == id).head(1).collect())
    return rows.row(0, named=True) if rows.height else None
