"""Tiles say of a printed figure that it is equal where the computed one rounds to it (by hand)."""

import pytest

from components.charts.tiles import gap_in_words
from data_layer.calibration.rounding import equals_printed
from data_layer.vocabulary.text import Lang


@pytest.mark.parametrize(
    ("computed", "printed", "unit", "lang", "words"),
    [
        (14.9188, 15.0, "万家", "zh", "一致"),  # 149,188, printed as 15万
        (14.49, 15.0, "万家", "zh", "相差 −5,100家"),
        (16.7372, 16.7, "万家", "zh", "一致"),
        (10.57, 10.57, "%", "zh", "一致"),
        (12.31, 12.0, "%", "zh", "相差 +0.31 个百分点"),  # of shares, 12 is 12.00
        (56.91, 45.4, "%", "en", "gap +11.51 pp"),
        (116, 116, "件", "zh", "一致"),
        (11, 6, "", "en", "gap +5"),
    ],
)
def test_a_gap_begins_where_rounding_ends(
    computed: float, printed: float, unit: str, lang: Lang, words: str
) -> None:
    assert gap_in_words(computed, printed, unit, lang=lang) == words


def test_a_share_has_the_digits_of_its_column() -> None:
    assert equals_printed(12.34, 12.3, share=True)
    assert not equals_printed(12.34, 12.3, share=True, column=[12.3, 10.57])
    assert equals_printed(12.304, 12.3, share=True, column=[12.3, 10.57])
