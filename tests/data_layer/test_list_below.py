"""What stands in lists and is easily taken for something else: a second table, failed formulas,
signatures below, traditional signs, hidden rows of other workbooks. Values are by hand."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlwt

from data_layer.importer import UnreadableFileError, import_file
from data_layer.importer.headings.meaning import meaning
from data_layer.importer.tables.other_tables import is_another
from data_layer.intake.choices import Choices
from data_layer.intake.preview import preview
from data_layer.registry.store import Store
from tests.data_layer.imported import brought, by_name, rejects_of, rows_of, sheet, take, write_csv
from tests.data_layer.open_workbooks import write_ods, write_xlsb

TWO_TABLES = [
    ["企业名称", "参保人数"],
    ["甲公司", "50"],
    ["附：另一批", ""],
    ["企业名称", "注册资本（万元）"],
    ["乙公司", "300"],
]


def test_a_second_table_with_other_headings_is_set_aside(tmp_path: Path) -> None:
    store, report = take(tmp_path, TWO_TABLES)
    assert rows_of(store).select("name", "insured").rows() == [("甲公司", 50)]
    reasons = {reject["reason"][:12] for reject in rejects_of(report)}
    assert (report.set_aside, reasons) == (3, {"第 4 行起是另一张表（"})


def test_a_second_table_is_read_by_its_row_of_headings(tmp_path: Path) -> None:
    many = [[f"第{at}号公司", "1"] for at in range(30)]
    path = write_csv(tmp_path / "t.csv", [*TWO_TABLES[:2], *many, *TWO_TABLES[3:]])
    offered = [number for number, _ in preview(path, Choices()).top]
    assert offered[-1] == 33
    assert preview(path, Choices().with_heading_row(33)).accepted == 1


@pytest.mark.parametrize(
    ("cells", "another"),
    [
        (["序号", "企业名称", "注册资本"], True),
        (["序号", "企业名称", "参保人数"], False),
        (["企业名称", "省份", "参保人数"], True),
        (["序号", "苏州名称有限公司", "注册资本"], False),
        (["序号", "企业名称", ""], False),
    ],
)
def test_headings_of_another_table(cells: list[str], another: bool) -> None:
    assert is_another(cells, ["序号", "企业名称", "参保人数"]) == another


def test_failed_formulas_and_those_without_a_result_are_said(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    written = book.active
    assert written is not None
    for row in (
        ["企业名称", "参保人数", "省份"],
        ["甲公司", "#DIV/0!", "江苏"],
        ["乙公司", "=25*2", "#N/A"],
        ["丙公司", 7, "浙江"],
    ):
        written.append(row)
    book.save(tmp_path / "f.xlsx")
    rows, report = brought(tmp_path / "f.xlsx", tmp_path)
    assert by_name(rows, "insured") == {"甲": None, "乙": None, "丙": 7}
    assert [(it["row"], it["value"], it["reason"][:4]) for it in rejects_of(report)] == [
        ("2", "#DIV/0!", "公式出错"),
        ("3", "#N/A", "公式出错"),
        ("3", "#=25*2", "公式没有"),
    ]


def test_failed_formulas_of_an_old_workbook_are_said(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    written = book.add_sheet("名单")
    for at, (name, n) in enumerate([("企业名称", "参保人数"), ("甲公司", None), ("乙公司", 5)]):
        written.write(at, 0, name)
        if n is not None:
            written.write(at, 1, n)
    written.row(1).set_cell_error(1, 0x07)  # #DIV/0!
    book.save(str(tmp_path / "f.xls"))
    _, report = brought(tmp_path / "f.xls", tmp_path)
    assert [it["value"] for it in rejects_of(report)] == ["#DIV/0!"]


@pytest.mark.parametrize(
    "row",
    [
        ["工业和信息化厅", "", ""],
        ["2025年7月1日", "", ""],
        ["12", "小计", "50"],
        ["", "合计", "110"],
    ],
)
def test_who_signs_and_what_counts_is_no_enterprise(tmp_path: Path, row: list[str]) -> None:
    _, report = take(tmp_path, [["企业名称", "省份", "参保人数"], ["甲公司", "江苏", "5"], row])
    assert (report.accepted, report.set_aside, report.cells_rejected) == (1, 1, 0)


CLOSINGS = (
    [["江苏省工业和信息化厅", "", ""], ["2024年3月1日", "", ""]],
    [["广东省工信厅", "2024年3月1日", ""]],
    [["省经信厅 二〇二四年三月一日", "", ""]],
    [["", "市中小企业局", "2024-03-01"]],
    [["", "", "大连市工业和信息化局"], ["", "", "2024年3月"]],
)


@pytest.mark.parametrize("closing", CLOSINGS)
def test_who_signs_gives_no_place_to_rows_below(tmp_path: Path, closing: list[list[str]]) -> None:
    head = ["企业名称", "参保人数", "备注"]
    rows = [head, ["甲公司", "5", "新增"], *closing, ["乙公司", "6", "复核"]]
    store, report = take(tmp_path, rows)
    found = rows_of(store).sort("name").select("name", "province_code", "insured").rows()
    assert found == [("乙公司", None, 6), ("甲公司", None, 5)]
    reasons = [it["reason"].partition("，")[0] for it in rejects_of(report)]
    assert reasons == ["签名或填表信息"] * len(closing)


def test_a_list_that_begins_with_who_recommends_has_groups_of_them(tmp_path: Path) -> None:
    rows = [["企业名称", "参保人数", "备注"], ["江苏省工业和信息化厅", "", ""], ["甲公司", "5", ""]]
    rows += [["内蒙古自治区工业和信息化厅", "", ""], ["乙公司", "6", ""]]
    store, report = take(tmp_path, rows)
    assert by_name(rows_of(store), "province_code") == {"甲": "320000", "乙": "150000"}
    assert report.set_aside == 2


@pytest.mark.parametrize("place", ["北京市（2家）", "上海市", "重庆市渝北区（1家）"])
def test_a_group_that_is_a_city_of_its_own_names_no_tier(tmp_path: Path, place: str) -> None:
    rows = [["序号", "企业名称", "备注"], ["", place, ""], ["1", "甲公司", "新增"]]
    store, _ = take(tmp_path, rows)
    [found] = rows_of(store).select("province_code", "tier").rows()
    assert (found[0] is not None, found[1]) == (True, None)


@pytest.mark.parametrize("heading", ["北京市专精特新企业（1家）", "上海市小巨人企业"])
def test_a_group_of_a_city_of_its_own_may_name_a_tier(tmp_path: Path, heading: str) -> None:
    rows = [["序号", "企业名称", "备注"], ["", heading, ""], ["1", "甲公司", "新增"]]
    store, _ = take(tmp_path, rows)
    assert rows_of(store)["tier"].to_list() == ["provincial"]


@pytest.mark.parametrize("below", ["市级专精特新中小企业（1家）", "第二批市级专精特新企业"])
def test_a_group_of_a_tier_that_is_none_ends_the_one_above(tmp_path: Path, below: str) -> None:
    rows = [["序号", "企业名称", "备注"], ["一", "专精特新“小巨人”企业（1家）", ""]]
    rows += [["1", "甲公司", "新增"], ["二", below, ""], ["2", "乙公司", "新增"]]
    store, _ = take(tmp_path, rows)
    assert by_name(rows_of(store), "tier") == {"甲": "national", "乙": None}


def test_a_list_in_traditional_signs(tmp_path: Path) -> None:
    rows = [
        ["企業名稱", "省份", "城市", "註冊資本", "行業", "層級"],
        [
            "甲精密機械有限公司",
            "廣東省",
            "深圳市",
            "1,000萬元",
            "專用設備製造業",
            "國家級專精特新「小巨人」",
        ],
    ]
    store, report = take(tmp_path, rows)
    row = rows_of(store).row(0, named=True)
    assert report.cells_rejected == 0
    assert row["name"] == "甲精密機械有限公司"
    assert (row["city_code"], row["registered_capital"], row["division"], row["tier"]) == (
        "440300",
        1000.0,
        "C35",
        "national",
    )


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("2023年营业收入增长率（%）", "revenue_growth_2023"),
        ("国民经济行业代码", "division"),
        ("所属县市区", "address"),
        ("Number of insured employees", "insured"),
        ("国家级专精特新“小巨人”", "little_giant_title"),
        ("Province / Municipality", "province_code"),
    ],
)
def test_further_headings(heading: str, column: str) -> None:
    found = meaning(heading)
    assert found is not None
    assert found.column == column


@pytest.mark.parametrize(("name", "write"), [("h.ods", write_ods), ("h.xlsb", write_xlsb)])
def test_hidden_rows_of_other_workbooks_are_said(
    tmp_path: Path, name: str, write: Callable[..., Path]
) -> None:
    rows = [["企业名称", "省份"], ["甲公司", "江苏"]]
    path = write(tmp_path / name, rows, {}, hidden=(1,))
    report = import_file(path, Store(tmp_path / "home"))
    assert report.notes[-1].zh.startswith("工作表中有 1 行被隐藏")


def test_blocks_beside_each_other_are_said_in_one_sentence(tmp_path: Path) -> None:
    head = ["企业名称", "省份", "", "企业名称", "省份"]
    _, report = take(tmp_path, [head, ["甲公司", "江苏", "", "乙公司", "浙江"]])
    (note,) = (note.zh for note in report.notes)
    assert note.startswith("名单左右并排，只读了左边一组；企业名称 (2)、省份 (2) 未读")


def test_a_list_on_its_side_is_said(tmp_path: Path) -> None:
    rows = [["企业名称", "甲机械有限公司", "乙机械有限公司"], ["省份", "江苏", "浙江"]]
    with pytest.raises(UnreadableFileError, match="是横排的"):
        take(tmp_path, rows)


def test_a_repeated_heading_does_not_begin_another_table(tmp_path: Path) -> None:
    rows = [["序号", "企业名称", "参保人数"], ["1", "甲公司", "5"]]
    rows, report = brought(
        sheet(tmp_path / "r.xlsx", [*rows, rows[0], ["2", "乙公司", "6"]]), tmp_path
    )
    assert (rows["insured"].to_list(), report.set_aside) == ([6, 5], 1)
