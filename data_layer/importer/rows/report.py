"""What an import did, or a dry run would do."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data_layer.registry.manifest import Manifest
from data_layer.vocabulary.text import Text


@dataclass(frozen=True)
class Sample:
    """A cell of the file beside what is stored of it (None: missing)."""

    column: str
    heading: str
    text: str | None
    stored: object


@dataclass(frozen=True)
class ImportReport:
    """Counts are rows, except `cells_rejected`. accepted + set_aside = read.

    set_aside includes the merged rows. `mapped` has the schema columns that each column of the
    file fills (none: left out), `units` the unit that a column is taken to be in. `rejects` is the
    rejects file, None if nothing was rejected or in a dry run; `manifest` is None in a dry run
    and where no row was accepted. `demonstration`: the rows say that they are. conflicts: rows with
    an earlier row's id and another name; questions: values that are kept and should be looked at.
    """

    source: str
    format: str
    encoding: str | None
    read: int
    accepted: int
    set_aside: int
    merged: int
    cells_rejected: int
    rejected_by_column: Mapping[str, int]
    mapped: Mapping[str, tuple[str, ...]]
    units: Mapping[str, str]
    notes: tuple[Text, ...]
    samples: tuple[Sample, ...]
    first_rejects: tuple[tuple[int, str, str, str], ...]
    rejects: Path | None
    manifest: Manifest | None
    demonstration: bool
    conflicts: int = 0
    questions: int = 0
    questions_file: Path | None = None

    def counts(self) -> Mapping[str, Any]:
        """What the manifest of the stored version keeps of the report."""
        return {
            "format": self.format,
            "encoding": self.encoding,
            "read": self.read,
            "accepted": self.accepted,
            "set_aside": self.set_aside,
            "merged": self.merged,
            "cells_rejected": self.cells_rejected,
            "conflicts": self.conflicts,
            "questions": self.questions,
            "mapped": {heading: list(names) for heading, names in self.mapped.items()},
            "units": dict(self.units),
            "rejects": self.rejects.name if self.rejects else None,
            "questions_file": self.questions_file.name if self.questions_file else None,
        }
