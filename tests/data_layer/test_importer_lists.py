"""Lists as bureaus write them: what is an enterprise, and what is only written among them."""

from pathlib import Path

import pytest
import xlsxwriter

from data_layer.importer import import_file
from data_layer.importer.figures.stored import context, import_context
from data_layer.registry.store import Store
from tests.data_layer.imported import rejects_of, rows_of, take


def test_totals_notes_and_signatures_are_set_aside_with_the_reason(tmp_path: Path) -> None:
    rows = [
        ["2024年专精特新企业名单", "", ""],
        ["单位：万元", "", ""],
        ["企业名称", "省份", "注册资本（万元）"],
        ["甲机械有限公司", "江苏省", "1000"],
        ["江苏省小计", "", "1000"],
        ["企业名称", "省份", "注册资本（万元）"],
        ["乙合计软件有限公司", "浙江省", "5"],
        ["总计", "", "1005"],
        ["注：数据截至2024年底。", "", ""],
        ["填表人：某某  联系电话：000", "", ""],
    ]
    store, report = take(tmp_path, rows)
    assert rows_of(store)["name"].to_list() == ["乙合计软件有限公司", "甲机械有限公司"]
    assert (report.read, report.accepted, report.set_aside) == (7, 2, 5)
    said = [(it["row"], it["reason"].partition("，")[0]) for it in rejects_of(report)]
    assert said == [
        ("5", "合计或小计"),
        ("6", "重复的列名"),
        ("8", "合计或小计"),
        ("9", "注释"),
        ("10", "签名或填表信息"),
    ]


def test_a_group_row_gives_its_place_to_the_rows_below(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data_layer.importer.tables.delimited.BATCH_ROWS", 2)
    rows = [
        ["序号", "学校名称", "所在地"],
        ["江苏省（2所）", "", ""],
        ["1", "甲大学", ""],
        ["2", "乙大学", "昆山市"],
        ["3", "丙大学", ""],
        ["二、浙江省（1所）", "", ""],
        ["4", "丁大学", ""],
    ]
    store, report = take(tmp_path, rows)
    assert (report.read, report.accepted, report.set_aside) == (6, 4, 2)
    placed = {
        row["name"]: (row["province_code"], row["city_code"])
        for row in rows_of(store).iter_rows(named=True)
    }
    assert placed == {
        "甲大学": ("320000", None),
        "乙大学": ("320000", "320500"),
        "丙大学": ("320000", None),
        "丁大学": ("330000", None),
    }


def test_merged_cells_are_filled_and_said(tmp_path: Path) -> None:
    path = tmp_path / "merged.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["省份", "企业名称"])
        for row in range(1, 7):
            sheet.write(row, 1, f"测试{row}有限公司")
        sheet.merge_range(1, 0, 3, 0, "江苏省")
        sheet.merge_range(4, 0, 6, 0, "浙江省")
    store = Store(tmp_path / "home")
    report = import_file(path, store)
    assert rows_of(store)["province_code"].to_list() == ["320000"] * 3 + ["330000"] * 3
    assert report.notes[0].zh == "2 处合并单元格已按首行的值填到下面各行"


def test_an_id_in_scientific_notation_is_none(tmp_path: Path) -> None:
    rows = [["统一社会信用代码", "企业名称"], ["9.1E+17", "甲公司"], ["9.1E+17", "乙公司"]]
    store, report = take(tmp_path, rows)
    assert (report.accepted, report.merged, report.cells_rejected) == (2, 0, 2)
    assert rows_of(store)["id"].n_unique() == 2


def test_a_citys_or_the_corps_figure_is_never_its_provinces(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    lines = ["地区,年份,研发经费(亿元)", "大连市,2023,200", "辽宁省,2023,676", "厦门,2023,3"]
    text = "\n".join([*lines, "新疆生产建设兵团,2023,11"])
    path.write_text(text, encoding="utf-8")
    report = import_context(path, tmp_path)
    assert (report.stored, report.rejects["row"].to_list()) == (1, [2, 4, 5])
    found = context(tmp_path, "研发经费(亿元)")
    assert found.select("province_code", "value").rows() == [("210000", 676.0)]
