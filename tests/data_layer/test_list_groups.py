"""Places and tiers that stand beside or above the rows of a list, by hand on made-up files."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from components.intake.column_view import judgement
from data_layer.importer import import_file
from data_layer.intake.choices import Choices
from data_layer.intake.preview import preview
from data_layer.registry.store import Store
from tests.data_layer.imported import rejects_of, rows_of, take, write_csv
from tests.data_layer.open_workbooks import write_ods, write_xlsb

HELPED = [
    ["企业名称", "省份", "城市", "注册地址"],
    [
        "甲公司",
        "江苏省",
        "苏州市",
        "江苏省南京市玄武区1号",
    ],  # it says the city
    ["乙公司", "江苏省", "", "江苏省南京市玄武区1号"],
    ["丙公司", "", "-", "浙江省杭州市西湖区2号"],
    ["丁公司", "广东省", "", "人民路3号"],
    ["戊公司", "山东省", "", ""],
]


def by_name(rows: pl.DataFrame, column: str) -> dict[str, object]:
    return {name[0]: value for name, value in rows.select("name", column).iter_rows()}


def test_an_address_stands_in_for_an_empty_city_row_by_row(tmp_path: Path) -> None:
    store, report = take(tmp_path, HELPED)
    stored = rows_of(store)
    cities = {"甲": "320500", "乙": "320100", "丙": "330100", "丁": None, "戊": None}
    assert by_name(stored, "city_code") == cities
    provinces = {"甲": "320000", "乙": "320000", "丙": "330000", "丁": "440000", "戊": "370000"}
    assert by_name(stored, "province_code") == provinces
    [reject] = rejects_of(report)
    assert (reject["row"], reject["column"], reject["value"]) == ("5", "注册地址", "人民路3号")
    assert report.mapped["注册地址"] == ("city_code",)
    assert "列 城市 为空的行，城市取自列 注册地址" in [it.zh for it in report.notes]


def test_the_preview_says_in_how_many_rows(tmp_path: Path) -> None:
    found = preview(write_csv(tmp_path / "file.csv", HELPED), Choices())
    address = found.columns[3]
    assert address.helps == ("city_code", 3)
    assert judgement(address, "zh") == "城市为空的 3 行取自这一列，2 行认出"
    assert judgement(address, "en") == (
        "taken for the city in 3 rows where it is empty, 2 recognised"
    )
    assert judgement(found.columns[2], "zh") == "城市：2 行全部认出"


MERGED = [["省份", "企业名称"], ["江苏省", "甲公司"], ["", "乙公司"], ["浙江省", "丙公司"]]


@pytest.mark.parametrize(("name", "write"), [("m.ods", write_ods), ("m.xlsb", write_xlsb)])
def test_merged_cells_of_other_workbooks_are_filled_too(
    tmp_path: Path, name: str, write: Callable[..., Path]
) -> None:
    store = Store(tmp_path / "home")
    report = import_file(write(tmp_path / name, MERGED, {(1, 0): 2}), store)
    found = by_name(rows_of(store), "province_code")
    assert found == {"甲": "320000", "乙": "320000", "丙": "330000"}
    assert report.notes[0].en == "1 merged cell gives its value to all its rows"


def test_percentages_of_an_open_document_are_per_cent(tmp_path: Path) -> None:
    rows = [["企业名称", "研发强度"], ["甲公司", 0.052], ["乙公司", "6%"]]
    store = Store(tmp_path / "home")
    import_file(write_ods(tmp_path / "p.ods", rows, {}), store)
    assert by_name(rows_of(store), "rd_ratio") == {"甲": 5.2, "乙": 6.0}


def grouped(
    tmp_path: Path, *rows: list[str], header: tuple[str, ...] = ("序号", "企业名称")
) -> Store:
    return take(tmp_path, [list(header), *rows])[0]


def test_a_group_that_names_a_tier_gives_it_to_the_rows_below(tmp_path: Path) -> None:
    store = grouped(
        tmp_path,
        ["一、专精特新“小巨人”企业（2家）", ""],
        ["1", "甲公司"],
        ["2", "乙公司"],
        ["二、省级专精特新中小企业（1家）", ""],
        ["1", "丙公司"],
        ["三、其他企业（1家）", ""],
        ["1", "丁公司"],
    )
    found = by_name(rows_of(store), "tier")
    assert found == {"甲": "national", "乙": "national", "丙": "provincial", "丁": None}


def test_batch_and_year_stand_in_a_group_s_name_too(tmp_path: Path) -> None:
    store = grouped(
        tmp_path,
        ["第三批国家级专精特新“小巨人”企业名单（2021年）", ""],
        ["1", "甲公司"],
        ["第四批", ""],
        ["1", "乙公司"],
        ["制造业单项冠军示范企业", ""],
        ["1", "丙公司"],
    )
    stored = rows_of(store)
    assert by_name(stored, "tier") == {"甲": "national", "乙": "national", "丙": "champion"}
    assert by_name(stored, "batch") == {"甲": 3, "乙": 4, "丙": None}


def test_a_tier_column_says_otherwise(tmp_path: Path) -> None:
    store = grouped(
        tmp_path,
        ["", "", "一、专精特新“小巨人”企业（2家）"],
        ["创新型中小企业", "1", "甲公司"],
        ["", "2", "乙公司"],
        header=("层级", "序号", "企业名称"),
    )
    assert by_name(rows_of(store), "tier") == {"甲": "innovative", "乙": "national"}


@pytest.mark.parametrize("outer", ["place", "tier"])
def test_what_came_first_holds_the_others(tmp_path: Path, outer: str) -> None:
    """江苏省 > 小巨人, 省级 > 浙江省; or 小巨人 > 江苏省 > 省级: each ends what it holds."""
    places = [["江苏省（2家）", ""], ["浙江省（1家）", ""]]
    tiers = [["小巨人企业（1家）", ""], ["省级专精特新中小企业（2家）", ""]]
    first, second = (places, tiers) if outer == "place" else (tiers, places)
    store = grouped(
        tmp_path,
        first[0],
        second[0],
        ["1", "甲公司"],
        second[1],
        ["2", "乙公司"],
        first[1],
        ["3", "丙公司"],
    )
    stored = rows_of(store)
    tier, place = by_name(stored, "tier"), by_name(stored, "province_code")
    if outer == "place":
        assert tier == {"甲": "national", "乙": "provincial", "丙": None}
        assert place == {"甲": "320000", "乙": "320000", "丙": "330000"}
    else:
        assert tier == {"甲": "national", "乙": "national", "丙": "provincial"}
        assert place == {"甲": "320000", "乙": "330000", "丙": None}


def test_what_a_group_says_can_be_corrected(tmp_path: Path) -> None:
    rows = [["序号", "企业名称"], ["小巨人培育企业（1家）", ""], ["1", "甲公司"]]
    rows += [["国家级小巨人企业（1家）", ""], ["1", "乙公司"]]
    path = write_csv(tmp_path / "file.csv", rows)
    (group,) = [it for it in preview(path, Choices()).columns if it.column == "tier"]
    choices = Choices().with_column(group.heading, "")
    assert [it.heading for it in preview(path, choices).columns if it.column == "tier"] == []
    given = Choices().with_value(group.heading, "tier", "国家级小巨人企业", "省级")
    store = Store(tmp_path / "home")
    import_file(path, store, mapping=given.mapping())
    assert by_name(rows_of(store), "tier") == {"甲": None, "乙": "provincial"}
