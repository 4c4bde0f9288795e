"""Rows of units, totals beside counts, names over several lines; by hand."""

from pathlib import Path

import pytest

from data_layer.intake.choices import Choices
from data_layer.intake.preview import preview
from tests.data_layer.imported import brought, rejects_of, rows_of, sheet, take, write_csv

NAMES = ["企业名称", "省份", "注册资本", "营业收入", "参保人数"]
ROWS = [
    ["甲机械有限公司", "江苏省", "1000000", "2", "50"],
    ["乙机械有限公司", "江苏省", "2000000", "3", "60"],
]
UNITS = ["", "", "（元）", "亿元", "（人）"]


@pytest.mark.parametrize(
    "list_",
    [
        [NAMES, UNITS],
        [UNITS, NAMES],
        [["企业名单"], UNITS, NAMES],
        [NAMES, ["单位", "/", "元", "（亿元）", "人"]],
        [NAMES, ["—", "—", "单位：元", "单位：亿元", "单位：人"]],
    ],
)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_row_of_units_gives_each_column_its_own(
    tmp_path: Path, list_: list[list[str]], kind: str
) -> None:
    rows = [[*row, *[""] * (5 - len(row))] for row in [*list_, *ROWS]]
    write = write_csv if kind == "csv" else sheet
    stored, report = brought(write(tmp_path / f"f.{kind}", rows), tmp_path)
    assert (report.accepted, report.set_aside) == (2, 0)
    found = stored.sort("registered_capital").select("registered_capital", "revenue", "insured")
    assert found.rows() == [(100.0, 20_000.0, 50), (200.0, 30_000.0, 60)]


@pytest.mark.parametrize("at", [0, 4])
def test_one_unit_below_the_headings_is_that_of_all_amounts(tmp_path: Path, at: int) -> None:
    stated = ["", "", "", "", ""]
    stated[at] = "单位：亿元"
    store, report = take(tmp_path, [NAMES, stated, *ROWS])
    assert report.accepted == 2
    assert rows_of(store)["revenue"].sort().to_list() == [20_000.0, 30_000.0]
    assert any("标题中的“单位：亿元”" in note.zh for note in report.notes)


def test_a_row_of_units_below_chosen_headings_is_theirs(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "f.csv", [NAMES, UNITS, *ROWS])
    found = preview(path, Choices().with_heading_row(1))
    assert (found.accepted, found.columns[2].unit) == (2, "yuan")


def test_units_among_the_rows_are_set_aside(tmp_path: Path) -> None:
    _, report = take(tmp_path, [NAMES, ROWS[0], UNITS, ROWS[1]])
    assert [it["reason"] for it in rejects_of(report)] == [
        "各列的单位，不是企业 / the units of the columns, no enterprise"
    ]


@pytest.mark.parametrize("count", ["2", "2家", "（2家）", "2户企业", "共2家"])
def test_a_count_beside_the_word_for_a_total_is_one(tmp_path: Path, count: str) -> None:
    rows = [["1", *ROWS[0]], ["2", *ROWS[1]], ["合计", count, "", "3000000", "5", "110"]]
    _, report = take(tmp_path, [["序号", *NAMES], *rows])
    assert (report.accepted, report.set_aside) == (2, 1)
    assert rejects_of(report)[0]["reason"].startswith("合计或小计")


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("甲精密\n机械有限公司", "甲精密机械有限公司"),
        ("甲精密 \r\n 机械\n有\n限\n公司", "甲精密机械有限公司"),
        ("甲机械\n（苏州）\n有限公司", "甲机械（苏州）有限公司"),
        ("Alpha\nMachinery Ltd.", "Alpha Machinery Ltd."),
        ("甲有限公司\n乙有限公司", "甲有限公司 乙有限公司"),
    ],
)
def test_a_name_over_several_lines_is_one(tmp_path: Path, cell: str, name: str) -> None:
    """Where two names stand in a cell they are kept apart."""
    store, _ = take(tmp_path, [["企业名称", "省份"], [cell, "江苏省"], ["丙有限公司", ""]])
    assert name in rows_of(store)["name"].to_list()
