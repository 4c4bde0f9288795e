"""Advice by sector against the rows of r02, r03 and e35."""

import polars as pl
import pytest

from data_layer.policy.sector_targets import below, rd_advice, success, targets


def test_targets_are_the_rows_of_r02() -> None:
    assert targets("invention_grants") == {
        "electronics": 15,
        "power_equipment": 15,
        "high_end_equipment": 15,
        "software": 5,
        "general_equipment": 8,
    }
    assert targets("software_copyrights") == {"software": 20}
    assert targets("patents")["basic_manufacturing"] == 30
    assert targets("rd_ratio")["rd_services"] == 32


def test_advice_for_those_who_aim_at_the_national_tier_is_r03() -> None:
    assert rd_advice()["software"] == 35
    assert {v for k, v in rd_advice().items() if k != "software"} == {22}
    assert "rd_services" not in rd_advice()


@pytest.mark.parametrize(
    ("sector", "grants", "gap"),
    [
        ("electronics", 9, 6),
        ("electronics", 15, 0),
        ("electronics", 40, 0),
        ("general_equipment", 5, 3),
        ("rd_services", 1, None),
        (None, 1, None),
        ("electronics", None, None),
    ],
)
def test_below(sector: str | None, grants: int | None, gap: float | None) -> None:
    frame = pl.DataFrame(
        {"sector": [sector], "invention_grants": [grants]},
        schema={"sector": pl.String, "invention_grants": pl.Int64},
    )
    found = frame.select(below("invention_grants", targets("invention_grants"))).item()
    assert found == gap


@pytest.mark.parametrize(
    ("score", "sector", "rate"),
    [
        (85.0, "electronics", 78.5),
        (84.9, "electronics", 52.3),
        (70.0, "software", 42.1),
        (60.0, "high_end_equipment", 25.4),
        (59.9, "basic_manufacturing", 4.2),
        (90.0, "rd_services", None),
        (None, "electronics", None),
    ],
)
def test_success_is_the_cell_of_e35(score: float | None, sector: str, rate: float | None) -> None:
    schema = {"score": pl.Float64, "sector": pl.String}
    frame = pl.DataFrame({"score": [score], "sector": [sector]}, schema=schema)
    assert frame.select(success("score")).item() == rate
