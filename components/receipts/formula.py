"""How a number follows from others of its view, with the figures in it.

A relation is said only if it holds in every row of the view that has the figures, to the digits
shown: what is said is arithmetic that the reader can do again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import polars as pl

from components.contract.cells import Cell, frame_of
from components.contract.result import Result
from components.look.amounts import number
from data_layer.vocabulary.fields import Field
from data_layer.vocabulary.text import Lang, Text

PER_CENT = 100.0
FEWEST = 2
"""Rows in which a relation has to be seen, unless the view has but one."""
NUMBERS = {
    "n": Text("全部企业 n", "all enterprises, n"),
    "registry": Text("企业库全部企业", "all enterprises of the registry"),
}
COUNTS = ("家", "件", "项", "人")


class Relation(NamedTuple):
    """A way to compute a column from others: its values, and how it is written with them."""

    values: pl.Expr
    written: Callable[[dict[str, str]], str]
    names: tuple[str, ...]


def formula(result: Result, cell: Cell, lang: Lang, registry: int = 0) -> str:
    """The relation in words and in figures; empty where no other figure of the view gives it.

    registry: how many enterprises there are in all.
    """
    frame, wholes = frame_of(result, cell.source), (result.sample.most, registry)
    if frame is None or cell.field.digits is None:
        return ""
    counted = [
        f
        for f in result.exhibit.fields
        if f.digits == 0 and not f.key and f.name != cell.field.name and f.unit.zh in COUNTS
    ]
    for relation in _relations(cell.field, counted, frame, wholes):
        if _holds(frame, cell.field, relation.values):
            return _said(result, frame, cell, relation, lang, wholes)
    return ""


def _relations(
    field: Field, counted: list[Field], frame: pl.DataFrame, wholes: tuple[int, int]
) -> Iterator[Relation]:
    """Relations worth trying, the plainest first."""
    names = [f.name for f in counted]
    if field.unit.zh == "%":
        stem = field.name.removesuffix("_pct").removesuffix("_share")
        ordered = sorted(names, key=lambda name: (name != stem, names.index(name)))
        for part in ordered:
            for whole in names:
                if part != whole:
                    yield _share(part, whole)
        for part in ordered:
            yield _of_all(part, frame)
            yield from (_of_number(part, n, name) for n, name in zip(wholes, NUMBERS, strict=True))
            for other in names:
                if other != part:
                    yield _of_both(part, other)
    elif field.digits == 0:
        for whole in names:
            for part in names:
                if part not in (whole, field.name):
                    yield _difference(whole, part)


def _share(part: str, whole: str) -> Relation:
    values = pl.col(part) / pl.col(whole) * PER_CENT
    return Relation(values, lambda it: f"{it[part]} ÷ {it[whole]} × 100", (part, whole))


def _of_all(part: str, frame: pl.DataFrame) -> Relation:
    total = frame[part].sum()
    values = pl.col(part) / total * PER_CENT
    return Relation(values, lambda it: f"{it[part]} ÷ Σ{it[f'Σ{part}']} × 100", (part,))


def _of_number(part: str, n: int, name: str) -> Relation:
    values = pl.col(part) / n * PER_CENT
    return Relation(values, lambda it: f"{it[part]} ÷ {it[name]} × 100", (part,))


def _of_both(part: str, other: str) -> Relation:
    values = pl.col(part) / (pl.col(part) + pl.col(other)) * PER_CENT
    return Relation(
        values, lambda it: f"{it[part]} ÷ ({it[part]} + {it[other]}) × 100", (part, other)
    )


def _difference(whole: str, part: str) -> Relation:
    values = pl.col(whole) - pl.col(part)
    return Relation(values, lambda it: f"{it[whole]} − {it[part]}", (whole, part))


def _holds(frame: pl.DataFrame, field: Field, values: pl.Expr) -> bool:
    """Whether a relation gives the column in every row that has both."""
    step = 0.5 * 10.0 ** -(field.digits or 0) + 1e-9
    both = frame.select(was=pl.col(field.name).cast(pl.Float64), now=values.cast(pl.Float64))
    known = both.filter(pl.col("was").is_not_null() & pl.col("now").is_finite())
    if known.height < min(FEWEST, frame.height) or known.height < both["was"].count():
        return False
    distinct = known["was"].n_unique() > 1 or frame.height == 1
    return distinct and bool(((known["was"] - known["now"]).abs() <= step).all())


def _said(
    result: Result,
    frame: pl.DataFrame,
    cell: Cell,
    relation: Relation,
    lang: Lang,
    wholes: tuple[int, int],
) -> str:
    row = frame.row(cell.at, named=True)
    fields = {f.name: f for f in result.exhibit.fields}
    labels = {name: fields[name].label(lang) for name in relation.names}
    figures = {name: number(row[name]) for name in relation.names}
    labels |= {name: text(lang) for name, text in NUMBERS.items()}
    figures |= {name: number(n) for name, n in zip(NUMBERS, wholes, strict=True)}
    labels |= {f"Σ{name}": labels[name] for name in relation.names}
    figures |= {f"Σ{name}": f" {number(float(frame[name].sum()))}" for name in relation.names}
    value = number(cell.value, max(cell.field.digits or 0, 2)) + cell.field.unit(lang)
    equals = Text(" = ", " = ")(lang)
    return f"{relation.written(labels)}{equals}{relation.written(figures)}{equals}{value}"
