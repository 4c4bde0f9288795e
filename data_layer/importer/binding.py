"""Which column of a file feeds each column of the schema, and in which unit."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from data_layer.importer.errors import BadMappingError, UnreadableFileError
from data_layer.importer.headings import Meaning, heading_key, meaning
from data_layer.importer.mapping import ImportMapping, Rule
from data_layer.importer.units import UNITS_OF, Unit, measure_of
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.terms import HONOURS
from data_layer.vocabulary.text import Text

LISTED = 12
"""How many of the known headings for names a message lists."""
REPEATED = re.compile(r"(.+) \(\d+\)")
"""How `checked_header` writes a heading that was there before."""


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
    whose cells stand for empty ones of this column, the first that says something.
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


def bind(header: tuple[str, ...], mapping: ImportMapping) -> tuple[Binding, ...]:
    """Bind the file's columns in schema order; the mapping goes before what headings mean.

    Of several columns for one schema column the one without a year wins, then the newest year;
    the year before it fills `<column>_previous` where the schema has one.
    BadMappingError for headings that the file lacks; UnreadableFileError if nothing gives a name.
    """
    chosen = _constants(mapping) | _mapped(header, mapping)
    free = {
        position: of_heading
        for position, text in enumerate(header)
        if heading_key(text) not in {heading_key(heading) for heading in mapping.columns}
        and (of_heading := meaning(text)) is not None
    }
    for column in columns():
        candidates = sorted(
            (_precedence(column, header[position], of_heading), position)
            for position, of_heading in free.items()
            if of_heading.column == column
        )
        if not candidates:
            continue
        first = candidates[0][1]
        chosen.setdefault(column, _automatic(column, header, first, of_heading=free[first]))
        _bind_year_before(column, header, free, newest=first, chosen=chosen)
    _bind_address(header, free, chosen)
    _bind_honours(header, free, chosen)
    if "name" not in chosen:
        raise _nameless(header)
    return tuple(chosen[column] for column in columns() if column in chosen)


def used(header: tuple[str, ...], bindings: Iterable[Binding]) -> dict[str, tuple[str, ...]]:
    """Schema columns by heading of the file; none for a column that is left out."""
    by_position: dict[int | None, list[str]] = {}
    for binding in bindings:
        by_position.setdefault(binding.position, []).append(binding.column)
        for extra in binding.beside:
            by_position.setdefault(extra.position, []).append(binding.column)
    return {text: tuple(by_position.get(at, ())) for at, text in enumerate(header)}


def left_out(header: tuple[str, ...], bindings: Iterable[Binding]) -> tuple[Text, ...]:
    """Which columns repeat a heading, or mean what another column gives, for the report."""
    sources = {binding.column: binding for binding in bindings}
    positions = {binding.position for binding in bindings}
    again = [
        text
        for position, text in enumerate(header)
        if position not in positions and REPEATED.fullmatch(text) is not None
    ]
    if any((of_name := meaning(text)) and of_name.column == "name" for text in again):
        return (_side_by_side(again),)
    repeated = tuple(
        Text(
            f"列名 {match[1]} 重复：只读第一个，{text} 未读",
            f"the heading {match[1]} is repeated: the first is read, {text} is not",
        )
        for position, text in enumerate(header)
        if position not in positions
        and (match := REPEATED.fullmatch(text)) is not None
        and match[1] in header
    )
    return repeated + tuple(
        _unused(text, columns()[of_heading.column].label, sources[of_heading.column].heading)
        for position, text in enumerate(header)
        if position not in positions
        and (of_heading := meaning(text)) is not None
        and of_heading.column in sources
    )


def _side_by_side(headings: list[str]) -> Text:
    """A list that stands in several blocks beside each other, of which the left one is read."""
    return Text(
        f"名单左右并排，只读了左边一组；{'、'.join(headings)} 未读，请移到左边一组下面再导入",
        "the list stands in blocks beside each other and the left one is read; not read: "
        f"{', '.join(headings)}; move them below the left block and import that",
    )


def _unused(heading: str, label: Text, source: str) -> Text:
    return Text(
        f"未用列 {heading}：{label.zh}取自列 {source}",
        f"column {heading} is not used: {label.en} comes from column {source}",
    )


def _bind_address(
    header: tuple[str, ...], free: Mapping[int, Meaning], chosen: dict[str, Binding]
) -> None:
    """Take the place from an address where no column gives it, or the city beside a province; and,
    row by row, where the column that gives the city is empty."""
    addresses = [
        Beside(header[at], at) for at, of_heading in free.items() if of_heading.column == "address"
    ]
    if addresses and "city_code" not in chosen:
        first = addresses.pop(0)
        column = "city_code" if "province_code" in chosen else "province_code"
        chosen[column] = Binding(column, first.heading, first.position)
    helped = chosen.get("city_code", chosen.get("province_code"))
    if addresses and helped is not None and helped.position is not None:
        chosen[helped.column] = replace(helped, beside=tuple(addresses))


def _bind_honours(
    header: tuple[str, ...], free: Mapping[int, Meaning], chosen: dict[str, Binding]
) -> None:
    """Look in a list of honours for those that have no column of their own."""
    position = next((at for at, of_heading in free.items() if of_heading.column == "honours"), None)
    if position is None:
        return
    for column in ("tier", *HONOURS):
        chosen.setdefault(column, Binding(column, header[position], position, listed=True))


def _constants(mapping: ImportMapping) -> dict[str, Binding]:
    return {
        column: Binding(column, column, None, constant=text)
        for column, text in mapping.constants.items()
    }


def _mapped(header: tuple[str, ...], mapping: ImportMapping) -> dict[str, Binding]:
    positions = {heading_key(text): position for position, text in enumerate(header)}
    bound: dict[str, Binding] = {}
    for heading, rules in mapping.columns.items():
        position = positions.get(heading_key(heading))
        if position is None:
            raise BadMappingError(
                Text(
                    f"映射文件的 columns.{heading}：文件没有这一列；文件的列：{'、'.join(header)}",
                    f"columns.{heading} in the mapping file: the file has no such column; "
                    f"it has: {', '.join(header)}",
                )
            )
        for rule in rules:
            if rule.column in bound or rule.column in mapping.constants:
                raise _twice(heading, rule.column)
            bound[rule.column] = ruled(rule, header[position], position)
    return bound


def ruled(rule: Rule, heading: str, position: int) -> Binding:
    """What a rule of a mapping makes of a column of the file."""
    of_heading = meaning(heading)
    unit = rule.unit or (_suiting(rule.column, of_heading.unit) if of_heading else None)
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


def _automatic(column: str, header: tuple[str, ...], position: int, of_heading: Meaning) -> Binding:
    unit = _suiting(column, of_heading.unit)
    currency = of_heading.currency if unit is not None else None
    return Binding(column, header[position], position, unit=unit, currency=currency)


def _bind_year_before(
    column: str,
    header: tuple[str, ...],
    free: Mapping[int, Meaning],
    newest: int,
    chosen: dict[str, Binding],
) -> None:
    previous, year = f"{column}_previous", free[newest].series_year
    if previous not in columns() or year is None:
        return
    for position, of_heading in free.items():
        if of_heading.column == column and of_heading.series_year == year - 1:
            chosen.setdefault(
                previous, _automatic(previous, header, position, of_heading=of_heading)
            )


def _precedence(column: str, heading: str, of_heading: Meaning) -> tuple[bool, int, int]:
    """Smaller goes first: no year, newest year, then as the schema orders its synonyms."""
    synonyms = [
        heading_key(text) for text in (column, *columns()[column].label, *columns()[column].also)
    ]
    key = heading_key(heading)
    rank = synonyms.index(key) if key in synonyms else len(synonyms)
    return of_heading.series_year is not None, -(of_heading.series_year or 0), rank


def _suiting(column: str, unit: Unit | None) -> Unit | None:
    return unit if unit in UNITS_OF[measure_of(columns()[column])] else None


def _twice(heading: str, column: str) -> BadMappingError:
    return BadMappingError(
        Text(
            f"映射文件的 columns.{heading}：{column} 已由另一列或常量给出",
            f"columns.{heading} in the mapping file: {column} is given by another entry already",
        )
    )


def _nameless(header: tuple[str, ...]) -> UnreadableFileError:
    name = columns()["name"]
    allowed = ("name", name.label.zh, *name.also[:LISTED])
    return UnreadableFileError(
        Text(
            f"没有企业名称列；文件的列：{'、'.join(header)}；可用列名：{'、'.join(allowed)}，也可以指定一列",
            f"no column holds the enterprise name; the file has: {', '.join(header)}; "
            f"allowed headings: {', '.join(allowed)}, or choose a column",
        )
    )
