"""Further ways in which lists write the same things, and what is stored of each, by hand."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import xlsxwriter
import xlwt

from data_layer.importer import UnreadableFileError, import_file
from data_layer.importer.figures.stored import context, import_context
from data_layer.importer.headings.meaning import meaning
from data_layer.intake.choices import Choices
from data_layer.intake.preview import preview
from data_layer.registry.store import Store
from tests.data_layer.imported import rejects_of, rows_of, take, write_csv


def stored(tmp_path: Path, column: str, texts: list[str], heading: str | None = None) -> list[Any]:
    """A column's values of one row a text, in the order of the texts."""
    rows = [[f"第{at}号公司", text] for at, text in enumerate(texts, start=10)]
    store, _ = take(tmp_path, [["企业名称", heading or column], *rows])
    return rows_of(store)[column].to_list()


def test_amounts_say_their_unit_in_many_ways(tmp_path: Path) -> None:
    texts = [
        "2,814.9780(万元人民币)",
        "300(万)",
        "3.2亿",
        "5千万",
        "人民币500万元",
        "500W",
        "3百万元",
    ]
    found = stored(tmp_path, "registered_capital", texts)
    assert found == [2814.978, 300.0, 32_000.0, 5000.0, 500.0, 500.0, 300.0]


@pytest.mark.parametrize(
    ("heading", "unit", "currency"),
    [
        ("注册资本（人民币万元）", "wan", None),
        ("营业收入（2023年，万元）", "wan", None),
        ("营业收入/亿元", "yi", None),
        ("Revenue (RMB million)", "million", None),
        ("Registered capital (RMB'000)", "thousand", None),
        ("注册资本（万美元）", "wan", "美元"),
        ("注册资本（港元）", "yuan", "港元"),
    ],
)
def test_headings_say_unit_and_currency(heading: str, unit: str, currency: str | None) -> None:
    found = meaning(heading)
    assert found is not None
    assert (found.unit, found.currency and found.currency.zh) == (unit, currency)


def test_foreign_money_is_named_and_not_taken(tmp_path: Path) -> None:
    rows = [["企业名称", "注册资本（万美元）"], ["甲公司", "5"], ["乙公司", "300万元人民币"]]
    store, report = take(tmp_path, rows)
    assert rows_of(store)["registered_capital"].to_list() == [300.0, None]
    assert [it["reason"][:6] for it in rejects_of(report)] == ["外币（美元）"]
    assert "外币（美元）" in report.notes[0].zh


@pytest.mark.parametrize(
    "said", ["单位：亿元", "（金额单位：人民币亿元）", "营业收入表（亿元）", "单位：亿元、人"]
)
def test_a_title_says_the_unit(tmp_path: Path, said: str) -> None:
    rows = [[said, "", ""], ["企业名称", "营业收入", "参保人数"], ["甲公司", "1.5", "7"]]
    store, report = take(tmp_path, rows)
    assert rows_of(store).select("revenue", "insured").row(0) == (15_000.0, 7)
    assert not any("未读" in it.zh for it in report.notes)


def test_a_group_s_heading_says_the_unit_of_its_columns(tmp_path: Path) -> None:
    rows = [
        ["基本情况", "", "经营情况（亿元）", ""],
        ["企业名称", "注册资本", "营业收入", "研发费用"],
    ]
    store, _ = take(tmp_path, [*rows, ["甲公司", "5", "2", "0.1"]])
    row = rows_of(store).row(0, named=True)
    assert (row["registered_capital"], row["revenue"], row["rd_expense"]) == (5.0, 20_000.0, 1000.0)


def test_a_cell_a_hundred_times_off_is_asked_about(tmp_path: Path) -> None:
    values = ["5.1", "6", "5.2", "7", "8", "0.052", "6"]
    rows = [[f"第{at}号公司", value, "50"] for at, value in enumerate(values)]
    rows[3][2] = "120000"
    _, report = take(tmp_path, [["企业名称", "研发占比(%)", "参保人数"], *rows])
    assert report.questions_file is not None
    asked = report.questions_file.read_text(encoding="utf-8-sig").splitlines()[1:]
    assert [line.split(",")[:3] for line in asked] == [
        ["5", "insured", "120000"],
        ["7", "rd_ratio", "0.052"],
    ]


@pytest.mark.parametrize("text", ["约50人", "100-200", "50人以上", ">50", "50+", "不少于50"])
def test_estimates_stay_rejects_with_that_reason(tmp_path: Path, text: str) -> None:
    _, report = take(tmp_path, [["企业名称", "参保人数"], ["甲公司", text]])
    (reject,) = rejects_of(report)
    assert reject["reason"].startswith(("是约数", "是区间"))


def test_credit_codes_are_one_however_they_are_written(tmp_path: Path) -> None:
    codes = ["91350100m000100y43", "91350100 M000100Y43", "９１３５０１００Ｍ０００１００Ｙ４３"]
    rows = [[code, f"第{at}号公司"] for at, code in enumerate(codes)]
    _, report = take(tmp_path, [["统一社会信用代码", "企业名称"], *rows])
    assert (report.accepted, report.conflicts, report.questions) == (3, 2, 0)


@pytest.mark.parametrize("code", ["91320500MA1AAAAA0X", "91320500MA1AAAAA0I", "91320500123456789"])
def test_a_wrong_credit_code_is_asked_about(tmp_path: Path, code: str) -> None:
    store, report = take(tmp_path, [["统一社会信用代码", "企业名称"], [code, "甲公司"]])
    assert (rows_of(store)["id"][0], report.questions) == (code, 1)


PLACES = {
    "萧山市": ("330000", "330100"),
    "崇文区": ("110000", "110000"),
    "农八师": ("650000", "659001"),
    "江蘇省": ("320000", None),
    "粤": ("440000", None),
    "Jiangsu Province": ("320000", None),
    "Suzhou, Jiangsu": ("320000", "320500"),
    "江苏省-苏州市-昆山市": ("320000", "320500"),
    "四川省凉山州西昌市": ("510000", "513400"),
}


def test_places_have_many_names(tmp_path: Path) -> None:
    rows = [[f"第{at}号公司", place] for at, place in enumerate(PLACES)]
    store, report = take(tmp_path, [["企业名称", "所在地"], *rows])
    found = rows_of(store).select("province_code", "city_code").rows()
    assert (found, report.cells_rejected) == (list(PLACES.values()), 0)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("I 信息技术", ("I", None)),
        ("L 商务服务", ("L", None)),
        ("Q 卫生", ("Q", None)),
        ("C 汽车制造业", ("C", "C36")),
        ("铁路、船舶、航空航天和其它运输设备制造业", ("C", "C37")),
        ("S90", (None, None)),
        ("综合", (None, None)),
        ("R85", ("R", "R86")),
    ],
)
def test_industries_of_other_lists(
    tmp_path: Path, text: str, codes: tuple[str | None, str | None]
) -> None:
    store, report = take(tmp_path, [["企业名称", "所属行业"], ["甲公司", text]])
    assert rows_of(store).select("section", "division").row(0) == codes
    assert report.cells_rejected == (codes == (None, None))


TIERS = {
    "省级制造业单项冠军": None,
    "北京市“小巨人”企业": "provincial",
    "上海市级专精特新": "provincial",
    "重点“小巨人”": "national",
    "已过期小巨人": None,
    "专精特新种子企业": None,
    "创新型中小企业、专精特新中小企业": "provincial",
}


def test_titles_that_sound_alike_are_told_apart(tmp_path: Path) -> None:
    assert stored(tmp_path, "tier", list(TIERS), "级别") == list(TIERS.values())


def test_dates_with_spaces_months_and_quarters(tmp_path: Path) -> None:
    texts = ["2021 年 3 月", "05-Mar-2021", "2021Q1", "第三批（2021年）", "二○二一年"]
    assert stored(tmp_path, "recognised_year", texts) == [2021] * 5


@pytest.mark.parametrize("row", ["平均值", "中位数", "共计2家", "合计：2家"])
def test_statistics_are_no_enterprises_even_in_one_column(tmp_path: Path, row: str) -> None:
    _, report = take(tmp_path, [["企业名称", "人数"], ["甲公司", "1"], [row, "2"]])
    assert (report.accepted, report.set_aside) == (1, 1)


def test_another_group_ends_the_place_of_the_one_above(tmp_path: Path) -> None:
    rows = [["企业名称", "人数"], ["江苏省（1家）", ""], ["甲公司", "1"], ["中央企业（1家）", ""]]
    store, _ = take(tmp_path, [*rows, ["乙公司", "2"]])
    assert rows_of(store)["province_code"].to_list() == [None, "320000"]


def test_a_file_without_headings_loses_no_row(tmp_path: Path) -> None:
    rows = [["甲精密机械有限公司", "江苏省"], ["乙精密机械有限公司", "浙江省"]]
    path = write_csv(tmp_path / "n.csv", rows)
    choices = Choices().with_column("#1", "name").with_column("#2", "province_code")
    found = preview(path, choices)
    assert (found.heading_row, found.headings, found.accepted) == (0, ("#1", "#2"), 2)


ENTERPRISES = [{"企业名称": "甲公司", "省份": "江苏"}, {"企业名称": "乙公司", "省份": "浙江"}]


@pytest.mark.parametrize(
    "content",
    [
        {"a": {"b": {"c": {"d": {"e": {"items": ENTERPRISES}}}}}},
        [["企业名称", "省份"], ["甲公司", "江苏"], ["乙公司", "浙江"]],
        {"columns": ["企业名称", "省份"], "data": [["甲公司", "江苏"], ["乙公司", "浙江"]]},
        {"企业名称": ["甲公司", "乙公司"], "省份": ["江苏", "浙江"]},
        {"data": {"1": ENTERPRISES[0], "2": ENTERPRISES[1]}},
        {"features": [{"type": "Feature", "properties": it} for it in ENTERPRISES]},
        {"words": [{"k": 1}, {"k": 2}, {"k": 3}], "rows": ENTERPRISES},
    ],
)
def test_json_however_it_is_wrapped(tmp_path: Path, content: object) -> None:
    path = tmp_path / "j.json"
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    store = Store(tmp_path / "home")
    import_file(path, store)
    assert rows_of(store)["province_code"].to_list() == ["330000", "320000"]


def test_a_json_file_that_was_cut_short_is_said(tmp_path: Path) -> None:
    (tmp_path / "j.json").write_text('{"data": [{"企业名称": "甲公司"}', encoding="utf-8")
    with pytest.raises(UnreadableFileError, match="不是完整的 JSON"):
        import_file(tmp_path / "j.json", Store(tmp_path / "home"))


def test_merges_and_formats_of_an_old_workbook(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("名单")
    for at, text in enumerate(["省份", "企业名称", "研发占比"]):
        sheet.write(0, at, text)
    sheet.write_merge(1, 2, 0, 0, "江苏")
    sheet.write(1, 1, "甲公司")
    sheet.write(2, 1, "乙公司")
    sheet.write(1, 2, 0.052, xlwt.easyxf(num_format_str="0.0%"))
    sheet.write(2, 2, 5.2)
    book.save(str(tmp_path / "o.xls"))
    store = Store(tmp_path / "home")
    import_file(tmp_path / "o.xls", store)
    rows = rows_of(store).select("province_code", "rd_ratio").rows()
    assert rows == [("320000", 5.2), ("320000", 5.2)]


def test_a_hidden_sheet_is_read_last_and_said(tmp_path: Path) -> None:
    path = tmp_path / "h.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, enterprise in (("旧", "旧公司"), ("名单", "甲公司")):
            book.add_worksheet(name).write_column(0, 0, ["企业名称", enterprise])
        book.get_worksheet_by_name("旧").hide()
        book.get_worksheet_by_name("名单").activate()
    store = Store(tmp_path / "home")
    report = import_file(path, store)
    assert rows_of(store)["name"].to_list() == ["甲公司"]
    assert report.notes[0].zh == "读的是工作表 名单；未读：旧（隐藏的）"
    assert import_file(path, store, sheet="旧").notes[0].zh.startswith("读的是工作表 旧（隐藏的）")


def test_a_cell_at_the_far_end_is_said_and_stops_nothing(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "f.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write("A1", "企业名称")
        sheet.write("XFD1048576", "x")
    with pytest.raises(UnreadableFileError, match="一直到 XFD1048576"):
        import_file(tmp_path / "f.xlsx", Store(tmp_path / "home"))


def test_a_damaged_page_of_parquet_is_said(tmp_path: Path) -> None:
    path = tmp_path / "d.parquet"
    names = [f"第{at}号精密机械有限公司" for at in range(2000)]
    pl.DataFrame({"企业名称": names}).write_parquet(path, compression="zstd")
    content = bytearray(path.read_bytes())
    content[100:400] = bytes(300)
    path.write_bytes(content)
    with pytest.raises(UnreadableFileError, match="已损坏"):
        import_file(path, Store(tmp_path / "home"))


def test_text_of_utf_16_may_be_called_a_workbook(tmp_path: Path) -> None:
    rows = [["企业名称", "省份"], ["甲公司", "江苏"]]
    path = write_csv(tmp_path / "t.xls", rows, encoding="utf-16", mark="\t")
    store = Store(tmp_path / "home")
    import_file(path, store)
    assert rows_of(store)["province_code"].to_list() == ["320000"]


def test_figures_of_cities_are_never_their_provinces(tmp_path: Path) -> None:
    rows = [["省份", "城市", "年份", "产值（亿元）"], ["辽宁", "大连", "2023", "8"]]
    rows += [["辽宁", "", "2023", "30"], ["北京", "北京", "2023", "40"]]
    report = import_context(write_csv(tmp_path / "c.csv", rows), tmp_path)
    assert (report.stored, report.rejects["row"].to_list()) == (2, [2])
    found = context(tmp_path, "产值（亿元）").select("province_code", "value").rows()
    assert found == [("110000", 40.0), ("210000", 30.0)]


def test_the_place_in_a_name_is_only_said(tmp_path: Path) -> None:
    rows = [["企业名称"], ["苏州甲机械有限公司"], ["乙科技有限公司"]]
    store, report = take(tmp_path, rows)
    assert rows_of(store)["city_code"].to_list() == [None, None]
    assert report.notes[-1].zh.startswith(
        "没有地点列；前 2 个名称中 1 个含地名（如“苏州甲机械有限公司”：江苏苏州市）"
    )


def test_a_place_column_goes_before_the_name(tmp_path: Path) -> None:
    _, report = take(tmp_path, [["企业名称", "省份"], ["苏州甲机械有限公司", "浙江"]])
    assert report.notes == ()
