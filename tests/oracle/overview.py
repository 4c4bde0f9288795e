"""Numbers of each tier, over time, the key figures and the findings of the overview."""

from typing import Any

import pandas as pd

from tests.oracle.rows import (
    CLUSTERS,
    NAN,
    Asked,
    by_tier,
    giants,
    median,
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
        *(_typical("patents", tier, it) for tier, it in by_tier(rows).items()),
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


ORACLES = {
    it.__name__: it
    for it in (
        tier_pyramid,
        little_giants_over_time,
        key_figures,
        findings,
    )
}
