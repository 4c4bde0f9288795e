"""What changed between two versions of a registry: rows by id, and cells by column."""

import polars as pl

from data_layer.registry.registry import Registry
from data_layer.vocabulary.schema import columns

MOST_EXAMPLES = 50
SCHEMA = {"part": pl.String, "change": pl.String, "id": pl.String, "name": pl.String, "n": pl.Int64}


def compare(before: Registry, after: Registry) -> pl.DataFrame:
    """`part`, `change`, `id`, `name`, `n` of an exact, cell by cell comparison of rows by id.

    part `rows`: how many are added, removed, changed, same. part `cells`: in how many rows that
    both versions have the column `id` differs, most first. part `examples`: the first rows of each
    change, by id.
    """
    joined = _joined(before.rows, after.rows)
    compared = [name for name in columns() if name != "id"]
    differs = {name: pl.col(name).ne_missing(pl.col(f"{name}_after")) for name in compared}
    both = pl.col("_before").is_not_null() & pl.col("_after").is_not_null()
    kind = (
        pl.when(pl.col("_before").is_null())
        .then(pl.lit("added"))
        .when(pl.col("_after").is_null())
        .then(pl.lit("removed"))
        .when(pl.any_horizontal(*differs.values()))
        .then(pl.lit("changed"))
        .otherwise(pl.lit("same"))
    )
    rows = joined.select(kind.alias("change")).group_by("change").agg(pl.len().alias("rows"))
    cells = joined.select([(test & both).sum().alias(name) for name, test in differs.items()])
    examples = (
        joined.select(kind.alias("change"), "id", pl.coalesce("name_after", "name").alias("name"))
        .filter(pl.col("change") != "same")
        .sort("change", "id")
        .group_by("change", maintain_order=True)
        .head(MOST_EXAMPLES)
    )
    counted, changed, listed = pl.collect_all([rows, cells, examples], engine="streaming")
    parts = {"rows": _all_kinds(counted), "cells": _by_column(changed), "examples": listed}
    labelled = [frame.select(pl.lit(part).alias("part"), pl.all()) for part, frame in parts.items()]
    empty = pl.DataFrame(schema=SCHEMA)
    return pl.concat([empty, *labelled], how="diagonal_relaxed").select(list(SCHEMA))


def _joined(before: pl.LazyFrame, after: pl.LazyFrame) -> pl.LazyFrame:
    left = before.with_columns(pl.lit(1, pl.Int8).alias("_before"))
    right = after.with_columns(pl.lit(1, pl.Int8).alias("_after")).rename(
        {name: f"{name}_after" for name in columns() if name != "id"}
    )
    return left.join(right, on="id", how="full", coalesce=True)


def _all_kinds(counted: pl.DataFrame) -> pl.DataFrame:
    by_kind = dict(counted.iter_rows())
    kinds = ("added", "removed", "changed", "same")
    return pl.DataFrame({"change": kinds, "n": [by_kind.get(kind, 0) for kind in kinds]})


def _by_column(changed: pl.DataFrame) -> pl.DataFrame:
    records = [(name, n) for name, n in changed.row(0, named=True).items() if n]
    frame = pl.DataFrame(records, schema={"id": pl.String, "n": pl.Int64}, orient="row")
    return frame.sort("n", "id", descending=[True, False])
