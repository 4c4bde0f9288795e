"""Medians, correlations, champions, and scores of enterprises by five dimensions."""

from itertools import product

import pandas as pd

from tests.oracle.rows import NAN, Asked, giants, in_units, median, over, pct, table, unit_of

DIMENSIONS = {
    "technology": ("patents", 25.0),
    "quality": ("invention_grants", 30.0),
    "scale": ("insured", 15.0),
    "capital": ("registered_capital", 20.0),
    "digital": ("software_copyrights", 10.0),
}
COLUMNS = [column for column, _ in DIMENSIONS.values()]
BANDS = {"from_85": (85, 1e9), "from_70": (70, 85), "from_60": (60, 70), "from_0": (-1, 60)}


def _benchmarks(rows: pd.DataFrame) -> dict[str, float]:
    national = rows[rows["tier"] == "national"]
    found = {d: median(national[column]) for d, (column, _) in DIMENSIONS.items()}
    return {d: value for d, value in found.items() if value > 0}


def scored(asked: Asked) -> pd.DataFrame:
    """The rows that pass with a score a dimension, `score` and `depth` by exhibit 24's weights."""
    rows, known = asked.passed.copy(), _benchmarks(asked.rows)
    ratios = pd.DataFrame({d: rows[DIMENSIONS[d][0]] / known[d] * 100 for d in known})
    capped = ratios.clip(upper=100)
    weights = pd.Series({d: DIMENSIONS[d][1] for d in known}, dtype=float)
    whole = capped.notna().mul(weights).sum(axis=1)
    for name, parts in (("score", capped), ("depth", ratios)):
        rows[name] = (parts.mul(weights).sum(axis=1) / whole.where(whole > 0)).round(6)
    return rows.assign(**{d: capped[d] for d in known})


def score_weights(asked: Asked) -> pd.DataFrame:
    rows, known = asked.passed, _benchmarks(asked.rows)
    records = [
        {
            "dimension": d,
            "weight_pct": weight,
            "benchmark": known.get(d, NAN),
            "values": rows[column].count(),
            "missing": rows[column].isna().sum(),
        }
        for d, (column, weight) in DIMENSIONS.items()
    ]
    return in_units(table(records, "dimension"), map(unit_of, COLUMNS), "benchmark")


def score_distribution(asked: Asked) -> pd.DataFrame:
    rows = scored(asked)
    if not rows["tier"].count():
        return pd.DataFrame()
    records = []
    for tier in ("national", "champion", "provincial", "innovative"):
        own = rows[rows["tier"] == tier]
        have = own["score"].dropna()
        incomplete = own[COLUMNS].isna().any(axis=1).sum()
        for low in range(0, 101, 5):
            n = (have // 5 * 5 == low).sum()
            records.append(
                {
                    "tier": tier,
                    "band": f"{low:03d}",
                    "enterprises": n,
                    "share_pct": pct(n, len(have)),
                    "tier_median": median(have),
                    "unscored": len(own) - len(have),
                    "incomplete": incomplete,
                    "small_group": len(have) < 10,
                }
            )
    return table(records, "tier", "band")


def success_by_score(asked: Asked) -> pd.DataFrame:
    rows = scored(asked)
    if rows.empty:
        return pd.DataFrame()
    records = []
    sectors = ("electronics", "high_end_equipment", "software", "basic_manufacturing")
    for sector, (band, (low, high)) in product(sectors, BANDS.items()):
        here = (rows["sector"] == sector) & (rows["score"] >= low) & (rows["score"] < high)
        found = giants(rows[here])
        records.append(
            {
                "sector": sector,
                "band": band,
                "enterprises": here.sum(),
                "national_share_pct": found["little_giant_share_pct"],
                "tier_missing": found["tier_missing"],
                "small_group": found["small_group"],
            }
        )
    return table(records, "sector", "band")


def score_typology(asked: Asked) -> pd.DataFrame:
    rows = scored(asked)
    if rows.empty:
        return pd.DataFrame()
    software = (rows["sector"] == "software") | rows["division"].str.startswith("I", na=False)
    raised = software * 10
    spent = rows["rd_ratio"]
    level = pd.Series("low", rows.index).mask(spent >= 15 + raised, "middle")
    rows["rd_level"] = level.mask(spent >= 25 + raised, "high").mask(spent.isna(), "unknown")
    score = rows["score"]
    level = pd.Series("low", rows.index).mask(score >= 60, "middle").mask(score >= 80, "high")
    rows["score_level"] = level.mask(score.isna(), "unknown")
    both = (rows["score_level"] != "unknown") & (rows["rd_level"] != "unknown")
    levels = ("high", "middle", "low", "unknown")
    records = []
    for s, r in product(levels, levels):
        own = rows[(rows["score_level"] == s) & (rows["rd_level"] == r)]
        found = giants(own)
        records.append(
            {
                "score_level": s,
                "rd_level": r,
                "enterprises": len(own),
                "share_pct": pct(len(own), both.sum()) if "unknown" not in (s, r) else NAN,
                "little_giant_share_pct": found["little_giant_share_pct"],
                "tier_missing": found["tier_missing"],
                "small_group": found["small_group"],
            }
        )
    return table(records, "score_level", "rd_level")


def score_ranking(asked: Asked) -> pd.DataFrame:
    rows = scored(asked).dropna(subset="score")
    ordered = rows.sort_values(["score", "depth"], ascending=False)
    tied = ordered[["score", "depth"]].apply(tuple, axis=1)
    place = pd.Series(range(1, len(ordered) + 1), ordered.index).groupby(tied).transform("min")
    ranked = ordered.assign(rank=place, default_rank=place, change=0)
    first = ranked.sort_values(["rank", "id"]).head(20).set_index("id")
    known = [d for d in DIMENSIONS if d in first]
    return first[["rank", "score", *known, "depth", "default_rank", "change"]]


def rank_changes(asked: Asked) -> pd.DataFrame:
    """With the weights of exhibit 24 no rank changes: the first ten stand."""
    return score_ranking(asked).head(10)


def _group_scores(asked: Asked) -> dict[str, pd.DataFrame]:
    """National and provincial: the median of each dimension over the registry's national one."""
    known = _benchmarks(asked.rows)
    rows = asked.without("tier")
    sides = {}
    for side, tier in (("a", "national"), ("b", "provincial")):
        own = rows[rows["tier"] == tier]
        records = []
        for d, (column, _) in DIMENSIONS.items():
            value, n = median(own[column]), own[column].count()
            score = over(value, known.get(d, NAN)) * 100
            records.append((d, value, score, n, len(own) - n, n < 10))
        names = ["dimension", "value", "score", "values", "missing", "small_group"]
        sides[side] = pd.DataFrame(records, columns=names)
    return sides


def innovation_radar(asked: Asked) -> pd.DataFrame:
    sides = _group_scores(asked)
    both = pd.concat(frame.assign(side=side) for side, frame in sides.items())
    units = [unit_of(DIMENSIONS[dimension][0]) for dimension in both["dimension"]]
    return in_units(both.set_index(["dimension", "side"]), units, "value")


def dimension_gaps(asked: Asked) -> pd.DataFrame:
    a, b = (frame.set_index("dimension") for frame in _group_scores(asked).values())
    ratio = b["score"] / a["score"].where(a["score"] > 0)
    return pd.DataFrame(
        {
            "score_a": a["score"],
            "score_b": b["score"],
            "gap_pct": (1 - ratio) * 100,
            "values_a": a["values"],
            "values_b": b["values"],
            "small_group": a["small_group"] | b["small_group"],
        }
    )


ORACLES = {
    it.__name__: it
    for it in (
        score_weights,
        score_distribution,
        success_by_score,
        score_typology,
        score_ranking,
        rank_changes,
        innovation_radar,
        dimension_gaps,
    )
}
