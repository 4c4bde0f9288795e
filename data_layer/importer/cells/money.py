"""Words for amounts of money: 万元, 人民币亿元, RMB 10,000, million yuan, 万美元."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from data_layer.importer.cells.units import MULTIPLES, Unit
from data_layer.vocabulary.text import Text

FOREIGN: Final[Mapping[str, Text]] = {
    "美元|美金|us\\$|usd": Text("美元", "US dollar"),
    "港元|港币|港幣|hkd|hk\\$": Text("港元", "Hong Kong dollar"),
    "台币|臺幣|twd|ntd|nt\\$": Text("新台币", "Taiwan dollar"),
    "新加坡元|新元|新币|sgd|s\\$": Text("新加坡元", "Singapore dollar"),
    "澳门元|澳门币|葡币|mop": Text("澳门元", "Macao pataca"),
    "澳元|澳大利亚元|澳币|aud|a\\$": Text("澳元", "Australian dollar"),
    "加元|加拿大元|加币|cad|c\\$": Text("加元", "Canadian dollar"),
    "dollars?|\\$": Text("美元", "US dollar"),
    "欧元|eur(?:os?)?|€": Text("欧元", "euro"),
    "日元|日圆|日币|jpy|yen|円": Text("日元", "yen"),
    "英镑|gbp|pounds?|£": Text("英镑", "pound"),
    "韩元|韩圆|韩币|krw|won|₩": Text("韩元", "won"),
    "瑞士法郎|法郎|chf": Text("瑞士法郎", "Swiss franc"),
    "卢布|rub|克朗|sek|nok|dkk|卢比|inr|泰铢|thb|林吉特|myr|马克|外币": Text(
        "其他外币", "another currency"
    ),
}
"""What stands for money that is not converted, as regular expressions."""
HOME: Final = re.compile(r"人民币|rmb|cny|yuan|元|圆|¥")
SIGN: Final = r"^(?:人民币|rmb|cny|¥)|(?:人民币|rmb|cny)$"
"""The yuan's own sign: a number that has no other unit is in yuan."""
LEADING: Final = re.compile(r"^(?:(?:金额|计量|货币|数额)?单位|units?|in|金额|币种)\s*:?")
FILLER: Final = re.compile(r"[\s_\-:,.'’‘()/]")
NEEDS_CURRENCY: Final = ("", "000", "k", "w", "m")


class Money(NamedTuple):
    """A unit, and the name of a currency that is not the yuan."""

    unit: Unit
    currency: Text | None = None


@lru_cache(maxsize=10_000)
def money(words: str) -> Money | None:
    """What a text says that is nothing but a unit of money; None for any other text."""
    if len(words) > 24:
        return None
    plain_words = unicodedata.normalize("NFKC", words).casefold().strip(" ()[]【】")
    plain = FILLER.sub("", LEADING.sub("", plain_words))
    for spelled, currency in FOREIGN.items():
        rest, count = re.subn(spelled, "", plain)
        if count:
            unit = MULTIPLES.get(HOME.sub("", rest))
            return None if unit is None else Money(unit, currency)
    rest, count = HOME.subn("", plain)
    if not count and rest in NEEDS_CURRENCY:
        return None
    unit = MULTIPLES.get(rest)
    return None if unit is None else Money(unit)
