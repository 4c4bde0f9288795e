"""English texts: no Chinese unit, no unit that English lacks, one of something in the singular.

Everything that a card, a picture or a download says is read, as the golden files hold it.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from components.claims.extremes import stated
from components.contract.catalogue import exhibits
from components.look.amounts import SINGULAR, worded
from data_layer.vocabulary.text import Text

GOLDEN = Path(__file__).parents[1] / "golden" / "exhibits"
CHINESE_UNIT = re.compile(
    r"[\d.,）)】]\s*(万元|亿元|万家|万|亿|元|人|件|家|项|个|席|批|倍)(?![\u4e00-\u9fff])"
)
UNIT_ALONE = re.compile(r"(?:^|\| |\()(万元|亿元|万家|人|件|家|项|个|席|批|倍|分|年)(?: \||$|\))")
NOT_ENGLISH = re.compile(r"10k CNY|10k enterprises|100m CNY|\d CNY 10,000|\d 10,000 enterprises")
PLURAL_OF_ONE = re.compile(rf"(?<![\d.,–/-])\b1 ({'|'.join(SINGULAR)})\b")
TERMS = re.compile(
    r"\b(insured employees|patent layout|ovens|electronic elements|technology evaluations?"
    r"|patents abroad|chain leader|rest of china|tibet|nurturing stage)\b",
    re.IGNORECASE,
)
"""Words that gave way to the terms of Chinese industrial policy in English."""
BOTH_LANGUAGES = ("errata", "calibration", "support_measures", "enterprise_support", "support_list")
"""Their downloads hold a Chinese column beside each English one."""


def _texts(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for key, value in part.items():
            yield key
            yield from _texts(value)
    elif isinstance(part, list):
        for value in part:
            yield from _texts(value)


@pytest.fixture
def texts(id: str) -> list[str]:
    made = json.loads((GOLDEN / f"{id}.json").read_text(encoding="utf-8"))["en"]
    return list(_texts(made))


@pytest.mark.parametrize("id", sorted(set(exhibits()) - set(BOTH_LANGUAGES)))
def test_english_has_no_chinese_unit(id: str, texts: list[str]) -> None:
    named = [t for t in texts if not t.startswith("sub") and "GDP（亿元）" not in t]
    assert [t for t in named if CHINESE_UNIT.search(t) or UNIT_ALONE.search(t)] == []


@pytest.mark.parametrize("id", sorted(exhibits()))
def test_english_says_millions_and_singulars(id: str, texts: list[str]) -> None:
    assert [t for t in texts if NOT_ENGLISH.search(t)] == []
    assert [t for t in texts if PLURAL_OF_ONE.search(t)] == []


@pytest.mark.parametrize("id", sorted(exhibits()))
def test_terms_are_those_of_the_field(id: str, texts: list[str]) -> None:
    assert [t for t in texts if TERMS.search(t)] == []


def test_a_template_names_one_in_the_singular() -> None:
    words = Text("{n} 行", "{n} rows set aside, {m} enterprises")
    assert worded(words, "en", n="1", m="11") == "1 row set aside, 11 enterprises"
    assert worded(words, "en", n="1,001", m="0.1") == "1,001 rows set aside, 0.1 enterprises"
    assert worded(words, "zh", n="1", m="1") == "1 行"


def test_a_claim_of_one_row_names_its_noun_once() -> None:
    """By hand: a measure that repeats the noun of its figure gives way to it."""
    assert stated("places gained", "1 place") == "1 place gained"
    assert stated("places gained", "3 places") == "3 places gained"
    assert stated("enterprises", "25") == "enterprises 25"
