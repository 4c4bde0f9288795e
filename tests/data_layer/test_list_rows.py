"""Which rows are enterprises, and which headings, totals and notes; files by hand."""

from pathlib import Path

import pytest

from data_layer.importer import UnreadableFileError
from data_layer.importer.headings.mapping import parse_mapping
from tests.data_layer.imported import (
    HEADER,
    PLACES,
    ROWS,
    brought,
    by_name,
    rejects_of,
    rows_of,
    sheet,
    take,
)


def test_a_merged_province_is_that_of_all_its_rows(tmp_path: Path) -> None:
    rows = [["省份", "企业名称"], ["江苏省", "甲公司"], ["", "乙公司"], ["浙江省", "丙公司"]]
    stored, report = brought(sheet(tmp_path / "m.xlsx", rows, [(1, 0, 2, 0)]), tmp_path)
    assert by_name(stored, "province_code") == {"甲": "320000", "乙": "320000", "丙": "330000"}
    assert "1 处合并单元格" in report.notes[0].zh


def test_blanks_below_are_said_and_filled_where_a_mapping_says_so(tmp_path: Path) -> None:
    rows = [["省份", "企业名称"], ["江苏省", "甲公司"], ["", "乙公司"], ["浙江省", "丙公司"]]
    path = sheet(tmp_path / "b.xlsx", rows)
    stored, report = brought(path, tmp_path)
    assert by_name(stored, "province_code") == {"甲": "320000", "乙": None, "丙": "330000"}
    assert report.notes[0].zh.startswith("省份：3 行中 1 行为空")
    filling = parse_mapping({"columns": {"省份": {"column": "province_code", "fill_down": True}}})
    stored, report = brought(path, tmp_path, mapping=filling)
    assert by_name(stored, "province_code") == {"甲": "320000", "乙": "320000", "丙": "330000"}
    assert report.notes == ()


def test_headings_in_two_rows_are_one(tmp_path: Path) -> None:
    rows = [
        ["企业名称", "省份", "营业收入（万元）", "", "研发费用", ""],
        ["", "", "2023年", "2024年", "2023年", "2024年"],
        ["甲公司", "江苏", "10", "20", "1", "2"],
    ]
    path = sheet(tmp_path / "t.xlsx", rows, [(0, 2, 0, 3), (0, 4, 0, 5), (0, 0, 1, 0)])
    stored, report = brought(path, tmp_path)
    row = stored.row(0, named=True)
    assert (row["revenue"], row["rd_expense"], row["rd_expense_previous"]) == (20.0, 2.0, 1.0)
    assert (report.read, report.accepted) == (1, 1)


def test_a_row_of_units_belongs_to_the_headings(tmp_path: Path) -> None:
    rows = [["企业名称", "注册资本", "参保人数"], ["", "亿元", "人"], ["甲公司", "1.5", "7"]]
    store, report = take(tmp_path, rows)
    assert rows_of(store)["registered_capital"].to_list() == [15_000.0]
    assert report.units == {"注册资本（亿元）": "亿元"}


def test_a_mapping_may_say_where_the_headings_stand(tmp_path: Path) -> None:
    mapping = parse_mapping({"columns": {"x": "name"}, "rows": {"heading_row": 3}})
    rows = [["企业名称", "省份"], ["旧公司", "江苏"], ["x", "省份"], ["甲公司", "江苏"]]
    store, _ = take(tmp_path, rows, mapping=mapping)
    assert rows_of(store)["name"].to_list() == ["甲公司"]


def test_totals_notes_and_signatures_are_no_enterprises(tmp_path: Path) -> None:
    aside = [
        "江苏省小计",
        "总 计",
        "合计（3家）",
        "注1：截至年底。",
        "备注：无",
        "填表人：某某  电话：1",
    ]
    aside += [
        "数据来源：某局",
        "单位负责人：",
        "第1页 共2页",
        "本名单仅供内部参考，不得外传，请妥善保管。",
    ]
    _, report = take(tmp_path, [HEADER, *ROWS, *([it] + [""] * 5 for it in aside)])
    assert (report.accepted, report.set_aside) == (3, len(aside))
    assert [it["value"] for it in rejects_of(report)] == aside


def test_a_group_gives_its_place_where_no_column_does(tmp_path: Path) -> None:
    rows = [["序号", "学校名称"], ["江苏省（2所）", ""], ["1", "甲大学"], ["2", "乙大学"]]
    rows += [["一、浙江省", ""], ["3", "丙大学"], ["第三批（4家）", ""], ["4", "丁大学"]]
    store, report = take(tmp_path, rows)
    assert (report.read, report.accepted) == (7, 4)
    places = {"甲": "320000", "乙": "320000", "丙": "330000", "丁": "330000"}
    assert by_name(rows_of(store), "province_code") == places


@pytest.mark.parametrize(
    "header",
    [
        [
            "Company Name",
            "Province",
            "City",
            "Industry",
            "Registered Capital (10k CNY)",
            "Employees",
        ],
        ["企业全称", "所属省份", "所属地市", "所属行业大类", "注册资本金", "从业人员数"],
        ["公司全称", "省    份", "城     市", "所属行业", "注册资本（万元）", "员工人数"],
        ["机构名称", "所在省份", "所在城市", "行业代码", "注册资金(万元)", "在职员工"],
    ],
)
def test_usual_headings_are_known(tmp_path: Path, header: list[str]) -> None:
    store, report = take(tmp_path, [header, *ROWS])
    stored = rows_of(store)
    assert by_name(stored, "city_code") == PLACES
    assert by_name(stored, "insured") == {"甲": 50, "乙": 51, "丙": 52}
    assert all(len(columns) == 1 for columns in report.mapped.values())


def test_a_column_that_looks_like_names_is_proposed(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="列 qiye 像是企业名称"):
        take(tmp_path, [["qiye", "sf"], *(row[:2] for row in ROWS)])


def test_a_heading_that_resembles_one_is_proposed(tmp_path: Path) -> None:
    _, report = take(tmp_path, [["企业名称", "参保人人数"], ["甲公司", "7"]])
    assert "像是“参保人数”（insured）" in report.notes[-1].zh


def test_rows_that_only_say_something_of_others_are_no_enterprises(tmp_path: Path) -> None:
    rows = [
        ["2024年度名单"],
        ["序号", "企业名称", "省份", "注册资本（万元）"],
        ["一", "华东地区", "", ""],
        ["1", "甲公司", "江苏", "10"],
        ["", "其中：外资企业", "", "5"],
        ["", "2024年度名单（续）", "", ""],
        ["（二）", "广东省", "", ""],
        ["2", "乙公司", "", "10"],
        ["三", "共济科技有限公司", "", ""],
        ["说明", "数据截至2024年底", "", ""],
        ["", "累计", "", "25"],
        ["", "（此页无正文）", "", ""],
        ["", "共 3 条记录", "", ""],
    ]
    stored, report = brought(sheet(tmp_path / "o.xlsx", rows), tmp_path)
    assert stored["name"].to_list() == ["乙公司", "共济科技有限公司", "甲公司"]
    assert stored["province_code"].to_list() == ["440000", "440000", "320000"]
    reasons = {it["row"]: it["reason"].partition("，")[0] for it in rejects_of(report)}
    assert reasons == {
        "3": "小标题",
        "5": "合计或小计",
        "6": "重复的标题",
        "7": "小标题",
        "10": "注释",
        "11": "合计或小计",
        "12": "页码或结尾",
        "13": "合计或小计",
    }


def test_a_card_of_one_enterprise_is_no_list(tmp_path: Path) -> None:
    rows = [["项目", "内容"], ["企业名称", "甲有限公司"], ["所在地", "苏州"], ["注册资本", "10"]]
    with pytest.raises(UnreadableFileError, match="横排"):
        brought(sheet(tmp_path / "c.xlsx", rows), tmp_path)


def test_numbers_before_names_of_several_lines_are_left_out(tmp_path: Path) -> None:
    rows = [["企业名称"], ["1.甲公司"], ["2、乙公司\n（原丙公司）"]]
    stored, _ = brought(sheet(tmp_path / "n.xlsx", rows), tmp_path)
    assert stored["name"].to_list() == ["乙公司 （原丙公司）", "甲公司"]
