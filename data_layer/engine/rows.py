"""Rows in memory: lazy narwhals rows that keep what was worked out about them.

Everything that narwhals does with a lazy frame works as on any other. Filters, new columns and
chosen columns are evaluated here, each column once and only when it is asked for, and shared by
all that is asked of the same rows. The measures count the dictionary codes that are kept here.
"""

from __future__ import annotations

import weakref
from abc import abstractmethod
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import narwhals as nw
import numpy as np
import polars as pl

from data_layer.engine.codes import Encoded, encode
from data_layer.engine.counts import looked_up
from data_layer.engine.groups import Grouping
from data_layer.engine.selection import Run, Selection, chosen, composed

KEPT = 10_000_000
"""Of selections of more rows, copied columns are not kept: they are copied anew for each use."""
FEW = 50_000
"""Of fewer rows, evaluating expressions on several threads costs more than it gives."""
PIECE = 2_000_000
"""Rows of these that an expression is evaluated for at a time."""
ROOM = 1.25
"""Rows that all selections kept of the same rows may have together, as a multiple of these."""

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


def roots(expressions: Iterable[pl.Expr]) -> list[str]:
    """The columns that expressions read."""
    return list(dict.fromkeys(n for it in expressions for n in it.meta.root_names()))


def hold(frame: pl.DataFrame) -> Held:
    """Rows of a frame in memory."""
    return _Whole(frame)


def forget_results() -> None:
    """Drop what was found of held rows; columns and codes stay."""
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

    @property
    def room(self) -> float:
        """How many rows the selections kept of these rows may have together."""
        return min(self.height, KEPT) * ROOM

    @abstractmethod
    def plan(self) -> pl.LazyFrame:
        """The same rows as a lazy Polars frame, for what is not evaluated here."""

    @abstractmethod
    def fetch(self, names: Sequence[str]) -> Iterable[pl.Series]:
        """Columns, in the order of the names."""

    @abstractmethod
    def encode(self, name: str) -> Encoded:
        """The codes of a column that were not asked for before."""

    def pick(self, names: Sequence[str], rows: Selection) -> Iterable[pl.Series]:
        """Columns of some of the rows."""
        return (rows.take(column) for column in self.frame(names).get_columns())

    def keeps(self, name: str) -> bool:
        """Whether a column stays in memory once it was asked for."""
        return name in self._names

    def marks(self, condition: pl.Expr, rows: Selection | None = None) -> pl.Series:
        """For each row, or each of some, whether a condition is true."""
        found = self.evaluated([condition.fill_null(value=False).alias("mark")]).to_series()
        return found if rows is None else rows.take(found)

    def before(self, name: str, text: str, descending: bool, rows: Selection) -> np.ndarray:
        """For each of some rows whether its text comes before another in a list, or is it."""
        (own,) = self.pick([name], rows)
        return (own >= text if descending else own <= text).to_numpy()

    def place_of(self, id: str) -> int | None:
        """Where the enterprise with an id is."""
        marks = self.marks(pl.col("id") == id)
        return marks.arg_max() if marks.any() else None

    @property
    def _compliant_frame(self) -> Any:  # ty: ignore[incompatible-property-override]
        return nw.from_native(self.plan())._compliant_frame

    def _with_compliant(self, df: Any) -> Any:
        return nw.LazyFrame(df, level="lazy")

    def frame(self, names: Iterable[str]) -> pl.DataFrame:
        """Some columns of the rows."""
        wanted = tuple(dict.fromkeys(names))
        absent = [name for name in wanted if name not in self._series]
        fetched = {column.name: column for column in self.fetch(absent)} if absent else {}
        self._series |= {name: it for name, it in fetched.items() if self.keeps(name)}
        return pl.DataFrame([self._series.get(name, fetched.get(name)) for name in wanted])

    def whole(self) -> pl.DataFrame:
        """All columns of the rows."""
        return self.frame(self._names)

    def encoded(self, name: str) -> Encoded:
        """The dictionary codes of a column."""
        known = self._codes.get(name)
        if known is None:
            known = self.encode(name)
            if self.keeps(name):
                self._codes[name] = known
        return known

    def grouping(self, by: tuple[str, ...]) -> Grouping:
        """The rows by the values of one or more columns."""
        known = self._groupings.get(by)
        if known is None:
            _remembering[id(self)] = self
            known = self.group(by)
            if all(map(self.keeps, by)):
                self._groupings[by] = known
        return known

    def group(self, by: tuple[str, ...]) -> Grouping:
        """Groups that were not asked for before."""
        return Grouping(by, tuple(self.encoded(name) for name in by), self.height)

    def read_by(self, expressions: Iterable[pl.Expr]) -> pl.DataFrame:
        """The columns that expressions read; one for its height where they read none."""
        return self.frame(roots(expressions) or self._names[:1])

    def evaluated(self, asked: Sequence[pl.Expr]) -> pl.DataFrame:
        """A column an expression; of many rows piece by piece, without holding what is read."""
        if self.height <= KEPT or not all(it.meta.is_row_separable() for it in asked):
            read = self.read_by(asked)
            return read.select_seq(asked) if self.height < FEW else read.select(asked)
        read = roots(asked) or self._names[:1]
        return pl.concat(
            pl.DataFrame(list(self.pick(read, Run(first, min(PIECE, self.height - first))))).select(
                asked
            )
            for first in range(0, self.height, PIECE)
        )

    def results(self) -> OrderedDict[Any, Any]:
        """Where results of functions of these rows are kept: they go with the rows."""
        _remembering[id(self)] = self
        return self._results

    def forget(self) -> None:
        """Drop what functions of these rows have found, and their groups."""
        self._results.clear()
        self._groupings.clear()

    def filter(self, *predicates: Any, **constraints: Any) -> Any:
        """The rows for which every predicate is true."""
        if constraints:
            return super().filter(*predicates, **constraints)
        return self.passing(pl.all_horizontal([translated(it) for it in predicates]))

    def narrowed(self, filters: Any) -> tuple[Held, Any]:
        """Those rows that these know a short way to, and the filters that remain."""
        return self, filters

    def passing(self, condition: pl.Expr) -> Held:
        """The rows for which a condition is true."""
        return Passing(self, chosen(self.marks(condition)), lambda: self.plan().filter(condition))

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
            extended._codes[name] = found.of(looked_up(found.codes, coded.codes))
        return extended

    def coded(self, name: str, column: Encoded) -> Held:
        """The rows with a column that is given by its codes."""
        codes = pl.lit(pl.Series(column.codes))
        extended = _Extended(self, {name: pl.lit(column.values).gather(codes, null_on_oob=True)})
        extended._codes[name] = column
        return extended

    def select(self, *exprs: Any, **named_exprs: Any) -> Any:
        """Columns of the rows, or figures of all of them."""
        asked = [pl.col(it) if isinstance(it, str) else translated(it) for it in exprs]
        asked += [translated(it).alias(name) for name, it in named_exprs.items()]
        return hold(self.brought(asked))

    def brought(self, asked: Sequence[pl.Expr]) -> pl.DataFrame:
        """What expressions give. What is brought out once is not kept."""
        read = roots(asked) or self._names[:1]
        known = [self._series[name] for name in read if name in self._series]
        fetched = self.fetch([name for name in read if name not in self._series])
        return pl.DataFrame([*known, *fetched]).select(asked)


class _Whole(Held):
    def __init__(self, frame: pl.DataFrame) -> None:
        super().__init__(frame.columns, frame.height)
        self._frame = frame

    def plan(self) -> pl.LazyFrame:
        return self._frame.lazy()

    def fetch(self, names: Sequence[str]) -> Iterable[pl.Series]:
        return (self._frame.get_column(name) for name in names)

    def encode(self, name: str) -> Encoded:
        return encode(self._frame.get_column(name))


class Passing(Held):
    """Chosen rows of others. plan: gives the same rows lazily."""

    def __init__(self, source: Held, rows: Selection, plan: Callable[[], pl.LazyFrame]) -> None:
        self._source, self._rows, self._lazily = source, rows, plan
        super().__init__(source._names, rows.height)

    def plan(self) -> pl.LazyFrame:
        return self._lazily()

    def keeps(self, name: str) -> bool:
        small = self.height <= KEPT or isinstance(self._rows, Run)
        return small and self._source.keeps(name)

    def passing(self, condition: pl.Expr) -> Held:
        """Those that pass too, chosen from where the rows were first: what lies between goes."""
        rows = self._among(chosen(self.marks(condition)))
        return Passing(self._source, rows, lambda: self.plan().filter(condition))

    def pick(self, names: Sequence[str], rows: Selection) -> Iterable[pl.Series]:
        """The same, of which the source picks what was not asked for before: few rows of many."""
        own = [name for name in names if name in self._series]
        others = [name for name in names if name not in own]
        found = {it.name: it for it in super().pick(own, rows)} if own else {}
        if others:
            found |= {it.name: it for it in self._source.pick(others, self._among(rows))}
        return [found[name] for name in names]

    def before(self, name: str, text: str, descending: bool, rows: Selection) -> np.ndarray:
        return self._source.before(name, text, descending, self._among(rows))

    def _among(self, rows: Selection) -> Selection:
        """Some of these rows as rows of the source."""
        return composed(self._rows, rows, self._source.height)

    def marks(self, condition: pl.Expr, rows: Selection | None = None) -> pl.Series:
        if rows is not None or all(map(self._source.keeps, roots([condition]))):
            return super().marks(condition, rows)
        return self._source.marks(condition, self._rows)

    @property
    def _all(self) -> bool:
        return self.height == self._source.height

    def fetch(self, names: Sequence[str]) -> Iterable[pl.Series]:
        if self._all:
            return self._source.frame(names).get_columns()
        return self._source.pick(names, self._rows)

    def encode(self, name: str) -> Encoded:
        whole = self._source.encoded(name)
        return whole if self._all else whole.of(self._rows.codes(whole.codes))

    def group(self, by: tuple[str, ...]) -> Grouping:
        return self._source.grouping(by) if self._all else super().group(by)


class _Extended(Held):
    """The rows of others with columns more."""

    def __init__(self, source: Held, made: dict[str, pl.Expr]) -> None:
        super().__init__(list(dict.fromkeys([*source._names, *made])), source.height)
        self._source, self._made = source, made

    def plan(self) -> pl.LazyFrame:
        return self._source.plan().with_columns(**self._made)

    def keeps(self, name: str) -> bool:
        return self.height <= KEPT if name in self._made else self._source.keeps(name)

    def fetch(self, names: Sequence[str]) -> Iterable[pl.Series]:
        given = [name for name in names if name not in self._made]
        own = [self._made[name].alias(name) for name in names if name in self._made]
        found = {it.name: it for it in self._source.frame(given).get_columns()} if given else {}
        if own:
            made = self._source.read_by(own).select(own)
            found |= {it.name: it for it in made.get_columns()}
        return [found[name] for name in names]

    def pick(self, names: Sequence[str], rows: Selection) -> Iterable[pl.Series]:
        """The same, of which the source picks its own."""
        given = [name for name in names if name not in self._made]
        own = [name for name in names if name in self._made]
        alone = [name for name in own if name not in self._series and self._separable(name)]
        found = {it.name: it for it in self._source.pick(given, rows)} if given else {}
        if alone:
            asked = [self._made[name].alias(name) for name in alone]
            read = roots(asked) or self._names[:1]
            made = pl.DataFrame(list(self._source.pick(read, rows))).select(asked)
            found |= {it.name: it for it in made.get_columns()}
        whole = [name for name in own if name not in alone]
        found |= {it.name: it for it in super().pick(whole, rows)} if whole else {}
        return [found[name] for name in names]

    def _separable(self, name: str) -> bool:
        """Whether a cell follows from other cells of its row alone."""
        return self._made[name].meta.is_row_separable()

    def encode(self, name: str) -> Encoded:
        if name not in self._made:
            return self._source.encoded(name)
        return encode(self.frame([name]).to_series())

    def group(self, by: tuple[str, ...]) -> Grouping:
        if self._made.keys().isdisjoint(by):
            return self._source.grouping(by)
        return super().group(by)
