"""Cities inside their provinces: as printed (e19, f_city_yrd8), the rest in real proportions.

Rule for the rest: in Guangdong as industrial enterprises above scale, elsewhere as listed
enterprises, to which `A_COUNTY` is added for each county, so that no city is empty or like another.
Little giants of ten cities are a published count (`little_giants_2025`), brought up to the report's
total; those of the others lean to the cities with more listed enterprises.
"""

import csv
from collections import Counter
from collections.abc import Mapping
from functools import cache

from data_layer.demo.proportions import FILE, by
from data_layer.demo.spread import fill
from data_layer.reference_figures.places import cities_top
from data_layer.reference_figures.tables import fact_value
from data_layer.vocabulary.places import cities_of, resolve_city

YANCHENG, GUANGDONG = "320900", "440000"
DELTA_CITIES = ("苏州", "上海", "杭州", "无锡", "南京", "宁波", "常州")
A_COUNTY = 0.06
"""What a county counts beside a listed enterprise."""
LEANING = 0.12
"""Power of the listed enterprises in a city's little-giant share."""


@cache
def printed_cities() -> Mapping[str, float]:
    """Printed shares of cities, with Yancheng from the sum of eight cities, in per cent."""
    printed = dict(cities_top().select("city_code", "share_pct").iter_rows())
    others = sum(printed[resolve_city(name, None)] for name in DELTA_CITIES)
    return printed | {YANCHENG: round(fact_value("f_city_yrd8") - others, 2)}


def city_shares(province: str, share: float) -> dict[str, float]:
    """Shares of a province's cities, in per cent of all; they add up to `share`."""
    printed, codes = printed_cities(), prefectures(province)
    others = [code for code in codes if code not in printed]
    fixed = {code: printed[code] for code in codes if code in printed}
    weights = {code: _weight(code, province) for code in others}
    left = share - sum(fixed.values())
    return fixed | {code: left * weights[code] / sum(weights.values()) for code in others}


def giants_of_cities(sizes: Mapping[str, int], national: int) -> dict[str, int]:
    """National enterprises by city of a province that has `national` of them."""
    giants = {code: n for code, n in little_giants_now().items() if code in sizes}
    rest = [code for code in sizes if code not in giants]
    total = sum(sizes.values())
    weights = {
        code: sizes[code] * (by("listed", "city_code").get(code, 0) + 1) ** LEANING for code in rest
    }
    share = national / max(total, 1)
    whole = sum(weights.values()) or 1.0
    left = max(national - sum(giants.values()), share * sum(sizes[code] for code in rest) / 3)
    wanted = giants | {code: left * weight / whole for code, weight in weights.items()}
    counts = fill(national, [wanted[code] for code in sizes], list(sizes.values()))
    return dict(zip(sizes, counts.tolist(), strict=True))


@cache
def little_giants_now() -> Mapping[str, float]:
    """Little giants of ten cities, as many as the report's total allows for."""
    grown = fact_value("f_national") / (fact_value("f_lg_2024") * 10_000)
    return {code: n * grown for code, n in by("little_giants_2025", "city_code").items()}


def prefectures(province: str) -> tuple[str, ...]:
    """Cities without the county-level ones directly under the province."""
    return tuple(city.code for city in cities_of(province) if city.code.endswith("00"))


def _weight(city: str, province: str) -> float:
    if province == GUANGDONG:
        return by("industry_above_scale", "city_code")[city]
    return by("listed", "city_code").get(city, 0) + A_COUNTY * _counties()[city]


@cache
def _counties() -> Counter[str]:
    with FILE.with_name("counties.csv").open(encoding="utf-8", newline="") as file:
        return Counter(row["city_code"] for row in csv.DictReader(file))
