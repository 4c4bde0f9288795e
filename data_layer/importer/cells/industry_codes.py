"""Names of industries to codes of GB/T 4754: codes, names, paths, sections of stock exchanges."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from data_layer.importer.cells.resolved import Resolved, in_both
from data_layer.vocabulary import industries
from data_layer.vocabulary.text import Text
from data_layer.vocabulary.traditional import simplified

INDUSTRY = ("section", "division", "group", "class")
PATH: Final = re.compile(r"[;；|>＞→/\\\n\t\"\[\]]+|(?<=[^\d\s])\s*-{1,2}\s*(?=[^\d\s])|—+")
LED: Final = re.compile(r"[(\[【]\s*([a-t]?\d{2,4}|[a-t])\s*[)\]】]\s*(.+)", re.IGNORECASE)
BRACKETED: Final = re.compile(r"(.+?)\s*[(\[【]\s*([a-t]?\d{2,4}|[a-t])\s*[)\]】]", re.IGNORECASE)
CODE: Final = re.compile(r"[a-t]\d{2,4}", re.IGNORECASE)
CODED: Final = re.compile(r"(\D+?)[\s、.:：-]+([a-t]?\d{2,4})", re.IGNORECASE)
FINER: Final = re.compile(r"([a-t]?\d{2})\d{1,2}(?:\.0+)?", re.IGNORECASE)
MOVED: Final[Mapping[str, str]] = {
    "79": "O80",
    "80": "O81",
    "81": "O82",
    "82": "P83",
    "83": "Q84",
    "84": "Q85",
    "85": "R86",
    "86": "R87",
    "87": "R88",
    "88": "R89",
    "89": "R90",
    "90": "S91",
    "91": "S92",
    "92": "S93",
    "93": "S94",
    "94": "S95",
    "95": "S96",
    "96": "T97",
}
"""Divisions of GB/T 4754-2011, and of the stock market's list of 2012, that have another number in
2017; all others have the same one, though their groups and classes may have moved."""
EDITION: Final = r"20(?:11|12)"
"""What the heading of a column says whose codes are those of 2011."""
OF_EDITION: Final = re.compile(r"([a-t]?)\s*(\d{2})\d{0,2}(?:\.0+)?(?!\d)[\s.、:：-]*(.*)", re.I)
# Sections as the stock exchanges shorten them in their lists of companies.
EXCHANGE_SECTIONS: Final[Mapping[str, str]] = {
    "农林牧渔": "A",
    "采矿业": "B",
    "制造业": "C",
    "水电煤气": "D",
    "建筑业": "E",
    "批发零售": "F",
    "运输仓储": "G",
    "住宿餐饮": "H",
    "餐饮": "H",
    "信息技术": "I",
    "金融业": "J",
    "房地产": "K",
    "商务服务": "L",
    "科研服务": "M",
    "公共环保": "N",
    "居民服务": "O",
    "教育": "P",
    "卫生": "Q",
    "文化传播": "R",
}
LETTERED: Final = re.compile(r"([a-r])[-\s.、:：]*([\u4e00-\u9fff].*)", re.IGNORECASE)
NOT_IN_STANDARD: Final = re.compile(r"s\s*-?90|s?[\s-]*综合[类业]?|其他", re.IGNORECASE)


@lru_cache(maxsize=100_000)
def resolve_industry(
    section: str | None, division: str | None, group: str | None, class_: str | None
) -> Resolved:
    """Section, division, group and class of four cells, each of which may state any level.

    The finest code fills the levels above it; a cell that contradicts a coarser one is rejected.
    """
    code = ""
    reasons: list[str | None] = []
    for at, text in enumerate((section, division, group, class_)):
        stated = None if text is None else industry(text)
        if at == 0 and stated and industries.industries()[stated[0]].name.zh == text:
            stated = stated[0]  # 教育 is a division of that name too
        refused = None
        if text is not None and stated is None:
            refused = _why_no_industry(text)
        elif stated is not None and not (stated.startswith(code) or code.startswith(stated)):
            refused = Text(f"不属于 {code}", f"not part of {code}")
        elif stated is not None:
            code = max(code, stated, key=len)
        reasons.append(in_both(refused))
    levels = tuple(code[:length] if len(code) >= length else None for length in (1, 3, 4, 5))
    return Resolved(levels, tuple(reasons))


def industry(text: str) -> str | None:
    """The code of a cell: a code, a name, both in any order, or a path from coarse to fine.

    Of codes that only an earlier edition has, the division is taken where it is clear.
    """
    text = simplified(text).replace("其它", "其他")
    if NOT_IN_STANDARD.fullmatch(text):
        return None
    if bracket := BRACKETED.fullmatch(text):
        return _finest(bracket.groups()) or industries.resolve(text)
    if led := LED.fullmatch(text):
        return _finest(led.groups()) or industries.resolve(text)
    parts = [part.strip() for part in PATH.split(text) if part.strip(" ,，")]
    if (lettered := LETTERED.fullmatch(text)) is not None:
        if len(parts) > 1 and (finest := _finest(parts)) is not None:
            return finest
        return _in_section(lettered[1].upper(), lettered[2])
    if code := industries.resolve(text) or _former(text):
        return code
    if (coded := CODED.fullmatch(text)) is not None:
        return _finest(coded.groups())
    if parts and parts != [text]:
        return _finest(parts)
    return None if len(set(CODE.findall(text))) > 1 else _bare(text)


def _bare(text: str) -> str | None:
    """What the name in a text says without the code before it and the remark behind."""
    bare = re.sub(r"^[a-t]?\d{0,4}[\s.、:：-]*|[(（].*$", "", text, flags=re.IGNORECASE)
    return industries.resolve(bare) if len(bare) > 1 and bare != text else None


def _in_section(letter: str, name: str) -> str | None:
    """A letter and a name: the section that an exchange's list shortens so, what the name says
    within the section, or the section alone."""
    if EXCHANGE_SECTIONS.get(name) == letter:
        return letter
    code = industries.resolve(name)
    if code is not None and code.startswith(letter):
        return code
    return letter if code is None else None


def _former(text: str) -> str | None:
    """The division of a code that the edition in force does not have."""
    code = text.strip().upper()
    finer = FINER.fullmatch(code)
    if len(code) == 3 and finer is None:
        moved = MOVED.get(code[1:], "")
        return moved if code[0] == moved[:1] and not NOT_IN_STANDARD.fullmatch(code) else None
    if finer is None:
        return None
    moved = MOVED.get(finer[1][-2:], "")
    return moved if moved and finer[1][0] in (moved[0], *"789") else industries.resolve(finer[1])


def of_2011(text: str) -> str:
    """A code of GB/T 4754-2011 as that of its division in force; what its name says within it,
    and texts without a code, stay."""
    match = OF_EDITION.fullmatch(text.strip())
    if match is None or NOT_IN_STANDARD.fullmatch(text.strip()):
        return text
    letter, digits, name = match.groups()
    division = MOVED.get(digits) or industries.resolve(letter + digits)
    if division is None or letter.upper() not in ("", division[0]):
        return text
    named = industries.resolve(name) if name else None
    return named if named is not None and named.startswith(division) else division


def _finest(parts: tuple[str, ...] | list[str]) -> str | None:
    """The longest code of several texts that all lie on one line; unknown names are passed over
    where another part is a code."""
    read = (industries.resolve(part) or _former(part) or _bare(part) for part in parts)
    codes = [code for code in read if code]
    if not codes:
        return None
    finest = max(codes, key=len)
    return finest if all(finest.startswith(code) for code in codes) else None


def _why_no_industry(text: str) -> Text:
    if NOT_IN_STANDARD.fullmatch(text):
        return Text(
            "证监会分类的“综合”或“其他”，国民经济行业分类中没有对应",
            "“综合” or “other” of a list of its own, which GB/T 4754 does not have",
        )
    codes = {
        code
        for part in PATH.split(re.sub("[,、]", ";", text))
        if (code := industries.resolve(part))
    }
    if len(codes) > 1:
        listed = "、".join(sorted(codes))
        return Text(f"有多个行业：{listed}", f"several industries: {listed}")
    return Text("不是国民经济行业分类的代码或名称", "no code or name of GB/T 4754")
