"""One opened version of the registry: its rows, and what lies beside them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures.rows import Rows
from data_layer.registry import patents
from data_layer.registry.checksums import ROWS
from data_layer.registry.manifest import DamagedVersionError, Manifest
from data_layer.registry.patents import Whole
from data_layer.registry.rolled.layout import CONTENTS
from data_layer.registry.rolled.serve import Rollup
from data_layer.registry.rows_file import completed
from data_layer.registry.stored_answers import StoredAnswers
from data_layer.vocabulary.patents import LISTED

IN_MEMORY_ROWS = 2_000_000
"""Up to so many rows are held in memory; more are read from the disk for each question."""


@dataclass(frozen=True)
class Registry:
    """One opened version: `rows` has every schema column, wholly missing ones as nulls.

    folder: where the version lies on the disk. rule: filters that all rows pass, since who asks may
    see no others (ruled.py), and whole: those with the others.
    """

    manifest: Manifest
    rows: Rows
    rollup: Rollup | None = None
    folder: Path | None = None
    rule: Filters = field(default_factory=Filters)
    whole: Whole | None = None

    @property
    def version(self) -> str:
        return self.manifest.version

    @property
    def demonstration(self) -> bool:
        return self.manifest.demonstration

    @property
    def is_in_memory(self) -> bool:
        """Whether its rows are there whatever becomes of their file."""
        return self.rollup is None and self.manifest.rows <= IN_MEMORY_ROWS

    @property
    def counted(self) -> Rows:
        """The rows for measures, which may get cells of a roll-up's cubes."""
        return self.rows if self.rollup is None else self.rollup.counted

    @property
    def patents(self) -> Path | None:
        """The list of patents that somebody has brought beside these rows, if there is one."""
        file = None if self.folder is None else self.folder / patents.FILE
        return file if file is not None and file.is_file() else None

    @property
    def answers(self) -> StoredAnswers:
        """Results stored with the version: of all its rows, so none where a rule leaves some."""
        return StoredAnswers(None if self.rule.values else self.folder)

    def lacks(self, names: Iterable[str]) -> tuple[str, ...]:
        """Those of the named columns that hold no value in any row, in the given order; the list of
        patents, which the demonstration makes itself, counts as one."""
        present = {*self.manifest.columns_present}
        if self.patents is not None or (self.demonstration and present >= patents.FOLLOWS):
            present.add(LISTED)
        return tuple(name for name in names if name not in present)


def open_registry(folder: Path, manifest: Manifest) -> Registry:
    """The version that lies in a folder; DamagedVersionError if it has no rows."""
    if (folder / CONTENTS).is_file():
        rollup = Rollup(folder)
        return Registry(manifest, rollup.rows, rollup, folder=folder)
    if not (folder / ROWS).is_file():
        raise DamagedVersionError(manifest.version)
    rows = completed(pl.scan_parquet(folder / ROWS))
    in_memory = manifest.rows <= IN_MEMORY_ROWS
    return Registry(manifest, rows.collect().lazy() if in_memory else rows, folder=folder)
