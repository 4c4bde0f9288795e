"""Where a text lies: an address, a district, a county, a development zone, a division of 兵团.

`data/counties.csv` (npm @vant/area-data 2.1.0, MIT, Youzan and contributors) gives the city of a
county or district; `data/zones.csv` that of zones and divisions which are no administrative areas.
"""

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from data_layer.vocabulary.places import (
    cities,
    city_codes_by_name,
    own_province,
    resolve_city,
    resolve_province,
)
from data_layer.vocabulary.traditional import simplified

COUNTIES: Final = Path(__file__).parents[1] / "data" / "counties.csv"
ZONES: Final = Path(__file__).parents[1] / "data" / "zones.csv"
LONGEST: Final = 16
CORPS: Final = re.compile(r"(新疆)?(生产建设|建设)?兵团")
NOISE: Final = re.compile(
    r"^中国|[\s()\[\]【】·,，、。:：/\\\-_>]|"
    r"(省|自治区)直辖县级行政(区划|单位)|市辖区|中华人民共和国"
)
ZONE: Final = re.compile(
    r"(国家级?|省级?)?(高新|经济|技术|产业|工业|科技|综合|保税|出口|循环|现代|示范)+.{0,8}[区园]"
)
DIVISION: Final = re.compile(r"(?:新疆)?(?:农|第)([一二三四五六七八九十]{1,3})师")
OF_CORPS: Final = re.compile(r"第?([一二三四五六七八九十]{1,3})师")
ENGLISH_KIND: Final = re.compile(
    r"(?:\s+(?:zhuang|hui|uyghur|uygur))?\s+"
    r"(?:province|city|municipality|prefecture|autonomous region|district|county|sheng|shi)$",
    re.IGNORECASE,
)
STREET: Final = re.compile(r"[路街道巷弄村镇乡大]")


class Located(NamedTuple):
    """Codes of a province and a city. shared: several places have the name, so there is none."""

    province: str | None = None
    city: str | None = None
    shared: bool = False


NOWHERE: Final = Located()


@lru_cache(maxsize=200_000)
def locate(text: str, province: str | None = None) -> Located:
    """Province and city of a place however it is written; within a province (a code) if given.

    A municipality is its own city; a province's own name gives no city.
    """
    text = ENGLISH_KIND.sub("", simplified(text.strip()))
    if own := own_province(text):
        return Located(own) if province in (None, own) else NOWHERE
    if city := resolve_city(text, province):
        return Located(cities()[city].parent, city)
    if (named := resolve_province(text)) is not None and province in (None, named):
        return Located(named, resolve_city(text, named))
    words = unicodedata.normalize("NFKC", text).strip()
    if code := _county_codes().get(words):
        return (
            Located(cities()[code].parent, code)
            if province in (None, cities()[code].parent)
            else NOWHERE
        )
    if words.isascii():
        return _english(words, province)
    located = _chinese(NOISE.sub("", words)[:40], province)
    return located if province in (None, located.province) else NOWHERE


@cache
def _county_level_cities() -> Mapping[str, frozenset[str]]:
    """City codes by name of a county-level city, with and without 市 (昆山)."""
    named = [(row["name"], row["city_code"]) for row in _rows(COUNTIES) if row["name"][-1] == "市"]
    return _grouped([*named, *((name[:-1], code) for name, code in named if len(name) > 2)])


def city_of_county_city(name: str) -> str | None:
    """The code of the city that a county-level city belongs to; None if it is none, or several."""
    codes = _county_level_cities().get(name, frozenset())
    return next(iter(codes)) if len(codes) == 1 else None


def _english(words: str, province: str | None) -> Located:
    """`Nanshan District, Shenzhen, Guangdong`: the last part that is known, narrowed down."""
    located = Located(province)
    for part in reversed([part_of_address.strip() for part_of_address in words.split(",")][:6]):
        if city := resolve_city(part, located.province):
            return Located(cities()[city].parent, city)
        located = Located(located.province or resolve_province(part))
    return located if "," in words and located.province != province else NOWHERE


def _chinese(key: str, province: str | None) -> Located:
    corps = CORPS.sub("", key, count=1)
    named = OF_CORPS if corps != key else DIVISION  # 一师 alone is none of the corps'
    if (division := named.match(corps)) is not None:
        zone = _zone(f"第{division[1]}师", "650000")
        return Located("650000", zone or _city_within(corps, "650000"))
    if corps != key:
        return Located("650000", _zone(corps, "650000") or _city_within(corps, "650000"))
    stated, rest = _leading_province(key)
    within = stated or province
    if stated is not None and province not in (None, stated):
        return NOWHERE
    city = _city_within(rest, within)
    if city is None and (zone := _zone(rest, within)):
        city = zone
    if city is not None:
        return Located(cities()[city].parent, city)
    if stated is not None:
        return Located(stated, stated if stated in cities() else None)
    return Located(shared=len(_county_cities(key, within)) > 1)


def _leading_province(key: str) -> tuple[str | None, str]:
    """The province that a text begins with, unless a city's longer name does, and the rest."""
    for length in range(min(len(key), LONGEST), 1, -1):
        start = key[:length]
        if code := own_province(start):
            return code, key[length:]
        if len(start) > 2 and start in city_codes_by_name():
            return None, key
    return None, key


def _city_within(key: str, province: str | None) -> str | None:
    """The city that a text begins with, by its own name or by that of a county."""
    if not key:
        return None
    for length in range(min(len(key), LONGEST), 1, -1):
        start, after = key[:length], key[length : length + 1]
        if STREET.match(after) and not start.endswith(("市", "州", "盟", "区", "县", "旗")):
            continue
        if code := resolve_city(start, province):
            return code
        codes = _narrowed(_counties().get(start, frozenset()), province)
        if not codes and ZONE.fullmatch(key[length:]):
            codes = _narrowed(_shortened().get(start, frozenset()), province)
        if codes:  # of several places of the name none is meant, nor a city of a shorter one (朝阳)
            return next(iter(codes)) if len(codes) == 1 else None
    codes = _county_cities(key, province)
    return next(iter(codes)) if len(codes) == 1 else None


def _county_cities(key: str, province: str | None) -> frozenset[str]:
    """Cities that have a county whose whole or shortened name the text is or begins with."""
    exact = _narrowed(_shortened().get(key, frozenset()), province)
    if exact:
        return exact
    # A county that has become a district, or a city that was a county (萧山市).
    kind = key[-1:] in ("市", "县", "区")
    renamed = _narrowed(_shortened().get(key[:-1], frozenset()), province) if kind else frozenset()
    if renamed:
        return renamed
    for length in range(min(len(key), LONGEST), 1, -1):
        if codes := _narrowed(_counties().get(key[:length], frozenset()), province):
            return codes
    return frozenset()


def _narrowed(codes: frozenset[str], province: str | None) -> frozenset[str]:
    if province is None:
        return codes
    return frozenset(code for code in codes if cities()[code].parent == province)


def _zone(key: str, province: str | None) -> str | None:
    """The city of a zone that the text names; of two that it names, the longer name's."""
    named = (
        code
        for name, code in sorted(_zones().items(), key=lambda zone: -len(zone[0]))
        if name in key and province in (None, cities()[code].parent)
    )
    return next(named, None)


@cache
def _counties() -> Mapping[str, frozenset[str]]:
    """City codes by name of a county; a name without its kind (开发区) says nothing."""
    return _grouped(
        (row["name"], row["city_code"])
        for row in _rows(COUNTIES)
        if not re.fullmatch(r"(高新|经济|技术|产业|工业|园|开发)*(开发|园|新|高新)?区", row["name"])
    )


@cache
def _county_codes() -> Mapping[str, str]:
    return {row["code"]: row["city_code"] for row in _rows(COUNTIES)}


@cache
def _shortened() -> Mapping[str, frozenset[str]]:
    """The same by the name without 区, 县 or 市 (昆山)."""
    pairs = [(name, code) for name, codes in _counties().items() for code in codes]
    return _grouped(
        [
            *pairs,
            *((name[:-1], code) for name, code in pairs if len(name) > 2 and name[-1] in "区县市"),
            *((name[:-2], code) for name, code in pairs if len(name) > 3 and name[-2:] == "新区"),
        ]
    )


@cache
def _zones() -> Mapping[str, str]:
    return {row["name"]: row["city_code"] for row in _rows(ZONES)}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _grouped(pairs: Iterable[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    groups: dict[str, set[str]] = defaultdict(set)
    for name, code in pairs:
        groups[name].add(code)
    return {name: frozenset(codes) for name, codes in groups.items()}
