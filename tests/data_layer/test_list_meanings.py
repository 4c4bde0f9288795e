"""What the words of a list mean: titles, honours, industries, conflicts; made-up files, by hand."""

from pathlib import Path

import pytest

from data_layer.importer.figures.stored import context, import_context
from data_layer.importer.headings.mapping import parse_mapping
from tests.data_layer.imported import (
    SAME,
    rejects_of,
    rows_of,
    take,
    write_csv,
)


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


def test_awards_and_institutions_that_exempt(tmp_path: Path) -> None:
    """Headings in the words of the measures; a cell may say yes or name the award itself."""
    heads = [
        "近三年获得国家级科技奖励（排名前三）",
        "是否获得省部级以上科技奖励",
        "省级以上研发机构",
    ]
    names = ["national_award", "provincial_award", "rd_institution"]
    cells = {
        "甲公司": (["国家科技进步二等奖", "是", "江苏省工程技术研究中心"], (True, True, True)),
        "乙公司": (["无", "否", "无"], (False, False, False)),
        "丙公司": (["", "上海市科技进步奖一等奖", "有"], (None, True, True)),
    }
    rows = [["企业名称", *heads], *([name, *texts] for name, (texts, _) in cells.items())]
    store, report = take(tmp_path, rows)
    assert report.cells_rejected == 0
    expected = {name: flags for name, (_, flags) in cells.items()}
    assert {
        name: tuple(flags) for name, *flags in rows_of(store)["name", *names].rows()
    } == expected


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


@pytest.mark.parametrize(
    ("heading", "text", "codes"),
    [
        # 6540 is 数据处理和存储服务 of 2011 and 运行维护服务 of 2017.
        ("行业代码（GB/T 4754-2011）", "I6540", ("I65", None)),
        ("行业代码（GB/T 4754-2017）", "I6540", ("I65", "I6540")),
        ("行业代码", "I6540", ("I65", "I6540")),
        ("证监会行业（2012）", "O81 其他服务业", ("O82", None)),
        ("行业代码（GB/T 4754-2011）", "3985 电子专用材料制造", ("C39", "C3985")),
        ("行业代码（GB/T 4754-2011）", "汽车制造业", ("C36", None)),
        # Of no edition in the heading: codes that only that of 2011 has.
        ("行业代码", "8510", ("R86", None)),
        ("行业代码", "P8291", ("P83", None)),
        ("行业代码", "O8011", ("O81", None)),
    ],
)
def test_codes_of_the_edition_of_2011_are_those_of_their_divisions(
    tmp_path: Path, heading: str, text: str, codes: tuple[str, str | None]
) -> None:
    """The standard of 2011 moved eighteen divisions by one; within others classes have moved."""
    store, report = take(tmp_path, [["企业名称", heading], ["甲公司", text]])
    assert rows_of(store).select("division", "class").row(0) == codes
    assert report.cells_rejected == 0


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
