"""Tiers beside each other: numbers, capital, staff, years, standards, evaluations, honours."""

from __future__ import annotations

from typing import Any

import pandas as pd

from tests.oracle.rows import CLUSTERS, NAN, Asked, giants, held, mean, median, over, pct, table

PAIR = ("national", "provincial")
HONOURS = (
    "little_giant_title",
    "high_tech",
    "tech_centre",
    "tech_sme",
    "single_champion",
    "engineering_centre",
    "gazelle",
    "unicorn",
    "green_factory",
    "cnas",
)


def _tiers(rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return {tier: rows[rows["tier"] == tier] for tier in PAIR}


def _small(*counts: int) -> bool:
    return min(counts) < 10


def tier_shares(asked: Asked) -> pd.DataFrame:
    rows = asked.passed
    sizes = {tier: len(it) for tier, it in _tiers(rows).items()}
    both = sum(sizes.values())
    records = [
        {"tier": tier, "enterprises": n, "share_pct": pct(n, both)}
        for tier, n in sizes.items()
        if both
    ]
    if missing := rows["tier"].isna().sum():
        records.append({"tier": "unreported", "enterprises": missing, "share_pct": NAN})
    return table(records, "tier")


def tier_pyramid(asked: Asked) -> pd.DataFrame:
    rows = asked.passed
    known = rows["tier"].count()
    if not known:
        return pd.DataFrame()
    levels = ("champion", "national", "provincial", "innovative")
    sizes = {level: int((rows["tier"] == level).sum()) for level in levels}
    records = [
        {
            "tier": level,
            "enterprises": n,
            "enterprises_10k": n / 10_000,
            "share_pct": pct(n, known),
            "tier_missing": len(rows) - known,
        }
        for level, n in sizes.items()
    ]
    return table(records, "tier")


def little_giants_over_time(asked: Asked) -> pd.DataFrame:
    national = _tiers(asked.passed)["national"]
    if national.empty:
        return pd.DataFrame()
    years = national["recognised_year"]
    upto = {f"{y}-12" if y > 2022 else "2022": (years <= y).sum() for y in (2022, 2023, 2024)}
    counts = {date: n if years.count() else NAN for date, n in upto.items()}
    counts["2026-02"] = len(national)
    missing = years.isna().sum()
    records = [
        {"as_of": d, "enterprises": n, "enterprises_10k": n / 10_000, "year_missing": missing}
        for d, n in counts.items()
    ]
    return table(records, "as_of")


def key_figures(asked: Asked) -> pd.DataFrame:
    rows = asked.passed
    if rows.empty:
        return pd.DataFrame()
    both, known = _tiers(rows), rows["tier"].count()
    placed = rows["province_code"].dropna()
    clustered = placed.isin([code for codes in CLUSTERS.values() for code in codes]).sum()
    largest = placed.value_counts().head(3).sum()
    no_tier, no_place = len(rows) - known, len(rows) - len(placed)
    patents = {tier: it["patents"] for tier, it in both.items()}
    records: list[dict[str, Any]] = [
        {"figure": "total", "enterprises": len(rows), "missing": 0, "small_group": False},
        *(
            {
                "figure": t,
                "enterprises": len(it) if known else NAN,
                "missing": no_tier,
                "small_group": False,
            }
            for t, it in both.items()
        ),
        {
            "figure": "little_giant_share",
            "share_pct": pct(len(both["national"]), known),
            "missing": no_tier,
            "small_group": known < 10,
        },
        *(
            {
                "figure": f"patents_{tier}",
                "patents_median": median(it),
                "missing": it.isna().sum(),
                "small_group": it.count() < 10,
            }
            for tier, it in patents.items()
        ),
        {
            "figure": "leading_provinces",
            "share_pct": pct(largest, len(placed)),
            "missing": no_place,
            "small_group": len(placed) < 10,
        },
        {
            "figure": "clusters",
            "share_pct": pct(clustered, len(placed)),
            "missing": no_place,
            "small_group": len(placed) < 10,
        },
    ]
    return table(records, "figure")


def findings(asked: Asked) -> pd.DataFrame:
    rows = asked.passed
    if rows.empty:
        return pd.DataFrame()
    sizes = rows["province_code"].value_counts().rename_axis("code").reset_index(name="n")
    sizes = sizes.sort_values(["n", "code"], ascending=[False, True])
    by = {code: rows[rows["province_code"] == code] for code in sizes["code"]}
    with_tier = [code for code in sizes["code"] if by[code]["tier"].notna().any()]
    clusters = {name: rows[rows["province_code"].isin(it)] for name, it in CLUSTERS.items()}
    pair = rows[["patents", "insured"]].dropna().astype(float)
    varied = len(pair) >= 3 and pair["patents"].nunique() > 1 and pair["insured"].nunique() > 1
    records: list[dict[str, Any]] = [
        *_shares("tiers", rows["tier"]),
        *_shares("provinces", rows["province_code"]),
        *_shares("industries", rows["division"]),
        *(_giants("quality", code, by[code]) for code in with_tier[:10]),
        *(
            _giants("clusters", name, it)
            for name, it in clusters.items()
            if it["tier"].notna().any()
        ),
        *(_typical("patents", tier, it) for tier, it in _tiers(rows).items()),
        _typical("research", "high", rows[rows["rd_ratio"] >= 25]),
        _typical("research", "low", rows[rows["rd_ratio"] < 15]),
        {
            "finding": "in_step",
            "group": "patents_insured",
            "enterprises": len(rows),
            "values": len(pair),
            "correlation": pair["patents"].corr(pair["insured"]) if varied else NAN,
            "missing": len(rows) - len(pair),
        },
    ]
    if len(sizes) > 3:
        largest, placed = sizes["n"].head(3).sum(), sizes["n"].sum()
        records.append(
            {
                "finding": "together",
                "group": "together",
                "enterprises": largest,
                "values": largest,
                "share_pct": pct(largest, placed),
                "missing": len(rows) - placed,
            }
        )
    found = [it for it in records if it["finding"] in ("in_step", "together") or it["values"]]
    return table([{**it, "small_group": it["values"] < 10} for it in found], "finding", "group")


def _shares(finding: str, column: pd.Series) -> list[dict[str, Any]]:
    known = column.dropna()
    return [
        {
            "finding": finding,
            "group": str(code),
            "enterprises": n,
            "values": n,
            "share_pct": pct(n, len(known)),
            "missing": len(column) - len(known),
        }
        for code, n in known.value_counts().items()
        if n
    ]


def _giants(finding: str, group: str, rows: pd.DataFrame) -> dict[str, Any]:
    counted = giants(rows)
    return {
        "finding": finding,
        "group": str(group),
        "enterprises": len(rows),
        "values": len(rows) - counted["tier_missing"],
        "little_giant_share_pct": counted["little_giant_share_pct"],
        "missing": counted["tier_missing"],
    }


def _typical(finding: str, group: str, rows: pd.DataFrame) -> dict[str, Any]:
    values = int(rows["patents"].count())
    return {
        "finding": finding,
        "group": group,
        "enterprises": len(rows),
        "values": values,
        "patents_median": median(rows["patents"]),
        "missing": len(rows) - values,
    }


def pathway_stages(asked: Asked) -> pd.DataFrame:
    rows = asked.passed
    known = rows["tier"].count()
    records = []
    for tier in ("innovative", "provincial", "national", "champion"):
        own = rows[rows["tier"] == tier]
        spent = own[own["rd_ratio"] <= 30]["rd_ratio"]
        records.append(
            {
                "tier": tier,
                "enterprises": len(own) if known else NAN,
                "patents_median": median(own["patents"]),
                "rd_ratio_median": median(spent),
                "tier_missing": len(rows) - known,
                "small_group": len(own) < 10,
            }
        )
    return table(records, "tier")


def registered_capital(asked: Asked) -> pd.DataFrame:
    held_by = {tier: it["registered_capital"] for tier, it in _tiers(asked.passed).items()}
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
                "small_group": _small(*counts.values()),
            }
        )
    return table(records, "indicator")


def insured_bands(asked: Asked) -> pd.DataFrame:
    """In the order of e05, of all of the tier; those that report none last."""
    ends = ((0, 50), (51, 100), (101, 200), (201, 500), (501, 1000), (1001, 10**9))
    both = _tiers(asked.passed)
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
    years = {tier: it["founded_year"] for tier, it in _tiers(asked.passed).items()}

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


def standards_holding(asked: Asked) -> pd.DataFrame:
    groups = {**_tiers(asked.passed), "all": asked.passed}
    if asked.passed.empty:
        return pd.DataFrame()
    records = []
    for group, rows in groups.items():
        known = rows["standards"].dropna()
        holders = known[known > 0]
        records.append(
            {
                "group": group,
                "holding_pct": pct(len(holders), len(known)),
                "mean_standards": mean(holders) if len(holders) else NAN,
                "holders": len(holders) if len(known) else NAN,
                "values": len(known),
                "missing": len(rows) - len(known),
                "small_group": len(known) < 10,
            }
        )
    return table(records, "group")


def standards_output(asked: Asked) -> pd.DataFrame:
    records = []
    for tier, rows in _tiers(asked.passed).items():
        known = rows[rows["standards"].notna()]
        known = known.assign(combined=known["patents"] + known["software_copyrights"])
        sides = {"with": known[known["standards"] > 0], "without": known[known["standards"] == 0]}
        for indicator in ("patents", "invention_grants", "combined"):
            some, none = (median(side[indicator]) for side in sides.values())
            counts = [side[indicator].count() for side in sides.values()]
            records.append(
                {
                    "tier": tier,
                    "indicator": indicator,
                    "with_standards": some,
                    "without_standards": none,
                    "uplift_pct": (over(some, none) - 1) * 100,
                    "with_values": counts[0],
                    "without_values": counts[1],
                    "small_group": _small(*counts),
                }
            )
    some_values = any(r["with_values"] or r["without_values"] for r in records)
    return table(records, "tier", "indicator") if some_values else pd.DataFrame()


def technology_evaluations(asked: Asked) -> pd.DataFrame:
    both = {tier: it["technology_evaluation"] for tier, it in _tiers(asked.passed).items()}
    if not any(it.count() for it in both.values()):
        return pd.DataFrame()
    ids = ("international_leading", "domestic_leading", "international_level", "domestic_level")
    records = []
    for id in ids:
        counts = {tier: (it == id).sum() for tier, it in both.items()}
        shares = {f"{tier}_pct": pct(n, len(both[tier])) for tier, n in counts.items()}
        records.append(
            {
                "evaluation": id,
                **counts,
                **shares,
                "gap_pp": shares["national_pct"] - shares["provincial_pct"],
                "ratio": over(shares["national_pct"], shares["provincial_pct"]),
                **{f"{tier}_none": it.isna().sum() for tier, it in both.items()},
                "small_group": _small(*counts.values()),
            }
        )
    return table(records, "evaluation")


def evaluation_grants(asked: Asked) -> pd.DataFrame:
    both = _tiers(asked.passed)
    if not any(it["invention_grants"].count() for it in both.values()):
        return pd.DataFrame()
    records = []
    for tier, rows in both.items():
        rated = rows["technology_evaluation"].notna()
        sides = [rows[rated]["invention_grants"], rows[~rated]["invention_grants"]]
        some, none = map(median, sides)
        records.append(
            {
                "tier": tier,
                "with_evaluation": some,
                "without_evaluation": none,
                "gap_pct": (over(some, none) - 1) * 100,
                "with_values": sides[0].count(),
                "without_values": sides[1].count(),
                "small_group": _small(*(side.count() for side in sides)),
            }
        )
    return table(records, "tier")


def revenue_growth(asked: Asked) -> pd.DataFrame:
    """Of listed enterprises."""
    both = _tiers(asked.passed[asked.passed["listed"] == True])  # noqa: E712
    records = []
    for year in (2022, 2023, 2024):
        grown = {tier: it[f"revenue_growth_{year}"] for tier, it in both.items()}
        counts = {f"{tier}_values": it.count() for tier, it in grown.items()}
        if any(counts.values()):
            middle = {f"{tier}_median_pct": median(it) for tier, it in grown.items()}
            gap = middle["national_median_pct"] - middle["provincial_median_pct"]
            small = _small(*counts.values())
            records.append({"year": year, **middle, "gap_pp": gap, **counts, "small_group": small})
    return table(records, "year")


def _holding(asked: Asked) -> pd.DataFrame:
    both = _tiers(asked.passed)
    total = sum(len(it) for it in both.values())
    records = []
    for honour in HONOURS if total else ():
        flags = {tier: it[honour] for tier, it in both.items()}
        known = {tier: it.count() for tier, it in flags.items()}
        rates = {tier: pct(held(it), known[tier]) for tier, it in flags.items()}
        records.append(
            {
                "honour": honour,
                "national_pct": rates["national"],
                "provincial_pct": rates["provincial"],
                "gap_pp": rates["national"] - rates["provincial"],
                "ratio": over(rates["national"], rates["provincial"]),
                **{
                    f"{tier}_holders": held(it) if known[tier] else NAN
                    for tier, it in flags.items()
                },
                **{f"{tier}_values": n for tier, n in known.items()},
                "unreported": total - sum(known.values()),
                "small_group": _small(*known.values()),
            }
        )
    return table(records, "honour")


def honours(asked: Asked) -> pd.DataFrame:
    found = _holding(asked)
    return found if found.empty else found.drop(columns="ratio")


def honour_ratios(asked: Asked) -> pd.DataFrame:
    """Of the honours that the answer lists."""
    found = _holding(asked)
    if found.empty:
        return found
    listed = found[found.index.isin(asked.given["honour"])]
    return listed.drop(columns=["gap_pp", "national_holders", "provincial_holders"])


def honour_matrix(asked: Asked) -> pd.DataFrame:
    rows = asked.passed
    records = []
    for honour in asked.given["honour"] if len(rows) else ():
        known = rows[honour].count()
        number = held(rows[honour])
        records.append(
            {
                "honour": honour,
                "holding_pct": pct(number, known),
                "holders": number if known else NAN,
                "values": known,
                "unreported": len(rows) - known,
                "small_group": known < 10,
            }
        )
    return table(records, "honour")


def data_dictionary(asked: Asked) -> pd.DataFrame:
    rows = asked.passed
    if rows.empty:
        return pd.DataFrame()
    names = [name for name in rows.columns if name in set(asked.given["column"])]
    records = [
        {
            "column": name,
            "filled_pct": pct(rows[name].count(), len(rows)),
            "values": rows[name].count(),
            "missing": rows[name].isna().sum(),
        }
        for name in names
    ]
    return table(records, "column")


ORACLES = {
    it.__name__: it
    for it in (
        tier_shares,
        tier_pyramid,
        little_giants_over_time,
        key_figures,
        findings,
        pathway_stages,
        registered_capital,
        insured_bands,
        founding_years,
        standards_holding,
        standards_output,
        technology_evaluations,
        evaluation_grants,
        revenue_growth,
        honours,
        honour_ratios,
        honour_matrix,
        data_dictionary,
    )
}
