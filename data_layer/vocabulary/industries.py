"""GB/T 4754-2017, the national standard classification of industries, with lettered codes.

Every code carries the letter of its section at every level: `C`, `C39`, `C398`, `C3985`. This one
form is stored, put into addresses and written to files. Names follow the standard as amended in
2019; English names of sections and divisions are those of the National Bureau of Statistics.
"""

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from data_layer.vocabulary.text import Text

Level = Literal["section", "division", "group", "class"]

TABLE: Final = Path(__file__).parents[1] / "data" / "gbt4754_2017.csv"
LEVEL_OF_LENGTH: Final[Mapping[int, Level]] = MappingProxyType(
    {1: "section", 3: "division", 4: "group", 5: "class"}
)

# Where one name stands at several levels the division is meant: a section of the same name
# (教育, 房地产业, 国际组织) has no other division, and a group or class is part of it.
NAME_PRECEDENCE: Final[tuple[Level, ...]] = ("division", "section", "group", "class")

# Names of GB/T 4754-2002 and -2011 that the 2017 edition changed by more than a particle.
FORMER_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "农、林、牧、渔服务业": "A05",
        "开采辅助活动": "B11",
        "纺织服装、鞋、帽制造业": "C18",
        "皮革、毛皮、羽毛（绒）及其制品业": "C19",
        "木制品制造": "C203",
        "竹、藤、棕、草制品制造": "C204",
        "印刷业和记录媒介的复制": "C23",
        "文教体育用品制造业": "C24",
        "石油加工、炼焦和核燃料加工业": "C25",
        "其他金属制品制造": "C339",
        "通信设备、计算机及其他电子设备制造业": "C39",
        "视听设备制造": "C395",
        "仪器仪表及文化、办公用机械制造业": "C40",
        "工艺品及其他制造业": "C41",
        "废弃资源和废旧材料回收加工业": "C42",
        "电力、燃气及水的生产和供应业": "D",
        "建筑装饰和其他建筑业": "E50",
        "装卸搬运和运输代理业": "G58",
        "装卸搬运和其他运输服务业": "G58",
        "仓储业": "G59",
        "信息传输、计算机服务和软件业": "I",
        "软件业": "I65",
        "银行业": "J66",
        "证券业": "J67",
        "科学研究、技术服务和地质勘查业": "M",
        "环境与生态监测": "M746",
        "科技交流和推广服务业": "M75",
        "居民服务和其他服务业": "O",
        "卫生、社会保障和社会福利业": "Q",
        "广播、电视、电影和影视录音制作业": "R87",
        "广播、电视、电影和音像业": "R87",
        "文化娱乐体育活动和经纪代理服务": "R905",
        "公共管理和社会组织": "S",
        "基层群众自治组织": "S96",
    }
)


class Industry(NamedTuple):
    """One entry of the classification; `parent` is the code one level up, None for a section."""

    code: str
    name: Text
    level: Level
    parent: str | None


@cache
def industries() -> Mapping[str, Industry]:
    """Every level by code, in the order of the standard (A, A01, A011, A0111, ... T)."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["code"])
    by_code: dict[str, Industry] = {}
    for row in rows:
        code = row["code"]
        name = Text(row["name"], row["name_en"])
        by_code[code] = Industry(
            code, name, LEVEL_OF_LENGTH[len(code)], parent=row["parent"] or None
        )
    return MappingProxyType(by_code)


@cache
def of_level(level: Level) -> tuple[Industry, ...]:
    """All entries of one level, by code."""
    return tuple(industry for industry in industries().values() if industry.level == level)


@cache
def divisions_of(section: str) -> tuple[str, ...]:
    """Codes of the divisions of a section, by code."""
    return tuple(entry.code for entry in of_level("division") if entry.parent == section)


@cache
def ancestors(code: str) -> tuple[str, ...]:
    """Codes above `code`, section first: C3985 gives (C, C39, C398). KeyError if unknown."""
    parent = industries()[code].parent
    return () if parent is None else (*ancestors(parent), parent)


def resolve(text: str) -> str | None:
    """The lettered code that a code, a name, or a code with its name stands for, else None.

    Codes may lack the letter; digits may be full-width; names may lack 业, 制造 or 制造业, use
    another 和/及/与, be English, or come from the 2002 and 2011 editions. A name that two entries
    of the same level share is ambiguous: None.
    """
    words = unicodedata.normalize("NFKC", text).strip()
    code = words.upper()
    return code if code in industries() else _by_name(words) or _by_code(words)


_CODE = re.compile(r"([A-T]?)\s*(\d{2,4}(?!\d)|)(?:\.0+$)?(.*)", re.IGNORECASE | re.DOTALL)
_SEPARATORS = " \t\n-_–—:.|·/、()[]【】"


def _by_code(words: str) -> str | None:
    """The code at the start of `words`, if what follows it is nothing or begins its name."""
    match = _CODE.fullmatch(words)
    if match is None:
        return None
    letter, digits, rest = match.group(1).upper(), match.group(2), match.group(3)
    code = _lettered().get(digits) if digits else letter
    if code is None or not code.startswith(letter) or code not in industries():
        return None
    label = rest.strip(_SEPARATORS + "…")
    if not label or _by_name(label) == code:
        return code
    return code if _key(industries()[code].name.zh).startswith(_key(label) or label) else None


@cache
def _lettered() -> Mapping[str, str]:
    """Lettered code by its digits: 39 -> C39."""
    return MappingProxyType({code[1:]: code for code in industries() if code[1:]})


def _by_name(words: str) -> str | None:
    key = _key(words)
    for shortened, names in zip(_SHORTENINGS, _names(), strict=True):
        if code := names.get(shortened(key)):
            return code
    return None


def _key(name: str) -> str:
    """What is left of a name without case, spaces, punctuation and particles."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return re.sub(r"[\s、,，()。.'’\-和及与的等]", "", folded)


def _without_trade(key: str) -> str:
    return key.removesuffix("业")


def _without_manufacture(key: str) -> str:
    return _without_trade(key).removesuffix("制造") or key


_SHORTENINGS: Final[tuple[Callable[[str], str], ...]] = (
    str,
    str,
    _without_trade,
    _without_manufacture,
)


@cache
def _names() -> tuple[Mapping[str, str], ...]:
    """Code by key, for: names in force, former names, and both ever more shortened."""
    current = {code: (entry.name.zh, entry.name.en) for code, entry in industries().items()}
    keyed = [(_key(name), code) for code, names in current.items() for name in names]
    former = [(_key(name), code) for name, code in FORMER_NAMES.items()]
    return (
        _unambiguous(keyed),
        _unambiguous(former),
        _unambiguous([(_without_trade(key), code) for key, code in keyed + former]),
        _unambiguous([(_without_manufacture(key), code) for key, code in keyed + former]),
    )


def _unambiguous(keyed: list[tuple[str, str]]) -> Mapping[str, str]:
    """Code by key where one entry of the level that takes precedence has it."""
    candidates: dict[str, set[str]] = defaultdict(set)
    for key, code in keyed:
        candidates[key].add(code)
    chosen: dict[str, str] = {}
    for key, codes in candidates.items():
        ranked = sorted((NAME_PRECEDENCE.index(industries()[code].level), code) for code in codes)
        if len(ranked) == 1 or ranked[0][0] != ranked[1][0]:
            chosen[key] = ranked[0][1]
    return MappingProxyType(chosen)


@cache
def industry_names() -> Mapping[str, Text]:
    """Industry code of any level to name."""
    return {code: industry.name for code, industry in industries().items()}
