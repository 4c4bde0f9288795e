"""Words on coloured cells: 4.5:1 and more everywhere (WCAG 2.2 AA)."""

import pytest

from components.look.contrast import DARK, ENOUGH, contrast, ink_on, inked, shade
from components.look.theme import DIVERGING, SEQUENTIAL
from data_layer.filters.query import Theme


def test_contrast_is_wcags() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    # WCAG's own example of the lightest grey that passes 4.5:1 on white.
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


def test_shades_lie_between_their_neighbours() -> None:
    scale = ((0.0, "#000000"), (0.5, "#204060"), (1.0, "#ffffff"))
    assert shade(scale, 0.25) == "#102030"  # half way: 0x20 / 2, 0x40 / 2, 0x60 / 2
    assert [shade(scale, part) for part in (-1, 0, 0.5, 2)] == [
        "#000000",
        "#000000",
        "#204060",
        "#ffffff",
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("scale", [SEQUENTIAL, DIVERGING], ids=["sequential", "diverging"])
def test_words_are_legible_on_every_shade(theme: Theme, scale: dict) -> None:
    for step in range(501):
        ground = shade(scale[theme], step / 500)
        assert contrast(ink_on(ground), ground) >= ENOUGH


def test_middle_shades_have_black_words() -> None:
    middle = SEQUENTIAL["light"][2][1]  # #7ba6d4, on which Plotly's own choice has 3.8:1
    assert contrast("#444444", middle) < ENOUGH
    assert inked("12", "#ffffff") == "12", DARK
    assert inked("12", "#123f73") == '<span style="color:#ffffff">12</span>'
    assert inked("", "#123f73") == ""
