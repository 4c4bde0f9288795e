"""A question cut into pieces, each with what it means: the longest phrase at each place."""

import re
from typing import Final, NamedTuple

from components.find.amounts import amount_at
from components.find.whole_numbers import WholeNumber, whole_number_at
from components.find.words import (
    LONGEST,
    MOST_WORDS,
    Meaning,
    compatible,
    county,
    folded,
    industry,
    phrases,
    places,
)
from data_layer.vocabulary.text import Text

LONGEST_QUESTION: Final = 200
"""Letters that are read of a question."""
QUOTED: Final = re.compile(r"[“\"「『']([^”\"」』']{1,40})[”\"」』']")
NAMED: Final = re.compile(
    r"(?:名称|名字|name)\s*(?:含|包含|里有|contains|containing|with)?\s*(\S+)"
)
DATED: Final = (
    ("asof", re.compile(r"截[至止]到?\s*(20\d\d)\s*年?[底末]?(?!\d)"), "{0}"),
    ("asof", re.compile(r"(?:as of|by)(?: the end of)? (20\d\d)(?![\da-z])"), "{0}"),
    ("valid", re.compile(r"(20\d\d)\s*年(?:内)?(?:到期|须复核|需复核|要复核)"), "{0}..{0}"),
    (
        "valid",
        re.compile(r"(?:due|ending|expires|expiring)(?: in)? (20\d\d)(?![\da-z])"),
        "{0}..{0}",
    ),
)
"""Filters that a year and the words around it name: 截至2023年, 2026年到期, due in 2026."""
BLANK: Final = re.compile(r"[\s,，。、;；:：?？!！()（）/·…]+")
LATIN: Final = re.compile(r"[a-z0-9][a-z0-9&.'+%-]*")
AFTER_PLACE: Final = re.compile(r"\s+(?:province|city|municipality)(?![a-z])")
MORE: Final = re.compile(r"[多高大强](?:一些|一点)?[呢吗]?[\s?？。!！]*$")
"""What ends a question of which is more: 苏州和无锡哪个小巨人多？"""
ASKING: Final = re.compile(r"[了吗呢吧啊][\s?？。!！]*$")


class Piece(NamedTuple):
    """Some words of a question and their meaning. note: what is not exactly as asked."""

    words: str
    meaning: Meaning
    note: Text | None = None


def scan(text: str) -> tuple[Piece, ...]:
    """The pieces of a question in their order; words next to each other that say nothing are one.

    Only the first LONGEST_QUESTION letters are read.
    """
    plain = compatible(text)[:LONGEST_QUESTION]
    key = folded(plain)
    pieces: list[Piece] = []
    at = 0
    while at < len(key):
        if blank := BLANK.match(key, at):
            at = blank.end()
            continue
        end, meaning, note = _longest(plain, key, at)
        words = plain[at:end].strip()
        joined = meaning.kind == "left" and pieces and pieces[-1].meaning.kind == "left"
        if joined and at and not BLANK.match(key, at - 1) and not key[at].isascii():
            pieces[-1] = pieces[-1]._replace(words=pieces[-1].words + words)
        else:
            pieces.append(Piece(words, meaning, note))
        at = end
    return tuple(pieces)


Cut = tuple[int, Meaning, Text | None]


def _longest(plain: str, key: str, at: int) -> Cut:
    """Where the longest phrase at a place ends, and what it means."""
    if (amount := amount_at(key, at)) is not None:
        return amount.end, Meaning("filter", amount.key, (amount.value,)), amount.note
    if (whole := whole_number_at(key, at)) is not None:
        return whole.end, _counting(whole), None
    for pattern in (QUOTED, NAMED):
        if match := pattern.match(plain if pattern is QUOTED else key, at):
            named = plain[match.start(1) : match.end(1)]
            return match.end(), Meaning("filter", "q", (named,)), None
    for name, pattern, value in DATED:
        if match := pattern.match(key, at):
            return match.end(), Meaning("filter", name, (value.format(match[1]),)), None
    if match := MORE.match(key, at):
        return match.end(), Meaning("act", "more"), None
    if match := ASKING.match(key, at):
        return match.end(), Meaning("stop"), None
    latin = LATIN.match(key, at)
    cuts = _latin(key, at) if latin else _chinese(key, at)
    if cuts is not None:
        return cuts
    end = latin.end() if latin else at + 1
    return end, Meaning("left"), None


def _counting(whole: WholeNumber) -> Meaning:
    if whole.kind == "batch":
        return Meaning("filter", "batch", (f"{whole.number}..{whole.number}",))
    return Meaning("act", whole.kind, (str(whole.number),))


def _chinese(key: str, at: int) -> Cut | None:
    """The longest phrase of at most LONGEST letters; of two of one length that of the vocabulary
    goes before a place, and a place before an industry."""
    run = re.compile(r"[^\s]+").match(key, at)
    most = min(LONGEST, len(run.group())) if run else 1
    for length in range(most, 0, -1):
        if (meaning := _meaning(key[at : at + length], key[at : at + length])) is not None:
            return at + length, meaning, None
    return None


def _latin(key: str, at: int) -> Cut | None:
    """The longest phrase of whole words, in the plural too."""
    ends = [m.end() for m in re.compile(r"[a-z0-9&.'+%-]+").finditer(key, at)][:MOST_WORDS]
    for end in reversed(ends):
        phrase = key[at:end].rstrip(".'")
        unspaced = re.sub(r"[\s']", "", phrase)
        for form, joined in ((phrase, unspaced), (phrase.removesuffix("s"), "")):
            if (meaning := _meaning(form, joined)) is not None:
                after = AFTER_PLACE.match(key, end) if meaning.key in ("province", "city") else None
                return (after.end() if after else at + len(phrase)), meaning, None
    return _chinese_after_latin(key, at)


def _chinese_after_latin(key: str, at: int) -> Cut | None:
    """A phrase of letters of both scripts: 3D打印, CNAS认证."""
    if re.compile(r"[a-z0-9&]+[^\x00-\x7f]").match(key, at) is None:
        return None
    cut = _chinese(key, at)
    return None if cut is None or key[at : cut[0]].isascii() else cut


def _meaning(phrase: str, joined: str) -> Meaning | None:
    """joined: the phrase without spaces, as names of places are compared."""
    if (meaning := phrases().get(phrase)) is not None:
        return meaning
    if (place := places().get(joined)) is not None:
        return place
    if len(phrase) < 2:
        return None
    return industry(phrase) or county(phrase)
