"""What the report of an import shows of each column: its first cells, and its unit."""

from collections.abc import Iterable

import polars as pl

from data_layer.importer.cells.convert import unit_label
from data_layer.importer.columns.binding import Binding
from data_layer.importer.rows.convert_batch import convert_batch
from data_layer.importer.rows.report import Sample
from data_layer.importer.tables.source import Batch
from data_layer.vocabulary.schema import columns

SAMPLES = 3


def units_of(bindings: Iterable[Binding]) -> dict[str, str]:
    """The unit that a column is taken to be in, by heading."""
    labels = {
        binding.heading: unit_label(columns()[binding.column], binding.unit) for binding in bindings
    }
    return {heading: label for heading, label in labels.items() if label}


def samples(first: Batch, bindings: tuple[Binding, ...]) -> tuple[Sample, ...]:
    """The first few cells of each bound column that hold text, and what becomes of them."""
    rows = first.rows.head(1000)
    stored = convert_batch(rows, bindings).rows
    joined = rows.join(stored, on="row", how="inner", maintain_order="left", suffix=" stored")
    return tuple(
        Sample(binding.column, binding.heading, text, stored=value)
        for binding in bindings
        if binding.position is not None
        for text, value in joined.filter(pl.col(str(binding.position)).str.strip_chars() != "")
        .head(SAMPLES)
        .select(str(binding.position), binding.column)
        .iter_rows()
    )
