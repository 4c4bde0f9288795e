"""Rows of a large registry: columns and codes mapped from disk, names and ids in the Parquet file.

Every process maps the same pages. A filter on places is a few runs of the sorted rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import polars as pl

from data_layer.encoded import Encoded, encode
from data_layer.filters import Filters
from data_layer.held import Held, Passing, roots
from data_layer.mapped.places import PLACE_KEYS, Span, spans
from data_layer.schema import columns
from data_layer.selection import Run, Selection, chosen, pieces

PIECE_ROWS = 4_000_000
"""Rows whose names are read at a time."""


class Mapped(Held):
    """Every column of the schema.

    frame: the mapped columns. codes: of those whose codes are mapped too. stored: the Parquet
    file. All hold the same rows, sorted by place.
    """

    def __init__(
        self, frame: pl.DataFrame, codes: dict[str, Encoded], stored: pl.LazyFrame
    ) -> None:
        super().__init__(list(columns()), frame.height)
        self._frame, self._mapped, self._stored = frame, codes, stored

    def plan(self) -> pl.LazyFrame:
        return self._stored

    def keeps(self, name: str) -> bool:
        return not _is_text(name)

    def narrowed(self, filters: Filters) -> tuple[Held, Filters]:
        """The rows of the chosen places, and the other filters."""
        places = spans(self._frame, filters)
        rest = filters.without(*PLACE_KEYS)
        if rest.values == filters.values:
            return self, filters
        return Passing(self, _joined(places, self.height), lambda: self._slices(places)), rest

    def fetch(self, names: Sequence[str]) -> Iterable[pl.Series]:
        return self.pick(names, Run(0, self.height))

    def pick(self, names: Sequence[str], rows: Selection) -> Iterable[pl.Series]:
        texts = [name for name in names if _is_text(name)]
        read = self._texts(texts, rows) if texts else pl.DataFrame()
        return (read[n] if n in read.columns else rows.take(self._column(n)) for n in names)

    def encode(self, name: str) -> Encoded:
        return self._mapped[name] if name in self._mapped else encode(self._column(name))

    def marks(self, condition: pl.Expr, rows: Selection | None = None) -> pl.Series:
        """Conditions on texts are evaluated piece by piece."""
        read = roots([condition])
        if not any(map(_is_text, read)):
            return super().marks(condition, rows)
        selection = Run(0, self.height) if rows is None else rows
        asked = condition.fill_null(value=False).alias("mark")
        found = [
            pl.DataFrame(self._piece(read, first, part)).select(asked).to_series()
            for first, part in pieces(selection, self.height, PIECE_ROWS)
        ]
        return pl.concat(found) if found else pl.Series([], dtype=pl.Boolean)

    def brought(self, asked: Sequence[pl.Expr]) -> pl.DataFrame:
        if any(map(_is_text, roots(asked))):
            return self.plan().select(asked).collect(engine="streaming")
        return super().brought(asked)

    def _column(self, name: str) -> pl.Series:
        if name in self._frame.columns:
            return self._frame.get_column(name)
        return pl.Series(name, [None], dtype=columns()[name].dtype).new_from_index(0, self.height)

    def _texts(self, names: Sequence[str], rows: Selection) -> pl.DataFrame:
        found = [
            pl.DataFrame(self._piece(names, first, part))
            for first, part in pieces(rows, self.height, PIECE_ROWS)
        ]
        return pl.concat(found) if found else self._stored.select(names).head(0).collect()

    def _piece(self, names: Sequence[str], first: int, rows: Selection) -> list[pl.Series]:
        """Columns of the chosen rows among those that start at `first`, from the file."""
        places = rows.places()
        low, high = int(places[0]), int(places[-1]) + 1
        read = self._stored.select(names).slice(first + low, high - low).collect()
        here = rows.within(low, high - low)
        return [here.take(column) for column in read.get_columns()]

    def _slices(self, places: Sequence[Span]) -> pl.LazyFrame:
        parts = [self._stored.slice(first, last - first) for first, last in places]
        return pl.concat(parts) if parts else self._stored.head(0)


def _joined(places: Sequence[Span], height: int) -> Selection:
    """The rows of all spans."""
    if len(places) < 2:
        first, last = places[0] if places else (0, 0)
        return Run(first, last - first)
    marks = np.zeros(height, dtype=bool)
    for first, last in places:
        marks[first:last] = True
    return chosen(pl.Series(marks))


def _is_text(name: str) -> bool:
    return columns()[name].dtype == pl.String
