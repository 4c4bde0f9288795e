"""The one declared schema of an enterprise registry: a column each, with what a value may be.

Labels, units and notes stand in the metadata of dataframely; `schema.columns` reads them.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

import dataframely as dy

from data_layer.vocabulary.industries import of_level
from data_layer.vocabulary.places import cities, provinces
from data_layer.vocabulary.terms import (
    AWARDS,
    COUNT,
    EVALUATIONS,
    FRONTIER_FIELDS,
    HONOURS,
    NO_UNIT,
    PER_CENT,
    PERSONS,
    PIECES,
    RECOGNISED_BASES,
    REVIEWS,
    SECTORS,
    TIERS,
    VALIDITY_BASES,
    WAN_YUAN,
    YEAR,
)
from data_layer.vocabulary.text import Text

Group = Literal["identity", "place", "industry", "size", "innovation", "honour", "policy"]


def _meta(
    zh: str, en: str, group: Group, unit: Text = NO_UNIT, note: Text = NO_UNIT
) -> dict[str, Any]:
    return {"label": Text(zh, en), "group": group, "unit": unit, "note": note}


def _count(zh: str, en: str, unit: Text = PIECES, group: Group = "innovation") -> Any:
    return dy.Int32(nullable=True, min=0, metadata=_meta(zh, en, group, unit=unit))


def _amount(zh: str, en: str, group: Group = "size") -> Any:
    return dy.Float64(nullable=True, min=0, metadata=_meta(zh, en, group, unit=WAN_YUAN))


def _share(zh: str, en: str, group: Group, low: float = 0, high: float = 100) -> Any:
    meta = _meta(zh, en, group, unit=PER_CENT)
    return dy.Float64(nullable=True, min=low, max=high, metadata=meta)


def _growth(year: int) -> Any:
    zh, en = f"{year}年营收增速", f"Revenue growth {year}"
    return _share(zh, en, "size", low=-100, high=100_000)


def _choice(
    options: Mapping[str, Text] | list[str], meta: dict[str, Any], alias: str | None = None
) -> Any:
    labels = options if isinstance(options, Mapping) else {}
    return dy.Enum(list(options), nullable=True, alias=alias, metadata=meta | {"labels": labels})


def _day(zh: str, en: str, note: Text = NO_UNIT) -> Any:
    first, last = date(1990, 1, 1), date(2100, 12, 31)
    return dy.Date(
        nullable=True, min=first, max=last, metadata=_meta(zh, en, "identity", note=note)
    )


def _flag(id: str) -> Any:
    return dy.Bool(nullable=True, metadata=_meta(*HONOURS[id], "honour"))


def _award(id: str, zh: str, en: str) -> Any:
    """zh, en: what it exempts from."""
    return dy.Bool(nullable=True, metadata=_meta(*AWARDS[id], "policy", note=Text(zh, en)))


class Enterprise(dy.Schema):
    """One row an enterprise. Only the name must be there; every other cell may be missing."""

    id = dy.String(
        nullable=False,
        min_length=1,
        metadata=_meta(
            "统一社会信用代码",
            "Enterprise id",
            "identity",
            note=Text(
                "缺失时由名称和地点生成稳定散列", "A stable hash of name and place if missing"
            ),
        ),
    )
    name = dy.String(nullable=False, min_length=1, metadata=_meta("企业名称", "Name", "identity"))
    tier = _choice(TIERS, _meta("层级", "Tier", "identity"))
    batch = dy.Int16(nullable=True, min=1, max=99, metadata=_meta("认定批次", "Batch", "identity"))
    recognised_year = dy.Int16(
        nullable=True,
        min=1990,
        max=2100,
        metadata=_meta("认定年份", "Year recognised", "identity", unit=YEAR),
    )
    recognised_on = _day(
        "认定公告日期",
        "Date recognised",
        note=Text(
            "未填报而批次已知的小巨人，取该批公告的日期；来源只印第一、三批的日子，其余各批不详",
            "Of a little giant that reports none, the date on which its batch was announced; the "
            "sources print that of the first and the third batch alone",
        ),
    )
    recognised_basis = _choice(
        RECOGNISED_BASES, _meta("认定公告日期依据", "Basis of the date recognised", "identity")
    )
    valid_until = _day(
        "有效期至",
        "Valid until",
        note=Text(
            "未填报时按三年推算：依次用复核年份、认定公告日期、批次、认定年份",
            "If not reported, three years from the re-review, the date of recognition, the batch "
            "or the year, whichever is known first",
        ),
    )
    validity_basis = _choice(
        VALIDITY_BASES, _meta("有效期依据", "Basis of the validity", "identity")
    )
    review = _choice(REVIEWS, _meta("复核结果", "Re-review", "identity"))
    review_year = dy.Int16(
        nullable=True,
        min=1990,
        max=2100,
        metadata=_meta("复核年份", "Year of re-review", "identity", unit=YEAR),
    )
    founded_year = dy.Int16(
        nullable=True,
        min=1800,
        max=2100,
        metadata=_meta("成立年份", "Year founded", "identity", unit=YEAR),
    )
    listed = dy.Bool(nullable=True, metadata=_meta("是否上市", "Listed", "identity"))

    province_code = _choice(list(provinces()), _meta("省份代码", "Province code", "place"))
    city_code = _choice(list(cities()), _meta("城市代码", "City code", "place"))

    section = _choice(
        [industry.code for industry in of_level("section")],
        _meta("行业门类", "Section", "industry"),
    )
    division = _choice(
        [industry.code for industry in of_level("division")],
        _meta("行业大类", "Division", "industry"),
    )
    group = _choice(
        [industry.code for industry in of_level("group")], _meta("行业中类", "Group", "industry")
    )
    class_ = _choice(
        [industry.code for industry in of_level("class")],
        _meta("行业小类", "Class", "industry"),
        alias="class",
    )
    sector = _choice(SECTORS, _meta("产业领域", "Sector", "industry"))
    frontier_field = _choice(FRONTIER_FIELDS, _meta("前沿技术领域", "Frontier field", "industry"))

    registered_capital = _amount("注册资本", "Registered capital")
    insured = _count("参保人数", "Employees with social insurance", unit=PERSONS, group="size")
    revenue = _amount("营业收入", "Revenue")
    revenue_growth_2022 = _growth(2022)
    revenue_growth_2023 = _growth(2023)
    revenue_growth_2024 = _growth(2024)

    patents = _count("专利总量", "Patents")
    invention_applications = _count("发明申请量", "Invention applications")
    invention_grants = _count("发明授权量", "Invention grants")
    utility_models = _count("实用新型", "Utility models")
    software_copyrights = _count("软件著作权", "Software copyrights")
    pct_applications = _count("PCT申请量", "PCT applications")
    class1_ip = _count("I类知识产权", "Class I IP", unit=COUNT)
    standards = _count("参与标准", "Standards", unit=COUNT)
    rd_ratio = _share("研发占比", "R&D intensity", "innovation")
    rd_ratio_previous = _share("上一年研发占比", "R&D intensity, year before", "innovation")
    rd_expense = _amount("研发费用", "R&D expense", group="innovation")
    rd_expense_previous = _amount("上一年研发费用", "R&D expense, year before", group="innovation")
    technology_evaluation = _choice(
        EVALUATIONS, _meta("科技成果评价", "Assessment of S&T achievements", "innovation")
    )

    little_giant_title = _flag("little_giant_title")
    high_tech = _flag("high_tech")
    tech_centre = _flag("tech_centre")
    tech_sme = _flag("tech_sme")
    single_champion = _flag("single_champion")
    engineering_centre = _flag("engineering_centre")
    gazelle = _flag("gazelle")
    unicorn = _flag("unicorn")
    green_factory = _flag("green_factory")
    cnas = _flag("cnas")

    years_in_niche = dy.Float64(
        nullable=True,
        min=0,
        max=300,
        metadata=_meta("细分市场从业年限", "Years in niche", "policy", unit=YEAR),
    )
    niche_share = _share("细分市场占有率", "Niche market share", "policy")
    niche_rank = dy.Int32(
        nullable=True, min=1, metadata=_meta("细分市场排名", "Niche market rank", "policy")
    )
    quality_score = dy.Float64(
        nullable=True,
        min=0,
        max=100,
        metadata=_meta("发展质量评价得分", "Quality score", "policy", unit=Text("分", "points")),
    )
    national_award = _award(
        "national_award",
        "排名前三；豁免国家级与省级的I类知识产权条件",
        "Among the first three named; exempts from the national and the provincial criterion on "
        "class I IP",
    )
    provincial_award = _award(
        "provincial_award",
        "豁免省级的I类知识产权条件",
        "Exempts from the provincial criterion on class I IP",
    )
    rd_institution = _award(
        "rd_institution",
        "豁免省级的I类知识产权条件",
        "Exempts from the provincial criterion on class I IP",
    )
