"""The sentence that says how far computed and published figures are apart."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import pytest

from components.contract.catalogue import exhibits
from components.contract.result import Result
from components.rendering.distance import differences, distance_sentence
from data_layer.calibration.rounding import rounds_to
from data_layer.filters.filters import Filters

CLUSTERS = pl.DataFrame(
    {
        "cluster": ["yrd", "prd"],
        "enterprises_10k": [5.27, 2.26],
        "little_giant_share_pct": [12.04, 11.50],
    }
)


def _result(
    computed: Mapping[str, list[Any]], kind: str = "demonstration", **chosen: Any
) -> Result:
    exhibit = exhibits()["clusters"]
    missing = [f.name for f in exhibit.fields if f.name not in CLUSTERS.columns]
    printed = CLUSTERS.with_columns(pl.lit(None, pl.Float64).alias(name) for name in missing)
    return Result(
        exhibit=exhibit,
        params={},
        filters=Filters(chosen),
        frame=printed.with_columns(**{name: pl.Series(v) for name, v in computed.items()}),
        published=printed,
        kind=kind,  # ty: ignore[invalid-argument-type]
        version="v",
        selected=1,
        lacking=(),
    )


def test_equal_figures_are_said_to_be_equal() -> None:
    assert distance_sentence(_result({}), "zh") == "与报告原值一致。"
    # Below what two decimals show.
    close = _result({"little_giant_share_pct": [12.044, 11.50]})
    assert distance_sentence(close, "en") == "Equal to the published figures."


def test_gaps_are_said_in_their_unit_and_with_their_place() -> None:
    # 2.30 - 2.26 = 0.04 万家 = 400 enterprises > 1% of 2.26 = 226; 0.03 is within 0.05.
    apart = _result({"enterprises_10k": [5.27, 2.30], "little_giant_share_pct": [12.07, 11.50]})
    assert distance_sentence(apart, "zh") == (
        "与报告原值最大相差：企业数 400家（珠三角，容差226家）；"
        "国家级占比 0.03个百分点（长三角，容差0.05个百分点）；"
        "1个数超出各自的校准容差，见来源页校准表。"
    )
    assert distance_sentence(apart, "en") == (
        "Largest gap to the published figures: Enterprises 400 enterprises (Pearl River Delta, "
        "tolerance 226 enterprises); Little-giant share 0.03 percentage points (Yangtze River "
        "Delta, tolerance 0.05 percentage points); 1 beyond their calibration tolerance, see "
        "Sources."
    )
    assert [gap.largest for gap in differences(apart)] == pytest.approx([0.04, 0.03])


def test_only_the_demonstration_is_held_against_a_tolerance() -> None:
    apart = {"enterprises_10k": [5.27, 2.30]}
    assert "容差" not in distance_sentence(_result(apart, "computed"), "zh")
    within = _result({"enterprises_10k": [5.28, 2.26]})  # 0.01 of 5.27 is below 1%
    assert "均在各自的校准容差之内" in distance_sentence(within, "zh")


def test_a_selection_does_not_compare() -> None:
    assert "不可比" in distance_sentence(_result({}, tier=("national",)), "zh")
    nothing = {"enterprises_10k": [None, None], "little_giant_share_pct": [None, None]}
    assert distance_sentence(_result(nothing, tier=("national",)), "zh") == ""


def test_a_figure_equals_all_that_rounds_to_it() -> None:
    # 5.27 is printed of 5.265 to 5.275, and 1 of 0.5 to 1.5.
    assert rounds_to(5.2699, 5.27, 2)
    assert not rounds_to(5.2751, 5.27, 2)
    assert rounds_to(16.7372, 16.7, 1)
    assert rounds_to(1.18, 1, 0)
    assert not rounds_to(0.4, 1, 0)
    # In a column of shares with two decimals 12.00 is not printed of 12.03.
    assert not rounds_to(12.03, 12.0, 2)
