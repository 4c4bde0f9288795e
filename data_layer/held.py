"""Rows in memory: lazy narwhals rows that keep what was worked out about them.

Everything that narwhals does with a lazy frame works as on any other. Filters, new columns and
chosen columns are evaluated here, each column once and only when it is asked for, and shared by
all that is asked of the same rows. The measures count the dictionary codes that are kept here.
"""

from __future__ import annotations

import weakref
from abc import abstractmethod
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import Any

import narwhals as nw
import numpy as np
import polars as pl

from data_layer.encoded import Encoded, Grouping, encode, group

COPIED = 4
"""Selections of less than one row in so many are copied before flags are evaluated."""

_NAMESPACE: Any = nw.from_native(pl.LazyFrame()).__narwhals_namespace__()
_remembering: weakref.WeakValueDictionary[int, Held] = weakref.WeakValueDictionary()
_translated: dict[int, tuple[weakref.ref[nw.Expr], pl.Expr]] = {}


def translated(expression: nw.Expr) -> pl.Expr:
    """The expression in Polars; remembered for as long as the expression lives."""
    key = id(expression)
    known = _translated.get(key)
    if known is not None and known[0]() is expression:
        return known[1]
    compliant: Any = expression._to_compliant_expr(_NAMESPACE)
    found: pl.Expr = compliant.native
    _translated[key] = (weakref.ref(expression, lambda _: _translated.pop(key, None)), found)
    return found


def _roots(expressions: Iterable[pl.Expr]) -> list[str]:
    return [name for expression in expressions for name in expression.meta.root_names()]


def hold(frame: pl.DataFrame) -> Held:
    """Rows of a frame in memory."""
    return _Whole(frame)


def forget_results() -> None:
    """Drop what functions of held rows have found; columns and codes stay."""
    for rows in tuple(_remembering.values()):
        rows.forget()


class Held(nw.LazyFrame[pl.LazyFrame]):
    """Rows of a frame in memory, or those of other held rows that pass, or with more columns."""

    def __init__(self, names: Sequence[str], height: int) -> None:
        self._level = "lazy"
        self._names = names
        self.height = height
        self._series: dict[str, pl.Series] = {}
        self._codes: dict[str, Encoded] = {}
        self._groupings: dict[tuple[str, ...], Grouping] = {}
        self._results: OrderedDict[Any, Any] = OrderedDict()

    def names(self) -> Sequence[str]:
        """The names of the columns."""
        return self._names

    @abstractmethod
    def _plan(self) -> pl.LazyFrame:
        """The same rows as a lazy Polars frame, for what is not evaluated here."""

    @abstractmethod
    def _fetch(self, names: Sequence[str]) -> Iterable[pl.Series]:
        """Columns that were not asked for before."""

    @abstractmethod
    def _encode(self, name: str) -> Encoded: ...

    @abstractmethod
    def _group(self, by: tuple[str, ...]) -> Grouping: ...

    @property
    def _compliant_frame(self) -> Any:  # ty: ignore[incompatible-property-override]
        return nw.from_native(self._plan())._compliant_frame

    def _with_compliant(self, df: Any) -> Any:
        return nw.LazyFrame(df, level="lazy")

    def frame(self, names: Iterable[str]) -> pl.DataFrame:
        """Some columns of the rows."""
        wanted = tuple(dict.fromkeys(names))
        absent = [name for name in wanted if name not in self._series]
        if absent:
            self._series |= {column.name: column for column in self._fetch(absent)}
        return pl.DataFrame([self._series[name] for name in wanted])

    def at(self, names: Sequence[str], places: np.ndarray) -> Iterable[pl.Series]:
        """Columns of some of the rows, by place."""
        return self.frame(names).select(pl.all().gather(places)).get_columns()

    def whole(self) -> pl.DataFrame:
        """All columns of the rows."""
        return self.frame(self._names)

    def encoded(self, name: str) -> Encoded:
        """The dictionary codes of a column."""
        if name not in self._codes:
            self._codes[name] = self._encode(name)
        return self._codes[name]

    def grouping(self, by: tuple[str, ...]) -> Grouping:
        """The rows by the values of one or more columns."""
        if by not in self._groupings:
            self._groupings[by] = self._group(by)
        return self._groupings[by]

    def grouped(self, by: tuple[str, ...]) -> tuple[Held, Grouping]:
        """Groups, and the rows that they are of: these, or more of which others have no group."""
        return self, self.grouping(by)

    def read_by(self, expressions: Iterable[pl.Expr]) -> pl.DataFrame:
        """The columns that expressions read; one for its height where they read none."""
        return self.frame(_roots(expressions) or self._names[:1])

    def results(self) -> OrderedDict[Any, Any]:
        """Where results of functions of these rows are kept: they go with the rows."""
        _remembering[id(self)] = self
        return self._results

    def forget(self) -> None:
        """Drop what functions of these rows have found."""
        self._results.clear()

    def filter(self, *predicates: Any, **constraints: Any) -> Any:
        """The rows for which every predicate is true."""
        if constraints:
            return super().filter(*predicates, **constraints)
        return _Passing(self, [translated(predicate) for predicate in predicates])

    def with_columns(self, *exprs: Any, **named_exprs: Any) -> Any:
        """The rows with more columns, each evaluated when it is first asked for."""
        if exprs:
            return super().with_columns(*exprs, **named_exprs)
        return _Extended(self, {name: translated(it) for name, it in named_exprs.items()})

    def banded(self, name: str, column: str, band: nw.Expr) -> Held:
        """The rows with a column that follows from the value of one other, value by value."""
        extended = _Extended(self, {name: translated(band)})
        coded = self.encoded(column)
        if coded.size < self.height:
            values = pl.concat([coded.values, pl.Series([None], dtype=coded.values.dtype)])
            found = encode(values.to_frame(column).select(translated(band)).to_series())
            extended._codes[name] = found.at(coded.codes)
        return extended

    def coded(self, name: str, column: Encoded) -> Held:
        """The rows with a column that is given by its codes."""
        codes = pl.lit(pl.Series(column.codes))
        extended = _Extended(self, {name: pl.lit(column.values).gather(codes, null_on_oob=True)})
        extended._codes[name] = column
        return extended

    def select(self, *exprs: Any, **named_exprs: Any) -> Any:
        """Columns of the rows, or figures of all of them."""
        chosen = [pl.col(it) if isinstance(it, str) else translated(it) for it in exprs]
        chosen += [translated(it).alias(name) for name, it in named_exprs.items()]
        read = tuple(dict.fromkeys(_roots(chosen) or self._names[:1]))
        known = [self._series[name] for name in read if name in self._series]
        fetched = self._fetch([name for name in read if name not in self._series])
        # What is brought out once is not kept.
        return _Whole(pl.DataFrame([*known, *fetched]).select(chosen))


class _Whole(Held):
    def __init__(self, frame: pl.DataFrame) -> None:
        super().__init__(frame.columns, frame.height)
        self._frame = frame

    def _plan(self) -> pl.LazyFrame:
        return self._frame.lazy()

    def _fetch(self, names: Sequence[str]) -> Iterable[pl.Series]:
        return (self._frame.get_column(name) for name in names)

    def _encode(self, name: str) -> Encoded:
        return encode(self._frame.get_column(name))

    def _group(self, by: tuple[str, ...]) -> Grouping:
        return group(by, [self.encoded(name) for name in by])


class _Passing(Held):
    """The rows of others that pass."""

    def __init__(self, source: Held, predicates: Sequence[pl.Expr]) -> None:
        passes = pl.all_horizontal(predicates)
        self._source, self._passes = source, passes
        mask = source.read_by([passes]).select(passes.fill_null(value=False)).to_series()
        self._places = np.flatnonzero(mask.to_numpy()).astype(np.uint32)
        self._among: dict[tuple[str, ...], Grouping] = {}
        super().__init__(source._names, self._places.size)

    def _plan(self) -> pl.LazyFrame:
        return self._source._plan().filter(self._passes)

    @property
    def _all(self) -> bool:
        return self.height == self._source.height

    def _fetch(self, names: Sequence[str]) -> Iterable[pl.Series]:
        if self._all:
            return self._source.frame(names).get_columns()
        return self._source.at(names, self._places)

    def at(self, names: Sequence[str], places: np.ndarray) -> Iterable[pl.Series]:
        """The same, copied from where they were first: what lies between keeps nothing."""
        known = [name for name in names if name in self._series]
        others = [name for name in names if name not in self._series]
        found = super().at(known, places) if known else ()
        return [*found, *(self._source.at(others, self._places[places]) if others else ())]

    def _encode(self, name: str) -> Encoded:
        whole = self._source.encoded(name)
        return whole if self._all else whole.at(self._places)

    def _group(self, by: tuple[str, ...]) -> Grouping:
        whole = self._source.grouping(by)
        return whole if self._all else whole.at(self._places)

    def grouped(self, by: tuple[str, ...]) -> tuple[Held, Grouping]:
        """Of most of the source's rows: the source itself, so that no column is copied."""
        source, groups = self._source.grouped(by)
        if source is not self._source or self.height * COPIED < source.height:
            return self, self.grouping(by)
        if by not in self._among:
            self._among[by] = groups.only(self._places)
        return source, self._among[by]


class _Extended(Held):
    """The rows of others with columns more."""

    def __init__(self, source: Held, made: dict[str, pl.Expr]) -> None:
        super().__init__(list(dict.fromkeys([*source._names, *made])), source.height)
        self._source, self._made = source, made

    def _plan(self) -> pl.LazyFrame:
        return self._source._plan().with_columns(**self._made)

    def _fetch(self, names: Sequence[str]) -> Iterable[pl.Series]:
        given = [name for name in names if name not in self._made]
        found = self._source.frame(given).get_columns() if given else []
        own = [self._made[name].alias(name) for name in names if name in self._made]
        if not own:
            return found
        made = self._source.read_by(own).with_columns(own)
        return [*found, *(made.get_column(name) for name in names if name in self._made)]

    def at(self, names: Sequence[str], places: np.ndarray) -> Iterable[pl.Series]:
        """The same, of which the source copies its own."""
        own = [name for name in names if name in self._made]
        given = [name for name in names if name not in self._made]
        found = super().at(own, places) if own else ()
        return [*found, *(self._source.at(given, places) if given else ())]

    def _encode(self, name: str) -> Encoded:
        if name not in self._made:
            return self._source.encoded(name)
        return encode(self.frame([name]).to_series())

    def _group(self, by: tuple[str, ...]) -> Grouping:
        if self._made.keys().isdisjoint(by):
            return self._source.grouping(by)
        return group(by, [self.encoded(name) for name in by])
