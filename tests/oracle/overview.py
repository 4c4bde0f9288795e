"""Numbers of each tier, over time, the key figures and the findings of the overview."""

from __future__ import annotations

from typing import Any

import pandas as pd

from tests.oracle.rows import (
    CLUSTERS,
    NAN,
    Asked,
    by_tier,
    giants,
    median,
    over,
    pct,
    table,
)


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
    national = by_tier(asked.passed)["national"]
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
    both, known = by_tier(rows), rows["tier"].count()
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
    by = {code: giants(rows[rows["province_code"] == code]) for code in sizes["code"]}
    share = sizes.assign(
        share=[by[code]["little_giant_share_pct"] for code in sizes["code"]],
        small=[by[code]["small_group"] for code in sizes["code"]],
        known=[
            n - by[code]["tier_missing"] for code, n in zip(sizes["code"], sizes["n"], strict=True)
        ],
    ).dropna(subset="share")
    large = share[~share["small"]]
    ranked = (large if len(large) else share).head(10)
    best = ranked.sort_values(["share", "code"], ascending=[False, True])
    tiers = {t: it["patents"] for t, it in by_tier(rows).items()}
    pair = rows[["patents", "insured"]].dropna().astype(float)
    varied = len(pair) >= 3 and pair["patents"].nunique() > 1 and pair["insured"].nunique() > 1
    bands = {
        "high": rows[rows["rd_ratio"] >= 25]["patents"],
        "low": rows[rows["rd_ratio"] < 15]["patents"],
    }
    values = {
        "concentration": int(sizes["n"].sum()),
        "quality_leader": int(ranked["known"].sum()),
        "patent_gap": sum(int(it.count()) for it in tiers.values()),
        "scale_and_patents": len(pair),
        "research": sum(int(it.count()) for it in bands.values()),
    }
    numbers: dict[str, dict[str, Any]] = {
        "concentration": {
            "share_pct": pct(sizes["n"].head(3).sum(), sizes["n"].sum()),
            "province_code": sizes["code"].iloc[0] if len(sizes) else None,
        },
        "quality_leader": {
            "share_pct": best["share"].iloc[0] if len(best) else NAN,
            "province_code": best["code"].iloc[0] if len(best) else None,
        },
        "patent_gap": {"ratio": over(median(tiers["national"]), median(tiers["provincial"]))},
        "scale_and_patents": {
            "correlation": pair["patents"].corr(pair["insured"]) if varied else NAN
        },
        "research": {"ratio": over(median(bands["high"]), median(bands["low"]))},
    }
    records = [
        {
            "finding": name,
            **numbers[name],
            "values": n,
            "missing": len(rows) - n,
            "small_group": n < 10,
        }
        for name, n in values.items()
    ]
    return table(records, "finding")


ORACLES = {
    it.__name__: it
    for it in (
        tier_pyramid,
        little_giants_over_time,
        key_figures,
        findings,
    )
}
