"""What a roll-up has to answer, and which columns each answer reads."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import polars as pl
from polars.io.plugins import register_io_source

from data_layer.filters.filters import Filters
from data_layer.measures.rows import MULTIPLICITY, Rows


@dataclass(frozen=True)
class Question:
    """An exhibit with its parameters, or anything else that is asked of a registry's rows.

    requires: columns without which it has no answer. opening: as a page first asks it; the answer
    is stored where no cube gives it.
    """

    id: str
    ask: Callable[[Rows, Filters], pl.DataFrame]
    params: Mapping[str, str]
    requires: tuple[str, ...] = ()
    opening: bool = True


@dataclass(frozen=True)
class Need:
    """Columns that one question reads in one go; `counted` if it goes by multiplicity."""

    columns: frozenset[str]
    counted: bool


def needs(question: Question, sample: pl.DataFrame) -> frozenset[Need]:
    """What a question reads, seen by asking it of a few rows."""
    seen: set[Need] = set()
    rows = sample.with_columns(pl.lit(1, dtype=pl.Int64).alias(MULTIPLICITY))

    def read(
        columns: list[str] | None, predicate: pl.Expr | None, most: int | None, _: int | None
    ) -> Iterator[pl.DataFrame]:
        wanted = rows.columns if columns is None else columns
        read_too = [] if predicate is None else predicate.meta.root_names()
        names = frozenset(wanted) | frozenset(read_too)
        seen.add(Need(names - {MULTIPLICITY}, MULTIPLICITY in names and columns is not None))
        passed = rows if predicate is None else rows.filter(predicate)
        yield passed.select(wanted).head(rows.height if most is None else most)

    question.ask(register_io_source(read, schema=rows.schema), Filters())
    return frozenset(seen)
