"""The enterprises themselves: filtered rows for the grid and the downloads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import narwhals as nw
import polars as pl

from data_layer.engine.collect import picked
from data_layer.engine.rows import Held
from data_layer.engine.selection import Run
from data_layer.engine.sorting import Sort, places_in_order, sort_key
from data_layer.files.tabular import CHUNK
from data_layer.filters.filters import Filters
from data_layer.registry.store import Registry
from data_layer.vocabulary.fields import KIND, Field, of_column
from data_layer.vocabulary.schema import columns


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
    sort: Sort,
    start: int,
    end: int,
    only: Sequence[str],
) -> tuple[pl.DataFrame, int]:
    """Rows `start` to `end` of the sorted selection, and how many there are in all.

    sort: (column, descending) by rank; ties by id. only: columns to fetch.
    """
    wanted = list(dict.fromkeys(["id", *only]))
    if registry.mapped is not None:
        return _page_of_mapped(registry.mapped, filters, sort, range(start, end), wanted)
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


def _page_of_mapped(
    mapped: Held, filters: Filters, sort: Sort, window: range, wanted: Sequence[str]
) -> tuple[pl.DataFrame, int]:
    """The same of many rows, of which no more are read than the page shows."""
    passing = filters.apply(mapped)
    assert isinstance(passing, Held)
    return _plain(picked(passing, wanted, places_in_order(passing, sort, window))), passing.height
