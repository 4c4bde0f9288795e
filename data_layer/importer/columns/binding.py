"""What fills a column of the schema: columns of the file, or the same text in every row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data_layer.importer.cells.units import UNITS_OF, Unit, measure_of
from data_layer.importer.headings.mapping import Rule
from data_layer.importer.headings.meaning import Meaning, meaning
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Text


@dataclass(frozen=True)
class Beside:
    """A column of the file that helps another out."""

    heading: str
    position: int


@dataclass(frozen=True)
class Binding:
    """One schema column and what fills it: a column of the file, or the same text in every row.

    `position` counts the file's columns from 0; it is None for a constant. fill_down: an empty
    cell means the one above it. listed: the cells are lists of honours, of which this is one.
    currency: of amounts that are not in yuan, which are not taken. beside: columns of addresses
    whose cells stand for empty ones of this column, the first that says something. numbered:
    the names begin with the numbers of their rows. of_tiers: the columns of a list that has one a
    tier, of which this is the first.
    """

    column: str
    heading: str
    position: int | None
    unit: Unit | None = None
    values: Mapping[str, str] | None = None
    otherwise: str | None = None
    keep_others: bool = False
    fill_down: bool = False
    listed: bool = False
    constant: str | None = None
    currency: Text | None = None
    beside: tuple[Beside, ...] = ()
    numbered: bool = False
    of_tiers: tuple["OfTier", ...] = ()

    @property
    def sources(self) -> tuple["Binding", ...]:
        """What each column of the file gives that feeds this one."""
        return tuple(one.binding for one in self.of_tiers) or (self,)


@dataclass(frozen=True)
class OfTier:
    """A column that says who has one tier."""

    tier: str
    binding: Binding


def used(header: tuple[str, ...], bindings: Iterable[Binding]) -> dict[str, tuple[str, ...]]:
    """Schema columns by heading of the file; none for a column that is left out."""
    by_position: dict[int | None, list[str]] = {}
    for binding in bindings:
        for source in binding.sources:
            by_position.setdefault(source.position, []).append(binding.column)
        for extra in binding.beside:
            by_position.setdefault(extra.position, []).append(binding.column)
    return {text: tuple(by_position.get(at, ())) for at, text in enumerate(header)}


def positions_of(bindings: Iterable[Binding]) -> frozenset[int | None]:
    """Of all columns of the file that feed one of the schema."""
    return frozenset(source.position for binding in bindings for source in binding.sources)


def ruled(rule: Rule, heading: str, position: int) -> Binding:
    """What a rule of a mapping makes of a column of the file."""
    of_heading = meaning(heading)
    unit = rule.unit or (suiting(rule.column, of_heading.unit) if of_heading else None)
    return Binding(
        rule.column,
        heading,
        position,
        unit=unit,
        values=rule.values,
        otherwise=rule.otherwise,
        keep_others=rule.keep_others,
        fill_down=rule.fill_down,
        currency=of_heading.currency
        if of_heading and rule.unit is None and unit is not None
        else None,
    )


def by_heading(column: str, header: tuple[str, ...], position: int, of_heading: Meaning) -> Binding:
    """What a column of the file gives whose heading means one of the schema."""
    unit = suiting(column, of_heading.unit)
    currency = of_heading.currency if unit is not None else None
    return Binding(column, header[position], position, unit=unit, currency=currency)


def suiting(column: str, unit: Unit | None) -> Unit | None:
    """A unit, if a column of the schema can be in it."""
    return unit if unit in UNITS_OF[measure_of(columns()[column])] else None
