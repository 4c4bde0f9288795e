"""Where an address, a district, a county or a development zone lies.

Counties are those of `counties.csv` (npm `@vant/area-data` 2.1.0, MIT), development zones with a
name of their own those of `zones.csv`; any other zone is found by the place that its name begins
with (昆山高新技术产业开发区).
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from data_layer.vocabulary import places

DATA: Final = Path(__file__).parents[1] / "data"
LONGEST: Final = 15
STREET: Final = re.compile(
    r"[东西南北中]?[一二三四五六七八九\d]*[东西南北中]?(路|街|大街|大道|道|巷|弄)"
)
FREE_TRADE: Final = re.compile(r"^\((.{2,4})\)自由贸易试验区")


class Located(NamedTuple):
    """Codes of a province and of a city in it; city None where only the province is known."""

    province: str
    city: str | None


@lru_cache(maxsize=100_000)
def locate(text: str, province: str | None = None) -> Located | None:
    """The place that a text names or begins with; None for none, and for one of several.

    province: a code that settles names which several places share, and must hold the place.
    """
    words = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    words = re.sub(r"^(中华人民共和国|中国)", "", words)
    words = FREE_TRADE.sub(r"\1", words)
    for length in range(min(len(words), LONGEST), 1, -1):
        start, rest = words[:length], words[length:].lstrip(" -_/·,、")
        found = _named(start, province)
        if found is None or STREET.match(rest):
            continue
        if found.city is not None or not rest:
            return found
        return locate(rest, found.province) or found
    return None


def _named(name: str, province: str | None) -> Located | None:
    """A province, city, zone or county by its whole name, in this order."""
    stated = places.resolve_province(name)
    if province is None and stated is not None:
        city = None if is_province_name(name) else places.resolve_city(name, stated)
        return Located(stated, city)
    if city := places.resolve_city(name, province):
        return Located(places.cities()[city].parent, city)
    if stated is not None and stated == province:
        return Located(stated, None)
    candidates = {it for it in _named_places().get(name, ()) if province in (None, it.province)}
    if len(candidates) == 1:
        return next(iter(candidates))
    provinces = {it.province for it in candidates}
    return Located(provinces.pop(), None) if len(provinces) == 1 else None


def is_province_name(name: str) -> bool:
    """Whether a text is a name in force of a province, and not that of a city listed beside."""
    return name in _province_names() or (len(name) == 2 and name.isdigit())


@cache
def _province_names() -> frozenset[str]:
    return frozenset(
        form for it in places.provinces().values() for form in (*it.name, *it.short, it.code)
    )


@cache
def _named_places() -> Mapping[str, frozenset[Located]]:
    found: dict[str, set[Located]] = defaultdict(set)
    for name, city in (*_zones(), *_counties()):
        found[name].add(Located(places.cities()[city].parent, city))
    return {name: frozenset(it) for name, it in found.items()}


def _zones() -> Iterator[tuple[str, str]]:
    with (DATA / "zones.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["name"], row["city_code"]


def _counties() -> Iterator[tuple[str, str]]:
    """Counties by their names, and without 市, 县 or 区 where two signs are left (昆山)."""
    with (DATA / "counties.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code = row["city_code"]
            city = code if code in places.cities() else row["code"]
            if city in places.cities():
                yield row["name"], city
                if row["name"][-1] in "市县" and len(row["name"]) > 2:
                    yield row["name"][:-1], city
