"""The two tiers beside each other: numbers, capital, staff, years, growth."""

import pandas as pd

from tests.oracle.rows import (
    NAN,
    PAIR,
    Asked,
    by_tier,
    fewer_than_ten,
    in_units,
    mean,
    median,
    over,
    pct,
    table,
)


def tier_shares(asked: Asked) -> pd.DataFrame:
    rows = asked.passed
    sizes = {tier: len(it) for tier, it in by_tier(rows).items()}
    both = sum(sizes.values())
    records = [
        {"tier": tier, "enterprises": n, "share_pct": pct(n, both)}
        for tier, n in sizes.items()
        if both
    ]
    if missing := rows["tier"].isna().sum():
        records.append({"tier": "unreported", "enterprises": missing, "share_pct": NAN})
    return table(records, "tier")


def registered_capital(asked: Asked) -> pd.DataFrame:
    held_by = {tier: it["registered_capital"] for tier, it in by_tier(asked.passed).items()}
    if not any(len(it) for it in held_by.values()):
        return pd.DataFrame()
    counts = {f"{tier}_values": it.count() for tier, it in held_by.items()}
    measures = {
        "capital_median": {t: median(it) for t, it in held_by.items()},
        "capital_mean": {t: mean(it) for t, it in held_by.items()},
        "large_share": {t: pct((it >= 10_000).sum(), it.count()) for t, it in held_by.items()},
    }
    records = []
    for name, pair in measures.items():
        share = name == "large_share"
        records.append(
            {
                "indicator": name,
                **pair,
                "ratio": NAN if share else over(pair["national"], pair["provincial"]),
                "gap_pp": pair["national"] - pair["provincial"] if share else NAN,
                **counts,
                "small_group": fewer_than_ten(*counts.values()),
            }
        )
    units = ("cny_10k", "cny_10k", "per_cent")
    return in_units(table(records, "indicator"), units, *PAIR)


def insured_bands(asked: Asked) -> pd.DataFrame:
    """In the order of e05, of all of the tier; those that report none last."""
    ends = ((0, 50), (51, 100), (101, 200), (201, 500), (501, 1000), (1001, 10**9))
    both = by_tier(asked.passed)
    if not any(len(it) for it in both.values()):
        return pd.DataFrame()
    records = []
    for band in (*ends, None):
        counts = {
            tier: (it["insured"].isna() if band is None else it["insured"].between(*band)).sum()
            for tier, it in both.items()
        }
        shares = {f"{tier}_pct": pct(n, len(both[tier])) for tier, n in counts.items()}
        gap = shares["national_pct"] - shares["provincial_pct"]
        records.append({**counts, **shares, "gap_pp": gap})
    return table(records)


def founding_years(asked: Asked) -> pd.DataFrame:
    """Five years a band from 1990, the earliest first; those that report none last."""
    years = {tier: it["founded_year"] for tier, it in by_tier(asked.passed).items()}

    def start(year: float) -> int:
        return 1989 if year < 1990 else int(1990 + (year - 1990) // 5 * 5)

    starts = {tier: it.dropna().map(start) for tier, it in years.items()}
    records = []
    for band in sorted({*starts["national"], *starts["provincial"]}):
        counts = {tier: (it == band).sum() for tier, it in starts.items()}
        shares = {f"{tier}_pct": pct(n, len(starts[tier])) for tier, n in counts.items()}
        records.append({**counts, **shares})
    left = {tier: it.isna().sum() for tier, it in years.items()}
    if any(left.values()):
        records.append({**left, "national_pct": NAN, "provincial_pct": NAN})
    return table(records)


def revenue_growth(asked: Asked) -> pd.DataFrame:
    """Of listed enterprises."""
    both = by_tier(asked.passed[asked.passed["listed"] == True])  # noqa: E712
    records = []
    for year in (2022, 2023, 2024):
        grown = {tier: it[f"revenue_growth_{year}"] for tier, it in both.items()}
        counts = {f"{tier}_values": it.count() for tier, it in grown.items()}
        if any(counts.values()):
            middle = {f"{tier}_median_pct": median(it) for tier, it in grown.items()}
            gap = middle["national_median_pct"] - middle["provincial_median_pct"]
            small = fewer_than_ten(*counts.values())
            records.append({"year": year, **middle, "gap_pp": gap, **counts, "small_group": small})
    return table(records, "year")


ORACLES = {
    it.__name__: it
    for it in (
        tier_shares,
        registered_capital,
        insured_bands,
        founding_years,
        revenue_growth,
    )
}
