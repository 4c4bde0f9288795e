"""Questions in words: each sentence of questions.csv leads to the address beside it, by hand.

`left` holds the words that no rule reads, divided by |.
"""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.contract.catalogue import exhibits
from components.contract.requests import exhibit_query
from components.find.question import understand
from components.find.scan import LONGEST_QUESTION, scan
from components.find.targets import TARGETS, targets
from components.find.words import WORDS, compatible, phrases
from data_layer.filters.filters import Filters
from data_layer.filters.keys import keys

with (Path(__file__).parent / "questions.csv").open(encoding="utf-8", newline="") as file:
    rows = csv.DictReader(file, delimiter=";")
    QUESTIONS = [(row["text"], row["address"], row["left"]) for row in rows]


def test_there_are_80_in_both_languages_and_15_are_refused_in_part() -> None:
    chinese = [text for text, _, _ in QUESTIONS if not text.isascii()]
    assert len(QUESTIONS) >= 80
    assert len(chinese) >= 40
    assert len(QUESTIONS) - len(chinese) >= 35
    refused = [q for q, _, _ in QUESTIONS if understand(q).left or understand(q).notes]
    assert len(refused) >= 15


@pytest.mark.parametrize(("text", "address", "left"), QUESTIONS)
def test_a_sentence_leads_to_its_address(text: str, address: str, left: str) -> None:
    question = understand(text)
    assert question.address == address
    assert "|".join(question.left) == left


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("昆山 半导体", "苏州"),
        ("除苏州以外的小巨人", "不是"),
        ("上市或专利>50", "同时"),
        ("苏州 浙江", "没有企业"),
        ("compare Sichuan", "两个"),
        ("Suzhou little giants", "宿州"),
        ("Fuzhou little giants", "抚州"),
        ("上市公司占比", "占比"),
        ("which province has the fewest enterprises", "末尾"),
        ("registered capital above 500 million yuan", "端点"),
    ],
)
def test_what_is_not_as_asked_is_said(text: str, said: str) -> None:
    assert any(said in note.zh for note in understand(text).notes)


@given(st.text(max_size=60))
def test_any_text_gives_filters_that_an_address_can_hold(text: str) -> None:
    question = understand(text)
    assert Filters.from_query(question.filters.to_query()) == question.filters
    if question.exhibit is not None:
        query = "&".join(f"{k}={v}" for k, v in question.exhibit.spelt(question.params).items())
        exhibit_query(question.exhibit, query).strict()


@given(st.text(max_size=60))
def test_no_word_is_lost(text: str) -> None:
    """Letters of a text stand in its pieces, in their order, but for blanks."""
    plain = "".join(piece.words for piece in scan(text))
    said = [c for c in compatible(text) if c.isalnum() and c.isascii()]
    assert [c for c in plain if c.isalnum() and c.isascii()] == said


def test_a_question_of_any_length_is_answered() -> None:
    assert understand("苏州" * 5_000).filters == Filters({"city": ("320500",)})
    assert len("".join(p.words for p in scan("x" * 5_000))) == LONGEST_QUESTION


def test_every_word_means_something_that_there_is() -> None:
    with WORDS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    topics = {topic for topic, _ in targets()}
    for row in rows:
        kind, value = row["kind"], row["value"]
        if kind in keys() and keys()[kind].options():
            assert set(value.split()) <= set(keys()[kind].options()), row
        elif kind == "field":
            assert keys()[value].kind == "range", row
            assert value in topics, row
        elif kind == "topic":
            assert value in topics, row
    assert len({row["word"] for row in rows}) == len(rows)


def test_every_target_is_a_chart_with_such_settings() -> None:
    with TARGETS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    topics = {it.key for it in phrases().values() if it.kind in ("topic", "field")}
    for row in rows:
        id, params = targets()[row["topic"], row["by"]]
        declared = {param.name: param for param in exhibits()[id].params}
        assert all(declared[name].problem(value) is None for name, value in params.items()), row
        assert row["topic"] in topics | {""}, row
