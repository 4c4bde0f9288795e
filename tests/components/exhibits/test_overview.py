"""The overview on a registry small enough to count by hand, and its published figures."""

from typing import Any

import polars as pl
import pytest

from components.contract.catalogue import exhibits
from components.contract.exhibit import View
from components.parts.finding_claims import claims_by_finding
from data_layer.filters.filters import Filters
from data_layer.reference_figures import tables as reference
from data_layer.vocabulary.field_frames import conform
from tests.components.small import small_registry

JIANGSU, GUANGDONG, HEBEI, SICHUAN = "320000", "440000", "130000", "510000"


def enterprise(tier: str, province: str, patents: int, **more: Any) -> dict[str, Any]:
    return {"tier": tier, "province_code": province, "patents": patents, **more}


# Ten enterprises: four national and six provincial; five in Jiangsu, two in Guangdong, two in
# Hebei, one in Sichuan, which is in no cluster.
ROWS = [
    enterprise("national", JIANGSU, 100, insured=10, rd_ratio=30.0, recognised_year=2020),
    enterprise("national", JIANGSU, 120, insured=30, rd_ratio=26.0, recognised_year=2022),
    enterprise("national", GUANGDONG, 140, insured=20, rd_ratio=25.0, recognised_year=2023),
    enterprise("national", HEBEI, 160, insured=40, recognised_year=2025),
    enterprise("provincial", JIANGSU, 10, rd_ratio=14.9),
    enterprise("provincial", JIANGSU, 20, rd_ratio=5.0),
    enterprise("provincial", JIANGSU, 30, rd_ratio=10.0),
    enterprise("provincial", GUANGDONG, 40),
    enterprise("provincial", HEBEI, 50, rd_ratio=20.0),
    enterprise("provincial", SICHUAN, 60),
]


def computed(id: str, query: str = "") -> dict[str, dict[str, Any]]:
    """The exhibit's rounded rows by their first key."""
    exhibit = exhibits()[id]
    rows = small_registry(ROWS)
    frame = exhibit.query(rows, Filters.from_query(query), exhibit.settings({}))
    rounded = conform(frame, exhibit.fields)
    return {row[exhibit.keys[0]]: row for row in rounded.iter_rows(named=True)}


def published(id: str) -> pl.DataFrame:
    make = exhibits()[id].published
    assert make is not None
    frame = make({})
    assert frame is not None
    return frame


def test_key_figures_by_hand() -> None:
    found = computed("key_figures")
    assert found["total"]["enterprises"] == 10
    assert found["national"]["enterprises"] == 4
    assert found["provincial"]["enterprises"] == 6
    assert found["little_giant_share"]["share_pct"] == 40.0
    assert found["patents_national"]["patents_median"] == 130.0  # 100 120 140 160
    assert found["patents_provincial"]["patents_median"] == 35.0  # 10 20 30 40 50 60
    assert found["leading_provinces"]["share_pct"] == 90.0  # 5 + 2 + 2 of 10
    assert found["clusters"]["share_pct"] == 90.0  # all but Sichuan
    assert found["patents_national"]["small_group"]
    assert not found["total"]["small_group"]


def test_key_figures_follow_the_filters() -> None:
    found = computed("key_figures", "province=130000")
    assert found["total"]["enterprises"] == 2
    assert found["little_giant_share"]["share_pct"] == 50.0
    assert found["patents_national"]["patents_median"] is None  # one value is no median
    assert computed("key_figures", "q=nobody") == {}


def _findings(query: str = "") -> dict[tuple[str, str], dict[str, Any]]:
    exhibit = exhibits()["findings"]
    frame = exhibit.query(small_registry(ROWS), Filters.from_query(query), {})
    rows = conform(frame, exhibit.fields).iter_rows(named=True)
    return {(row["finding"], row["group"]): row for row in rows}


def test_findings_by_hand() -> None:
    found = _findings()
    assert found["tiers", "national"]["share_pct"] == 40.0
    assert found["provinces", JIANGSU]["share_pct"] == 50.0
    assert found["together", "together"]["share_pct"] == 90.0  # 5 + 2 + 2 of 10
    assert found["quality", JIANGSU] == {
        "finding": "quality",
        "group": JIANGSU,
        "enterprises": 5,
        "values": 5,
        "share_pct": None,
        "little_giant_share_pct": 40.0,
        "patents_median": None,
        "correlation": None,
        "missing": 0,
        "small_group": True,
    }
    assert found["quality", HEBEI]["little_giant_share_pct"] == 50.0
    assert found["clusters", "bth"]["little_giant_share_pct"] == 50.0  # Hebei alone
    assert ("clusters", "yrd") in found  # Jiangsu
    assert found["patents", "national"]["patents_median"] == 130.0
    assert found["patents", "provincial"]["patents_median"] == 35.0
    # insured 10 30 20 40 with patents 100 120 140 160: sums of deviations 400 / sqrt(500 * 2000)
    step = found["in_step", "patents_insured"]
    assert (step["correlation"], step["values"], step["missing"]) == (0.8, 4, 6)
    # at least 25%: 100 120 140, median 120; below 15%: 10 20 30, median 20
    assert found["research", "high"]["patents_median"] == 120.0
    assert found["research", "low"]["patents_median"] == 20.0
    assert not [key for key in found if key[0] == "industries"]  # nobody says one


def test_findings_say_what_the_rows_give() -> None:
    """Hebei and Guangdong tie with 50%, of 2 enterprises each, as small as all the others."""
    words = claims("findings")
    assert words["provinces"] == "企业数最多的是江苏：5家（共4个省）"
    assert words["together"] == "合计占比：企业最多的三省90%（有样本不足10家）"
    assert words["quality"] == (
        "国家级占比并列最高的是河北、广东，均为50%（共4个企业最多的省；有样本不足10家）"
    )
    assert words["patents"] == (
        "专利总量中位数：国家级130件，为省级（35件）的3.71倍（有样本不足10家）"
    )
    alone = claims("findings", f"province={SICHUAN}")
    assert alone["provinces"] == "只有四川：企业数1家"
    assert "together" not in alone
    assert "patents" not in alone


def claims(id: str, query: str = "") -> dict[str, str]:
    """What each line of the card claims, in Chinese."""
    exhibit = exhibits()[id]
    filters = Filters.from_query(query)
    frame = conform(exhibit.query(small_registry(ROWS), filters, {}), exhibit.fields)
    view = View(frame, exhibit.fields, None, "computed", filters, {})
    return {finding: claim.words("zh") for finding, claim in claims_by_finding(view).items()}


def test_published_findings_are_those_of_the_report() -> None:
    rows = {(it["finding"], it["group"]): it for it in published("findings").iter_rows(named=True)}
    assert rows["together", "together"]["share_pct"] == reference.fact_value("f_top3")
    assert rows["quality", "330000"]["little_giant_share_pct"] == 15.43  # Zhejiang in e16
    assert rows["clusters", "yrd"]["little_giant_share_pct"] == 13.22  # e17
    assert rows["industries", "M75"]["share_pct"] == 12.9  # e20
    assert rows["tiers", "national"]["share_pct"] == 10.57  # e03
    assert rows["patents", "national"]["patents_median"] == 116  # e26
    assert rows["in_step", "patents_insured"]["correlation"] == 0.199  # e25
    assert rows["research", "high"]["patents_median"] == 142  # e28
    assert rows["research", "low"]["patents_median"] == 32


def test_pyramid_counts_levels_without_a_row_as_none() -> None:
    found = computed("tier_pyramid")
    assert list(found) == ["champion", "national", "provincial", "innovative"]
    assert [row["enterprises"] for row in found.values()] == [0, 4, 6, 0]
    assert found["provincial"]["share_pct"] == 60.0


def test_pyramid_prints_every_level_with_its_date() -> None:
    rows = {(r["tier"], r["as_of"]): r for r in published("tier_pyramid").iter_rows(named=True)}
    assert rows["champion", "2024-12"]["enterprises"] == 1557  # f_champions
    assert rows["national", "2026-02"]["enterprises"] == 17684  # f_national
    assert rows["national", "2026-02"]["share_pct"] == 10.57  # e03
    assert rows["national", "2024-12"]["enterprises_10k"] == 1.46  # f_lg_2024
    assert rows["national", "2024-12"]["share_pct"] is None
    assert rows["innovative", "2024-12"]["enterprises_10k"] == 60  # f_base_tier


def test_growth_adds_up_by_year_of_recognition() -> None:
    found = computed("little_giants_over_time")
    assert [found[date]["enterprises"] for date in ("2022", "2023-12", "2024-12", "2026-02")] == [
        2,
        3,
        3,
        4,
    ]


@pytest.mark.parametrize(
    ("date", "column", "printed"),
    [
        ("2022", "enterprises", 8997),
        ("2023-12", "enterprises_10k", 1.0),
        ("2024-12", "enterprises_10k", 1.46),
        ("2026-02", "enterprises", 17684),
    ],
)
def test_growth_prints_each_number_in_its_unit(date: str, column: str, printed: float) -> None:
    rows = {row["as_of"]: row for row in published("little_giants_over_time").iter_rows(named=True)}
    assert rows[date][column] == printed


def test_international_comparison_is_printed_only() -> None:
    found = computed("international_comparison", "province=130000")
    assert {id: row["enterprises"] for id, row in found.items()} == {
        "f_national": 17684,
        "f_japan": 5000,
        "f_champions": 1557,
        "f_germany": 1300,
    }
