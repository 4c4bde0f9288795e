"""Honours and titles of the two tiers."""

import pandas as pd

from tests.oracle.rows import (
    NAN,
    Asked,
    by_tier,
    fewer_than_ten,
    held,
    over,
    pct,
    table,
)

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


def _holding(asked: Asked) -> pd.DataFrame:
    both = by_tier(asked.passed)
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
                "small_group": fewer_than_ten(*known.values()),
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


ORACLES = {
    it.__name__: it
    for it in (
        honours,
        honour_ratios,
        honour_matrix,
    )
}
