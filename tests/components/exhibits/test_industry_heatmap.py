"""Industry heatmap (e18): hand-computed cells of a small frame."""

from typing import Any

import polars as pl
import pytest

from components.contract.catalogue import exhibits
from components.contract.exhibit import Rows, View
from components.look.contrast import inked
from components.look.theme import SEQUENTIAL
from data_layer.filters.filters import Filters
from data_layer.vocabulary.field_frames import conform
from tests.components.small import small_registry

EXHIBIT = exhibits()["industry_heatmap"]
JIANGSU, GUANGDONG, HUBEI = "320000", "440000", "420000"


def _enterprise(division: str | None, province: str | None, tier: str) -> dict[str, Any]:
    return {"division": division, "province_code": province, "tier": tier}


# Yangtze River Delta: 3 x C34 (one national), 1 x C39. Pearl River Delta: 1 x C34, 3 x C39 (two
# national). Rest of China: 2 x C34. One without a division and one without a province.
ENTERPRISES = [
    *[_enterprise("C34", JIANGSU, "provincial")] * 2,
    _enterprise("C34", JIANGSU, "national"),
    _enterprise("C39", JIANGSU, "provincial"),
    _enterprise("C34", GUANGDONG, "provincial"),
    _enterprise("C39", GUANGDONG, "provincial"),
    *[_enterprise("C39", GUANGDONG, "national")] * 2,
    *[_enterprise("C34", HUBEI, "provincial")] * 2,
    _enterprise(None, JIANGSU, "provincial"),
    _enterprise("C34", None, "provincial"),
]


@pytest.fixture
def rows() -> Rows:
    return small_registry(ENTERPRISES)


def _run(rows: Rows, filters: str = "", **params: str) -> pl.DataFrame:
    settings = EXHIBIT.settings(params)
    return conform(EXHIBIT.query(rows, Filters.from_query(filters), settings), EXHIBIT.fields)


def _cell(frame: pl.DataFrame, industry: str, column: str) -> dict[str, Any]:
    found = frame.filter(pl.col("industry_code") == industry, pl.col("column") == column)
    return found.row(0, named=True)


def test_shares_and_quotient_of_a_cell(rows: Rows) -> None:
    cell = _cell(_run(rows), "C34", "yrd")
    # 3 of the 4 in the delta with a division; 3 of the 6 C34 with a place; (3/4) / (6/10).
    assert (cell["enterprises"], cell["industry_total"]) == (3, 6)
    assert cell["column_share_pct"] == 75.0
    assert cell["row_share_pct"] == 50.0
    assert cell["location_quotient"] == pytest.approx(1.25)
    assert (cell["little_giants"], cell["little_giant_share_pct"]) == (1, 33.33)
    assert cell["small_group"]


def test_absent_cells_count_zero_and_missing_keys_stand_last(rows: Rows) -> None:
    frame = _run(rows)
    assert _cell(frame, "C39", "other")["enterprises"] == 0
    assert _cell(frame, "C39", "other")["little_giant_share_pct"] is None
    assert frame["industry_code"].unique(maintain_order=True).to_list() == [
        "C34",
        "C39",
        "unreported",
    ]
    assert (
        frame["column"].unique(maintain_order=True).to_list()
        == [
            "bth",
            "yrd",
            "prd",
            "other",
            "unreported",
        ][1:]
    )
    assert frame["enterprises"].sum() == len(ENTERPRISES)


def test_choosing_a_cell_keeps_its_shares(rows: Rows) -> None:
    alone = _run(rows, "industry=C34&cluster=yrd")
    assert alone.height == 1
    assert alone.row(0) == _run(rows).row(0)


def test_orders(rows: Rows) -> None:
    def order(**params: str) -> list[str]:
        known = _run(rows, **params).filter(pl.col("industry_code") != "unreported")
        return known["industry_code"].unique(maintain_order=True).to_list()

    assert order() == ["C34", "C39"]
    assert order(measure="location_quotient") == ["C39", "C34"]
    assert order(order="code") == ["C34", "C39"]
    # jisuanji (C39) comes before tongyong (C34).
    assert order(order="name") == ["C39", "C34"]
    assert order(top="3", by="tier") == ["C34", "C39"]


def test_top_leaves_out_the_smaller(rows: Rows) -> None:
    many = [_enterprise(f"C{n}", JIANGSU, "provincial") for n in range(13, 20)]
    frame = _run((small_registry([*ENTERPRISES, *many])), top="3")
    # C34 (7), C39 (4), then the first of the equally small by code.
    shown = frame["industry_code"].unique(maintain_order=True).to_list()
    assert shown == ["C34", "C39", "C13", "unreported"]


def test_named_cells_follow_the_text(rows: Rows) -> None:
    """f_hm_yrd names 通用设备制造业, f_hm_prd names 计算机、通信和其他电子设备制造业."""
    named = _run(rows).filter(pl.col("named_in_report"))
    cells = list(named.select("industry_code", "column").iter_rows())
    assert cells == [("C34", "yrd"), ("C39", "prd")]
    assert not _run(rows, by="province")["named_in_report"].any()


def test_figure_says_cells_and_clicks(rows: Rows) -> None:
    params = EXHIBIT.settings({})
    frame = _run(rows)
    view = View(frame, EXHIBIT.fields, None, "computed", Filters(), params)
    assert EXHIBIT.figure is not None
    figure = EXHIBIT.figure(view)
    heat = figure["data"][0]
    assert heat["x"] == ["长三角", "珠三角", "其他地区", "未填报"]
    assert heat["z"][0] == [3, 1, 2, 1]
    # The scale's darkest asks for white; two thirds of it, between its third and fourth, for black.
    assert heat["text"][0] == [
        inked("3*", SEQUENTIAL["light"][-1][1]),
        "1*",
        inked("2*", "#5c8fc6"),
        "1*",
    ]
    assert heat["customdata"][0] == [
        "industry:C34&cluster:yrd",
        "industry:C34&cluster:prd",
        "industry:C34&where:province_code:known,cluster:!bth|yrd|prd",
        "industry:C34&where:province_code:missing",
    ]
    assert len(figure["layout"]["shapes"]) == 2
    quotient = View(
        _run(rows, measure="location_quotient"),
        EXHIBIT.fields,
        None,
        "computed",
        Filters(),
        EXHIBIT.settings({"measure": "location_quotient"}),
        "en",
    )
    axis = EXHIBIT.figure(quotient)["layout"]["coloraxis"]
    assert axis["cmid"] == 1
    assert axis["cmax"] - 1 == pytest.approx(1 - axis["cmin"])


def test_small_groups_do_not_stretch_the_scale() -> None:
    """Ten of C34, two of them national, against one national C39: 20% counts, 100% does not."""
    large = [_enterprise("C34", JIANGSU, "provincial")] * 8
    large += [_enterprise("C34", JIANGSU, "national")] * 2
    rows = small_registry([*large, _enterprise("C39", JIANGSU, "national")])
    params = EXHIBIT.settings({"measure": "little_giant_share_pct"})
    frame = _run(rows, measure="little_giant_share_pct")
    assert frame["industry_code"].to_list() == ["C34", "C39"], "small groups decide no order"
    view = View(frame, EXHIBIT.fields, None, "computed", Filters(), params)
    assert EXHIBIT.figure is not None
    assert EXHIBIT.figure(view)["layout"]["coloraxis"]["cmax"] == 20
