"""Medians and correlations of indicators, and the means of single champions."""

from itertools import product
from typing import Any

import pandas as pd

from tests.oracle.rows import NAN, Asked, in_units, mean, median, over, pct, table, unit_of


def core_medians(asked: Asked) -> pd.DataFrame:
    both = {t: asked.passed[asked.passed["tier"] == t] for t in ("national", "provincial")}
    if not any(len(it) for it in both.values()):
        return pd.DataFrame()
    names = (
        "registered_capital",
        "insured",
        "patents",
        "invention_applications",
        "invention_grants",
        "software_copyrights",
    )
    records: list[dict[str, Any]] = []
    for name in names:
        record: dict[str, Any] = {"indicator": name}
        for tier, rows in both.items():
            record[f"{tier}_median"] = median(rows[name])
            record[f"{tier}_values"] = rows[name].count()
            record[f"{tier}_missing"] = rows[name].isna().sum()
        record["ratio"] = over(record["national_median"], record["provincial_median"])
        fewest = min(record["national_values"], record["provincial_values"])
        records.append({**record, "small_group": fewest < 10})
    units = map(unit_of, names)
    return in_units(table(records, "indicator"), units, "national_median", "provincial_median")


def correlations(asked: Asked) -> pd.DataFrame:
    names = (
        "patents",
        "invention_applications",
        "invention_grants",
        "insured",
        "registered_capital",
    )
    records = []
    if asked.passed.empty:
        return pd.DataFrame()
    for a, b in product(names, names):
        both = asked.passed[list(dict.fromkeys((a, b)))].dropna().astype(float)
        varied = len(both) >= 3 and all(both[name].nunique() > 1 for name in both)
        one, two = both[a], both[b]
        records.append(
            {
                "a": a,
                "b": b,
                "pearson": one.corr(two) if varied else NAN,
                "spearman": one.rank().corr(two.rank()) if varied else NAN,
                "n": len(both),
            }
        )
    return table(records, "a", "b")


def _champions(rows: pd.DataFrame) -> pd.Series:
    return (rows["single_champion"] == True) | (rows["tier"] == "champion")  # noqa: E712


INDICATORS = (
    "patents",
    "invention_applications",
    "pct_applications",
    "invention_grants",
    "insured",
    "registered_capital",
    "software_copyrights",
)


def _compared(rows: pd.DataFrame) -> pd.DataFrame:
    """Little giants that are no champions beside champions."""
    champions = _champions(rows)
    groups = {"little_giant": rows[(rows["tier"] == "national") & ~champions]}
    groups["champion"] = rows[champions]
    records: list[dict[str, Any]] = []
    for name in INDICATORS:
        record: dict[str, Any] = {"column": name}
        for group, it in groups.items():
            record[f"{group}_mean"] = mean(it[name]) if it[name].count() else NAN
            record[f"{group}_values"] = it[name].count()
        record["ratio"] = over(record["champion_mean"], record["little_giant_mean"])
        fewest = min(record["little_giant_values"], record["champion_values"])
        records.append({**record, "small_group": fewest < 10})
    return pd.DataFrame(records)


def champion_indicators(asked: Asked) -> pd.DataFrame:
    """The seven indicators that a registry has, in the order of e40."""
    rows = asked.passed
    if not len(rows[_champions(rows) | (rows["tier"] == "national")]):
        return pd.DataFrame()
    shown = asked.given["little_giant_values"].notna()
    found = _compared(rows)
    found.index = asked.given[shown].index
    means = ("little_giant_mean", "champion_mean")
    return in_units(found, map(unit_of, INDICATORS), *means).drop(columns="column")


def champion_radar(asked: Asked) -> pd.DataFrame:
    rows = asked.passed
    if not len(rows[_champions(rows) | (rows["tier"] == "national")]):
        return pd.DataFrame()
    leads = ("patents", "invention_grants", "insured", "registered_capital", "software_copyrights")
    found = _compared(rows).set_index("column").loc[list(leads)]
    ratio = found["ratio"].where(found["ratio"] > 0)
    return pd.DataFrame({"champion_score": (ratio * 100).to_list()})


def patent_means(asked: Asked) -> pd.DataFrame:
    rows = asked.passed
    group = rows["tier"].mask(_champions(rows), "champion")
    names = {
        "applications_mean": "invention_applications",
        "grants_mean": "invention_grants",
        "pct_mean": "pct_applications",
    }
    records = []
    for name, it in rows.groupby(group):
        filed = it["pct_applications"]
        records.append(
            {
                "group": name,
                "enterprises": len(it),
                **{label: mean(it[column]) for label, column in names.items()},
                "pct_share_pct": pct((filed > 0).sum(), filed.count()),
                "small_group": len(it) < 10,
            }
        )
    return table(records, "group")


ORACLES = {
    it.__name__: it
    for it in (
        core_medians,
        correlations,
        champion_indicators,
        champion_radar,
        patent_means,
    )
}
