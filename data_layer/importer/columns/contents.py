"""What a column holds, told by its cells where its heading says nothing: no more than proposed."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

import polars as pl

from data_layer.importer.cells.cleaning import cleaned
from data_layer.importer.cells.industry_codes import industry
from data_layer.importer.cells.titles import tier
from data_layer.importer.cells.uscc import malformed, wrong_check_digit
from data_layer.importer.headings.proposals import is_name
from data_layer.vocabulary.places import own_province, resolve_city

BATCH: Final = re.compile(r"第[一二三四五六七八九十\d]{1,3}批次?")
DATE: Final = re.compile(
    r"(?:19|20)\d{2}\s*[-./年]\s*\d{1,2}(?:\s*[-./月]\s*\d{1,2}日?|月)?(?: 00:00:00)?"
)
LISTED: Final = ("tier", "province_code", "city_code", "division")
"""Columns whose values nothing looks like by chance: some that are none of them tell nothing."""
LEAST: Final = 2
"""Different texts by which a column is told; one may be like anything."""


def column_by_content(samples: Sequence[str]) -> str | None:
    """The schema column that every sample looks like a value of, of columns whose values are
    listed two in three; None where none fits."""
    texts = [text.strip() for text in dict.fromkeys(samples) if text.strip()]
    if not texts or (len(texts) < LEAST and not _is_id(texts[0])):
        return None
    return next((name for name, fits in TESTS.items() if _fit(name, map(fits, texts))), None)


def _fit(name: str, fitting: Iterable[bool]) -> bool:
    fits = list(fitting)
    return all(fits) or (name in LISTED and sum(fits) >= LEAST and 3 * sum(fits) >= 2 * len(fits))


def _is_id(text: str) -> bool:
    """Whether a text is a 统一社会信用代码 with the right check digit (GB 32100-2015)."""
    ids = pl.Series([text.upper()])
    return len(text) == 18 and not (malformed(ids) | wrong_check_digit(ids)).item()


def _is_tier(text: str) -> bool:
    return pl.select(tier(cleaned(pl.lit(text)))).item() is not None


def _is_province(text: str) -> bool:
    return own_province(text) is not None


def _is_city(text: str) -> bool:
    return not text.isdigit() and resolve_city(text, None) is not None


def _is_industry(text: str) -> bool:
    return len(text) > 1 and not text.isdigit() and industry(text) is not None


TESTS: Final[Mapping[str, Callable[[str], bool]]] = {
    "id": _is_id,
    "name": is_name,
    "tier": _is_tier,
    "batch": lambda text: BATCH.fullmatch(text) is not None,
    "province_code": _is_province,
    "city_code": _is_city,
    "division": _is_industry,
    "founded_year": lambda text: DATE.fullmatch(text) is not None,
}
"""By schema column, whether a text is one of its values; the strictest first."""
