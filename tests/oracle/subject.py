"""One place or industry: what it is known for, its ranks, against the nation."""

from typing import Any

import pandas as pd

from tests.oracle.rows import NAN, PLACES, Asked, held, in_units, median, pct, table, unit_of
from tests.oracle.scores import DIMENSIONS, score_ranking

MEDIANS = ("patents", "invention_grants", "software_copyrights", "rd_ratio", "insured")


def _largest(asked: Asked) -> str | None:
    """The one province that the filters choose, or the one with most enterprises that pass."""
    chosen = asked.filters.get("province", "").split(",")
    if len(chosen) == 1 and chosen[0]:
        return chosen[0]
    counts = asked.passed["province_code"].value_counts().reset_index()
    counts.columns = ["code", "n"]
    ordered = counts.sort_values(["n", "code"], ascending=[False, True])
    return None if ordered.empty else str(ordered["code"].iloc[0])


def _sides(asked: Asked) -> tuple[str, pd.DataFrame, pd.DataFrame] | None:
    """The province, its enterprises, and those of the nation, under the other filters."""
    code = _largest(asked)
    if code is None:
        return None
    nation = asked.without(*PLACES)
    own = nation[nation["province_code"] == code]
    return (code, own, nation) if len(own) else None


def known_for(asked: Asked) -> pd.DataFrame:
    sides = _sides(asked)
    if sides is None:
        return pd.DataFrame()
    code, own, nation = sides
    here = own["division"].dropna().value_counts()
    placed = nation[nation["province_code"].notna()]
    there = placed["division"].dropna().value_counts()
    records = []
    for division, n in here.items():
        mine, all_ = pct(n, here.sum()), pct(there[division], there.sum())
        records.append(
            {
                "item": division,
                "subject": code,
                "location_quotient": mine / all_ if n >= 10 else NAN,
                "enterprises": n,
                "share_pct": mine,
                "nation": there[division],
                "nation_share_pct": all_,
                "small_group": n < 10,
            }
        )
    frame = pd.DataFrame(records)
    if frame.empty:
        return frame
    order = ["small_group", "location_quotient", "enterprises", "item"]
    ranked = frame.sort_values(order, ascending=[True, False, False, True]).head(10)
    return table(ranked.to_dict("records"), "item")


def _indicators(rows: pd.DataFrame) -> dict[str, tuple[float, int]]:
    tiers = int(rows["tier"].notna().sum())
    found = {
        "enterprises": (float(len(rows)), len(rows)),
        "little_giant_share": (pct((rows["tier"] == "national").sum(), tiers), tiers),
        "high_tech_share": (
            pct(held(rows["high_tech"]), rows["high_tech"].count()),
            int(rows["high_tech"].count()),
        ),
    }
    return found | {name: (median(rows[name]), int(rows[name].count())) for name in MEDIANS}


def peer_ranks(asked: Asked) -> pd.DataFrame:
    sides = _sides(asked)
    if sides is None:
        return pd.DataFrame()
    code, own, nation = sides
    every = {c: _indicators(rows) for c, rows in nation.groupby("province_code")}
    records: list[dict[str, Any]] = []
    for name, (value, n) in _indicators(own).items():
        large = pd.Series({c: it[name][0] for c, it in every.items() if it[name][1] >= 10})
        large = large.dropna().astype(float)
        ranked = n >= 10 and not pd.isna(value)
        records.append(
            {
                "indicator": name,
                "subject": code,
                "value": value,
                "peer_median": large.median() if len(large) else NAN,
                "rank": int((large > value).sum()) + 1 if ranked else NAN,
                "peer_values": len(large),
                "at_or_below_pct": pct((large <= value).sum(), len(large)) if ranked else NAN,
                "peer_kind": "province_code",
                "values": n,
                "small_group": n < 10,
            }
        )
    found = table(records, "indicator").drop(columns="peer_kind")
    return in_units(found, map(unit_of, found.index), "value", "peer_median")


def nation_radar(asked: Asked) -> pd.DataFrame:
    sides = _sides(asked)
    if sides is None:
        return pd.DataFrame()
    code, own, nation = sides
    giants = asked.rows[asked.rows["tier"] == "national"]
    records = []
    for side, rows in (("subject", own), ("nation", nation)):
        for dimension, (column, _) in DIMENSIONS.items():
            known = int(rows[column].count())
            value = median(rows[column])
            records.append(
                {
                    "dimension": dimension,
                    "side": side,
                    "subject": code,
                    "value": value,
                    "score": value / median(giants[column]) * 100,
                    "values": known,
                    "missing": len(rows) - known,
                    "small_group": known < 10,
                }
            )
    units = [unit_of(column) for _ in range(2) for column, _ in DIMENSIONS.values()]
    return in_units(table(records, "dimension", "side"), units, "value")


def _quadrants(rows: pd.DataFrame) -> dict[str, int]:
    known = rows[rows["insured"].notna() & rows["patents"].notna()]
    large, many = known["insured"] > 100, known["patents"] > 50
    return {
        "leading": int((large & many).sum()),
        "tech_startup": int((~large & many).sum()),
        "scale": int((large & ~many).sum()),
        "nurturing": int((~large & ~many).sum()),
    }


def nation_quadrants(asked: Asked) -> pd.DataFrame:
    sides = _sides(asked)
    if sides is None:
        return pd.DataFrame()
    code, own, nation = sides
    here, there = _quadrants(own), _quadrants(nation)
    total, whole = sum(here.values()), sum(there.values())
    records = [
        {
            "cell": cell,
            "subject": code,
            "enterprises": here[cell],
            "share_pct": pct(here[cell], total),
            "nation": there[cell],
            "nation_share_pct": pct(there[cell], whole),
            "unreported": len(own) - total,
            "small_group": total < 10,
        }
        for cell in here
    ]
    return table(records, "cell")


def top_giants(asked: Asked) -> pd.DataFrame:
    giants = {**asked.filters, "tier": "national"}
    return score_ranking(Asked(asked.rows, giants, asked.given)).head(10)


ORACLES = {
    "known_for": known_for,
    "peer_ranks": peer_ranks,
    "nation_radar": nation_radar,
    "nation_quadrants": nation_quadrants,
    "top_giants": top_giants,
}
