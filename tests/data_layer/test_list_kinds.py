"""One small made-up file of each kind that lists come in, and what becomes of it, by hand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import xlsxwriter

from data_layer.importer import ImportReport, UnreadableFileError, import_file
from data_layer.importer.mapping import parse_mapping
from data_layer.importer.province_figures import context, import_context
from data_layer.registry.store import Store
from tests.data_layer.imported import rejects_of, rows_of, take, write_csv

HEADER = ["企业名称", "省份", "城市", "行业", "注册资本（万元）", "参保人数"]
ROWS = [
    ["甲精密机械有限公司", "江苏省", "苏州市", "C35", "1000", "50"],
    ["乙精密机械有限公司", "江苏省", "南京市", "C35", "1001", "51"],
    ["丙精密机械有限公司", "浙江省", "杭州市", "C35", "1002", "52"],
]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PLACES = {"甲": "320500", "乙": "320100", "丙": "330100"}


def sheet(
    path: Path, rows: Sequence[Sequence[object]], merges: Sequence[tuple[int, ...]] = ()
) -> Path:
    """A workbook of one sheet; merges: first row, column, last row, column, all from 0."""
    with xlsxwriter.Workbook(path) as book:
        written = book.add_worksheet("名单")
        for number, row in enumerate(rows):
            written.write_row(number, 0, row)
        for top, left, bottom, right in merges:
            written.merge_range(top, left, bottom, right, rows[top][left])
    return path


def brought(path: Path, tmp_path: Path, **options: Any) -> tuple[pl.DataFrame, ImportReport]:
    """What is stored of a file, by name, and the report."""
    store = Store(tmp_path / "home")
    report = import_file(path, store, **options)
    return rows_of(store), report


def by_name(rows: pl.DataFrame, column: str) -> dict[str, object]:
    """A column's values by the first sign of the name."""
    return {name[0]: value for name, value in rows.select("name", column).iter_rows()}


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


@pytest.mark.parametrize("mark", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_read(tmp_path: Path, mark: str) -> None:
    path = write_csv(tmp_path / "u.csv", [HEADER, *ROWS], encoding=mark)
    stored, report = brought(path, tmp_path)
    assert report.encoding == mark
    assert by_name(stored, "city_code") == PLACES


def test_big5_is_named(tmp_path: Path) -> None:
    path = tmp_path / "b.csv"
    path.write_bytes("企業名稱,省份\n測試精密機械有限公司,臺灣省\n".encode("big5"))
    with pytest.raises(UnreadableFileError, match="Big5"):
        import_file(path, Store(tmp_path / "home"))


def test_gb18030_with_rare_names_stays_itself(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "g.csv", [HEADER, ["喆堃鑫淼有限公司", *ROWS[0][1:]]], encoding="gbk"
    )
    stored, report = brought(path, tmp_path)
    assert (stored["name"][0], report.encoding) == ("喆堃鑫淼有限公司", "gb18030")


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


@pytest.mark.parametrize("keys", [(), ("data",), ("result", "rows")])
def test_json_in_any_wrapping_is_read(tmp_path: Path, keys: tuple[str, ...]) -> None:
    content: Any = [dict(zip(HEADER, row, strict=True)) for row in ROWS]
    for key in reversed(keys):
        content = {"code": 0, key: content}
    path = tmp_path / "r.json"
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    stored, report = brought(path, tmp_path)
    assert by_name(stored, "city_code") == PLACES
    assert [note.zh for note in report.notes] == (
        [f"各行取自“{'.'.join(keys)}”之下"] if keys else []
    )


def test_a_list_in_a_cell_is_json_and_no_industry(tmp_path: Path) -> None:
    frame = pl.DataFrame({"企业名称": ["甲公司"], "行业": [["C35", "C36"]]})
    frame.write_parquet(tmp_path / "l.parquet")
    _, report = brought(tmp_path / "l.parquet", tmp_path)
    (reject,) = rejects_of(report)
    assert (reject["value"], report.notes[0].zh[:4]) == ('["C35","C36"]', "列 行业")
    assert reject["reason"].startswith("有多个行业：C35、C36")


def test_the_sheet_with_names_is_read(tmp_path: Path) -> None:
    path = tmp_path / "s.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("说明").write(0, 0, "填报说明")
        written = book.add_worksheet("名单")
        for number, row in enumerate([HEADER, *ROWS]):
            written.write_row(number, 0, row)
    stored, report = brought(path, tmp_path)
    assert by_name(stored, "city_code") == PLACES
    assert report.notes[0].zh == "读的是工作表 名单；未读：说明"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("w.xls", b"<html><table><tr><td>x</td></tr></table></html>", "其实是网页"),
        ("w.xlsx", b"<?xml version='1.0'?><Workbook/>", "其实是XML 文件"),
        (
            "p.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "有密码",
        ),
        ("z.zip", b"PK\x03\x04", "不支持的格式 .zip"),
    ],
)
def test_what_is_no_list_is_said_in_a_sentence(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableFileError, match=said):
        import_file(tmp_path / name, Store(tmp_path / "home"))


def test_content_goes_before_the_name_of_a_file(tmp_path: Path) -> None:
    as_book = write_csv(tmp_path / "c.xlsx", [HEADER, *ROWS], encoding="gbk")
    stored, report = brought(as_book, tmp_path)
    assert by_name(stored, "city_code") == PLACES
    assert report.notes[0].zh == "文件名是 .xlsx，内容却是 CSV，按内容读取"
    sheet(tmp_path / "b.xlsx", [HEADER, *ROWS]).rename(tmp_path / "b.csv")
    stored, report = brought(tmp_path / "b.csv", tmp_path)
    assert (by_name(stored, "city_code"), report.format) == (PLACES, "excel")


@pytest.mark.parametrize(
    ("title", "tier", "batch", "year"),
    [
        ("省级专精特新中小企业", "provincial", None, None),
        ("专精特新中小企业", "provincial", None, None),
        ("江苏省专精特新中小企业（2023年）", "provincial", None, 2023),
        ("创新型中小企业", "innovative", None, None),
        ("制造业单项冠军示范企业", "champion", None, None),
        ("制造业单项冠军企业（第八批）", "champion", 8, None),
        ("国家级专精特新“小巨人”企业（2021年第三批）", "national", 3, 2021),
        ("国家专精特新重点小巨人", "national", None, None),
        ("市级专精特新", None, None, None),
    ],
)
def test_titles_are_tiers_with_batch_and_year(
    tmp_path: Path, title: str, tier: str | None, batch: int | None, year: int | None
) -> None:
    store, report = take(tmp_path, [["企业名称", "级别"], ["甲公司", title]])
    row = rows_of(store).row(0, named=True)
    assert (row["tier"], row["batch"], row["recognised_year"]) == (tier, batch, year)
    assert report.cells_rejected == (tier is None)


def test_a_list_of_honours_says_each(tmp_path: Path) -> None:
    rows = [["企业名称", "荣誉"], ["甲公司", "国家高新技术企业、瞪羚企业、创新型中小企业"]]
    store, _ = take(tmp_path, rows)
    row = rows_of(store).row(0, named=True)
    assert (row["high_tech"], row["gazelle"], row["unicorn"], row["tier"]) == (
        True,
        True,
        None,
        "innovative",
    )


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("C 制造业", ("C", None)),
        ("J 金融业", ("J", None)),
        ("计算机、通信和其他电子设备制造业（C39）", ("C", "C39")),
        ("汽车制造业;C36", ("C", "C36")),
        ("制造业-专用设备制造业", ("C", "C35")),
        ("P82", ("P", "P83")),
    ],
)
def test_industries_as_exchanges_write_them(
    tmp_path: Path, text: str, codes: tuple[str, str | None]
) -> None:
    store, _ = take(tmp_path, [["企业名称", "所属行业"], ["甲公司", text]])
    assert rows_of(store).select("section", "division").row(0) == codes


def test_a_part_s_figure_is_never_its_province_s(tmp_path: Path) -> None:
    rows = [
        ["地区", "年份", "研发经费(亿元)"],
        ["大连市", "2023", "200"],
        ["辽宁省", "2023", "676"],
    ]
    rows += [[name, "2023", "1"] for name in ("宁波", "厦门市", "青岛", "深圳市", "兵团")]
    report = import_context(write_csv(tmp_path / "c.csv", rows), tmp_path)
    assert (report.read, report.stored, report.rejects.height) == (7, 1, 6)
    assert context(tmp_path, "研发经费(亿元)")["value"].to_list() == [676.0]


SAME = [["信用代码", "企业名称", "参保人数"], ["A", "甲公司", "1"], ["A", "乙公司", "2"]]


@pytest.mark.parametrize(
    ("rule", "names", "aside"),
    [(None, ["乙公司", "甲公司"], 0), ("keep_first", ["甲公司"], 1), ("set_aside", ["甲公司"], 1)],
)
def test_an_id_under_two_names_is_a_conflict(
    tmp_path: Path, rule: str | None, names: list[str], aside: int
) -> None:
    mapping = parse_mapping({"rows": {"same_id": rule}} if rule else {})
    store, report = take(tmp_path, SAME, mapping=mapping)
    assert rows_of(store)["name"].to_list() == names
    assert (report.conflicts, report.set_aside) == (1, aside)
    assert "代码相同而名称不同" in rejects_of(report)[0]["reason"]


def test_values_against_sense_are_kept_and_asked_about(tmp_path: Path) -> None:
    header = ["企业名称", "注册资本（万元）", "成立年份", "认定年份", "专利总量", "I类知识产权"]
    header += ["营业收入（万元）", "研发费用（万元）", "研发占比(%)", "信用代码"]
    rows = [
        ["甲公司", "1e21", "2020", "2019", "3", "5", "1000", "50", "20", "91320500MA1AAAAA0X"],
        ["乙公司", "1000", "2010", "2019", "5", "3", "1000", "50", "5", "91350100M000100Y43"],
    ]
    store, report = take(tmp_path, [header, *rows])
    assert rows_of(store)["registered_capital"].to_list() == [1000.0, 1e21]
    assert report.cells_rejected == 0
    assert report.questions_file is not None
    asked = report.questions_file.read_text(encoding="utf-8-sig").splitlines()[1:]
    assert [line.split(",")[:2] for line in asked] == [
        ["2", name]
        for name in ("registered_capital", "id", "founded_year", "class1_ip", "rd_ratio")
    ]
