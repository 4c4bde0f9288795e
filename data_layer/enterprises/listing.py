"""The enterprises themselves: filtered rows for the grid and the downloads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from data_layer.files.tabular import CHUNK
from data_layer.filters.filters import Filters
from data_layer.registry.store import Registry
from data_layer.vocabulary.fields import KIND, Field, of_column
from data_layer.vocabulary.schema import columns

Sort = Sequence[tuple[str, bool]]
"""Columns by rank, and whether they descend."""


def sort_key(name: str) -> pl.Expr:
    """What a column sorts by: codes with labels in the order of their list, others as texts."""
    column = columns()[name]
    by_text = isinstance(column.dtype, pl.Enum) and not column.labels
    return pl.col(name).cast(pl.String) if by_text else pl.col(name)


def enterprise_fields() -> tuple[Field, ...]:
    """Every schema column as a field of a download, and the kind of its numbers."""
    return (*(of_column(column) for column in columns().values()), KIND)


def selected(registry: Registry, filters: Filters) -> pl.LazyFrame:
    """The rows that pass, lazily, in the registry's order."""
    return filters.apply(registry.rows)


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
    if first:  # a stream of no rows brings no chunk at all
        empty = selected(registry, filters).head(0).collect()
        yield _plain(empty).with_columns(pl.lit(kind).alias("kind"))


def _chunks(registry: Registry, filters: Filters, size: int) -> Iterator[pl.DataFrame]:
    return selected(registry, filters).collect_batches(
        chunk_size=size, maintain_order=True, engine="streaming"
    )


def _plain(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(pl.col(pl.Enum).cast(pl.String))


def page(
    registry: Registry,
    filters: Filters,
    sort: Sort,
    start: int,
    end: int,
    only: Sequence[str],
) -> tuple[pl.DataFrame, int]:
    """Rows `start` to `end` of the sorted selection, and how many there are in all.

    sort: (column, descending) by rank; ties by id. only: columns to fetch.
    """
    wanted = list(dict.fromkeys(["id", *only]))
    passed = selected(registry, filters)
    order = [*(sort_key(name) for name, _ in sort), pl.col("id")]
    ordered = (
        passed.sort(order, descending=[*(d for _, d in sort), False], nulls_last=True)
        if sort
        else passed
    )
    shown = ordered.select(wanted).slice(start, end - start)
    rows, total = pl.collect_all([shown, passed.select(pl.len())])
    return _plain(rows), int(total.item())
