"""Headings and single cells: what each text means. Expected values are worked out by hand."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_layer.importer.cells.industry_codes import resolve_industry
from data_layer.importer.cells.place_codes import resolve_place
from data_layer.importer.cells.units import Unit
from data_layer.importer.columns.bind import bind
from data_layer.importer.columns.binding import Binding
from data_layer.importer.columns.ratio_units import decide_units
from data_layer.importer.headings.mapping import ImportMapping
from data_layer.importer.headings.meaning import meaning, parse_heading
from data_layer.importer.rows.convert_batch import convert_batch, stable_id
from data_layer.vocabulary.schema import columns, synonyms


@pytest.mark.parametrize(
    ("text", "column", "year", "unit"),
    [
        ("name", "name", None, None),
        (" 企业 名称 ", "name", None, None),
        ("ＰＡＴＥＮＴＳ", "patents", None, None),
        ("Registered capital", "registered_capital", None, None),
        ("注册资本（万元）", "registered_capital", None, "wan"),
        ("注册资本(单位：元)", "registered_capital", None, "yuan"),
        ("注册资本万元", "registered_capital", None, "wan"),
        ("registered_capital_wan", "registered_capital", None, "wan"),
        ("registered_capital_10k_cny", "registered_capital", None, "wan"),
        ("营业收入(亿元)", "revenue", None, "yi"),
        ("revenue_2024_yuan", "revenue", 2024, "yuan"),
        ("2023年营业收入（元）", "revenue", 2023, "yuan"),
        ("研发占比(%)", "rd_ratio", None, "percent"),
        ("rd_ratio_pct", "rd_ratio", None, "percent"),
        ("研发占比 %", "rd_ratio", None, "percent"),
        ("revenue_growth_2023", "revenue_growth_2023", None, None),
        ("2024年营收增速", "revenue_growth_2024", None, None),
        ("研发费用2024", "rd_expense", 2024, None),
        ("pct", "pct_applications", None, None),
        ("PCT申请量", "pct_applications", None, None),
        ("省市", "province_code", None, None),
        ("参保人数（人）", "insured", None, None),
        ("成立年份（年）", "founded_year", None, None),
        ("class", "class", None, None),
    ],
)
def test_a_heading_means_a_column(
    text: str, column: str, year: int | None, unit: Unit | None
) -> None:
    found = meaning(text)
    assert found is not None
    assert found[:3] == (column, year, unit)


@pytest.mark.parametrize("text", ["", "备注", "gbt4754_division_name", "revenue_growth_2019"])
def test_other_headings_mean_nothing(text: str) -> None:
    assert meaning(text) is None


@pytest.mark.parametrize("name", list(columns()))
def test_every_name_and_label_of_the_schema_is_understood(name: str) -> None:
    for text in (name, *columns()[name].label):
        found = meaning(text)
        assert found is not None, text
        assert found.column == name


@given(st.text(max_size=30))
def test_any_heading_can_be_taken_apart(text: str) -> None:
    assert isinstance(parse_heading(text).base, str)


def test_the_newest_year_wins_and_the_one_before_is_the_previous() -> None:
    header = (
        "名称",
        "企业名称",
        "研发费用2022",
        "研发费用2024",
        "研发费用2023",
        "revenue_2021",
        "营业收入",
    )
    bound = {it.column: it.heading for it in bind(header, ImportMapping())}
    assert bound == {
        "name": "企业名称",
        "rd_expense": "研发费用2024",
        "rd_expense_previous": "研发费用2023",
        "revenue": "营业收入",
    }


def convert(column: str, text: str | None, unit: Unit | None = None) -> tuple[object, str | None]:
    """The stored value of one cell and the reason if it is rejected."""
    batch = pl.DataFrame({"row": [2], "0": ["甲"], "1": [text]}, schema_overrides={"1": pl.String})
    bindings = (Binding("name", "name", 0), Binding(column, column, 1, unit))
    converted = convert_batch(batch, bindings)
    reasons = converted.cells["reason"].to_list()
    return converted.rows[column][0], reasons[0] if reasons else None


@pytest.mark.parametrize(
    ("column", "unit", "text", "value"),
    [
        ("registered_capital", None, "1,234.5", 1234.5),
        ("registered_capital", None, "１２００", 1200.0),
        ("registered_capital", "yuan", "582151534.95", 58215.153495),
        ("registered_capital", "yi", "1.2", 12000.0),
        ("registered_capital", None, "5000万人民币", 5000.0),
        ("registered_capital", None, "1.5 亿元", 15000.0),
        ("registered_capital", "yi", "30000000元", 3000.0),
        ("registered_capital", None, "￥300万", 300.0),
        ("registered_capital", None, "1e3", 1000.0),
        ("rd_ratio", "fraction", "0.035", 3.5),
        ("rd_ratio", "fraction", "3.5%", 3.5),
        ("rd_ratio", "percent", "3.5", 3.5),
        ("revenue_growth_2024", "fraction", "-0.2176", -21.76),
        ("patents", None, "12.0", 12),
        ("patents", None, "1,024 件", 1024),
        ("insured", None, "45人", 45),
        ("founded_year", None, "2015-03-02", 2015),
        ("founded_year", None, "2015年3月", 2015),
        ("founded_year", None, "20150302", 2015),
        ("founded_year", None, "2015.0", 2015),
        ("founded_year", None, "2015-03-02 00:00:00", 2015),
        ("batch", None, "第三批", 3),
        ("batch", None, "首批", 1),
        ("batch", None, "二十一", 21),
        ("listed", None, "是", True),
        ("listed", None, "无", False),
        ("listed", None, "TRUE", True),
        ("listed", None, "0", False),
        ("tier", None, "专精特新“小巨人”企业", "national"),
        ("tier", None, "省级", "provincial"),
        ("tier", None, "Single champion", "champion"),
        ("sector", None, "电子核心产业", "electronics"),
        ("technology_evaluation", None, "国内先进/领先", "domestic_leading"),
        ("province_code", None, "内蒙古", "150000"),
        ("city_code", None, "江苏省苏州市", "320500"),
        ("division", None, "专用设备制造业", "C35"),
        ("division", None, "c3985", "C39"),
        ("id", None, " 9132  X ", "9132 X"),
    ],
)
def test_a_cell_is_stored(column: str, unit: Unit | None, text: str, value: object) -> None:
    assert convert(column, text, unit) == (value, None)


@pytest.mark.parametrize(
    "text", [None, "", "  ", "—", "-", "N/A", "无", "未披露", "null", "\ufeff"]
)
@pytest.mark.parametrize("column", ["patents", "revenue", "tier", "province_code", "founded_year"])
def test_a_missing_cell_is_no_reject(column: str, text: str | None) -> None:
    assert convert(column, text) == (None, None)


@pytest.mark.parametrize(
    ("column", "text", "said"),
    [
        ("patents", "many", "not a number"),
        ("patents", "3.5", "not a whole number"),
        ("patents", "-1", "outside 0.."),
        ("patents", "3000000000", "outside 0..2147483647"),
        ("patents", "3打", "unknown unit"),
        ("registered_capital", "1,23,456", "not a number"),
        ("registered_capital", "100万美元", "foreign currency (US dollar)"),
        ("registered_capital", "1e999", "not a number"),
        ("registered_capital", "inf", "not a number"),
        ("rd_ratio", "101", "outside 0..100"),
        ("founded_year", "15-3-2", "neither a year nor a date"),
        ("founded_year", "1700", "outside 1800..2100"),
        ("batch", "第一百批", "not a batch"),
        ("listed", "perhaps", "not yes or no"),
        ("tier", "市级", "not one of: National (little giant)"),
        ("province_code", "Grand Cayman", "not a province"),
        ("city_code", "Grand Cayman", "no city"),
        ("division", "炼金", "no code or name"),
    ],
)
def test_a_bad_cell_is_rejected_with_its_reason(column: str, text: str, said: str) -> None:
    value, reason = convert(column, text)
    assert value is None
    assert reason is not None
    zh, _, en = reason.partition(" / ")
    assert said in en
    assert zh != en


@pytest.mark.parametrize(
    ("province", "city", "codes", "rejected"),
    [
        ("江苏", "苏州", ("320000", "320500"), (False, False)),
        (None, "苏州", ("320000", "320500"), (False, False)),
        ("江苏省苏州市", None, ("320000", "320500"), (False, False)),
        ("浙江", "苏州", ("330000", None), (False, True)),
        ("浙江", "江苏苏州", ("330000", None), (False, True)),
        ("北京市", "北京市", ("110000", "110000"), (False, False)),
        ("Atlantis", "苏州", ("320000", "320500"), (True, False)),
        (None, None, (None, None), (False, False)),
    ],
)
def test_places_are_resolved_together(
    province: str | None,
    city: str | None,
    codes: tuple[str | None, str | None],
    rejected: tuple[bool, bool],
) -> None:
    found = resolve_place(province, city)
    assert found.codes == codes
    assert tuple(reason is not None for reason in found.reasons) == rejected


@pytest.mark.parametrize(
    ("texts", "codes", "rejected"),
    [
        ((None, "C39", None, None), ("C", "C39", None, None), (False,) * 4),
        ((None, "3985", None, None), ("C", "C39", "C398", "C3985"), (False,) * 4),
        ((None, "C", None, "3985"), ("C", "C39", "C398", "C3985"), (False,) * 4),
        (("C", None, "C398", "C3985"), ("C", "C39", "C398", "C3985"), (False,) * 4),
        ((None, "C39", "C266", "C2661"), ("C", "C39", None, None), (False, False, True, True)),
        (("D", "C398", "C39", None), ("D", None, None, None), (False, True, True, False)),
        ((None, "C 制造业", None, None), ("C", None, None, None), (False,) * 4),
        ((None, "?", "C398", None), ("C", "C39", "C398", None), (False, True, False, False)),
        ((None,) * 4, (None,) * 4, (False,) * 4),
    ],
)
def test_industries_are_resolved_together(
    texts: tuple[str | None, str | None, str | None, str | None],
    codes: tuple[str | None, ...],
    rejected: tuple[bool, ...],
) -> None:
    found = resolve_industry(*texts)
    assert found.codes == codes
    assert tuple(reason is not None for reason in found.reasons) == rejected


@pytest.mark.parametrize(
    ("column", "texts", "unit"),
    [
        ("rd_ratio", ["0.05", "0.1", "—"], "fraction"),
        ("rd_ratio", ["5", "0.5"], "percent"),
        ("rd_ratio", ["1.2"], "percent"),
        ("revenue_growth_2024", ["1.2", "-0.3"], "fraction"),
        ("revenue_growth_2024", ["0.5"] * 99 + ["23.8"], "fraction"),
        ("revenue_growth_2024", ["0.5"] * 98 + ["23.8"] * 2, "percent"),
        ("rd_ratio", ["5%", "3%"], "percent"),
        ("rd_ratio", ["—", ""], "percent"),
    ],
)
def test_a_ratio_without_a_unit_is_judged_by_its_values(
    column: str, texts: list[str], unit: Unit
) -> None:
    batch = pl.DataFrame({"0": texts})
    (decided,) = decide_units((Binding(column, column, 0),), batch)
    assert decided.unit == unit


def test_a_made_id_depends_on_every_part() -> None:
    made = {
        stable_id("甲", "320000", "320500"),
        stable_id("甲", "320000", None),
        stable_id("甲", None, None),
        stable_id("乙", None, None),
    }
    assert len(made) == 4
    # sha256 of 甲 and two separators (U+001F), first 16 digits, by sha256sum
    assert stable_id("甲", None, None) == "f0edf0cd6c388ab5"


def test_no_heading_means_two_columns() -> None:
    meant: dict[tuple[str, int | None], set[str]] = {}
    declared = [(name, text) for name, it in columns().items() for text in (name, *it.label)]
    further = [(name, text) for name, texts in synonyms().items() for text in texts]
    for name, text in (*declared, *further):
        heading = parse_heading(text)
        meant.setdefault((heading.base, heading.year), set()).add(name)
    assert {key: names for key, names in meant.items() if len(names) > 1} == {}


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("公司全称", "name"),
        ("企业全称", "name"),
        ("学校名称", "name"),
        ("申报单位", "name"),
        ("Company Name", "name"),
        ("省    份", "province_code"),
        ("所属地市", "city_code"),
        ("所属行业大类", "division"),
        ("注册资本金", "registered_capital"),
        ("从业人员数", "insured"),
        ("营业收入（万元）2024年", "revenue"),
        ("注册地址", "address"),
    ],
)
def test_headings_of_real_lists_are_known(text: str, column: str) -> None:
    found = meaning(text)
    assert found is not None
    assert found.column == column


def test_an_address_gives_the_place_only_where_no_column_does() -> None:
    alone = {it.column: it.heading for it in bind(("公司全称", "注册地址"), ImportMapping())}
    assert alone["province_code"] == "注册地址"
    beside = {
        it.column: it.heading for it in bind(("公司全称", "注册地址", "省份"), ImportMapping())
    }
    assert beside["province_code"] == "省份"
