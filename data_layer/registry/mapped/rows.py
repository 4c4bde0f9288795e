"""Rows of a large registry: columns, codes and texts mapped from disk.

Every process maps the same pages. A filter on places is a few runs of the sorted rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import polars as pl

from data_layer.engine.codes import Encoded, encode
from data_layer.engine.rows import Held, Passing, roots
from data_layer.engine.selection import Run, Selection, chosen, pieces
from data_layer.filters.filters import Filters
from data_layer.registry.mapped.places import PLACE_KEYS, Span, spans
from data_layer.registry.mapped.texts import Texts
from data_layer.vocabulary.schema import columns

PIECE_ROWS = 4_000_000
"""Rows whose names are held at a time."""


class Mapped(Held):
    """Every column of the schema.

    frame: the mapped columns but texts. codes: of those whose codes are mapped too. stored: the
    Parquet file. All hold the same rows, sorted by place.
    """

    def __init__(
        self,
        frame: pl.DataFrame,
        codes: Mapping[str, Encoded],
        texts: Mapping[str, Texts],
        stored: pl.LazyFrame,
    ) -> None:
        super().__init__(list(columns()), frame.height)
        self._frame, self._mapped, self._texts, self._stored = frame, codes, texts, stored

    def plan(self) -> pl.LazyFrame:
        return self._stored

    def keeps(self, name: str) -> bool:
        return not is_text(name)

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
        return (
            self._texts[name].take(rows) if is_text(name) else rows.take(self._column(name))
            for name in names
        )

    def before(self, name: str, text: str, descending: bool, rows: Selection) -> np.ndarray:
        return self._texts[name].before(text, descending, rows)

    def place_of(self, id: str) -> int | None:
        return self._texts["id"].place_of(id)

    def encode(self, name: str) -> Encoded:
        return self._mapped[name] if name in self._mapped else encode(self._column(name))

    def marks(self, condition: pl.Expr, rows: Selection | None = None) -> pl.Series:
        """Conditions on texts are evaluated piece by piece."""
        read = roots([condition])
        if not any(map(is_text, read)):
            return super().marks(condition, rows)
        selection = Run(0, self.height) if rows is None else rows
        asked = condition.fill_null(value=False).alias("mark")
        found = [
            pl.DataFrame(list(self.pick(read, part))).select(asked).to_series()
            for part in pieces(selection, self.height, PIECE_ROWS)
        ]
        return pl.concat(found) if found else pl.Series([], dtype=pl.Boolean)

    def brought(self, asked: Sequence[pl.Expr]) -> pl.DataFrame:
        if any(map(is_text, roots(asked))):
            return self.plan().select(asked).collect(engine="streaming")
        return super().brought(asked)

    def _column(self, name: str) -> pl.Series:
        if name in self._frame.columns:
            return self._frame.get_column(name)
        return pl.Series(name, [None], dtype=columns()[name].dtype).new_from_index(0, self.height)

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


def is_text(name: str) -> bool:
    """Whether a column holds texts that are different from row to row."""
    return columns()[name].dtype == pl.String
