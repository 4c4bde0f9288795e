"""Which column of a file holds the enterprises' names where no heading says so."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from data_layer.importer.proposals import name_column
from data_layer.importer.reading import read_file
from data_layer.intake.choices import Choices

LOOKED_AT = 200


def with_name(path: Path, choices: Choices) -> Choices:
    """The choices, with a column that looks like names where none is known to hold them."""
    found = read_file(path, choices.mapping(), choices.sheet, nameless=True)
    if found.named or found.first is None:
        return choices
    rows = [cells[1:] for cells in islice(found.first.rows.iter_rows(), LOOKED_AT)]
    at = name_column(found.header, rows)
    return choices if at is None else choices.with_column(found.header[at], "name")
