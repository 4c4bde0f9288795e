"""What a text that was not recognised may stand for: one proposal, which a person takes or not."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

import polars as pl
from rapidfuzz import fuzz, process

from data_layer.vocabulary.fields import of_column
from data_layer.vocabulary.places import own_province
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Text

ALIKE: Final = 60.0
ALIKE_IN_ENGLISH: Final = 80.0
"""Least likeness in per cent of what is proposed."""
WORD: Final = 5
"""English names of so many letters stand in others by chance: Ji'an in Jiangsu."""
SHORT: Final = 3
HALF: Final = 50.0
"""Of so short a Chinese name half may differ, if it begins alike: 昆仑 may be 昆明."""
ENDING: Final = re.compile(r"(?:特别行政区|自治[区州县]|地区|[省市区县盟州]|企业|行业|业)$")


def names_of(column: str) -> Mapping[str, Text]:
    """What a column may hold, by code; nothing for numbers and free text."""
    schema_column = columns()[column]
    if not isinstance(schema_column.dtype, pl.Enum):
        return {}
    names = of_column(schema_column).names()
    return {code: names[code] for code in schema_column.dtype.categories if code in names}


def suggested(column: str, text: str) -> Text | None:
    """The name of a column's value that a text most resembles; None where nothing is near.

    A name that the text contains goes before one that is spelt alike: 省级专精特新中小企业 is 省级.
    """
    if column == "city_code" and own_province(text) is not None:
        return None
    plain = _plain(text)
    names = _plain_names(column)
    if len(plain) < 2 or not names:
        return None
    long = (name for name in names if len(name) > (WORD if name.isascii() else 1))
    within = max((name for name in long if name in plain), key=len, default=None)
    if within is not None:
        return names[within]
    short = len(plain) <= SHORT and not plain.isascii()
    alike = [name for name in names if name.startswith(plain[0])] if short else names.keys()
    least = HALF if short else ALIKE_IN_ENGLISH if plain.isascii() else ALIKE
    match = process.extractOne(plain, alike, scorer=fuzz.ratio, score_cutoff=least)
    return None if match is None else names[match[0]]


@cache
def _plain_names(column: str) -> Mapping[str, Text]:
    """Names without what follows most of them, in both languages."""
    return {_plain(words): text for text in names_of(column).values() for words in text}


def _plain(text: str) -> str:
    bare = re.sub(r"[\s“”\"'（）()、,，·]", "", text).casefold()
    return ENDING.sub("", bare) if len(bare) > 2 else bare
