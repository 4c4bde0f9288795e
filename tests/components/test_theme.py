"""The palettes measured, the layout merged, the graph configuration kept at home."""

import json
from itertools import combinations, pairwise

import plotly.graph_objects as go
import pytest

from components.look.graph_config import graph_config
from components.look.theme import (
    CATEGORICAL,
    DIVERGING,
    INK,
    PALE,
    PUBLISHED_COLOR,
    SEQUENTIAL,
    TIER_COLORS,
    layout,
    merge,
    template,
)
from data_layer.filters.query import Theme
from data_layer.vocabulary.text import Lang

THEMES: tuple[Theme, ...] = ("light", "dark")
LANGS: tuple[Lang, ...] = ("zh", "en")

Rgb = tuple[float, float, float]
Matrix = tuple[Rgb, Rgb, Rgb]

# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
VISION: dict[str, Matrix] = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
# Ottosson (2020): linear sRGB to cone responses, their cube roots to Oklab.
_TO_CONES: Matrix = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_TO_OKLAB: Matrix = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)


def _times(matrix: Matrix, vector: Rgb) -> Rgb:
    first, second, third = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return first, second, third


def _linear(color: str) -> Rgb:
    """sRGB `#rrggbb` as linear light, by IEC 61966-2-1."""
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))

    def light(c: float) -> float:
        return c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4

    return light(red), light(green), light(blue)


def _luminance(color: str) -> float:
    red, green, blue = _linear(color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _apart(one: str, other: str, vision: Matrix) -> float:
    """Distance in Oklab as that vision sees the two colours; black to white is 1."""

    def seen(color: str) -> Rgb:
        red, green, blue = (min(max(c, 0.0), 1.0) for c in _times(vision, _linear(color)))
        long, medium, short = (c ** (1 / 3) for c in _times(_TO_CONES, (red, green, blue)))
        return _times(_TO_OKLAB, (long, medium, short))

    return sum((a - b) ** 2 for a, b in zip(seen(one), seen(other), strict=True)) ** 0.5


def test_contrast_is_wcags() -> None:
    assert _contrast("#ffffff", "#000000") == pytest.approx(21)
    # WCAG's own example of the lightest grey that passes 4.5:1 on white.
    assert _contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize("theme", THEMES)
def test_marks_stand_out_from_both_backgrounds(theme: Theme) -> None:
    ink = INK[theme]
    for color in (*CATEGORICAL[theme], PUBLISHED_COLOR[theme], PALE[theme], ink.accent):
        assert _contrast(color, ink.surface) >= 3
        assert _contrast(color, ink.canvas) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_words_are_readable_on_both_backgrounds(theme: Theme) -> None:
    ink = INK[theme]
    for words in (ink.text, ink.muted):
        assert _contrast(words, ink.surface) >= 4.5
        assert _contrast(words, ink.canvas) >= 4.5


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("theme", THEMES)
def test_groups_stay_apart_for_colour_blind_readers(theme: Theme, vision: str) -> None:
    for one, other in combinations(CATEGORICAL[theme], 2):
        assert _apart(one, other, VISION[vision]) >= 0.1, (one, other)


@pytest.mark.parametrize("theme", THEMES)
def test_both_tiers_are_blue_and_teal_in_either_theme(theme: Theme) -> None:
    tiers = TIER_COLORS[theme]
    assert list(tiers) == ["national", "provincial", "champion", "innovative"]
    red, green, blue = _linear(tiers["national"])
    assert blue > green > red
    red, green, blue = _linear(tiers["provincial"])
    assert red < min(green, blue)
    assert PUBLISHED_COLOR[theme] not in tiers.values()


@pytest.mark.parametrize("theme", THEMES)
def test_sequential_scale_is_monotone_in_lightness(theme: Theme) -> None:
    scale = SEQUENTIAL[theme]
    assert [at for at, _ in scale] == [0, 0.25, 0.5, 0.75, 1]
    steps = [b - a for a, b in pairwise(_luminance(color) for _, color in scale)]
    assert all(step < 0 for step in steps) or all(step > 0 for step in steps)
    # More ink means more: the largest amount is farthest from the background.
    surface = INK[theme].surface
    assert _contrast(scale[-1][1], surface) > 3 > _contrast(scale[0][1], surface)


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("theme", THEMES)
def test_diverging_scale_has_a_neutral_middle_and_two_sides(theme: Theme, vision: str) -> None:
    low, lower, (at, middle), upper, high = (step for step in DIVERGING[theme])
    assert at == 0.5
    light = _linear(middle)
    assert max(light) - min(light) < 0.05
    assert _apart(low[1], high[1], VISION[vision]) >= 0.1
    assert _apart(lower[1], upper[1], VISION[vision]) >= 0.1
    assert _apart(lower[1], middle, VISION[vision]) >= 0.1
    assert _apart(upper[1], middle, VISION[vision]) >= 0.1


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("theme", THEMES)
def test_areas_without_data_look_like_no_amount(theme: Theme, vision: str) -> None:
    for _, color in SEQUENTIAL[theme]:
        assert _apart(INK[theme].nodata, color, VISION[vision]) >= 0.05


def test_merge_goes_deep_and_changes_neither_side() -> None:
    base = {"xaxis": {"title": {"text": "a"}, "visible": True}, "margin": {"l": 8}}
    over = {"xaxis": {"title": {"font": {"size": 9}}}, "margin": None, "bargap": 0.3}
    assert merge(base, over) == {
        "xaxis": {"title": {"text": "a", "font": {"size": 9}}, "visible": True},
        "margin": None,
        "bargap": 0.3,
    }
    assert base == {"xaxis": {"title": {"text": "a"}, "visible": True}, "margin": {"l": 8}}
    assert over["xaxis"] == {"title": {"font": {"size": 9}}}


@pytest.mark.parametrize("theme", THEMES)
def test_figure_takes_the_layout_and_no_other_template(theme: Theme) -> None:
    made = go.Figure(
        {"type": "bar", "x": ["江苏"], "y": [1]},
        layout(theme, xaxis={"title": {"text": "家"}}, margin={"l": 40}),
    ).to_plotly_json()["layout"]
    # Laid beside the template, not into it: plotly.js joins the two, left margin 40 and top 28.
    assert made["margin"] == {"l": 40}
    assert made["xaxis"] == {"title": {"text": "家"}}
    base = made["template"]["layout"]
    assert base["paper_bgcolor"] == base["plot_bgcolor"] == "rgba(0,0,0,0)"
    assert base["xaxis"]["automargin"]
    assert base["yaxis"]["automargin"]
    assert base["legend"]["orientation"] == "h"
    assert tuple(base["colorway"]) == CATEGORICAL[theme]


def test_overrides_of_one_layout_do_not_reach_the_next() -> None:
    layout("light", template={"layout": {"xaxis": {"visible": False}}})
    assert "visible" not in template("light")["layout"]["xaxis"]


@pytest.mark.parametrize(("lang", "locale"), [("zh", "zh-CN"), ("en", "en")])
def test_graph_config_speaks_the_readers_language(lang: Lang, locale: str) -> None:
    assert graph_config(lang)["locale"] == locale


@pytest.mark.parametrize("lang", LANGS)
def test_graph_config_holds_no_remote_address(lang: Lang) -> None:
    config = graph_config(lang)
    written = json.dumps(config)
    assert "http" not in written
    assert "//" not in written
    assert config["plotlyServerURL"] == ""
    assert config["topojsonURL"].startswith("data:")
    assert not config["showSendToCloud"]
    assert not config["displaylogo"]
    assert "toImage" in config["modeBarButtonsToRemove"]
