"""Calibration on frames small enough to compute by hand, and its coverage of what is printed."""

from collections import Counter

import polars as pl
import pytest

from data_layer.calibration import SCHEMA, calibration, targets
from data_layer.calibration.rounding import decimals
from data_layer.calibration.target import Kind, Target
from data_layer.reference_figures.errata import recomputed_by_id
from data_layer.reference_figures.tables import facts, table
from data_layer.vocabulary.enterprise import Enterprise
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.terms import PER_CENT
from data_layer.vocabulary.text import Text

# Columns of the printed tables that hold figures of enterprises. e19's and e20's ranks, bounds of
# bands, policy lines and values of honours are none.
FIGURES = {
    "e03": ("e03_tiers", ["share_pct"]),
    "e04": ("e04_registered_capital", ["national", "provincial", "ratio_or_gap"]),
    "e05": ("e05_insured_bands", ["national_pct", "provincial_pct", "gap_pp"]),
    "e06": ("e06_honours", ["national_pct", "provincial_pct", "gap_pp"]),
    "e07": ("e07_standards_holding", ["holding_pct", "mean_standards_estimate"]),
    "e08": (
        "e08_standards_by_tier",
        ["national_with", "national_without", "provincial_with", "provincial_without"],
    ),
    "e09": ("e09_tech_evaluation", ["national_pct", "provincial_pct", "gap_pp", "ratio"]),
    "e10": ("e10_evaluation_vs_grants", ["with_evaluation", "without_evaluation", "gap_pct"]),
    "e11a": ("e11a_revenue_growth", ["national_median_pct", "provincial_median_pct", "gap_pp"]),
    "e12": ("e12_rd_benchmarks", ["national_pct", "provincial_pct", "gap_pp"]),
    "e14": ("e14_quadrants", ["share_pct"]),
    "e16": (
        "e16_provinces_top10",
        ["national_share_of_all_pct", "little_giant_share_within_pct"],
    ),
    "e17": ("e17_clusters", ["little_giant_share_within_pct", "enterprises_10k"]),
    "e19": ("e19_cities", ["share_of_all_pct", "patents_median"]),
    "e20": ("e20_industries_top12", ["share_pct"]),
    "e22": ("e22_mid_industries", ["little_giant_share_pct"]),
    "e23": ("e23_strategic_subclasses", ["little_giant_share_pct"]),
    "e26": ("e26_core_medians", ["national_median", "provincial_median", "ratio"]),
    "e27": ("e27_rd_levels", ["mean_pct", "p50_pct", "p75_pct", "p90_pct"]),
    "e28": (
        "e28_rd_bands",
        ["share_pct", "patents_median", "grants_median", "national_share_pct"],
    ),
    "e30": ("e30_dimension_scores", ["provincial_score", "gap_pct"]),
    "e33": ("e33_sector_levels", ["grants_median", "rd_mean_pct", "software_copyright_median"]),
    "e35": (
        "e35_success_by_score",
        ["电子核心产业", "高端装备", "软件信息", "基础制造"],
    ),
    "e37": ("e37_honour_ratios", ["national_pct", "provincial_pct", "ratio"]),
    "e40": ("e40_little_giant_vs_champion", ["little_giant_mean", "champion_mean"]),
}


def frame(**values: list[object]) -> pl.DataFrame:
    """A registry with the given columns, in the types of the schema."""
    return pl.DataFrame(
        {name: pl.Series(column, dtype=columns()[name].dtype) for name, column in values.items()}
    )


def achieved(rows: pl.DataFrame) -> dict[str, float | None]:
    return dict(calibration((rows).lazy()).select("target", "achieved").iter_rows())


@pytest.mark.parametrize("exhibit", FIGURES)
def test_every_printed_figure_is_a_target(exhibit: str) -> None:
    name, figures = FIGURES[exhibit]
    printed = Counter(
        float(value) for column in figures for value in table(name)[column].drop_nulls()
    )
    held = Counter(target.published for target in targets() if target.exhibit == exhibit)
    assert held == printed


def test_every_fact_is_a_target() -> None:
    held = {target.exhibit for target in targets()}
    assert held >= set(facts())


def test_correlations_are_the_upper_half_of_the_printed_matrix() -> None:
    held = sorted(target.published for target in targets() if target.exhibit == "e25")
    assert held == [0.104, 0.109, 0.116, 0.125, 0.134, 0.199, 0.898, 0.906, 0.936]  # e25


def test_ids_are_unique_and_labels_are_in_both_languages() -> None:
    ids = [target.id for target in targets()]
    assert len(ids) == len(set(ids))
    for target in targets():
        assert target.label.zh
        assert target.label.en.isascii() or "-" in target.label.en, target.label.en
        assert (target.reason.zh == "") == (target.reason.en == "")


def test_shares_and_medians_of_a_frame_computed_by_hand() -> None:
    rows = frame(
        tier=["national", "national", "national", "provincial"],
        province_code=["320000", "320000", "440000", "320000"],
        patents=[10, 30, 80, 7],
        insured=[60, None, 120, 500],
        registered_capital=[10_000.0, 500.0, 600.0, 100.0],
    )
    values = achieved(rows)
    assert values["e03.share.national"] == 75
    assert values["e16.share.320000"] == 75
    assert values["e16.little_giant_share.320000"] == pytest.approx(66.666667)
    assert values["e26.patents.national"] == 30
    assert values["e26.patents.ratio"] == pytest.approx(30 / 7, abs=1e-6)
    assert values["e05.insured.51.national"] == pytest.approx(33.333333)  # unreported count too
    assert values["e04.capital_share.national"] == pytest.approx(33.333333)
    assert values["e04.capital_mean.national"] == 3700
    assert values["e14.leaders"] == pytest.approx(33.333333)  # 120 and 80 of three reported
    assert values["e14.nurtured"] == pytest.approx(33.333333)
    assert values["e14.large"] == pytest.approx(33.333333)


def test_research_is_measured_up_to_thirty_per_cent() -> None:
    rows = frame(tier=["national"] * 4, rd_ratio=[10.0, 20.0, 30.0, 60.0], patents=[1, 2, 3, 4])
    values = achieved(rows)
    assert values["e27.mean.national"] == 20
    assert values["e12.p75.national"] == 25
    assert values["e28.share.25"] == 50
    assert values["e28.patents.25"] == 3.5
    assert values["f_rd_sample"] == 4


def test_a_lacking_column_is_named_and_nothing_is_missed_for_it() -> None:
    result = calibration((frame(name=["a", "b"], tier=["national", "provincial"])).lazy())
    row = result.filter(target="e26.patents.national").row(0, named=True)
    assert row["status"] == "not_targeted"
    assert row["achieved"] is None
    assert row["reason_en"] == "The registry lacks: Patents"
    missed = result.filter(status="missed")["target"].to_list()
    assert missed == ["e03.share.national", "e03.share.provincial"]


def test_counts_do_not_compare_with_a_registry_of_another_size() -> None:
    result = calibration((frame(name=["a", "b"], tier=["national", "provincial"])).lazy())
    row = result.filter(target="f_national").row(0, named=True)
    assert (row["status"], row["achieved"]) == ("not_targeted", 1)
    assert row["reason_zh"] == "企业库的企业数与报告不同，绝对数不可比"


def test_an_empty_registry_has_a_row_a_target() -> None:
    result = calibration((Enterprise.create_empty()).lazy())
    assert result.height == len(targets())
    assert result.schema == pl.Schema(SCHEMA)


def test_contradicted_only_by_a_confirmed_erratum() -> None:
    rows = frame(tier=["national"] * 2, high_tech=[True, False], little_giant_title=[True, False])
    result = {row["target"]: row for row in calibration((rows).lazy()).iter_rows(named=True)}
    assert result["e39.high_tech"]["status"] == "contradicted"  # x13
    assert "85.66" in result["e39.high_tech"]["reason_zh"]
    assert result["e06.little_giant_title.national"]["status"] == "missed"  # x21 is reconcilable
    for target in targets():
        for id in target.errata:
            assert id in recomputed_by_id()


@pytest.mark.parametrize(
    ("kind", "published", "achieved", "met"),
    [
        ("share", 14.42, 14.469, True),
        ("share", 14.42, 14.48, False),
        ("median", 116, 117.1, True),  # 1% of 116 is 1.16
        ("median", 5, 5.5, True),  # half of the last printed digit
        ("median", 5, 5.6, False),
        ("count", 1.9, 1.94, True),
        ("count", 3884, 3885, False),
        ("over", 7000, 7020, True),
        ("over", 7000, 6999, False),
        ("about", 15, 14.97, True),
        ("correlation", 0.936, 0.957, False),
        ("range", 8.8, 8.84, True),
    ],
)
def test_tolerances(kind: Kind, published: float, achieved: float, met: bool) -> None:
    target = Target("t", "e03", Text("甲", "a"), PER_CENT, published, kind, None)
    assert target.met_by(achieved) is met


def test_decimals() -> None:
    assert [decimals(value) for value in (116.0, 3.6, 0.936, 24_142)] == [0, 1, 3, 0]


def test_a_doubtful_figure_is_not_missed() -> None:
    """x24: Tianjin would need half of its enterprises in the national tier."""
    rows = frame(tier=["national", "provincial"], province_code=["110000", "120000"])
    result = {row["target"]: row for row in calibration(rows.lazy()).iter_rows(named=True)}
    assert result["e17.little_giant_share.bth"]["status"] == "implausible"
    assert "46%" in result["e17.little_giant_share.bth"]["reason_en"]
