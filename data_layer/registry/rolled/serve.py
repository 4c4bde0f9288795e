"""Answer from a roll-up: the smallest cube that has the columns, else a pruned scan of the rows."""

import logging
import threading
from collections import OrderedDict
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import polars as pl
from polars.io.plugins import register_io_source

from data_layer.measures.rows import MULTIPLICITY
from data_layer.registry.rolled.files import declared, scan
from data_layer.registry.rolled.layout import PARTITION, Cube, Layout
from data_layer.registry.rows_file import completed
from data_layer.vocabulary.schema import columns

log = logging.getLogger(__name__)
CELLS_IN_MEMORY = 20_000_000
BATCH_ROWS = 1_000_000


class Rollup:
    """One opened roll-up. `rows` is one row an enterprise, `counted` the same by multiplicity."""

    def __init__(self, folder: Path) -> None:
        self._layout = Layout(folder)
        self.cubes = self._layout.read_contents()
        self._held: OrderedDict[str, pl.DataFrame] = OrderedDict()
        self._lock = threading.Lock()

    @cached_property
    def rows(self) -> pl.LazyFrame:
        """Every enterprise, read from the partitions that a filter leaves."""
        partitioned = scan(self._layout.rows, columns()[PARTITION].dtype)
        return completed(declared(partitioned)).select(*columns())

    @cached_property
    def counted(self) -> pl.LazyFrame:
        """The enterprises with their multiplicity.

        A query that reads the multiplicity may get cells of a cube, any other gets the rows.
        """
        schema = {name: column.dtype for name, column in columns().items()}
        return register_io_source(self._read, schema={**schema, MULTIPLICITY: pl.Int64()})

    def cube_for(self, names: frozenset[str]) -> Cube | None:
        """The smallest cube with these columns; None if only the rows have them."""
        return next((cube for cube in self.cubes if names <= set(cube.columns)), None)

    def _read(
        self, names: list[str] | None, predicate: pl.Expr | None, most: int | None, _: int | None
    ) -> Iterator[pl.DataFrame]:
        wanted = [*columns(), MULTIPLICITY] if names is None else names
        touched = {*wanted, *([] if predicate is None else predicate.meta.root_names())}
        frame = self._frame(frozenset(touched))
        passed = frame if predicate is None else frame.filter(predicate)
        selected = passed.select(wanted)
        yield from _batches(selected if most is None else selected.head(most))

    def _frame(self, touched: frozenset[str]) -> pl.LazyFrame:
        cube = self.cube_for(touched - {MULTIPLICITY}) if MULTIPLICITY in touched else None
        if cube is None:
            log.info("read rows for %s", ", ".join(sorted(touched)))
            return self.rows.with_columns(pl.lit(1, dtype=pl.Int64).alias(MULTIPLICITY))
        return self._cells(cube)

    def _cells(self, cube: Cube) -> pl.LazyFrame:
        file = self._layout.cube(cube.name)
        if cube.cells > CELLS_IN_MEMORY:
            return pl.scan_parquet(file)
        with self._lock:
            if cube.name not in self._held:
                self._held[cube.name] = pl.read_parquet(file)
            self._held.move_to_end(cube.name)
            while sum(frame.height for frame in self._held.values()) > CELLS_IN_MEMORY:
                self._held.popitem(last=False)
            return self._held[cube.name].lazy()


def _batches(frame: pl.LazyFrame) -> Iterator[pl.DataFrame]:
    """The result piece by piece; at least one piece, perhaps empty."""
    some = False
    for batch in frame.collect_batches(chunk_size=BATCH_ROWS, engine="streaming"):
        some = True
        yield batch
    if not some:
        yield frame.head(0).collect()
