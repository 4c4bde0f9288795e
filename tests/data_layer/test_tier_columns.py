"""Lists with one column a tier, whose cells say yes or no, a batch or a year; by hand."""

from pathlib import Path

import pytest

from data_layer.importer.headings.tier_headings import tier_of_heading
from data_layer.intake.choices import Choices
from data_layer.intake.preview import preview
from tests.data_layer.imported import by_name, rejects_of, rows_of, take, write_csv

HEADS = ["企业名称", "国家级小巨人", "省级", "制造业单项冠军"]


@pytest.mark.parametrize(
    ("heading", "tier"),
    [
        ("国家级专精特新“小巨人”企业", "national"),
        ("是否为国家级小巨人（是/否）", "national"),
        ("重点小巨人", "national"),
        ("National little giant (Y/N)", "national"),
        ("省级专精特新中小企业", "provincial"),
        ("江苏省专精特新", "provincial"),
        ("省级", "provincial"),
        ("省级小巨人批次", "provincial"),
        ("创新型中小企业认定年份", "innovative"),
        ("国家级制造业单项冠军示范企业", "champion"),
        ("市级专精特新", None),
        ("国家级/省级", None),
        ("小巨人、单项冠军", None),
        ("专精特新级别", None),
        ("国家级企业技术中心", None),
        ("国家级高新技术企业", None),
        ("企业名称", None),
        ("年份", None),
    ],
)
def test_headings_that_name_one_tier(heading: str, tier: str | None) -> None:
    assert tier_of_heading(heading) == tier


def test_each_tier_by_its_column(tmp_path: Path) -> None:
    """Yes and no in the ways of lists; a batch or a year is a yes; the first tier of several."""
    rows = [
        HEADS,
        ["甲公司", "是", "是", ""],
        ["乙公司", "否", "√", "无"],
        ["丙公司", "第三批", "2019年", "N"],
        ["丁公司", "0", "2021", "Y"],
        ["戊公司", "无", "有", ""],
        ["己公司", "", "1", "待核"],
        ["庚公司", "否", "2024年复核通过", ""],
        ["辛公司", "×", "否", ""],
    ]
    store, report = take(tmp_path, rows)
    stored = rows_of(store)
    assert by_name(stored, "tier") == {
        "甲": "national",
        "乙": "provincial",
        "丙": "national",
        "丁": "champion",
        "戊": "provincial",
        "己": "provincial",
        "庚": "provincial",
        "辛": None,
    }
    given = {name: value for name, value in by_name(stored, "batch").items() if value}
    assert given == {"丙": 3}
    assert not any(by_name(stored, "recognised_year").values())  # of the tier taken none says it
    flags = by_name(stored, "little_giant_title")
    assert [flags[name] for name in "甲乙丙己"] == [True, False, True, None]
    assert by_name(stored, "single_champion")["丁"] is True
    assert [(row["column"], row["value"]) for row in rejects_of(report)] == [
        ("制造业单项冠军", "待核")
    ]
    assert report.mapped["国家级小巨人"] == ("tier", "little_giant_title")
    assert any("一级一列" in note.zh for note in report.notes)


def test_batches_and_years_below_their_own_headings(tmp_path: Path) -> None:
    heads = ["企业名称", "小巨人批次", "省级专精特新认定年份"]
    rows = [heads, ["甲公司", "1", ""], ["乙公司", "", "2021"], ["丙公司", "二", "2020-05-01"]]
    stored = rows_of(take(tmp_path, rows)[0])
    assert by_name(stored, "tier") == {"甲": "national", "乙": "provincial", "丙": "national"}
    assert by_name(stored, "batch") == {"甲": 1, "乙": None, "丙": 2}
    assert by_name(stored, "recognised_year") == {"甲": None, "乙": 2021, "丙": None}


def test_a_column_of_tiers_goes_first(tmp_path: Path) -> None:
    rows = [["企业名称", "级别", "省级"], ["甲公司", "国家级", "是"], ["乙公司", "", "是"]]
    store, report = take(tmp_path, rows)
    assert by_name(rows_of(store), "tier") == {"甲": "national", "乙": None}
    assert report.mapped["省级"] == ()


def test_what_a_cell_says_can_be_corrected(tmp_path: Path) -> None:
    """One column's correction leaves the others as they are; a place below 省级 is a place."""
    rows = [HEADS, ["甲公司", "优", "是", ""], ["乙公司", "否", "是", ""], ["丙公司", "是", "", ""]]
    path = write_csv(tmp_path / "list.csv", rows)
    column = preview(path, Choices()).columns[1]
    assert (column.column, column.rejected) == ("tier", 1)
    choices = Choices().with_value("国家级小巨人", "tier", "优", "是")
    assert sum(one.rejected for one in preview(path, choices).columns) == 0
    store, _ = take(tmp_path, rows, mapping=choices.mapping())
    assert by_name(rows_of(store), "tier") == {
        "甲": "national",
        "乙": "provincial",
        "丙": "national",
    }
    assert by_name(rows_of(store), "little_giant_title") == {"甲": True, "乙": False, "丙": True}
    (tmp_path / "places").mkdir()
    places = take(tmp_path / "places", [["企业名称", "省级"], ["甲公司", "江苏省"]])[0]
    assert by_name(rows_of(places), "province_code") == {"甲": "320000"}
