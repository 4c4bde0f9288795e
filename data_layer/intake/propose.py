"""A file opened as it was decided; where nothing gives the names, by the column that looks so."""

from itertools import islice
from pathlib import Path

from data_layer.importer.headings.proposals import name_column
from data_layer.importer.reading.reading import Reading, read_file
from data_layer.intake.choices import Choices

LOOKED_AT = 200


def opened(path: Path, choices: Choices) -> tuple[Reading, Choices]:
    """The file, and the choices with a column for the names, if one looks like them."""
    reading = read_file(path, choices.mapping(), nameless=True)
    if reading.named or reading.first is None:
        return reading, choices
    rows = [cells[1:] for cells in islice(reading.first.rows.iter_rows(), LOOKED_AT)]
    at = name_column(reading.header, rows)
    if at is None:
        return reading, choices
    named = choices.with_column(reading.header[at], "name")
    return read_file(path, named.mapping(), nameless=True), named
