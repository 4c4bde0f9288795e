"""Words that a question may use, and what each means."""

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from components.contract.catalogue import exhibits
from data_layer.filters.keys import keys
from data_layer.vocabulary.addresses import city_of_county_city
from data_layer.vocabulary.industries import industries, resolve
from data_layer.vocabulary.industry_search import industry_words
from data_layer.vocabulary.places import city_codes_by_name, own_province, province_codes_by_name

WORDS: Final = Path(__file__).parents[2] / "data_layer" / "data" / "question_words.csv"
"""`word`, `kind`, `value`, in both languages, beside the names of places and industries."""
LONGEST: Final = 40
MOST_WORDS: Final = 9
"""Letters of a Chinese, and words of an English name, that are tried."""

Kind = Literal["filter", "field", "topic", "by", "act", "exhibit", "stop", "city", "county", "left"]


class Meaning(NamedTuple):
    """What a phrase stands for.

    filter: values of a filter key. field: the key of a range. topic, by, act: what is asked, of
    what, and what to do. exhibit: its title. city: one of several cities of the name. county: the
    city that it belongs to. stop: nothing by itself. left: not known.
    """

    kind: Kind
    key: str = ""
    values: tuple[str, ...] = ()


def folded(text: str) -> str:
    """A text as phrases are compared: no case, no width of characters, no hyphen between letters.

    As long as the text in its compatible form.
    """
    plain = "".join(c.lower() if len(c.lower()) == 1 else c for c in compatible(text))
    return re.sub(r"(?<=[a-z])[-–](?=[a-z])", " ", plain)


def compatible(text: str) -> str:
    """A text in the form that full-width letters and digits are compatible with."""
    return unicodedata.normalize("NFKC", text)


@cache
def phrases() -> Mapping[str, Meaning]:
    """Every phrase of the vocabulary, folded. What stands in WORDS goes before titles of charts."""
    meanings = dict(_titles())
    with WORDS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            meanings[folded(row["word"])] = _meaning(row["kind"], row["value"])
    return MappingProxyType(meanings)


def _titles() -> Iterator[tuple[str, Meaning]]:
    for id, exhibit in exhibits().items():
        for title in exhibit.title:
            yield folded(title), Meaning("exhibit", id)


def _meaning(kind: str, value: str) -> Meaning:
    if kind in keys():
        return Meaning("filter", kind, tuple(value.split()))
    kinds: Mapping[str, Kind] = {k: k for k in ("field", "topic", "by", "act", "stop")}
    return Meaning(kinds[kind], value)


@cache
def places() -> Mapping[str, Meaning]:
    """Provinces and cities by their names without spaces; of one name for both, the province."""
    meanings: dict[str, Meaning] = {}
    for name, codes in city_codes_by_name().items():
        several = "filter" if len(codes) == 1 else "city"
        meanings[_unspaced(name)] = Meaning(several, "city", tuple(sorted(codes)))
    for name, code in province_codes_by_name().items():
        if own_province(name) is not None:
            meanings[_unspaced(name)] = Meaning("filter", "province", (code,))
    return MappingProxyType({name: meaning for name, meaning in meanings.items() if len(name) > 1})


def _unspaced(name: str) -> str:
    return re.sub(r"[\s'-]", "", folded(name))


def industry(phrase: str) -> Meaning | None:
    """The industry that a phrase names in full: a name, a former one, a word in use, or a code."""
    codes = _industry_words().get(phrase)
    if codes is None and (re.fullmatch(r"[a-t]\d{2,4}", phrase) or not re.search(r"\d", phrase)):
        code = resolve(phrase) if len(phrase) > 1 else None
        codes = None if code is None else (code,)
    return None if codes is None else Meaning("filter", "industry", codes)


@cache
def _industry_words() -> Mapping[str, tuple[str, ...]]:
    """Codes of words in use, without those that lie under another of them."""
    codes_of_word: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for word, codes in industry_words().items():
        upper = tuple(c for c in codes if not any(c != o and c.startswith(o) for o in codes))
        codes_of_word[folded(word)] = tuple(c for c in upper if c in industries())
    return codes_of_word


def county(phrase: str) -> Meaning | None:
    """The city of a county-level city, of which the filters know no more."""
    city = city_of_county_city(phrase)
    return None if city is None else Meaning("county", "city", (city,))
