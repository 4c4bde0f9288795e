"""Parquet files of a roll-up, read lazily in the types of the schema."""

from pathlib import Path

import polars as pl

from data_layer.registry.rolled.layout import PARTITION
from data_layer.vocabulary.schema import columns


def scan(path: Path, partition: pl.DataType | None = None) -> pl.LazyFrame:
    """A Parquet file, or the Parquet files below a folder with `province_code=` partitions."""
    if path.is_file():
        return pl.scan_parquet(path)
    partitioned = any(path.glob(f"{PARTITION}=*"))
    return pl.scan_parquet(
        path / "**" / "*.parquet",
        hive_partitioning=partitioned,
        hive_schema={PARTITION: partition or pl.String()} if partitioned else None,
    )


def declared(frame: pl.LazyFrame) -> pl.LazyFrame:
    """The same columns in the types of the schema; a column that has its type stays untouched.

    Untouched columns keep their pruning: a filter reaches the files through them.
    """
    stored = frame.collect_schema()
    return frame.with_columns(
        pl.col(name).cast(column.dtype)
        for name, column in columns().items()
        if name in stored and stored[name] != column.dtype
    )
