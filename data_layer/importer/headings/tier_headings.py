"""Headings that are the name of one tier (国家级小巨人, 是否省级专精特新): cells say yes or no.

A heading that holds tiers (级别, 称号类型) is another thing, and so is one with more words in it
(国家级企业技术中心).
"""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

import polars as pl

from data_layer.importer.cells import titles
from data_layer.vocabulary.places import provinces
from data_layer.vocabulary.traditional import simplified

LONGEST: Final = 40
ANSWERS: Final = re.compile(r"[(\[【〔][是否有无√×✓✗01yn/或、\s]+[)\]】〕]")
SIGNS: Final = re.compile(r"[\s\"“”'‘’「」『』_\-()/《》\[\]【】〔〕:：?？,，、.]")
NAMES: Final = (
    "小巨人|专精特新|单项冠军|创新型(?:中小|$)|国家级|省级|自治区级|littlegiant|singlechampion|champion|srdi"
    "|innovativesme"
)
WORDS: Final = re.compile(
    rf"(?:{NAMES}|国家|省|自治区|直辖市|重点|制造业|示范|中小|企业|工信部|工信厅|经信厅|是否|是不是|为|属于|被"
    "|已|获得|获评|入选|认定|公布|公示|称号|荣誉|资质|情况|批次|年份|年度|年|时间|日期"
    "|is|national|state|provincial|level|sme|smes|enterprise|title|batch|year)+"
)
NAMED: Final = re.compile(NAMES)
APART: Final = (
    (re.compile("小巨人|giant|专精特新|srdi"), re.compile("单项冠军|champion|创新型|innovative")),
    (re.compile("单项冠军|champion"), re.compile("创新型|innovative")),
    (re.compile("国家|national|state"), re.compile("省级|自治区|provincial")),
)
"""Words of which no tier has both."""
BATCHES: Final = re.compile("批次|batch")


@lru_cache(maxsize=20_000)
def tier_of_heading(text: str) -> str | None:
    """The tier whose name a heading is, None where it is none, or holds more than one."""
    key = _key(text)
    if not key or WORDS.fullmatch(key) is None or NAMED.search(key) is None:
        return None
    if any(one.search(key) and other.search(key) for one, other in APART):
        return None
    return _tier(key)


def counts_batches(text: str) -> bool:
    """Whether the cells below a heading are batches, so that 1 is the first and not a yes."""
    return BATCHES.search(_key(text)) is not None


def _key(text: str) -> str:
    """A heading without signs, the answers that it offers, and the province that it begins with."""
    plain = simplified(unicodedata.normalize("NFKC", text[:LONGEST]).casefold())
    key = SIGNS.sub("", ANSWERS.sub("", plain))
    return _of_province().sub("省级", key, count=1)


@cache
def _of_province() -> re.Pattern[str]:
    names = "|".join(re.escape(place.short.zh) for place in provinces().values())
    return re.compile(f"^(?:{names})[省市]?级?(?=专精特新|创新型|小巨人|单项冠军)")


@lru_cache(maxsize=1_000)
def _tier(key: str) -> str | None:
    bare = re.sub("是否|是不是", "", key)
    spaced = {"littlegiant": "小巨人", "singlechampion": "单项冠军", "innovativesme": "创新型中小"}
    for english, title in spaced.items():
        bare = bare.replace(english, title)
    titled = pl.select(titles.tier(pl.lit(bare))).item()
    return titled or ("innovative" if bare == "创新型" else None)
