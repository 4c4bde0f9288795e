"""Provinces, cities, clusters and any two regions."""

from typing import Any

import pandas as pd

from tests.oracle.rows import (
    CLUSTERS,
    NAN,
    PLACES,
    Asked,
    giants,
    held,
    in_units,
    mapped,
    median,
    over,
    pct,
    table,
    unit_of,
)


def _places(asked: Asked, column: str) -> pd.DataFrame:
    country = asked.without(*PLACES)
    placed, everywhere = country[column].dropna(), asked.rows[column].dropna()
    records = []
    for code, rows in asked.passed.groupby(column):
        part, whole = (placed == code).sum(), (everywhere == code).sum()
        records.append(
            {
                column: code,
                "enterprises": len(rows),
                "share_pct": pct(len(rows), len(placed)),
                **giants(rows),
                "location_quotient": over(part / whole, len(placed) / len(everywhere)),
                "patents_median": median(rows["patents"]),
                "patents_values": rows["patents"].count(),
                "place_missing": len(country) - len(placed),
            }
        )
    return table(records, column)


def province_map(asked: Asked) -> pd.DataFrame:
    return _places(asked, "province_code")


def city_map(asked: Asked) -> pd.DataFrame:
    return _places(asked, "city_code")


def province_ranking(asked: Asked) -> pd.DataFrame:
    found = _places(asked, "province_code")
    if found.empty:
        return found
    ranked = found.reset_index().sort_values(
        ["share_pct", "province_code"], ascending=[False, True]
    )
    kept = ranked.head(10).set_index("province_code")
    return kept.drop(columns=["location_quotient", "patents_median", "patents_values"])


def province_maps(asked: Asked) -> pd.DataFrame:
    """By tier: each group's places, against the places of all groups together."""
    column = mapped(asked)
    rows = asked.passed.dropna(subset=["tier", column])
    everywhere = rows[column].value_counts()
    records = []
    for tier, code in sorted(set(zip(rows["tier"], rows[column], strict=True))):
        own = rows[(rows["tier"] == tier) & (rows[column] == code)]
        part = len(own) / (rows["tier"] == tier).sum()
        records.append(
            {
                "group": tier,
                column: code,
                "enterprises": len(own),
                "group_share_pct": part * 100,
                "group_quotient": part / (everywhere[code] / len(rows)),
                "small_group": len(own) < 10,
            }
        )
    return table(records, "group", column)


def city_quality(asked: Asked) -> pd.DataFrame:
    found = _places(asked, "city_code")
    if found.empty:
        return found
    ranked = found.reset_index().sort_values(["enterprises", "city_code"], ascending=[False, True])
    return (
        ranked.head(40).set_index("city_code").drop(columns=["location_quotient", "little_giants"])
    )


def clusters(asked: Asked) -> pd.DataFrame:
    country = asked.without(*PLACES)["province_code"]
    every = {code for codes in CLUSTERS.values() for code in codes}
    if not asked.passed["province_code"].isin(every).any():
        return pd.DataFrame()
    records = []
    for cluster, codes in CLUSTERS.items():
        rows = asked.passed[asked.passed["province_code"].isin(codes)]
        records.append(
            {
                "cluster": cluster,
                "enterprises": len(rows),
                "enterprises_10k": len(rows) / 10_000,
                "share_pct": pct(len(rows), country.count()),
                "place_missing": country.isna().sum(),
                **giants(rows),
            }
        )
    return table(records, "cluster")


def suzhou_check(asked: Asked) -> pd.DataFrame:
    city = asked.passed[asked.passed["city_code"] == "320500"]
    province = asked.passed[asked.passed["province_code"] == "320000"]
    both = {"city": city, "province": province}
    records = [{"place": name, "enterprises": len(it), **giants(it)} for name, it in both.items()]
    return table(records, "place")


def region_comparison(asked: Asked) -> pd.DataFrame:
    """Jiangsu beside Guangdong, whatever places are chosen."""
    country = asked.without(*PLACES)
    sides = {
        side: country[country["province_code"] == code]
        for side, code in (("a", "320000"), ("b", "440000"))
    }
    medians = (
        "patents",
        "invention_grants",
        "software_copyrights",
        "rd_ratio",
        "insured",
        "registered_capital",
    )
    measured = {
        side: {
            "enterprises": (len(rows), len(rows)),
            "little_giant_share": (giants(rows)["little_giant_share_pct"], rows["tier"].count()),
            "high_tech_share": (
                pct(held(rows["high_tech"]), rows["high_tech"].count()),
                rows["high_tech"].count(),
            ),
            **{name: (median(rows[name]), rows[name].count()) for name in medians},
        }
        for side, rows in sides.items()
    }
    records: list[dict[str, Any]] = []
    for indicator in measured["a"]:
        (a, a_n), (b, b_n) = measured["a"][indicator], measured["b"][indicator]
        larger = pd.Series([a, b]).max()
        records.append(
            {
                "indicator": indicator,
                "value_a": a,
                "value_b": b,
                "a_relative": pct(a, larger) if larger > 0 else NAN,
                "b_relative": pct(b, larger) if larger > 0 else NAN,
                "a_values": a_n,
                "b_values": b_n,
                "a_missing": len(sides["a"]) - a_n,
                "b_missing": len(sides["b"]) - b_n,
                "small_group": min(a_n, b_n) < 10,
            }
        )
    units = map(unit_of, measured["a"])
    return in_units(table(records, "indicator"), units, "value_a", "value_b")


def province_context(asked: Asked) -> pd.DataFrame:
    """Enterprises for each unit of the imported indicator, of the provinces that have it."""
    found = _places(asked, "province_code")
    if found.empty:
        return found
    figures = {"320000": 137_008.0, "440000": 141_633.8, "330000": 90_131.0}
    kept = found[found.index.isin(list(figures))].drop(
        columns=["location_quotient", "share_pct", "place_missing"]
    )
    if kept.empty:
        return kept
    value = kept.index.map(figures)
    return kept.assign(context_value=value, enterprises_per_unit=kept["enterprises"] / value)


ORACLES = {
    it.__name__: it
    for it in (
        province_map,
        city_map,
        province_ranking,
        province_maps,
        city_quality,
        clusters,
        suzhou_check,
        region_comparison,
        province_context,
    )
}
