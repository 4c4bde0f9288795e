"""Standards and evaluations of the two tiers."""

import pandas as pd

from tests.oracle.rows import (
    NAN,
    Asked,
    by_tier,
    fewer_than_ten,
    mean,
    median,
    over,
    pct,
    table,
)


def standards_holding(asked: Asked) -> pd.DataFrame:
    groups = {**by_tier(asked.passed), "all": asked.passed}
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
    for tier, rows in by_tier(asked.passed).items():
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
                    "small_group": fewer_than_ten(*counts),
                }
            )
    some_values = any(r["with_values"] or r["without_values"] for r in records)
    return table(records, "tier", "indicator") if some_values else pd.DataFrame()


def technology_evaluations(asked: Asked) -> pd.DataFrame:
    both = {tier: it["technology_evaluation"] for tier, it in by_tier(asked.passed).items()}
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
                "small_group": fewer_than_ten(*counts.values()),
            }
        )
    return table(records, "evaluation")


def evaluation_grants(asked: Asked) -> pd.DataFrame:
    both = by_tier(asked.passed)
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
                "small_group": fewer_than_ten(*(side.count() for side in sides)),
            }
        )
    return table(records, "tier")


ORACLES = {
    it.__name__: it
    for it in (
        standards_holding,
        standards_output,
        technology_evaluations,
        evaluation_grants,
    )
}
