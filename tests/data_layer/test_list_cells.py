"""What becomes of the cells of a list: ids, dates, per cents, units; made-up files, by hand."""

from pathlib import Path

import pytest
import xlsxwriter

from tests.data_layer.imported import (
    HEADER,
    ROWS,
    brought,
    by_name,
    rejects_of,
    rows_of,
    sheet,
    take,
)


@pytest.mark.parametrize("id", ["9.1E+17", "9.13205E17", "913205001234568000"])
def test_an_id_that_a_spreadsheet_rounded_is_none(tmp_path: Path, id: str) -> None:
    rows = [["统一社会信用代码", *HEADER], *([id, *row] for row in ROWS)]
    store, report = take(tmp_path, rows)
    assert (report.accepted, report.cells_rejected) == (3, 3)
    assert rows_of(store)["id"].n_unique() == 3


def test_an_id_of_a_numeric_cell_is_none(tmp_path: Path) -> None:
    rows = [["统一社会信用代码", "企业名称"], [913205001234567890, "甲公司"]]
    _, report = brought(sheet(tmp_path / "n.xlsx", rows), tmp_path)
    assert [it["column"] for it in rejects_of(report)] == ["统一社会信用代码"]


def test_a_leading_apostrophe_is_no_part_of_a_cell(tmp_path: Path) -> None:
    rows = [["信用代码", "企业名称", "参保人数"], ["'91X", "'甲公司", "'50"]]
    store, report = take(tmp_path, rows)
    assert rows_of(store).select("id", "name", "insured").row(0) == ("91X", "甲公司", 50)
    assert report.cells_rejected == 0


def test_general_cells_of_dates_are_days(tmp_path: Path) -> None:
    rows = [["企业名称", "成立日期"], ["甲公司", 44256], ["乙公司", "二〇二一年三月"]]
    stored, _ = brought(sheet(tmp_path / "d.xlsx", rows), tmp_path)
    assert by_name(stored, "founded_year") == {"甲": 2021, "乙": 2021}


def test_a_cell_shown_in_per_cent_is_in_per_cent(tmp_path: Path) -> None:
    path = tmp_path / "p.xlsx"
    with xlsxwriter.Workbook(path) as book:
        written, shown = book.add_worksheet(), book.add_format({"num_format": "0.0%"})
        written.write_row(0, 0, ["企业名称", "研发占比", "注册资本"])
        written.write_column(1, 0, ["甲公司", "乙公司", "丙公司"])
        written.write(1, 1, 0.052, shown)
        written.write_column(2, 1, [5.2, "5.2%"])
        written.write(1, 2, 3, book.add_format({"num_format": '0.00"亿元"'}))
    stored, _ = brought(path, tmp_path)
    assert by_name(stored, "rd_ratio") == {"甲": 5.2, "乙": 5.2, "丙": 5.2}
    assert by_name(stored, "registered_capital")["甲"] == 30_000.0


def test_the_title_s_unit_is_that_of_bare_amounts(tmp_path: Path) -> None:
    rows = [["营业收入一览表", ""], ["单位：亿元", ""], ["企业名称", "营业收入"], ["甲公司", "1.5"]]
    store, report = take(tmp_path, rows)
    assert rows_of(store)["revenue"].to_list() == [15_000.0]
    assert report.notes[-1].zh == "列 营业收入 没有写明单位，按标题中的“单位：亿元”"


def test_an_assumed_unit_is_said(tmp_path: Path) -> None:
    _, report = take(tmp_path, [["企业名称", "营业收入"], ["甲公司", "1.5"]])
    assert report.notes[-1].zh == "列 营业收入 没有写明单位，假定为 万元"


AMOUNTS = {
    "叁佰万元整": 300,
    "三百万": 300,
    "人民币壹仟贰佰叁拾肆万伍仟陆佰元整": 1234.56,
    "一亿二千万元": 12_000,
    "1,200万元整": 1200,
    "五百": 500,
    "十": 10,
    "两千零五万元": 2005,
}


def test_amounts_in_chinese_numerals(tmp_path: Path) -> None:
    """五百 and 十 are in the column's unit, 万元."""
    rows = [
        [f"{name}公司", *ROWS[0][1:4], text, "一万二千人"]
        for name, text in zip("甲乙丙丁戊己庚辛", AMOUNTS, strict=True)
    ]
    store, report = take(tmp_path, [HEADER, *rows])
    held = rows_of(store)
    assert sorted(held["registered_capital"]) == sorted(AMOUNTS.values())
    assert held["insured"].to_list() == [12_000] * len(AMOUNTS)
    assert report.cells_rejected == 0


@pytest.mark.parametrize("text", ["三三百万", "三百余万元", "万元", "十佳", "一二三"])
def test_what_is_no_number_in_numerals_is_rejected(tmp_path: Path, text: str) -> None:
    _, report = take(tmp_path, [HEADER, [*ROWS[0][:4], text, "50"]])
    assert report.cells_rejected == 1


@pytest.mark.parametrize(
    ("rows", "columns", "words"),
    [
        ([2, 3], [], "2 行被隐藏"),
        ([], [1, 2], "2 列被隐藏"),
        ([3], [4], "1 行、1 列被隐藏"),
        ([], [], ""),
    ],
)
def test_hidden_rows_and_columns_are_read_and_said(
    tmp_path: Path, rows: list[int], columns: list[int], words: str
) -> None:
    with xlsxwriter.Workbook(tmp_path / "n.xlsx") as book:
        written = book.add_worksheet("名单")
        for number, row in enumerate([HEADER, *ROWS]):
            written.write_row(number, 0, row)
        for row in rows:
            written.set_row(row, None, None, {"hidden": True})
        for column in columns:
            written.set_column(column, column, None, None, {"hidden": True})
    held, report = brought(tmp_path / "n.xlsx", tmp_path)
    assert held.height == 3
    notes = "".join(it.zh for it in report.notes)
    assert ("隐藏" in notes) == bool(words)
    assert words in notes
