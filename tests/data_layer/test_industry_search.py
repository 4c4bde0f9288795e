"""Words that people type for industries, against GB/T 4754-2017 read by hand."""

import csv

import pytest

from data_layer.vocabulary.industries import industries
from data_layer.vocabulary.industry_search import WORDS, industries_named


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("集成电路", {"C3973", "I652", "I6520"}),
        ("半导体", {"C3562", "C3972", "C3973", "C3975"}),
        ("芯片", {"C3973", "I652"}),
        ("semiconductor", {"C3562", "C3972", "C3973"}),
        ("Integrated Circuit", {"C3973", "I652"}),
        ("无人机", {"C3963"}),
        ("drone", {"C3963"}),
        ("C398", {"C398", "C3985"}),
        ("通信设备、计算机", {"C39"}),  # its name in the edition of 2002
    ],
)
def test_words_name_industries(typed: str, codes: set[str]) -> None:
    assert codes <= set(industries_named(typed))


def test_own_names_come_before_synonyms() -> None:
    found = industries_named("半导体")
    assert found[:3] == ("C3562", "C3972", "C3975")
    assert "C3973" in found[3:]


def test_nothing_typed_and_nothing_known_name_nothing() -> None:
    assert industries_named(" ") == industries_named("没有这种行业") == ()


def test_every_word_leads_to_codes_of_the_standard() -> None:
    with WORDS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert all(row["word"] and row["word_en"] and row["codes"] for row in rows)
    assert {code for row in rows for code in row["codes"].split()} <= industries().keys()
