"""Which column of the schema a heading means, and the year and unit that it states.

Headings are compared without case, spaces, punctuation and the width of their characters:
`注册资本（万元）`, `registered_capital_wan` and `Registered capital` all mean registered_capital.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from data_layer.importer.cells.money import money
from data_layer.importer.cells.units import COUNT_WORDS, RATIO_WORDS, Unit
from data_layer.vocabulary.schema import columns, synonyms
from data_layer.vocabulary.text import Text
from data_layer.vocabulary.traditional import simplified

BESIDES = ("address", "honours")
"""What headings mean that stand for several columns: an address, a list of honours."""
UNMEASURED = ("id", "name", "province_code", "city_code", "section", "division", "group", "class")
BRACKETED = re.compile(r"[(\[【〔](?:单位:?)?([^)\]】〕]*)[)\]】〕]")
YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:年度|年)?(?!\d)")
PUNCTUATION = re.compile(r"[\s_\-/·:,、。()\[\]【】〔〕%\"“”'‘’*#]")
PART_OF = re.compile(r"^其中[:,]?\s*")
SEPARATOR = re.compile(r"[\s_\-:,/]+")
BETWEEN = re.compile(r"[,，、;；/\s]+")
LONGEST_UNIT = 7
LONGEST = 300
"""Signs of a heading that are looked at."""


def heading_key(text: str) -> str:
    """A heading as mapping files name it: without spaces and case."""
    return "".join(text.split()).casefold()


class Heading(NamedTuple):
    """What a heading says: the thing, the year if any, the unit if any, money that is no yuan."""

    base: str
    year: int | None
    unit: Unit | None
    currency: Text | None = None


def parse_heading(text: str) -> Heading:
    """Take a heading apart: `营业收入(亿元)`, `revenue_2024_yuan`, `2023年营收增速 %`."""
    words = simplified(unicodedata.normalize("NFKC", text[:LONGEST]).casefold().strip())
    words = PART_OF.sub("", words)
    unit: Unit | None = None
    currency: Text | None = None
    for bracket in BRACKETED.finditer(words):
        in_bracket, rest = _in_bracket(bracket.group(1))
        if in_bracket is not None:
            if in_bracket.unit is not None:
                unit, currency = in_bracket.unit, in_bracket.currency
            words = words.replace(bracket.group(0), rest)
    if unit is None:
        words, unit, currency = _at_the_end(words, currency)
    year = YEAR.search(words)
    without_year = words.replace(year.group(0), "", 1) if year else words
    base = PUNCTUATION.sub("", without_year)
    said_year = int(year.group(1)) if year else None
    return Heading(base or PUNCTUATION.sub("", words), said_year, unit, currency=currency)


class _MoneyUnit(NamedTuple):
    unit: Unit | None
    currency: Text | None = None


def _unit(words: str) -> _MoneyUnit | None:
    """A unit, whatever of; None for a text that is none."""
    plain = PUNCTUATION.sub("", words) or words
    if plain in RATIO_WORDS:
        return _MoneyUnit(RATIO_WORDS[plain])
    if plain in COUNT_WORDS:
        return _MoneyUnit(None)
    currency_unit = money(words)
    return None if currency_unit is None else _MoneyUnit(currency_unit.unit, currency_unit.currency)


def _in_bracket(words: str) -> tuple[_MoneyUnit | None, str]:
    """The unit within a bracket, and what else stands there (2023年，万元)."""
    if (whole := _unit(words)) is not None:
        return whole, ""
    parts = [part for part in BETWEEN.split(words) if part]
    units = {part: unit for part in parts if (unit := _unit(part)) is not None}
    if len(parts) < 2 or not units:
        return None, words
    rest = " ".join(part for part in parts if part not in units)
    first = next(
        (unit for unit in units.values() if unit.unit is not None), next(iter(units.values()))
    )
    return first, f" {rest} "


def _at_the_end(words: str, currency: Text | None) -> tuple[str, Unit | None, Text | None]:
    """The heading without a unit that stands behind a space, a sign or nothing but a per cent."""
    for mark in SEPARATOR.finditer(words):
        head, tail = words[: mark.start()], words[mark.end() :]
        if head and (of_tail := _unit(tail)) is not None and of_tail.unit is not None:
            return head, of_tail.unit, of_tail.currency
    return words, "percent" if words.endswith("%") else None, currency


@cache
def known_headings() -> Mapping[tuple[str, int | None], str]:
    """Schema column by heading and year, from every name, label and synonym of the schema."""
    headings: dict[tuple[str, int | None], str] = {}
    for name, column in columns().items():
        for words in (name, *column.label, *column.also):
            heading = parse_heading(words)
            headings.setdefault((heading.base, heading.year), name)
    for name in BESIDES:
        for words in synonyms()[name]:
            headings.setdefault((parse_heading(words).base, None), name)
    return headings


@cache
def heading_words() -> frozenset[str]:
    """Every name, label and synonym of a column, as `heading_key` has them."""
    return frozenset(
        heading_key(words)
        for name, column in columns().items()
        for words in (name, *column.label, *column.also)
    )


class Meaning(NamedTuple):
    """The schema column that a heading means. `series_year` is set where the schema's column
    has no year of its own and the file's has: of several the newest is taken. currency: of amounts
    that are not in yuan."""

    column: str
    series_year: int | None
    unit: Unit | None
    currency: Text | None = None


@lru_cache(maxsize=20_000)
def meaning(text: str) -> Meaning | None:
    """The column that a heading means, or None if it means none."""
    meant = _meaning(parse_heading(text))
    if meant is not None or "(" not in (plain := unicodedata.normalize("NFKC", text)):
        return meant
    # What else a bracket holds (盖章, 全称, 必填) does not change what names or places are.
    bare = _meaning(parse_heading(BRACKETED.sub("", plain)))
    return bare if bare and bare.column in (*BESIDES, *UNMEASURED) else None


def _meaning(heading: Heading) -> Meaning | None:
    headings = known_headings()
    for base, unit, currency in _readings(heading):
        exact = headings.get((base, heading.year))
        if exact and (heading.year is None or (base, None) not in headings):
            return Meaning(exact, None, unit, currency=currency)
        if column := headings.get((base, None)):
            return Meaning(column, heading.year, unit, currency=currency)
    return None


def _readings(heading: Heading) -> Iterator[tuple[str, Unit | None, Text | None]]:
    """The heading as it is, and with a unit at its end taken off (注册资本万元)."""
    base = heading.base
    yield base, heading.unit, heading.currency
    for length in range(min(LONGEST_UNIT, len(base) - 1), 0, -1):
        if (ending := money(base[-length:])) is not None:
            yield base[:-length], ending.unit, ending.currency
