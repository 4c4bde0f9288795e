"""Where the enterprises are: provinces and cities as printed, the rest by rule.

Printed: shares of ten provinces and their little-giant shares (e16), shares of 18 cities (e19),
sums of cities (f_city_yrd8), sizes of the three clusters against one another (f_yrd_prd,
f_yrd_bth) and the Yangtze delta's little-giant share (e17), from which Anhui and Tianjin follow.
Rule for the rest: prefecture-level cities of provinces that are not printed are alike in number;
other cities of a province fall with their place in the code list, as 1 / (place + 5); one
little-giant share holds in all provinces that are not printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np

from data_layer.demo.spread import Ints, apportion
from data_layer.reference_figures.places import cities_top, provinces_top10
from data_layer.reference_figures.tables import fact_value, table
from data_layer.vocabulary.places import CLUSTERS, cities, cities_of, provinces, resolve_city

ANHUI, TIANJIN, GUANGDONG = "340000", "120000", "440000"
WITHOUT_ENTERPRISES = ("710000", "810000", "820000")
YANCHENG = "320900"
DELTA_CITIES = ("苏州", "上海", "杭州", "无锡", "南京", "宁波", "常州")


@cache
def city_shares() -> Mapping[str, float]:
    """Printed shares of cities, with Yancheng from the sum of eight cities, in per cent."""
    printed = dict(cities_top().select("city_code", "share_pct").iter_rows())
    others = sum(printed[resolve_city(name, None)] for name in DELTA_CITIES)
    return printed | {YANCHENG: round(fact_value("f_city_yrd8") - others, 2)}


@cache
def province_shares() -> Mapping[str, float]:
    """Share of all enterprises by province code, in per cent; they add up to 100."""
    printed = dict(provinces_top10().select("province_code", "share_pct").iter_rows())
    delta = fact_value("f_yrd_prd") * printed[GUANGDONG]
    capital = delta / fact_value("f_yrd_bth")
    bth, yrd, _ = (cluster.provinces for cluster in CLUSTERS)
    printed[ANHUI] = delta - sum(printed[code] for code in yrd if code != ANHUI)
    printed[TIANJIN] = capital - sum(printed[code] for code in bth if code != TIANJIN)
    fixed = city_shares()
    rest = [code for code in provinces() if code not in (*printed, *WITHOUT_ENTERPRISES)]
    known = {code: sum(fixed.get(city, 0) for city in _prefectures(code)) for code in rest}
    free = {code: sum(city not in fixed for city in _prefectures(code)) for code in rest}
    each = (100 - sum(printed.values()) - sum(known.values())) / sum(free.values())
    return printed | {code: known[code] + each * free[code] for code in rest}


@cache
def little_giant_shares() -> Mapping[str, float]:
    """Share of national enterprises inside each province, in per cent."""
    shares = province_shares()
    inside = dict(provinces_top10().select("province_code", "little_giant_share_pct").iter_rows())
    yrd = CLUSTERS[1].provinces
    wanted = table("e17_clusters")["little_giant_share_within_pct"][1]
    known = sum(shares[code] * inside[code] for code in yrd if code != ANHUI)
    inside[ANHUI] = (wanted * sum(shares[code] for code in yrd) - known) / shares[ANHUI]
    national = fact_value("f_national") / fact_value("f_total") * 100
    rest = [code for code in shares if code not in inside]
    left = national * 100 - sum(shares[code] * share for code, share in inside.items())
    rate = left / sum(shares[code] for code in rest)
    return inside | dict.fromkeys(rest, rate)


def places(national: int, provincial: int) -> tuple[list[str], Ints]:
    """City codes, and the position in them of each enterprise, national ones first."""
    codes = list(cities())
    shares, giants = province_shares(), little_giant_shares()
    giant = {code: shares[code] * giants[code] / 100 for code in shares}
    other = {code: shares[code] - giant[code] for code in shares}
    counts = [_by_city(national, giant), _by_city(provincial, other)]
    where = [np.repeat(np.arange(len(codes)), [n.get(code, 0) for code in codes]) for n in counts]
    return codes, np.concatenate(where)


def _by_city(total: int, weights: Mapping[str, float]) -> dict[str, int]:
    by_province = apportion(total, list(weights.values()))
    counts: dict[str, int] = {}
    for province, count in zip(weights, by_province, strict=True):
        inside = _city_weights(province)
        each = apportion(int(count), list(inside.values())).tolist()
        counts |= dict(zip(inside, each, strict=True))
    return counts


def _city_weights(province: str) -> dict[str, float]:
    """Shares of a province's cities: printed ones as they are, the others by their place."""
    fixed, codes = city_shares(), _prefectures(province)
    others = [code for code in codes if code not in fixed]
    left = province_shares()[province] - sum(fixed.get(code, 0) for code in codes)
    falling = [1 / (place + 5) for place in range(1, len(others) + 1)]
    weights = {code: fixed[code] for code in codes if code in fixed}
    return weights | {
        code: left * weight / sum(falling) for code, weight in zip(others, falling, strict=True)
    }


def _prefectures(province: str) -> tuple[str, ...]:
    """Cities without the county-level ones directly under the province."""
    return tuple(city.code for city in cities_of(province) if city.code.endswith("00"))
