"""R&D intensity, frontier fields and the quadrant of staff and patents."""

from itertools import product
from typing import Any

import pandas as pd

from tests.oracle.rows import NAN, Asked, giants, held, mean, median, over, pct, table

PAIR = ("national", "provincial")
CELLS = {
    "leading": (True, True),
    "tech_startup": (False, True),
    "scale": (True, False),
    "nurturing": (False, False),
}
FIELDS = (
    "quantum",
    "biomanufacturing",
    "hydrogen_fusion",
    "brain_computer",
    "embodied_ai",
    "mobile_6g",
)


def _tiers(rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return {tier: rows[rows["tier"] == tier] for tier in PAIR}


def _gap(record: dict[str, Any]) -> float:
    return record["national_pct"] - record["provincial_pct"]


def rd_benchmarks(asked: Asked) -> pd.DataFrame:
    """Percentiles and mean of values up to 30%."""
    both = _tiers(asked.passed)
    if not any(len(it) for it in both.values()):
        return pd.DataFrame()
    spent = {t: it["rd_ratio"][it["rd_ratio"] <= 30].dropna() for t, it in both.items()}
    counts = {
        **{f"{t}_values": len(it) for t, it in spent.items()},
        **{f"{t}_above": (it["rd_ratio"] > 30).sum() for t, it in both.items()},
        **{f"{t}_unreported": it["rd_ratio"].isna().sum() for t, it in both.items()},
    }
    small = min(len(it) for it in spent.values()) < 10
    records: list[dict[str, Any]] = []
    for level, at in (("p50", 0.5), ("p75", 0.75), ("p90", 0.9), ("mean", None)):
        record: dict[str, Any] = {"level": level, **counts, "small_group": small}
        for tier, it in spent.items():
            middle = (it.mean() if len(it) >= 3 else NAN) if at is None else median(it, at)
            record[f"{tier}_pct"] = middle
        records.append({**record, "gap_pp": _gap(record)})
    return table(records, "level")


def rd_distribution(asked: Asked) -> pd.DataFrame:
    """Bands of five points in order; those that report none last."""
    spent = {tier: it["rd_ratio"] for tier, it in _tiers(asked.passed).items()}
    if not any(len(it) for it in spent.values()):
        return pd.DataFrame()
    records: list[dict[str, Any]] = []
    for low in range(0, 41, 5):
        high = 1e9 if low == 40 else low + 5
        counts = {t: ((it >= low) & (it < high)).sum() for t, it in spent.items()}
        shares = {f"{t}_pct": pct(n, spent[t].count()) for t, n in counts.items()}
        records.append({**counts, **shares, "small_group": sum(counts.values()) < 10})
    left = {t: it.isna().sum() for t, it in spent.items()}
    records.append({**left, "national_pct": NAN, "small_group": sum(left.values()) < 10})
    return table(records)


def rd_by_year(asked: Asked) -> pd.DataFrame:
    """Means of those whose last value is up to 30%; no year before the last two is known."""
    both = {t: it[it["rd_ratio"] <= 30] for t, it in _tiers(asked.passed).items()}
    records: list[dict[str, Any]] = [{"year": 2022}]
    for year, column in ((2023, "rd_ratio_previous"), (2024, "rd_ratio")):
        record: dict[str, Any] = {"year": year}
        for tier, it in both.items():
            known = it[column].dropna()
            record[f"{tier}_pct"] = known.mean() if len(known) >= 3 else NAN
            record[f"{tier}_values"] = len(known) or NAN
        records.append({**record, "gap_pp": _gap(record)})
    some = any(len(it) for it in both.values())
    return table(records, "year") if some else pd.DataFrame()


def rd_bands(asked: Asked) -> pd.DataFrame:
    rows = asked.passed
    if rows.empty:
        return pd.DataFrame()
    spent = rows["rd_ratio"]
    bands = {"from_25": spent >= 25, "from_15": spent.between(15, 25, inclusive="left")}
    bands |= {"from_0": spent < 15, "unreported": spent.isna()}
    lowest = median(rows[bands["from_0"]]["patents"])
    records = []
    for band, here in bands.items():
        own, disclosed = rows[here], band != "unreported"
        found = giants(own)
        records.append(
            {
                "band": band,
                "share_pct": pct(len(own), spent.count()) if disclosed else NAN,
                "national_share_pct": found["little_giant_share_pct"],
                "patents_median": median(own["patents"]),
                "grants_median": median(own["invention_grants"]),
                "patents_multiple": over(median(own["patents"]), lowest) if disclosed else NAN,
                "enterprises": len(own),
                "tier_missing": found["tier_missing"],
                "patents_values": own["patents"].count(),
                "grants_values": own["invention_grants"].count(),
                "small_group": found["small_group"],
            }
        )
    return table(records, "band")


def rd_cross_source(asked: Asked) -> pd.DataFrame:
    records = []
    for tier, it in _tiers(asked.passed).items():
        known = it["rd_ratio"][it["rd_ratio"].between(0, 30)]
        if len(known):
            records.append({"group": tier, "rd_ratio_pct": known.mean(), "values": len(known)})
    return table(records, "group")


def frontier_fields(asked: Asked) -> pd.DataFrame:
    rows = asked.passed
    if rows.empty:
        return pd.DataFrame()
    parts = {field: rows[rows["frontier_field"] == field] for field in FIELDS}
    records = [
        {"frontier_field": field, "enterprises": len(it), **giants(it)}
        for field, it in parts.items()
    ]
    return table(records, "frontier_field")


def frontier_levels(asked: Asked) -> pd.DataFrame:
    within = asked.passed[asked.passed["frontier_field"].notna()]
    if within.empty:
        return pd.DataFrame()
    found = giants(within)
    return table(
        [
            {"level": "sme", "enterprises": NAN, "tier_missing": NAN},
            {"level": "srdi", "enterprises": len(within), "tier_missing": NAN},
            {
                "level": "little_giant",
                "enterprises": found["little_giants"],
                "tier_missing": found["tier_missing"],
            },
        ],
        "level",
    )


def frontier_giants(asked: Asked) -> pd.DataFrame:
    rows = asked.passed
    own = rows[rows["frontier_field"].notna() & (rows["tier"] == "national")]
    if own.empty:
        return pd.DataFrame()
    unicorns = own["unicorn"]
    values = {
        "grants": ("grants_mean", mean(own["invention_grants"]), own["invention_grants"].count()),
        "revenue": ("revenue_mean", mean(own["revenue"]) / 10_000, own["revenue"].count()),
        "market_value": ("market_value_mean", NAN, 0),
        "unicorns": ("unicorns", held(unicorns) if unicorns.count() else NAN, unicorns.count()),
    }
    records = [
        {
            "indicator": id,
            column: value,
            "values": n,
            "missing": len(own) - n,
            "small_group": n < 10,
        }
        for id, (column, value, n) in values.items()
    ]
    return table(records, "indicator")


def _in_cell(rows: pd.DataFrame, cell: str, persons: float = 100, patents: float = 50) -> pd.Series:
    large, many = CELLS[cell]
    known = rows["insured"].notna() & rows["patents"].notna()
    return known & ((rows["insured"] > persons) == large) & ((rows["patents"] > patents) == many)


def quadrant(asked: Asked) -> pd.DataFrame:
    """Cells at the report's thresholds and at the fitted ones, and every bin of the density."""
    rows = asked.passed
    known = rows.dropna(subset=["insured", "patents"])
    records = []
    for row in asked.given.to_dict("records"):
        here = pd.Series(data=True, index=known.index)
        for name in ("insured", "patents"):
            low, high = row[f"{name}_from"], row[f"{name}_to"]
            here &= known[name] >= low if pd.notna(low) else True
            here &= known[name] <= high if pd.notna(high) else True
        n = len(rows) - len(known) if row["cell"] == "unreported" else here.sum()
        share = NAN if row["cell"] == "unreported" else pct(n, len(known))
        cells = row["part"] in ("quadrant", "fitted")
        small = n < 10 and cells
        records.append({"enterprises": n, "share_pct": share, "small_group": small})
    counts = {cell: _in_cell(rows, cell).sum() for cell in CELLS}
    for record, row in zip(records, asked.given.to_dict("records"), strict=True):
        if row["part"] == "quadrant" and row["cell"] in counts:
            assert record["enterprises"] == counts[row["cell"]], "bounds that are not the cell's"
    return table(records)


def quadrant_composition(asked: Asked) -> pd.DataFrame:
    """By tier: what each of the four cells is made of."""
    rows = asked.passed
    known = rows.dropna(subset=["insured", "patents"])
    groups = known["tier"].fillna("unreported")
    tiered = known[known["tier"].notna()]
    records = []
    for group, cell in product(groups.unique(), CELLS):
        own, here = groups == group, _in_cell(known, cell)
        n, total = (own & here).sum(), own.sum()
        in_cell, reported = _in_cell(tiered, cell).sum(), group != "unreported"
        share = over(n, in_cell)
        records.append(
            {
                "group": group,
                "cell": cell,
                "enterprises": n,
                "share_of_cell_pct": share * 100 if reported else NAN,
                "share_of_group_pct": pct(n, total),
                "location_quotient": over(share, total / len(tiered)) if reported else NAN,
                "group_total": total,
                "small_group": total < 10,
            }
        )
    return table(records, "group", "cell")


def quadrant_check(asked: Asked) -> pd.DataFrame:
    rows = asked.passed
    if rows.empty:
        return pd.DataFrame()
    records = []
    for check, column, limit in (("persons", "insured", 100), ("patents", "patents", 50)):
        above, known = (rows[column] > limit).sum(), rows[column].count()
        records.append(
            {
                "check": check,
                "registry_pct": pct(above, known),
                "above": above,
                "known": known,
                "unreported": len(rows) - known,
            }
        )
    return table(records, "check")


ORACLES = {
    it.__name__: it
    for it in (
        rd_benchmarks,
        rd_distribution,
        rd_by_year,
        rd_bands,
        rd_cross_source,
        frontier_fields,
        frontier_levels,
        frontier_giants,
        quadrant,
        quadrant_composition,
        quadrant_check,
    )
}
