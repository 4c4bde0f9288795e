"""Numbers and units as a reader writes them."""

from components.charts.bar_numbers import in_the_way
from components.look.amounts import bar_labels, counted, number, numbers, with_unit


def test_numbers_that_are_read_together_have_like_decimals() -> None:
    assert numbers([14.42, 3.6, 12, None]) == ["14.42", "3.60", "12.00", ""]
    assert numbers([24135, 57]) == ["24,135", "57"]
    assert number(3.6) == "3.6"  # alone, without trailing zeros


def test_english_has_no_wan_and_no_yi() -> None:
    assert with_unit(15, "万家", "zh") == "15万家"
    assert with_unit(15, "10,000 enterprises", "en") == "150,000 enterprises"  # 15 x 10,000
    assert with_unit(4.91, "CNY 100 million", "en") == "CNY 491 million"  # 4.91 x 100
    assert with_unit(5774, "CNY 10,000", "en") == "CNY 57.74 million"  # 5,774 x 10,000
    assert with_unit(57, "CNY 10,000", "en") == "CNY 570,000"
    assert with_unit(40, "CNY 100 million", "en") == "CNY 4 billion"
    assert with_unit(10.57, "%", "en") == "10.57%"
    assert with_unit(2.28, "x", "en") == "2.28×"


def test_one_is_one_of_something() -> None:
    assert counted(1, "enterprises") == with_unit(1, "enterprises", "en") == "1 enterprise"
    assert counted(2, "enterprises") == "2 enterprises"
    assert counted(1, "criteria") == "1 criterion"
    assert counted(0, "errata") == "0 errata"


def test_bars_say_per_cents_and_wan() -> None:
    assert bar_labels([14.42, 3.6], "%", "zh") == ["14.42%", "3.60%"]
    assert bar_labels([5.27, 1.9], "万家", "zh") == ["5.27万家", "1.90万家"]
    assert bar_labels([5.27, 1.9], "10,000 enterprises", "en") == ["52,700", "19,000"]
    assert bar_labels([5806, 57], "CNY 10,000", "en") == ["CNY 58.06 million", "CNY 570,000"]
    assert bar_labels([17684, None], "家", "zh") == ["17,684", ""]


def test_a_mark_right_of_a_bar_does_not_cover_its_number() -> None:
    # Longest 68: 26 and its mark at 36 are 15% of it apart, where the number would stand.
    assert in_the_way([68, 26, 5], [None, 36, 5]) == [None, 36, None]
    assert in_the_way([100, 10], [90, 20]) == [None, 20]
    assert in_the_way([100, 10], [90, 60]) == [None, None]  # far beyond the number
