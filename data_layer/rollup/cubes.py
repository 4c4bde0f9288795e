"""Cubes: rows grouped by a few columns, counted by the engine and stored sorted."""

import shutil
from typing import Any

import polars as pl

from data_layer.measures.rows import MULTIPLICITY
from data_layer.registry.rolled.layout import Cube, Layout
from data_layer.rollup.engines import Engine
from data_layer.rollup.source import RollupError
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Text


def store_cube(
    coded: Any, names: tuple[str, ...], layout: Layout, number: int, engine: Engine
) -> Cube:
    """Count the rows by some columns and store the cells, sorted, in the schema's types.

    coded: the rows as `Engine.coded` gives them. The cells must add up to all `number` rows: a lost
    piece of a distributed job cannot pass unseen.
    """
    cube = Cube(names, 0)
    parts = layout.parts / cube.name
    engine.count(coded, names, parts)
    cells = _decoded(pl.scan_parquet(parts / "*.parquet")).sort(names).collect()
    total = cells[MULTIPLICITY].sum()
    if total != number:
        raise RollupError(
            Text(
                f"立方体 {', '.join(names)} 计 {total} 行，应为 {number} 行",
                f"cube {', '.join(names)} counts {total} rows instead of {number}",
            )
        )
    cells.write_parquet(layout.cube(cube.name))
    shutil.rmtree(parts)
    return Cube(names, cells.height)


def _decoded(cells: pl.LazyFrame) -> pl.LazyFrame:
    """Cells in the types of the schema: a whole number is the place of a code in its list."""
    types = cells.collect_schema()
    return cells.with_columns(
        _as_declared(pl.col(name), types[name], column.dtype)
        for name, column in columns().items()
        if name in types and types[name] != column.dtype
    )


def _as_declared(values: pl.Expr, stored: pl.DataType, declared: pl.DataType) -> pl.Expr:
    if isinstance(declared, pl.Enum) and stored.is_integer():
        return values.cast(pl.UInt32).cat.to(declared)
    return values.cast(declared)
