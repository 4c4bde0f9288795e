"""What a roll-up asks of an engine: read, take a sample, write. All counting is narwhals."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import narwhals as nw
import polars as pl

from data_layer.registry.rolled.layout import PARTITION
from data_layer.vocabulary.schema import columns

Rows = nw.LazyFrame[Any]


class Engine(Protocol):
    """Runs lazy narwhals frames over Parquet files.

    at_once: how many of them it is best asked at a time.
    """

    at_once: int

    def read(self, path: Path) -> Rows:
        """The Parquet file, or all of a folder, partition columns as text."""
        ...

    def sample(self, rows: Rows, part: float) -> pl.DataFrame:
        """About this part of the rows."""
        ...

    def coded(self, path: Path, names: Sequence[str], folder: Path) -> Rows:
        """Some columns of the Parquet files, quick to group: enumerations are small codes.

        folder: a new one, for what the engine wants to write down for it.
        """
        ...

    def write(self, frame: Rows, folder: Path) -> None:
        """Parquet files in a new folder."""
        ...

    def write_partitioned(self, rows: Rows, folder: Path, order: tuple[str, ...]) -> None:
        """Parquet files in one folder a province, each file sorted."""
        ...


class PolarsEngine:
    """Everything on this machine, all cores for one question."""

    at_once = 1

    def read(self, path: Path) -> Rows:
        """Scan; partition columns are text."""
        return nw.from_native(scan(path))

    def sample(self, rows: Rows, part: float) -> pl.DataFrame:
        """Every so many rows."""
        step = max(1, int(1 / part))
        return rows.to_native().gather_every(step).collect(engine="streaming")

    def coded(self, path: Path, names: Sequence[str], folder: Path) -> Rows:
        """Polars has such codes itself."""
        return nw.from_native(declared(scan(path).select(names)))

    def write(self, frame: Rows, folder: Path) -> None:
        """One file."""
        frame.to_native().sink_parquet(folder / "part.parquet", mkdir=True, engine="streaming")

    def write_partitioned(self, rows: Rows, folder: Path, order: tuple[str, ...]) -> None:
        """One folder a province."""
        target = pl.PartitionBy(folder, key=PARTITION, include_key=False)
        rows.to_native().sort(order).sink_parquet(target, mkdir=True, engine="streaming")


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
    held = frame.collect_schema()
    return frame.with_columns(
        pl.col(name).cast(column.dtype)
        for name, column in columns().items()
        if name in held and held[name] != column.dtype
    )


@contextmanager
def polars_engine() -> Generator[Engine]:
    """The engine of this machine."""
    yield PolarsEngine()
