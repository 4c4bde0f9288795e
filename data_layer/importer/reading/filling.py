"""Cells that stand for those below them: filled down where a mapping asks for it, and said."""

from collections.abc import Iterable
from typing import Final

import polars as pl

from data_layer.importer.columns.binding import Binding
from data_layer.importer.tables.source import Batch
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Text

FEWEST: Final = 2
OFTEN: Final = 0.3
"""Share of empty cells from which a column below a filled first row is pointed at."""


class FillDown:
    """Gives empty cells of some columns the text above them, also over the end of a batch."""

    def __init__(self, bindings: Iterable[Binding]) -> None:
        sources = (source for binding in bindings for source in binding.sources)
        self._columns = sorted({str(source.position) for source in sources if source.fill_down})
        self._last: dict[str, str | None] = {}

    def look(self, batch: Batch) -> Batch:
        """The batch with those cells filled."""
        if not self._columns or batch.rows.is_empty():
            return batch
        filled = batch.rows.with_columns(
            pl.when(pl.col(name).str.strip_chars() != "")
            .then(pl.col(name))
            .forward_fill()
            .fill_null(pl.lit(self._last.get(name), dtype=pl.String))
            .alias(name)
            for name in self._columns
        )
        self._last = {name: filled[name][-1] for name in self._columns}
        return batch._replace(rows=filled)


def blank_below(rows: pl.DataFrame, bindings: Iterable[Binding]) -> dict[str, Text]:
    """A note, by heading, for each column of places, industries or classes that looks like one of
    groups: its first cell is filled, many below are empty, and no text follows on itself."""
    values = {}
    for binding in bindings:
        groups = isinstance(columns()[binding.column].dtype, pl.Enum) or binding.column == "batch"
        if (
            binding.position is None
            or binding.fill_down
            or binding.beside
            or binding.of_tiers
            or not groups
            or rows.height < FEWEST
        ):
            continue
        texts = rows[str(binding.position)].fill_null("").str.strip_chars()
        filled = texts.filter(texts != "")
        empty = texts.len() - filled.len()
        again = (filled == filled.shift()).any()
        if texts[0] and empty >= OFTEN * texts.len() and not again:
            values[binding.heading] = _blank(binding.heading, texts.len(), empty)
    return values


def _blank(heading: str, rows: int, empty: int) -> Text:
    return Text(
        f"{heading}：{rows:,} 行中 {empty:,} 行为空；如果只写在每组首行，可以选择向下填充",
        f"{heading}: {empty:,} of {rows:,} empty; if it is written in the first row of a group "
        "only, it can be filled down",
    )
