"""Industries by the words that people use: names, former names, codes and synonyms."""

import csv
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from data_layer.vocabulary.industries import FORMER_NAMES, industries

WORDS: Final = Path(__file__).parents[1] / "data" / "industry_words.csv"
"""Words in use, in Chinese and English, with the codes that the standard's notes put them under."""
MOST: Final = 60


def industries_named(typed: str, most: int = MOST) -> tuple[str, ...]:
    """Codes of every level that the words name, all of which must be found in one entry.

    Those whose own name or code holds them come first, then those that only a synonym names; each
    in the order of the standard. Nothing for nothing typed.
    """
    words = _folded(typed).split()
    if not words:
        return ()
    own = [code for code, text in _own().items() if all(word in text for word in words)]
    other = [code for code, text in _synonyms().items() if all(word in text for word in words)]
    return tuple(dict.fromkeys([*own, *other]))[:most]


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


@cache
def _own() -> Mapping[str, str]:
    """Code, and names in force, of every entry."""
    return {
        code: _folded(f"{code} {entry.name.zh} {entry.name.en}")
        for code, entry in industries().items()
    }


@cache
def industry_words() -> Mapping[str, tuple[str, ...]]:
    """Codes by word in use, in both languages."""
    words: dict[str, tuple[str, ...]] = {}
    with WORDS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            codes = tuple(row["codes"].split())
            words |= {row["word"]: codes, row["word_en"]: codes}
    return words


@cache
def _synonyms() -> Mapping[str, str]:
    """Former names and words in use by code, in the order of the standard."""
    synonyms: dict[str, list[str]] = defaultdict(list)
    for name, code in FORMER_NAMES.items():
        synonyms[code].append(name)
    for word, codes in industry_words().items():
        for code in codes:
            synonyms[code].append(word)
    return {code: _folded(" ".join(synonyms[code])) for code in industries() if code in synonyms}
