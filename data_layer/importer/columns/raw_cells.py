"""The text of a column as it stands in the file, or in the column beside it that helps out."""

from collections.abc import Mapping

import polars as pl

from data_layer.importer.cells.cleaning import cleaned
from data_layer.importer.columns import names
from data_layer.importer.columns.binding import Beside, Binding


def raw_cells(binding: Binding, batch: pl.DataFrame) -> pl.Series:
    """The text of each row that a column of the schema is read from."""
    if binding.position is None:
        return pl.repeat(binding.constant, batch.height, dtype=pl.String, eager=True)
    cells = batch[str(binding.position)]
    cells = names.unnumbered(cells) if binding.numbered else cells
    for extra, helped in helped_out(binding, batch).items():
        cells = batch[str(extra.position)].zip_with(helped, cells)
    return cells


def helped_out(binding: Binding, batch: pl.DataFrame) -> Mapping[Beside, pl.Series]:
    """In which rows each column beside gives what this one does not say."""
    helping: dict[Beside, pl.Series] = {}
    if not binding.beside:
        return helping
    lacking = batch.select(cleaned(pl.col(str(binding.position))).is_null()).to_series()
    for extra in binding.beside:
        has_text = batch.select(cleaned(pl.col(str(extra.position))).is_not_null()).to_series()
        helping[extra] = lacking & has_text
        lacking = lacking & ~has_text
    return helping
