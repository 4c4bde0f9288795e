"""What is said of single enterprises: criteria of 2026, standing among peers, its neighbours."""

from __future__ import annotations

from typing import Any

import pandas as pd

from tests.oracle.rows import NAN, Asked, median, pct, table

INDICATORS = (
    "registered_capital",
    "insured",
    "revenue",
    "patents",
    "invention_applications",
    "invention_grants",
    "utility_models",
    "software_copyrights",
    "pct_applications",
    "class1_ip",
    "standards",
    "rd_ratio",
    "niche_share",
    "quality_score",
)
RANKED = (
    "registered_capital",
    "insured",
    "patents",
    "invention_grants",
    "software_copyrights",
    "standards",
    "rd_ratio",
)


def _shortfalls(rows: pd.DataFrame) -> pd.DataFrame:
    """The part of each national threshold that is missing: 0 if met, NaN if not known."""
    both_years = rows["rd_ratio"].notna() & rows["rd_ratio_previous"].notna()
    lower = rows[["rd_ratio", "rd_ratio_previous"]].min(axis=1)
    spent = rows["rd_expense"] + rows["rd_expense_previous"]
    share, rank = rows["niche_share"], rows["niche_rank"]
    niche = pd.concat([(10 - share) / 10, (rank - 3) / rank], axis=1).min(axis=1, skipna=False)
    return pd.DataFrame(
        {
            "revenue_last_year": _short(rows["revenue"], 5000),
            "rd_expense_sum_2y": _short(spent, 1200),
            "rd_ratio_each_of_2y": _short(lower, 3).where(both_years | (lower < 3)),
            "class1_ip": _short(rows["class1_ip"], 4),
            "niche_share_pct": niche.mask((share >= 10) | (rank <= 3), 0.0),
            "quality_score": _short(rows["quality_score"], 60),
        }
    )


def _short(value: pd.Series, bound: float) -> pd.Series:
    return ((bound - value) / bound).clip(lower=0)


def criteria_met(asked: Asked) -> pd.DataFrame:
    """Of the provincial tier, unless the filters choose others."""
    chosen = asked.filters.get("tier", "provincial").split(",")
    rows = asked.passed[asked.passed["tier"].isin(chosen)]
    records = []
    for name, gap in _shortfalls(rows).items():
        met, unmet, unknown = (gap == 0).sum(), (gap > 0).sum(), gap.isna().sum()
        if met + unmet + unknown:
            known = met + unmet
            records.append(
                {
                    "indicator": name,
                    "met": met if known else NAN,
                    "unmet": unmet if known else NAN,
                    "unknown": unknown,
                    "met_pct": pct(met, known),
                    "unmet_pct": pct(unmet, known),
                    "small_group": known < 10,
                }
            )
    return table(records, "indicator")


def candidates(asked: Asked) -> pd.DataFrame:
    rows = asked.passed[asked.passed["tier"] == "provincial"]
    gaps = _shortfalls(rows)
    judged = rows.assign(
        unmet=(gaps > 0).sum(axis=1),
        unknown=gaps.isna().sum(axis=1),
        shortfall=gaps.fillna(1).sum(axis=1).round(6),
        rd_expense_2y=rows["rd_expense"] + rows["rd_expense_previous"],
        rd_ratio_low=rows[["rd_ratio", "rd_ratio_previous"]].min(axis=1),
    )
    judged["open"] = judged["unmet"] + judged["unknown"]
    attained = ((1 - gaps) * 100).mask(gaps > 0, ((1 - gaps) * 100).clip(upper=99.9))
    judged = judged.join(attained.add_suffix("_attained"))
    near = judged[judged["open"] > 0].sort_values(["open", "shortfall", "id"]).head(20)
    names = ["open", "unmet", "unknown", "shortfall", "rd_expense_2y", "rd_ratio_low"]
    return near.set_index("id")[[*names, *(f"{name}_attained" for name in gaps)]]


def _peers(asked: Asked) -> tuple[pd.Series, pd.DataFrame]:
    """The first of the enterprises that pass, and its peers: whatever the filters."""
    one = asked.passed.sort_values("id").iloc[0]
    division = asked.rows[asked.rows["division"] == one["division"]]
    near = division[division["province_code"] == one["province_code"]]
    for peers in (near, division):
        if len(peers) >= 10:
            return one, peers
    return one, asked.rows


def _percentile(column: pd.Series, value: float) -> float:
    known = column.dropna()
    return pct((known < value).sum() + (known == value).sum() / 2, len(known))


def enterprise_standing(asked: Asked) -> pd.DataFrame:
    if asked.passed.empty:
        return pd.DataFrame()
    one, peers = _peers(asked)
    records: list[dict[str, Any]] = [
        {
            "indicator": name,
            "value": one[name],
            "median": median(peers[name]),
            "percentile": _percentile(peers[name], one[name]),
            "values": peers[name].count(),
            "missing": peers[name].isna().sum(),
            "small_group": peers[name].count() < 10,
        }
        for name in INDICATORS
        if pd.notna(one[name])
    ]
    return table(records, "indicator")


def enterprise_radar(asked: Asked) -> pd.DataFrame:
    """Percentiles among the peers: of the enterprise, and of their medians."""
    if asked.passed.empty:
        return pd.DataFrame()
    one, peers = _peers(asked)
    dimensions = {
        "technology": "patents",
        "quality": "invention_grants",
        "scale": "insured",
        "capital": "registered_capital",
        "digital": "software_copyrights",
    }
    records = []
    for dimension, column in dimensions.items():
        for side, value in (("enterprise", one[column]), ("peers", median(peers[column]))):
            score = _percentile(peers[column], value) if pd.notna(value) else NAN
            records.append({"dimension": dimension, "side": side, "value": value, "score": score})
    return table(records, "dimension", "side")


def enterprise_neighbours(asked: Asked) -> pd.DataFrame:
    """The ten of its division that are nearest in percentile ranks, and itself."""
    if asked.passed.empty:
        return pd.DataFrame()
    one = asked.passed.sort_values("id").iloc[0]
    pool = asked.rows[asked.rows["division"] == one["division"]]
    pool = (pool if pd.notna(one["division"]) else asked.rows).set_index("id")
    ranks = pool[list(RANKED)].rank() / pool[list(RANKED)].count() * 100
    apart = (ranks - ranks.loc[one["id"]]).abs()
    shared = apart.notna().sum(axis=1)
    found = pd.DataFrame({"distance": apart.mean(axis=1).round(6), "shared": shared})
    others = found[(shared >= 3) & (found.index != one["id"])].rename_axis("id").reset_index()
    near = others.sort_values(["distance", "id"]).head(10).set_index("id")
    own = pd.DataFrame({"distance": [0.0], "shared": [NAN]}, index=[one["id"]])
    return pd.concat([own, near]).rename_axis("id")


def enterprise_record(asked: Asked) -> pd.DataFrame:
    """The row as it is exported."""
    if asked.passed.empty:
        return pd.DataFrame()
    one = asked.passed.sort_values("id").head(1).set_index("id")
    return one[[*INDICATORS, "batch", "recognised_year", "founded_year", "niche_rank"]]


def calibration(asked: Asked) -> pd.DataFrame:
    """Targets that are plain medians, means and numbers, of the whole registry."""
    rows = asked.rows
    tiers = {tier: rows[rows["tier"] == tier] for tier in ("national", "provincial")}
    champions = (rows["single_champion"] == True) | (rows["tier"] == "champion")  # noqa: E712
    groups = {"little_giant": rows[(rows["tier"] == "national") & ~champions]}
    groups["champion"] = rows[champions]
    found: dict[str, float] = {"f_total": len(rows), "f_national": len(tiers["national"])}
    for tier, own in tiers.items():
        for name in ("patents", "invention_grants", "software_copyrights", "insured"):
            found[f"e26.{name}.{tier}"] = own[name].median()
    for group, own in groups.items():
        for name in ("patents", "invention_applications", "pct_applications", "invention_grants"):
            found[f"e40.{group}.{name}"] = own[name].mean()
    records = [{"target": id, "achieved": value} for id, value in found.items()]
    listed = set(asked.given["target"])
    return table([record for record in records if record["target"] in listed], "target")


ORACLES = {
    it.__name__: it
    for it in (
        criteria_met,
        candidates,
        enterprise_standing,
        enterprise_radar,
        enterprise_neighbours,
        enterprise_record,
        calibration,
    )
}
