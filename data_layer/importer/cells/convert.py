"""Text of cells to values of the schema, as Polars expressions: a value, or why there is none.

Every function takes text that `cleaned` has made and gives a `Cell`; both parts are null where
the text is. Places and industries are resolved in `codes`, since their columns depend on each
other.
"""

import unicodedata
from collections.abc import Callable, Mapping
from functools import cache

import polars as pl

from data_layer.importer.cells import titles
from data_layer.importer.cells.cleaning import NO, YES, Cell, both, unless
from data_layer.importer.cells.dates import batch, year
from data_layer.importer.cells.days import day, last_day
from data_layer.importer.cells.numbers import number, scaled
from data_layer.importer.cells.units import UNIT_LABELS, Unit, measure_of
from data_layer.vocabulary.enterprise import Enterprise
from data_layer.vocabulary.schema import Column, columns
from data_layer.vocabulary.text import Text


def converter(column: Column, unit: Unit | None) -> Callable[[pl.Expr], Cell]:
    """How the text of a column becomes its values."""
    if column.dated:
        read = last_day if column.name == "valid_until" else day
        return lambda text: _within(column, read(text))
    if column.name in ("founded_year", "recognised_year", "review_year"):
        return lambda text: _checked(column, year(text))
    if column.name == "batch":
        return lambda text: _checked(column, batch(text))
    if column.dtype == pl.Boolean:
        return lambda text: _yes_or_no(column, text)
    if isinstance(column.dtype, pl.Enum):
        return lambda text: _choice(column, text)
    return lambda text: _checked(column, number(column, unit, text))


def plain(column: Column, unit: Unit | None) -> Callable[[pl.Expr], Cell]:
    """`converter` of a numeric column for texts that are digits and nothing else."""

    def cell(text: pl.Expr) -> Cell:
        value = scaled(column, unit, text.cast(pl.Float64, strict=False))
        whole = Text("不是整数", "not a whole number")
        part = column.dtype.is_integer() & (value != value.round(0))
        return _checked(column, Cell(value, pl.when(part).then(pl.lit(both(whole)))))

    return cell


def _checked(column: Column, cell: Cell) -> Cell:
    """A cell within the bounds that the schema declares and the type can hold."""
    low, high = bounds(column.name)
    outside = (cell.value < low) | (cell.value > high)
    above = "" if high == float("inf") else f"{high:.12g}"
    problem = Text(f"超出范围 {low:g}..{above}", f"outside {low:g}..{above}")
    reason = pl.coalesce(cell.reason, pl.when(outside).then(pl.lit(both(problem))))
    value = pl.when(reason.is_null()).then(cell.value)
    return Cell(value.cast(column.dtype, strict=False), reason)


def _within(column: Column, cell: Cell) -> Cell:
    """A date within the bounds that the schema declares."""
    declared = Enterprise.columns()[column.name]
    low, high = declared.min, declared.max  # ty: ignore[missing-attribute]
    inside = cell.value.is_between(low, high)
    problem = Text(f"超出范围 {low}..{high}", f"outside {low}..{high}")
    reason = pl.coalesce(cell.reason, pl.when(~inside).then(pl.lit(both(problem))))
    return Cell(pl.when(inside).then(cell.value), reason)


@cache
def bounds(name: str) -> tuple[float, float]:
    """Smallest and largest value of a numeric column; infinite where nothing bounds it."""
    declared = Enterprise.columns()[name]
    low, high = getattr(declared, "min", None), getattr(declared, "max", None)
    widest = {pl.Int16: 2.0**15 - 1, pl.Int32: 2.0**31 - 1}.get(type(columns()[name].dtype))
    most = float("inf") if widest is None else widest
    return (-most if low is None else low), (most if high is None else high)


def _yes_or_no(column: Column, text: pl.Expr) -> Cell:
    flags = text.replace_strict(_flags(), default=None, return_dtype=pl.Boolean)
    value = pl.coalesce(flags, titles.flag(column.name, text))
    return Cell(value, unless(value, text, both(Text("不是是或否", "not yes or no"))))


def _choice(column: Column, text: pl.Expr) -> Cell:
    key = text.str.replace_all(r"[\s\"“”'‘’_\-()/]", "").str.strip_suffix("企业")
    value = key.replace_strict(_options(column.name), default=None, return_dtype=pl.String)
    if column.name == "tier":
        value = pl.coalesce(value, titles.tier(text))
    if column.name == "review":
        value = pl.coalesce(value, titles.review(text))
    value = value.cast(column.dtype)
    names = column.labels.values()
    zh, en = "、".join(label.zh for label in names), ", ".join(label.en for label in names)
    problem = Text(f"不在可选值中：{zh}", f"not one of: {en}")
    return Cell(value, unless(value, text, both(problem)))


@cache
def _flags() -> Mapping[str, bool]:
    return dict.fromkeys(YES, True) | dict.fromkeys(NO, False)


@cache
def _options(name: str) -> Mapping[str, str]:
    labels = columns()[name].labels
    return {_option_key(text): id for id, label in labels.items() for text in (id, *label)}


def _option_key(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in plain if sign not in " \"“”'‘’_-()/").removesuffix("企业")


def unit_label(column: Column, unit: Unit | None) -> str:
    """The unit that a column of a file is taken to be in, for the report."""
    measure = measure_of(column)
    if not column.dtype.is_numeric() or measure == "count":
        return ""
    return UNIT_LABELS[unit or ("wan" if measure == "amount" else "percent")]
