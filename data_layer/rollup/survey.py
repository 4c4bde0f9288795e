"""What the rows of a source hold, counted in one pass: how many, what is filled, what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from data_layer.measures.rows import Rows, collect
from data_layer.registry.rows_file import repeated_ids
from data_layer.rollup.source import RollupError
from data_layer.vocabulary.schema import Column, columns
from data_layer.vocabulary.text import Text


@dataclass(frozen=True)
class Survey:
    """rows: how many. present: columns that hold a value somewhere, in the schema's order."""

    rows: int
    present: tuple[str, ...]


def survey(rows: Rows) -> Survey:
    """Hold the rows against the schema: RollupError names the first column that breaks it.

    Every rule is on one column's own values, so unlisted codes and extremes of numbers suffice.
    """
    counts = [pl.col(name).count().alias(f"{name} count") for name in columns()]
    ends = [end for column in columns().values() for end in _ends(column)]
    figures = collect(rows.select(pl.len().alias("rows"), *counts, *ends)).row(0, named=True)
    for name, column in columns().items():
        _refuse(name, _broken(column, figures))
    _refuse_repeated(rows, figures["rows"])
    present = tuple(name for name in columns() if figures[f"{name} count"])
    return Survey(figures["rows"], present)


def _ends(column: Column) -> list[pl.Expr]:
    """The extremes of a number or date, the first code that is not listed."""
    value = pl.col(column.name)
    if isinstance(column.dtype, pl.Enum):
        listed = value.is_in(column.dtype.categories.to_list())
        return [pl.when(~listed).then(value).min().alias(f"{column.name} unlisted")]
    if not (column.numeric or column.dated):
        return []
    return [value.min().alias(f"{column.name} min"), value.max().alias(f"{column.name} max")]


def _broken(column: Column, figures: Mapping[str, Any]) -> list[Any]:
    """Values of a column that break one of its rules."""
    name = column.name
    if isinstance(column.dtype, pl.Enum):
        unlisted = figures[f"{name} unlisted"]
        return [] if unlisted is None else [unlisted]
    if not (column.numeric or column.dated):
        return []
    values = pl.DataFrame({name: [figures[f"{name} min"], figures[f"{name} max"]]})
    return [value for rule in column.rules.values() for value in values.filter(~rule)[name]]


def _refuse(name: str, wrong: list[Any]) -> None:
    if wrong:
        raise RollupError(
            Text(
                f"列 {name} 的值不合规：{wrong[0]}",
                f"column {name} holds a value that is not allowed: {wrong[0]}",
            )
        )


def _refuse_repeated(rows: Rows, number: int) -> None:
    """Hashes stand in for the ids, which may not fit into memory; ids decide where they meet."""
    hashes = rows.select(pl.col("id").hash()).collect(engine="streaming").to_series()
    repeated = repeated_ids(rows, hashes.to_numpy(writable=True)) if number else 0
    if repeated:
        raise RollupError(
            Text(f"有 {repeated} 行的 id 重复", f"{repeated} rows repeat the id of another row")
        )
