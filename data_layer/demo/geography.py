"""Where the enterprises are: provinces and cities as printed, the rest in real proportions.

Printed: shares of ten provinces and their little-giant shares (e16), shares of 18 cities (e19),
sizes of the three clusters against one another (f_yrd_prd, f_yrd_bth) and the Yangtze delta's
little-giant share (e17), from which Anhui and Tianjin follow. Tianjin is what the printed 1.9万 of
京津冀 leaves beside Beijing and Hebei: the ratios of the clusters are taken at the end of their
tolerance that leaves it most (erratum x24).
Rule for the rest: provinces weigh as their high-tech enterprises and their first little giants do;
their little-giant shares differ as first little giants to high-tech enterprises, by the root.
"""

from collections.abc import Mapping
from functools import cache

import numpy as np

from data_layer.demo.cities import city_shares, giants_of_cities, little_giants_now, printed_cities
from data_layer.demo.proportions import by
from data_layer.demo.spread import Ints, apportion, fill
from data_layer.reference_figures.places import provinces_top10
from data_layer.reference_figures.tables import fact_value, table
from data_layer.vocabulary.places import CLUSTERS, cities, provinces

ANHUI, TIANJIN, GUANGDONG = "340000", "120000", "440000"
WITHOUT_ENTERPRISES = ("710000", "810000", "820000")
TOLERATED = 0.0095
"""How far the ratios of the clusters lie from the printed ones, as a part of them."""
FEW = 800
"""High-tech enterprises of the usual kind that are added to a province, so that few do not lead."""


@cache
def province_shares() -> Mapping[str, float]:
    """Share of all enterprises by province code, in per cent; they add up to 100."""
    printed = dict(provinces_top10().select("province_code", "share_pct").iter_rows())
    delta = fact_value("f_yrd_prd") * (1 + TOLERATED) * printed[GUANGDONG]
    capital = delta / (fact_value("f_yrd_bth") * (1 - TOLERATED))
    bth, yrd, _ = (cluster.provinces for cluster in CLUSTERS)
    printed[ANHUI] = delta - sum(printed[code] for code in yrd if code != ANHUI)
    printed[TIANJIN] = capital - sum(printed[code] for code in bth if code != TIANJIN)
    printed |= {code: share for code, share in printed_cities().items() if code in provinces()}
    rest = [code for code in provinces() if code not in (*printed, *WITHOUT_ENTERPRISES)]
    measures = [by(measure, "province_code") for measure in ("high_tech", "little_giants_early")]
    parts = [np.array([counts[code] for code in rest], float) for counts in measures]
    weights = np.mean([part / part.sum() for part in parts], axis=0)
    left = 100 - sum(printed.values())
    return printed | dict(zip(rest, (left * weights).tolist(), strict=True))


@cache
def little_giant_shares() -> Mapping[str, float]:
    """Share of national enterprises inside each province, in per cent."""
    shares = province_shares()
    inside = dict(provinces_top10().select("province_code", "little_giant_share_pct").iter_rows())
    yrd = CLUSTERS[1].provinces
    wanted = table("e17_clusters")["little_giant_share_within_pct"][1]
    others = sum(shares[code] * inside[code] for code in yrd if code != ANHUI)
    inside[ANHUI] = (wanted * sum(shares[code] for code in yrd) - others) / shares[ANHUI]
    inside |= {
        code: count / (shares[code] / 100 * fact_value("f_total")) * 100
        for code, count in little_giants_now().items()
        if code in shares and code not in inside
    }
    national = fact_value("f_national") / fact_value("f_total") * 100
    rest = [code for code in shares if code not in inside]
    left = national * 100 - sum(shares[code] * share for code, share in inside.items())
    first, high_tech = (by(name, "province_code") for name in ("little_giants_early", "high_tech"))
    usual = sum(first.values()) / sum(high_tech.values())
    leaning = {
        code: ((first[code] + usual * FEW) / (high_tech[code] + FEW)) ** 0.5 for code in rest
    }
    rate = left / sum(shares[code] * leaning[code] for code in rest)
    return inside | {code: rate * leaning[code] for code in rest}


def places(national: int, others: int) -> tuple[list[str], Ints]:
    """City codes, and the position in them of each enterprise, national ones first."""
    codes = list(cities())
    shares, giants = province_shares(), little_giant_shares()
    totals = apportion(national + others, list(shares.values()))
    wanted = [shares[code] * giants[code] for code in shares]
    of_tier = fill(national, wanted, totals)
    counts: list[dict[str, int]] = [{}, {}]
    for province, total, giant in zip(shares, totals.tolist(), of_tier.tolist(), strict=True):
        weights = city_shares(province, shares[province])
        sizes = dict(zip(weights, apportion(total, list(weights.values())).tolist(), strict=True))
        of_cities = giants_of_cities(sizes, giant)
        counts[0] |= of_cities
        counts[1] |= {code: sizes[code] - of_cities[code] for code in sizes}
    where = [
        np.repeat(np.arange(len(codes)), [count.get(code, 0) for code in codes]) for count in counts
    ]
    return codes, np.concatenate(where)
