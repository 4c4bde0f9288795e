"""What a roll-up asks of an engine: write the rows by province, and count them by columns.

Everything else is small or is asked of the written rows, lazily, by Polars.
"""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import polars as pl

from data_layer.measures.rows import MULTIPLICITY
from data_layer.registry.rolled.files import declared, scan
from data_layer.registry.rolled.layout import PARTITION
from data_layer.registry.rows_file import SORTED_BY
from data_layer.vocabulary.schema import columns


class Engine(Protocol):
    """Works on Parquet files.

    at_once: how many cubes it is best asked at a time.
    """

    at_once: int

    def write_partitioned(self, source: Path, folder: Path) -> None:
        """All columns of the schema in one folder a province, files sorted; codes as text."""
        ...

    def coded(self, rows: Path, names: Sequence[str], folder: Path) -> Any:
        """Some columns of the written rows, quick to group, for `count`.

        folder: a new one, for what the engine wants to write down for it.
        """
        ...

    def count(self, coded: Any, names: Sequence[str], folder: Path) -> None:
        """Rows by the values of columns, with their multiplicity, as Parquet in a new folder."""
        ...


class PolarsEngine:
    """Everything on this machine, all cores for one question."""

    at_once = 1

    def write_partitioned(self, source: Path, folder: Path) -> None:
        """Province after province: none needs more memory than its own rows."""
        given = scan(source)
        schema = given.collect_schema()
        rows = given.select(
            (pl.col(name) if name in schema else pl.lit(None))
            .cast(_portable(column.dtype))
            .alias(name)
            for name, column in columns().items()
        )
        target = pl.PartitionBy(folder, key=PARTITION, include_key=False)
        rows.sort(SORTED_BY).sink_parquet(target, mkdir=True, engine="streaming")

    def coded(self, rows: Path, names: Sequence[str], folder: Path) -> pl.LazyFrame:
        """Polars has such codes itself."""
        return declared(scan(rows).select(names))

    def count(self, coded: pl.LazyFrame, names: Sequence[str], folder: Path) -> None:
        """One file."""
        number = pl.len().cast(pl.Int64).alias(MULTIPLICITY)
        cells = coded.group_by(names).agg(number) if names else coded.select(number)
        cells.sink_parquet(folder / "part.parquet", mkdir=True, engine="streaming")


def _portable(dtype: pl.DataType) -> pl.DataType:
    """The type that every engine has: enumerations are text."""
    return pl.String() if isinstance(dtype, pl.Enum) else dtype


@contextmanager
def polars_engine() -> Generator[Engine]:
    """The engine of this machine."""
    yield PolarsEngine()
