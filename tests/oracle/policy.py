"""The ladder of tiers, and the criteria of 2026."""

import pandas as pd

from tests.oracle.rows import (
    NAN,
    Asked,
    median,
    pct,
    table,
)


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
            "class1_ip": _short(rows["class1_ip"], 4).mask(rows["national_award"].eq(True), 0.0),
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


ORACLES = {it.__name__: it for it in (pathway_stages, criteria_met, candidates)}
