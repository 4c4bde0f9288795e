"""How a number follows from others of its view, with the figures in it.

A relation is said only if it holds in every row of the view that has the figures, to the digits
shown: what is said is arithmetic that the reader can do again. Relations are tried in the order of
RELATIONS, the plainest first.
"""

from collections.abc import Callable, Iterator
from itertools import permutations, product
from typing import Final, NamedTuple

import polars as pl

from components.contract.cells import Cell, frame_of
from components.contract.result import Result
from components.look.amounts import number
from data_layer.vocabulary.fields import Field
from data_layer.vocabulary.text import Lang, Text

PER_CENT = 100.0
FEWEST = 2
"""Rows in which a relation has to be seen, unless the view has but one."""
MOST_ALIKE: Final = 12
"""Columns of one unit beyond which no pairs of them are tried."""
NUMBERS = {
    "n": Text("全部企业 n", "all enterprises, n"),
    "registry": Text("企业库全部企业", "all enterprises of the registry"),
}
COUNTS = ("家", "件", "项", "人")
LACKING = ("missing", "unreported", "unknown")
"""Ends of names of columns that count what a share leaves out."""


class Relation(NamedTuple):
    """A way to compute a column from others: its values, how it is written with them, and how far
    the digits of what it is computed from may move it."""

    values: pl.Expr
    written: Callable[[dict[str, str]], str]
    names: tuple[str, ...]
    slack: pl.Expr | None = None


class Numbers(NamedTuple):
    """A column, the others of its view in counts and in its own unit, and the numbers in all."""

    field: Field
    counts: list[str]
    alike: list[Field]
    frame: pl.DataFrame
    wholes: dict[str, int]


def formula(result: Result, cell: Cell, lang: Lang, registry: int = 0) -> str:
    """The relation in words and in figures; empty where no other figure of the view gives it.

    registry: how many enterprises there are in all.
    """
    frame = frame_of(result, cell.source)
    if frame is None or cell.field.digits is None:
        return ""
    wholes = {"n": result.sample.most, "registry": registry}
    others = [
        f
        for f in result.exhibit.fields
        if f.digits is not None and not f.key and f.name != cell.field.name
    ]
    counts = [f.name for f in others if f.digits == 0 and f.unit.zh in COUNTS]
    asked = Numbers(cell.field, counts, others, frame=frame, wholes=wholes)
    for relation in _relations(asked):
        if _holds(frame, cell, relation):
            return _in_words(result, asked, cell, relation=relation, lang=lang)
    return ""


def _relations(asked: Numbers) -> Iterator[Relation]:
    unit = asked.field.unit.zh
    if unit == "%":
        yield from _shares(asked)
        yield from _of_pairs(asked, _higher, _lower)
    elif asked.field.digits == 0:
        for whole, part in permutations(asked.counts, 2):
            yield _difference(whole, part)
    elif unit == "个百分点":
        yield from _of_pairs(asked, _points)
    elif unit in ("", "倍"):
        yield from _of_pairs(asked, _quotient)


def _shares(asked: Numbers) -> Iterator[Relation]:
    stem = asked.field.name.removesuffix("_pct").removesuffix("_share")
    names = asked.counts
    ordered = sorted(names, key=lambda name: (name != stem, names.index(name)))
    for part, whole in product(ordered, names):
        if part != whole:
            yield _share(part, whole)
    for part in ordered:
        yield _of_all(part, asked.frame)
        yield from (_of_number(part, n, name) for name, n in asked.wholes.items())
        yield from (_of_both(part, other) for other in names if other != part)
    lacking = [name for name in names if name.endswith(LACKING)]
    for part, none in product(ordered, lacking):
        for whole in names:
            if len({part, none, whole}) > 2:
                yield _without(part, pl.col(whole), whole, none=none)
        for name, n in asked.wholes.items():
            yield _without(part, pl.lit(n), name, none=none)


def _of_pairs(asked: Numbers, *makers: Callable[[Field, Field], Relation]) -> Iterator[Relation]:
    """Relations of two columns of one unit."""
    units: dict[str, list[Field]] = {}
    for field in asked.alike:
        units.setdefault(field.unit.zh, []).append(field)
    for fields in units.values():
        if len(fields) <= MOST_ALIKE:
            for maker, pair in product(makers, permutations(fields, 2)):
                yield maker(*pair)


def _share(part: str, whole: str) -> Relation:
    values = pl.col(part) / pl.col(whole) * PER_CENT
    return Relation(values, lambda texts: f"{texts[part]} ÷ {texts[whole]} × 100", (part, whole))


def _of_all(part: str, frame: pl.DataFrame) -> Relation:
    total = frame[part].sum()
    values = pl.col(part) / total * PER_CENT
    return Relation(values, lambda texts: f"{texts[part]} ÷ Σ{texts[f'Σ{part}']} × 100", (part,))


def _of_number(part: str, n: int, name: str) -> Relation:
    values = pl.col(part) / n * PER_CENT
    return Relation(values, lambda texts: f"{texts[part]} ÷ {texts[name]} × 100", (part,))


def _of_both(part: str, other: str) -> Relation:
    values = pl.col(part) / (pl.col(part) + pl.col(other)) * PER_CENT
    return Relation(
        values,
        lambda texts: f"{texts[part]} ÷ ({texts[part]} + {texts[other]}) × 100",
        (part, other),
    )


def _without(part: str, all: pl.Expr, whole: str, none: str) -> Relation:
    values = pl.col(part) / (all - pl.col(none)) * PER_CENT
    names = tuple(name for name in (part, whole, none) if name not in NUMBERS)
    return Relation(
        values, lambda texts: f"{texts[part]} ÷ ({texts[whole]} − {texts[none]}) × 100", names
    )


def _difference(whole: str, part: str) -> Relation:
    values = pl.col(whole) - pl.col(part)
    return Relation(values, lambda texts: f"{texts[whole]} − {texts[part]}", (whole, part))


def _points(of: Field, less: Field) -> Relation:
    a, b = of.name, less.name
    slack = pl.lit(_half(of) + _half(less))
    return Relation(
        pl.col(a) - pl.col(b), lambda texts: f"{texts[a]} − {texts[b]}", (a, b), slack=slack
    )


def _quotient(of: Field, by: Field) -> Relation:
    a, b = of.name, by.name
    values, slack = _divided(of, by)
    return Relation(values, lambda texts: f"{texts[a]} ÷ {texts[b]}", (a, b), slack=slack)


def _higher(of: Field, by: Field) -> Relation:
    a, b = of.name, by.name
    values, slack = _divided(of, by)
    return Relation(
        (values - 1) * PER_CENT,
        lambda texts: f"({texts[a]} ÷ {texts[b]} − 1) × 100",
        (a, b),
        slack=slack * 100,
    )


def _lower(of: Field, by: Field) -> Relation:
    a, b = of.name, by.name
    values, slack = _divided(of, by)
    return Relation(
        (1 - values) * PER_CENT,
        lambda texts: f"(1 − {texts[a]} ÷ {texts[b]}) × 100",
        (a, b),
        slack=slack * 100,
    )


def _divided(of: Field, by: Field) -> tuple[pl.Expr, pl.Expr]:
    """A quotient, and how far the digits that are not shown may move it."""
    quotient = pl.col(of.name) / pl.col(by.name)
    slack = (_half(of) + quotient.abs() * _half(by)) / (pl.col(by.name).abs() - _half(by))
    return quotient, slack.abs()


def _half(field: Field) -> float:
    """Half of the last digit of a column; counts are exact."""
    return 0.5 * 10.0 ** -(field.digits or 0) if field.digits else 0.0


def _holds(frame: pl.DataFrame, cell: Cell, relation: Relation) -> bool:
    """Whether a relation gives the column in every row that has the figures, that of the cell among
    them. Of two columns of one unit a row may have none, where its quantity has another unit."""
    field = cell.field
    step = 0.5 * 10.0 ** -(field.digits or 0) + 1e-9
    slack = pl.lit(0.0) if relation.slack is None else relation.slack
    both = frame.with_row_index("at").select(
        "at",
        was=pl.col(field.name).cast(pl.Float64),
        now=relation.values.cast(pl.Float64),
        slack=slack.cast(pl.Float64),
    )
    comparable = both.filter(pl.col("was").is_not_null() & pl.col("now").is_finite())
    part = comparable.height < both["was"].count()
    if comparable.height < min(FEWEST, frame.height) or cell.at not in comparable["at"]:
        return False
    if part and relation.slack is None:
        return False
    distinct = comparable["was"].n_unique() > 1 or frame.height == 1
    near = (comparable["was"] - comparable["now"]).abs() <= comparable["slack"] + step
    return distinct and bool(near.all())


def _in_words(result: Result, asked: Numbers, cell: Cell, relation: Relation, lang: Lang) -> str:
    row = asked.frame.row(cell.at, named=True)
    fields = {f.name: f for f in result.exhibit.fields}
    labels = {name: fields[name].label(lang) for name in relation.names}
    figures = {name: number(row[name]) for name in relation.names}
    labels |= {name: text(lang) for name, text in NUMBERS.items()}
    figures |= {name: number(n) for name, n in asked.wholes.items()}
    labels |= {f"Σ{name}": labels[name] for name in relation.names}
    figures |= {f"Σ{name}": f" {number(float(asked.frame[name].sum()))}" for name in relation.names}
    value = number(cell.value, max(cell.field.digits or 0, 2)) + cell.field.unit(lang)
    equals = " = " if relation.slack is None else " ≈ "
    return f"{relation.written(labels)} = {relation.written(figures)}{equals}{value}"
