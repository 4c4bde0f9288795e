"""Files that this program wrote: they say in a column what kind their rows are."""

from dataclasses import replace

from data_layer.importer.cells.units import OWN_UNITS, measure_of
from data_layer.importer.columns.binding import Binding
from data_layer.importer.tables.source import Batch
from data_layer.vocabulary.fields import KIND, KINDS
from data_layer.vocabulary.schema import columns

# An export of the demonstration registry stays a demonstration when it comes back.
DEMONSTRATION = ["demonstration", *KINDS["demonstration"]]


def kind_position(header: tuple[str, ...]) -> int | None:
    """Where a file says what kind its rows are; None if this program did not write it."""
    names = (KIND.name, *KIND.label)
    return next((at for at, text in enumerate(header) if text in names), None)


def in_own_unit(binding: Binding) -> Binding:
    """A column without a unit is in the schema's, whatever its values look like."""
    unit = OWN_UNITS.get(measure_of(columns()[binding.column]))
    return replace(binding, unit=unit) if binding.unit is None and unit else binding


class Demonstration:
    """Whether any row of the batches that passed says that it is demonstration data."""

    def __init__(self, header: tuple[str, ...]) -> None:
        self._position = kind_position(header)
        self.stated = False

    def look(self, batch: Batch) -> Batch:
        """Take note of a batch and pass it on."""
        if self._position is not None:
            kinds = batch.rows[str(self._position)].str.strip_chars()
            self.stated |= bool(kinds.is_in(DEMONSTRATION).any())
        return batch
