"""Words wrapped to a width in columns."""

from components.look.words import columns, in_sentence, wrap


def test_wide_characters_count_two() -> None:
    assert columns("苏州ab") == 6


def test_chinese_breaks_anywhere_but_before_closing_marks() -> None:
    assert wrap("专精特新企业", 8) == "专精特新<br>企业"
    assert wrap("专精特新，企业", 8) == "专精特<br>新，企业"


def test_words_stay_whole() -> None:
    assert wrap("high-value patents", 10) == "high-value<br>patents"
    assert wrap("extraordinary", 5) == "extraordinary"


def test_figures_stay_with_their_units_and_entities_whole() -> None:
    assert wrap("专利 &lt;30件", 9) == "专利<br>&lt;30件"


def test_a_label_in_a_sentence_keeps_its_acronyms() -> None:
    assert in_sentence("Pearson correlation") == "Pearson correlation"
    assert in_sentence("Mean R&D intensity") == "mean R&D intensity"
    assert in_sentence("Distance to Beijing") == "distance to Beijing"
    assert in_sentence("Score (Little giants = 100)") == "score (Little giants = 100)"
