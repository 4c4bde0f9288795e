"""Cells that do not plainly say what is read of them are refused, or said; by hand."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.intake.otherwise_view import read_otherwise
from data_layer.intake.choices import Choices
from data_layer.intake.preview import Preview, preview
from data_layer.intake.preview_json import from_json, to_json
from tests.data_layer.imported import rejects_of, rows_of, take, write_csv
from tests.data_layer.test_importer_cells import convert


def seen(tmp_path: Path, heading: str, *texts: str) -> Preview:
    rows = [[f"测试{at}有限公司", text] for at, text in enumerate(texts)]
    return preview(write_csv(tmp_path / "f.csv", [["企业名称", heading], *rows]), Choices())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1949年前", "approximate"),
        ("1990年代", "approximate"),
        ("约2001", "approximate"),
        ("2001.13.40", "calendar"),
        ("2001年13月40日", "calendar"),
        ("2001-02-30", "calendar"),
        ("20011340", "calendar"),
        ("2001年13月", "calendar"),
        ("200113", "calendar"),
    ],
)
def test_a_year_that_is_none_is_refused(text: str, said: str) -> None:
    value, reason = convert("founded_year", text)
    assert value is None
    assert said in (reason or "")


def test_a_refused_year_stands_among_the_rejects(tmp_path: Path) -> None:
    rows = [["企业名称", "成立年份"], ["甲公司", "1949年前"], ["乙公司", "2001.13.40"]]
    _, report = take(tmp_path, rows)
    assert [it["value"] for it in rejects_of(report)] == ["1949年前", "2001.13.40"]


@pytest.mark.parametrize("column", ["recognised_on", "valid_until"])
@pytest.mark.parametrize("text", ["2001-02-30", "2001.13.40", "20011340"])
def test_a_day_that_no_calendar_has_is_refused(column: str, text: str) -> None:
    value, reason = convert(column, text)
    assert value is None
    assert "calendar" in (reason or "")


@given(st.dates(date(1900, 1, 1), date(2099, 12, 28)), st.sampled_from("-/."))
def test_every_day_of_the_calendar_has_its_year_and_no_later_one(day: date, mark: str) -> None:
    written = f"{day.year}{mark}{day.month}{mark}{day.day}"
    assert convert("founded_year", written) == (day.year, None)
    last = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    beyond = f"{last.year}{mark}{last.month}{mark}{last.day + 1}"
    assert convert("founded_year", beyond)[0] is None


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("￥2,000,000.00", None, 200.0),
        ("RMB 3,000,000", None, 300.0),
        ("2000000人民币", None, 200.0),
        ("￥300万", None, 300.0),
        ("￥300", "wan", 300.0),
    ],
)
def test_the_sign_of_the_yuan_alone_is_yuan(text: str, unit: str | None, value: float) -> None:
    """Only a heading that states a unit goes before the sign."""
    assert convert("registered_capital", text, unit) == (value, None)  # ty: ignore[invalid-argument-type]


@pytest.mark.parametrize(
    ("heading", "texts", "zh", "en"),
    [
        (
            "成立日期",
            ("44256", "44256", "2015年（筹建）", "2015-03-02", "2015年", "2015年3月2日"),
            "3 个单元格另读：44256 → 2021；2015年（筹建） → 2015",
            "3 cells read otherwise: 44256 → 2021; 2015年（筹建） → 2015",
        ),
        (
            "注册资本",
            ("￥2,000,000.00", "500（实缴）", "300万", "1,000"),
            "2 个单元格另读：500（实缴） → 500 万元；￥2,000,000.00 → 200 万元",
            "2 cells read otherwise: 500（实缴） → 500 CNY 10,000; ￥2,000,000.00 → 200 CNY 10,000",
        ),
        (
            "是否上市",
            ("是（科创板）", "是", "否"),
            "1 个单元格另读：是（科创板） → 是",
            "1 cell read otherwise: 是（科创板） → yes",
        ),
        (
            "行业代码（GB/T 4754-2011）",
            ("I6540", "O8011", "C39", "汽车制造业"),
            "2 个单元格另读：I6540 → I65；O8011 → O81",
            "2 cells read otherwise: I6540 → I65; O8011 → O81",
        ),
    ],
)
def test_what_was_read_otherwise_is_said_at_its_column(
    tmp_path: Path, heading: str, texts: tuple[str, ...], zh: str, en: str
) -> None:
    found = seen(tmp_path, heading, *texts)
    assert from_json(to_json(found)) == found
    said = [str(read_otherwise(found.columns[1], lang)) for lang in ("zh", "en")]
    assert zh in said[0]
    assert en in said[1]


def test_cells_that_say_what_is_read_are_not_mentioned(tmp_path: Path) -> None:
    dates = ("2015", "2015年", "2015-03-02", "2015年3月", "二〇二一年三月", "03/05/2015", "2015.0")
    assert seen(tmp_path, "成立日期", *dates).columns[1].otherwise == 0
    amounts = ("300", "300万元", "2,814.9780(万元人民币)", "叁佰万元整", "3亿元人民币", "")
    assert seen(tmp_path, "注册资本", *amounts).columns[1].otherwise == 0


def test_what_is_read_otherwise_is_stored(tmp_path: Path) -> None:
    store, report = take(tmp_path, [["企业名称", "注册资本"], ["甲公司", "￥2,000,000.00"]])
    assert rows_of(store)["registered_capital"].to_list() == [200.0]
    assert report.cells_rejected == 0
