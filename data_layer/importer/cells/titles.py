"""Tiers and honours by their official names, with the batch and the year that stand inside them.

国家级专精特新“小巨人”企业（第三批，2021年）: national, batch 3, 2021. Provinces, not cities, name
专精特新中小企业, so one that a city or a county named is none.
"""

from collections.abc import Mapping
from typing import Final

import polars as pl

from data_layer.vocabulary.traditional import SIMPLIFIED, WRITTEN

NOT: Final = r"^(非|不|否|未|无|没)"
MUNICIPAL: Final = r"(北京|上海|天津|重庆)市?级?"
LAPSED: Final = r"(过期|到期|失效|撤销|取消|退出|未通过|不通过)"
BELOW: Final = (
    r"(市级|区级|县级|镇级|培育|后备|种子|入库|拟|申报|[区县]专精特新"
    r"|(省级|省内|全省|[^家]级|[^国]家级)[^国]*单项冠军)"
)
PROVINCIAL: Final = r"(省级|provincial|省(内)?(重点)?(专精特新)?小巨人|省专精特新)"
NATIONAL: Final = r"(小巨人|little\s?giant)"
TIER_RULES: Final[tuple[tuple[str, str], ...]] = (
    (r"单项冠军|champion", "champion"),
    (r"国家级|^national", "national"),
    (r"国家专精特新", "national"),
    (r"专精特新|省级|小巨人|speciali[sz]ed|provincial|srdi", "provincial"),
    (r"创新型中?小|innovative", "innovative"),
)
LISTED: Final = (
    r"(已上市|上市公司|科创板|创业板|主板|上交所|深交所|北交所|港交所|a股|h股|^\d{6}(\.[a-z]{2})?$)"
)
SAID_YES: Final = (
    r"^((是|有|已)([(,;].*)?|(20\d{2}年度?)?(已)?(认定|通过|获评|获得|有效|复审通过|有效期内)"
    r"|gr\d{12}|[●■])$"
)
SAID_NO: Final = rf"^(未|非|不|没有?|拟|暂[未无不])|{LAPSED}|退市|终止上市"
FAILED: Final = r"^(否|no|n|×|✗)$|未通过|不通过|未获通过|不合格|未合格|取消|撤销|fail|not passed"
PENDING: Final = r"^待|未复核|复核中|尚未|未到期|审核中|公示中|pending|not yet"
PASSED: Final = r"^(是|yes|y|√|✓|✔)$|通过|合格|pass"
AGAIN: Final = "复[核审]"
"""A re-review, whose year and batch are not those of the recognition."""
OWN_WORDS: Final[Mapping[str, str]] = {
    "little_giant_title": "小巨人",
    "high_tech": "高新技术企业|高企",
    "tech_centre": "企业技术中心",
    "tech_sme": "科技型中小",
    "single_champion": "单项冠军",
    "engineering_centre": "工程(技术)?研究中心",
    "gazelle": "瞪羚",
    "unicorn": "独角兽",
    "green_factory": "绿色工厂",
    "cnas": "cnas",
    "national_award": "国家.*奖",
    "provincial_award": "[省部国区市].*奖",
    "rd_institution": "研发机构|技术中心|研究中心|创新中心|实验室|研究院|工作站",
}


def tier(text: pl.Expr) -> pl.Expr:
    """The tier that a title names; null for none, a denied one, or one below the province."""
    key = text.str.replace_all(r"[\s\"“”'‘’「」『』_\-()/《》]", "")
    key = key.str.replace_many(list(WRITTEN), list(SIMPLIFIED))
    key = key.str.replace(MUNICIPAL, "$1省级")
    below = key.str.contains(BELOW) | key.str.contains(LAPSED)
    national = key.str.contains(NATIONAL) & ~key.str.contains(PROVINCIAL)
    tier = (
        pl.when(key.str.contains(NOT)).then(None).when(national & ~below).then(pl.lit("national"))
    )
    for pattern, name in TIER_RULES:
        tier = tier.when(key.str.contains(pattern) & ~below).then(pl.lit(name))
    return tier.otherwise(None)


def review(text: pl.Expr) -> pl.Expr:
    """The outcome of a re-review that words name; null for others."""
    return (
        pl.when(text.str.contains(FAILED))
        .then(pl.lit("failed"))
        .when(text.str.contains(PENDING))
        .then(pl.lit("pending"))
        .when(text.str.contains(PASSED))
        .then(pl.lit("passed"))
    )


def flag(name: str, text: pl.Expr) -> pl.Expr:
    """Yes or no of a column by words that say so, or by the title itself; null for others."""
    yes = text.str.contains(SAID_YES)
    if name in OWN_WORDS:
        yes = yes | text.str.contains(OWN_WORDS[name])
    elif name == "listed":
        yes = yes | text.str.contains(LISTED)
    return pl.when(text.str.contains(SAID_NO)).then(pl.lit(False)).when(yes).then(pl.lit(True))


def among(name: str, text: pl.Expr) -> pl.Expr:
    """Whether a list of honours has this one; null where it does not, for it may be incomplete."""
    return pl.when(text.str.contains(OWN_WORDS[name])).then(pl.lit(True))
