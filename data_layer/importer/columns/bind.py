"""Which column of a file feeds each column of the schema, and in which unit."""

from collections.abc import Mapping
from dataclasses import replace

from data_layer.importer.columns.bind_tiers import Speaks, bind_tiers
from data_layer.importer.columns.binding import Beside, Binding, by_heading, ruled
from data_layer.importer.errors import BadMappingError, UnreadableFileError
from data_layer.importer.headings.mapping import ImportMapping
from data_layer.importer.headings.meaning import Meaning, heading_key, meaning
from data_layer.importer.headings.tier_headings import tier_of_heading
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.terms import HONOURS
from data_layer.vocabulary.text import Text

LISTED = 12
"""How many of the known headings for names a message lists."""


def bind(
    header: tuple[str, ...], mapping: ImportMapping, speaks: Speaks = lambda _: False
) -> tuple[Binding, ...]:
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
    bind_tiers(header, mapping, free, chosen=chosen, speaks=speaks)
    for column in columns():
        candidates = sorted(
            (_precedence(column, header[position], of_heading), position)
            for position, of_heading in free.items()
            if of_heading.column == column
        )
        if not candidates:
            continue
        first = candidates[0][1]
        chosen.setdefault(column, by_heading(column, header, first, of_heading=free[first]))
        _bind_year_before(column, header, free, newest=first, chosen=chosen)
    _bind_address(header, free, chosen)
    _bind_honours(header, free, chosen)
    if "name" not in chosen:
        raise _nameless(header)
    return tuple(chosen[column] for column in columns() if column in chosen)


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
            if rule.column == "tier" and tier_of_heading(header[position]) is not None:
                continue  # see `_of_tiers`
            if rule.column in bound or rule.column in mapping.constants:
                raise _twice(heading, rule.column)
            bound[rule.column] = ruled(rule, header[position], position)
    return bound


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
                previous, by_heading(previous, header, position, of_heading=of_heading)
            )


def _precedence(column: str, heading: str, of_heading: Meaning) -> tuple[bool, int, int]:
    """Smaller goes first: no year, newest year, then as the schema orders its synonyms."""
    synonyms = [
        heading_key(text) for text in (column, *columns()[column].label, *columns()[column].also)
    ]
    key = heading_key(heading)
    rank = synonyms.index(key) if key in synonyms else len(synonyms)
    return of_heading.series_year is not None, -(of_heading.series_year or 0), rank


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
