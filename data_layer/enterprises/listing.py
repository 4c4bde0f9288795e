"""The enterprises themselves: filtered rows for the grid and the downloads."""

from collections.abc import Iterator, Sequence
from typing import Final

import polars as pl

from data_layer.files.tabular import CHUNK
from data_layer.filters.filters import Filters
from data_layer.filters.problems import FilterError, Problem
from data_layer.registry.registry import Registry
from data_layer.vocabulary.fields import KIND, Field, of_column
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Text, same

Sort = Sequence[tuple[str, bool]]
"""Columns by rank, and whether they descend."""
SORT: Final = "list.sort"
"""The key of an address under which the order of the rows stands: `patents.desc,insured`."""
DESCENDING: Final = ".desc"
COLUMN: Final = Text("列", "column")


def sorting(text: str) -> Sort:
    """Columns by rank, and whether they descend; FilterError for one that there is not."""
    parts = [part for part in text.split(",") if part]
    named = [(part.removesuffix(DESCENDING), part.endswith(DESCENDING)) for part in parts]
    unknown = [name for name, _ in named if name not in columns()]
    if unknown:
        allowed = same(", ".join(columns()))
        raise FilterError([Problem(SORT, name[:80], allowed, what=COLUMN) for name in unknown])
    return named


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


def stream(
    registry: Registry, filters: Filters, size: int = CHUNK, sort: Sort = ()
) -> Iterator[pl.DataFrame]:
    """The rows that pass in chunks, text instead of categories, each with its kind.

    Reads `size` rows at a time, so that memory does not grow with the rows unless they are sorted.
    Yields at least one chunk, perhaps empty, so that every file has its header.
    """
    kind = "demonstration" if registry.demonstration else "computed"
    first = True
    for chunk in _chunks(_ordered(selected(registry, filters), sort), size):
        if first or not chunk.is_empty():
            yield _plain(chunk).with_columns(pl.lit(kind).alias("kind"))
            first = False
    if first:  # a stream of no rows brings no chunk at all
        empty = selected(registry, filters).head(0).collect()
        yield _plain(empty).with_columns(pl.lit(kind).alias("kind"))


def _chunks(rows: pl.LazyFrame, size: int) -> Iterator[pl.DataFrame]:
    return rows.collect_batches(chunk_size=size, maintain_order=True, engine="streaming")


def _ordered(rows: pl.LazyFrame, sort: Sort) -> pl.LazyFrame:
    """Rows by the columns, ties by id; as they are without any."""
    if not sort:
        return rows
    order = [*(sort_key(name) for name, _ in sort), pl.col("id")]
    return rows.sort(order, descending=[*(down for _, down in sort), False], nulls_last=True)


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
    slice_of_rows = _ordered(passed, sort).select(wanted).slice(start, end - start)
    rows, total = pl.collect_all([slice_of_rows, passed.select(pl.len())])
    return _plain(rows), int(total.item())
