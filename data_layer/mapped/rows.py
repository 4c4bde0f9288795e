"""Rows of a large registry for measures: mapped columns, and selections shared by a page's queries.

A filter on places is a few slices of the sorted rows. Other filters are evaluated once for each
selection; the columns that its queries read are copied when the first of them asks.
"""

from __future__ import annotations

import weakref
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence

import narwhals as nw
import polars as pl
from polars.io.plugins import register_io_source

from data_layer.filter_keys import Key, keys
from data_layer.filters import Filters, Value
from data_layer.mapped.kept import Kept
from data_layer.mapped.places import PLACE_KEYS, spans
from data_layer.narrowing import narrows
from data_layer.remember import also_forget
from data_layer.schema import columns

ROOM = 2**29
"""Bytes of copied columns and row numbers that a process keeps for a registry."""
BROAD = 2
"""Selections of more than one row in so many are not copied but filtered anew each time."""
SELECTIONS = 64
PIECE_ROWS = 4_000_000
"""Rows that a filter is evaluated for, or whose names are read, at a time."""


def mapped_rows(frame: pl.DataFrame, stored: pl.LazyFrame) -> pl.LazyFrame:
    """Every column of the schema, texts last, lazily.

    frame: the mapped columns. stored: the Parquet file. Both hold the same rows sorted by place.
    """
    return _Registry(frame, stored).all_rows()


_opened: weakref.WeakSet[_Registry] = weakref.WeakSet()


def _forget() -> None:
    for registry in tuple(_opened):
        registry.forget()


also_forget(_forget)


class _Registry:
    """The mapped columns and what was copied from them."""

    def __init__(self, frame: pl.DataFrame, stored: pl.LazyFrame) -> None:
        self.frame = frame
        self.stored = stored
        self.kept = Kept(ROOM)
        self._selections: OrderedDict[Filters, pl.LazyFrame] = OrderedDict()
        _opened.add(self)

    def forget(self) -> None:
        """Drop the selections."""
        self.kept = Kept(ROOM)
        self._selections.clear()

    def all_rows(self) -> pl.LazyFrame:
        rows = _Selection(self, Filters()).lazy()
        narrows(rows, self._passing)
        return rows

    def _passing(self, filters: Filters) -> pl.LazyFrame:
        """The same frame each time, so that what is remembered of it is found again."""
        found = self._selections.get(filters)
        if found is None:
            found = self._selections.setdefault(filters, _Selection(self, filters).lazy())
            while len(self._selections) > SELECTIONS:
                self._selections.popitem(last=False)
        return found


class _Selection:
    """The rows that pass filters."""

    def __init__(self, registry: _Registry, filters: Filters) -> None:
        self._registry = registry
        self._filters = filters
        self._rest = filters.without(*PLACE_KEYS)
        self._spans = spans(registry.frame, filters)
        self._height = sum(last - first for first, last in self._spans)
        self._broad = False

    def lazy(self) -> pl.LazyFrame:
        # Texts last: Polars counts rows by the first column.
        ordered = sorted(columns(), key=_is_text)
        schema = {name: columns()[name].dtype for name in ordered}
        return register_io_source(self._read, schema=schema)

    def _read(
        self, names: list[str] | None, predicate: pl.Expr | None, most: int | None, _: int | None
    ) -> Iterator[pl.DataFrame]:
        wanted = sorted(columns(), key=_is_text) if names is None else names
        roots = [] if predicate is None else predicate.meta.root_names()
        rows = self._rows(list(dict.fromkeys([*wanted, *roots])))
        passed = rows if predicate is None else rows.filter(predicate)
        found = passed.select(wanted)
        yield (found if most is None else found.head(most)).collect()

    def _rows(self, names: Sequence[str]) -> pl.LazyFrame:
        """The selected rows with these columns at least."""
        texts = [name for name in names if _is_text(name)]
        places = self._places() if self._rest.values else None
        if places is None:
            needed = [*names, *_roots(self._rest)]
            stored = any(map(_is_text, needed))
            return _passing(self._scan() if stored else self._sliced(needed).lazy(), self._rest)
        copied = [self._copied(name, places) for name in names if name not in texts]
        read = self._texts(texts, places).get_columns() if texts else []
        return pl.DataFrame([*copied, *read]).lazy()

    def _sliced(self, names: Iterable[str]) -> pl.DataFrame:
        """Mapped columns of the places: nothing is copied."""
        frame = self._registry.frame
        wanted = dict.fromkeys(names)
        held = frame.select([name for name in wanted if name in frame.columns] or frame.columns[:1])
        parts = [held.slice(first, last - first) for first, last in self._spans]
        whole = pl.concat(parts, rechunk=False) if parts else held.clear()
        return whole.with_columns(_empty(name) for name in wanted if name not in frame.columns)

    def _scan(self) -> pl.LazyFrame:
        """All columns of the places from the Parquet file."""
        parts = [self._registry.stored.slice(a, b - a) for a, b in self._spans]
        return pl.concat(parts) if parts else self._registry.stored.head(0)

    def _places(self) -> pl.Series | None:
        """Numbers of the passing rows among those of the places; None if they are most of them."""
        if self._broad:
            return None
        key = (self._filters, None)
        found = self._registry.kept.get(key)
        if found is None:
            found = self._evaluated()
            self._broad = found.len() * BROAD > self._height
            if self._broad:
                return None
            self._registry.kept.keep(key, found)
        return found

    def _evaluated(self) -> pl.Series:
        roots = _roots(self._rest)
        rows = self._scan() if any(map(_is_text, roots)) else self._sliced(roots).lazy()
        found = [pl.Series("place", [], dtype=pl.UInt32)]
        for first in range(0, self._height, PIECE_ROWS):
            numbered = rows.slice(first, PIECE_ROWS).with_row_index("place", first)
            found.append(_passing(numbered, self._rest).select("place").collect().to_series())
        return pl.concat(found)

    def _copied(self, name: str, places: pl.Series) -> pl.Series:
        return self._registry.kept.found(
            (self._filters, name), lambda: self._sliced([name])[name].gather(places)
        )

    def _texts(self, names: Sequence[str], places: pl.Series) -> pl.DataFrame:
        """Names and ids of the rows at these places, read piece by piece."""
        rows, found = self._scan().select(names), []
        for first in range(0, self._height, PIECE_ROWS):
            ends = pl.Series([first, first + PIECE_ROWS])
            low, high = places.search_sorted(ends, side="left").to_list()
            if low < high:
                here = places.slice(low, high - low)
                start = int(here[0])
                piece = rows.slice(start, int(here[-1]) - start + 1).collect()
                found.append(piece[here - start])
        return pl.concat(found) if found else rows.head(0).collect()


def _is_text(name: str) -> bool:
    return columns()[name].dtype == pl.String


def _empty(name: str) -> pl.Expr:
    return pl.lit(None, dtype=columns()[name].dtype).alias(name)


def _roots(filters: Filters) -> set[str]:
    """The columns that filters read."""
    return {name for key, value in filters.values.items() for name in _read_by(keys()[key], value)}


def _read_by(key: Key, value: Value) -> Iterable[str]:
    if key.name == "industry":
        return ("division", "group", "class")
    return value if key.kind == "all" and isinstance(value, tuple) else (key.column,)


def _passing(rows: pl.LazyFrame, filters: Filters) -> pl.LazyFrame:
    expression = filters.to_expr()
    return rows if expression is None else nw.from_native(rows).filter(expression).to_native()
