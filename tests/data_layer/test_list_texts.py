"""Texts as real lists have them, and shapes of files: what becomes of each, by hand."""

import json
from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest

from data_layer.importer import import_file
from data_layer.intake.choices import Choices
from data_layer.intake.preview import preview
from data_layer.registry.store import Store
from tests.data_layer.imported import rows_of, sheet, take, write_csv


@pytest.mark.parametrize(
    ("heading", "column", "text", "value"),
    [
        ("级别", "tier", "国家级制造业单项冠军", "champion"),
        ("级别", "tier", "省级制造业单项冠军", None),
        ("级别", "tier", "Provincial SRDI SME", "provincial"),
        ("级别", "tier", "Manufacturing champion", "champion"),
        ("行业", "division", "医药制造业 C27", "C27"),
        ("行业", "division", "[C27]", "C27"),
        ("行业", "division", "医药制造业：27", "C27"),
        ("成立日期", "founded_year", "1614556800000", 2021),  # 2021-03-01, milliseconds
        ("成立日期", "founded_year", "1614556800", 2021),
        ("注册资本", "registered_capital", "12 000 万元", 12000.0),
        ("注册资本", "registered_capital", '="300"', 300.0),
        ("统一社会信用代码", "id", '="91320500MA1AAAAA14"', "91320500MA1AAAAA14"),
        ("高新技术企业", "high_tech", "有效期内", True),
        ("高新技术企业", "high_tech", "2023年认定", True),
        ("高新技术企业", "high_tech", "申报中", None),
        ("所在地", "city_code", "浦东", "310000"),
        ("所在地", "city_code", "新疆兵团一师阿拉尔市", "659002"),
        ("所在地", "city_code", "深汕特别合作区", "440300"),
        ("推荐单位", "city_code", "宁波市经济和信息化局", "330200"),
        ("推荐单位", "province_code", "江苏省工业和信息化厅", "320000"),
        ("其中：发明专利", "invention_grants", "3", 3),
        ("上年研发费用：元", "rd_expense_previous", "30000", 3.0),
    ],
)
def test_a_text_of_a_real_list(
    tmp_path: Path, heading: str, column: str, text: str, value: object
) -> None:
    store, _ = take(tmp_path, [["企业名称", heading], ["甲公司", text]])
    assert rows_of(store)[column].item() == value


def test_what_says_that_nothing_is_said_is_no_reject(tmp_path: Path) -> None:
    _, report = take(tmp_path, [["企业名称", "参保人数"], ["甲公司", "企业选择不公示"]])
    assert report.cells_rejected == 0


def test_rows_of_empty_cells_are_no_rows(tmp_path: Path) -> None:
    rows = [
        ["企业名称", "省份"],
        ["甲公司", "江苏"],
        ["", ""],
        [" ", ""],
        ["乙公司", "浙江"],
        ["", ""],
    ]
    _, report = take(tmp_path, rows)
    assert (report.read, report.accepted, report.set_aside) == (2, 2, 0)


def test_headings_in_three_rows_are_one(tmp_path: Path) -> None:
    rows = [
        ["序号", "企业名称", "所属区域", "", "经营情况", "", ""],
        ["", "", "省份", "地市", "营业收入（万元）", "", "从业人员"],
        ["", "", "", "", "2022年", "2023年", ""],
        ["1", "甲公司", "江苏省", "苏州市", "100", "120", "50"],
    ]
    path = sheet(tmp_path / "t.xlsx", rows, [(0, 2, 0, 3), (0, 4, 0, 6), (1, 4, 1, 5)])
    store = Store(tmp_path / "home")
    import_file(path, store)
    found = rows_of(store).row(0, named=True)
    assert (found["city_code"], found["revenue"], found["insured"]) == ("320500", 120.0, 50)
    seen = preview(path, Choices())
    assert (seen.heading_row, seen.heading_rows) == (3, 3)
    chosen = preview(path, Choices().with_heading_row(1, 3))
    assert chosen.headings == seen.headings


def test_a_group_above_headings_that_reach_down_is_part_of_them(tmp_path: Path) -> None:
    """Also where the lower row holds every heading that is known: the upper one was said to stand
    above them, and its groups were lost."""
    rows = [
        ["小巨人企业情况表", "", "", "", ""],
        ["企业名称", "所属地区", "", "研发", ""],
        ["", "省", "市", "研发费用（万元）", "占营业收入比重（%）"],
        ["甲公司", "江苏省", "苏州市", "100", "5.5"],
    ]
    spans = [(0, 0, 0, 4), (1, 0, 2, 0), (1, 1, 1, 2), (1, 3, 1, 4)]
    path = sheet(tmp_path / "t.xlsx", rows, spans)
    store = Store(tmp_path / "home")
    report = import_file(path, store)
    found = rows_of(store).row(0, named=True)
    assert (found["city_code"], found["rd_expense"], found["rd_ratio"]) == ("320500", 100.0, 5.5)
    above = [note.zh for note in report.notes if "在列名之上" in note.zh]
    assert above == ["第 1 行在列名之上，未读：小巨人企业情况表"]


def test_a_merge_across_gives_its_text_to_all_its_cells(tmp_path: Path) -> None:
    rows = [["省份", "城市", "企业名称"], ["北京市", "", "甲公司"], ["", "", "乙公司"]]
    rows += [["一、小巨人企业（1家）", "", ""], ["江苏省", "苏州市", "丙公司"]]
    path = sheet(tmp_path / "a.xlsx", rows, [(1, 0, 2, 1), (3, 0, 3, 2)])
    store = Store(tmp_path / "home")
    report = import_file(path, store)
    assert rows_of(store)["city_code"].to_list() == ["320500", "110000", "110000"]
    assert report.set_aside == 1  # the heading of a group, merged over all columns


ROWS = [{"企业名称": "甲公司", "省份": "江苏"}, {"企业名称": "乙公司", "省份": "浙江"}]
TEXT = json.dumps(ROWS, ensure_ascii=False)
CSV = "企业名称,省份\n甲公司,江苏\n乙公司,浙江\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("frame.json", json.dumps({it: {"0": ROWS[0][it], "1": ROWS[1][it]} for it in ROWS[0]})),
        ("nan.json", TEXT.replace("}", ', "参保人数": NaN}')),
        ("lists.json", TEXT.replace('"江苏"', '["江苏"]')),
        ("csv.json", CSV),
        ("json.csv", TEXT),
        ("wrapped.txt", f'{{"data": {TEXT}}}'),
        ("names.xlsx", CSV),
    ],
)
def test_a_file_is_what_it_holds(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    store = Store(tmp_path / "home")
    import_file(path, store)
    assert rows_of(store)["province_code"].to_list() == ["330000", "320000"]


def test_a_column_of_names_alone_may_be_named_like_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "names.xlsx"
    path.write_text("企业名称\n甲公司\n", encoding="utf-8")
    assert preview(path, Choices()).accepted == 1


def test_parquet_of_other_types(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {
            "企业名称": ["甲公司".encode()],
            "省份": [["江苏省"]],
            "参保人数": [50.0],
            "营业期限": [timedelta(days=3)],
            "城市": pl.Series([None], dtype=pl.Null),
        }
    )
    frame.write_parquet(tmp_path / "t.parquet")
    store = Store(tmp_path / "home")
    import_file(tmp_path / "t.parquet", store)
    found = rows_of(store).row(0, named=True)
    assert (found["name"], found["province_code"], found["insured"]) == ("甲公司", "320000", 50)


def test_the_first_address_that_says_something_stands_in(tmp_path: Path) -> None:
    rows = [
        ["企业名称", "省份", "城市", "区县", "注册地址"],
        ["甲公司", "江苏省", "", "昆山市", "浙江省杭州市西湖区2号"],
        ["乙公司", "", "-", "", "浙江省杭州市西湖区2号"],
    ]
    found = preview(write_csv(tmp_path / "file.csv", rows), Choices())
    assert [it.helps for it in found.columns[3:]] == [("city_code", 1), ("city_code", 1)]
    store, _ = take(tmp_path, rows)
    assert rows_of(store)["city_code"].to_list() == ["330100", "320500"]
