"""Which column of the schema a heading means, and the year and unit that it states.

Headings are compared without case, spaces, punctuation and the width of their characters:
`注册资本（万元）`, `registered_capital_wan` and `Registered capital` all mean registered_capital.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from data_layer.importer.units import AMOUNT_WORDS, COUNT_WORDS, RATIO_WORDS, Unit
from data_layer.vocabulary.schema import columns, synonyms

BESIDES = ("address", "honours")
"""What headings mean that stand for several columns: an address, a list of honours."""
UNIT_WORDS: Mapping[str, Unit] = {**AMOUNT_WORDS, **RATIO_WORDS}
BRACKETED = re.compile(r"[(\[【〔](?:单位:?)?([^)\]】〕]*)[)\]】〕]")
YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:年度|年)?(?!\d)")
PUNCTUATION = re.compile(r"[\s_\-/·:,、。()\[\]【】〔〕%\"“”'‘’*#]")
UNIT_SUFFIXES = ("百万元", "万元", "亿元", "千元", "元")


def heading_key(text: str) -> str:
    """A heading as mapping files name it: without spaces and case."""
    return "".join(text.split()).casefold()


class Heading(NamedTuple):
    """What a heading says: the thing, the year if any, the unit if any."""

    base: str
    year: int | None
    unit: Unit | None


def parse_heading(text: str) -> Heading:
    """Take a heading apart: `营业收入(亿元)`, `revenue_2024_yuan`, `2023年营收增速 %`."""
    words = unicodedata.normalize("NFKC", text).casefold().strip()
    unit: Unit | None = None
    for bracket in BRACKETED.finditer(words):
        said = PUNCTUATION.sub("", bracket.group(1)) or bracket.group(1)
        if said in UNIT_WORDS or said in COUNT_WORDS:
            unit = UNIT_WORDS.get(said, unit)
            words = words.replace(bracket.group(0), "")
    tail = re.fullmatch(r"(.*?[^\s_-])[\s_-]+(10k[\s_-]cny|wan[\s_-]yuan|[a-z]+|10k)", words)
    if tail and unit is None:
        unit = UNIT_WORDS.get(PUNCTUATION.sub("", tail.group(2)))
        words = tail.group(1) if unit else words
    if unit is None and words.endswith("%"):
        unit = "percent"
    year = YEAR.search(words)
    without_year = words.replace(year.group(0), "", 1) if year else words
    base = PUNCTUATION.sub("", without_year)
    return Heading(base or PUNCTUATION.sub("", words), int(year.group(1)) if year else None, unit)


@cache
def known_headings() -> Mapping[tuple[str, int | None], str]:
    """Schema column by heading and year, from every name, label and synonym of the schema."""
    known: dict[tuple[str, int | None], str] = {}
    for name, column in columns().items():
        for words in (name, *column.label, *column.also):
            heading = parse_heading(words)
            known.setdefault((heading.base, heading.year), name)
    for name in BESIDES:
        for words in synonyms()[name]:
            known.setdefault((parse_heading(words).base, None), name)
    return known


class Meaning(NamedTuple):
    """The schema column that a heading means. `series_year` is set where the schema's column
    has no year of its own and the file's has: of several the newest is taken."""

    column: str
    series_year: int | None
    unit: Unit | None


def meaning(text: str) -> Meaning | None:
    """The column that a heading means, or None if it means none."""
    heading = parse_heading(text)
    known = known_headings()
    for base, unit in _readings(heading):
        exact = known.get((base, heading.year))
        if exact and (heading.year is None or (base, None) not in known):
            return Meaning(exact, None, unit)
        if column := known.get((base, None)):
            return Meaning(column, heading.year, unit)
    return None


def _readings(heading: Heading) -> list[tuple[str, Unit | None]]:
    """The heading as it is, and with a unit at its end taken off (注册资本万元)."""
    shorter = [
        (heading.base.removesuffix(word), AMOUNT_WORDS[word])
        for word in UNIT_SUFFIXES
        if heading.base.endswith(word)
    ]
    return [(heading.base, heading.unit), *shorter]
