"""National and provincial enterprises beside each other: indicators, dimensions, places."""

from typing import Any

import pandas as pd

from tests.oracle.rows import NAN, Asked, held, in_units, median, pct, table, unit_of
from tests.oracle.scores import DIMENSIONS

ITEMS = {"tier:national": "national", "tier:provincial": "provincial"}
MEDIANS = (
    "patents",
    "invention_grants",
    "software_copyrights",
    "rd_ratio",
    "insured",
    "registered_capital",
)


def _groups(asked: Asked) -> dict[str, pd.DataFrame]:
    rows = asked.without("tier")
    return {item: rows[rows["tier"] == tier] for item, tier in ITEMS.items()}


def _of(rows: pd.DataFrame) -> dict[str, tuple[float, int]]:
    tiers, techs = int(rows["tier"].notna().sum()), int(rows["high_tech"].count())
    found = {
        "enterprises": (float(len(rows)), len(rows)),
        "little_giant_share": (pct((rows["tier"] == "national").sum(), tiers), tiers),
        "high_tech_share": (pct(held(rows["high_tech"]), techs), techs),
    }
    return found | {name: (median(rows[name]), int(rows[name].count())) for name in MEDIANS}


def compare_dumbbells(asked: Asked) -> pd.DataFrame:
    both = _groups(asked)
    if not any(len(rows) for rows in both.values()):
        return pd.DataFrame()
    each = {item: _of(rows) for item, rows in both.items()}
    records: list[dict[str, Any]] = []
    for name in each["tier:national"]:
        values = [it[name][0] for it in each.values()]
        known = [value for value in values if not pd.isna(value)]
        largest = max(known, default=NAN)
        several = len(known) >= min(2, len(values)) and min(known) > 0
        for item, it in each.items():
            value, n = it[name]
            records.append(
                {
                    "indicator": name,
                    "item": item,
                    "value": value,
                    "relative": value / largest * 100 if largest > 0 else NAN,
                    "ratio": largest / min(known) if several else NAN,
                    "values": n,
                    "missing": len(both[item]) - n,
                    "small_group": n < 10,
                }
            )
    found = table(records, "indicator", "item")
    return in_units(found, [unit_of(name) for name, _ in found.index], "value")


def compare_radar(asked: Asked) -> pd.DataFrame:
    both = _groups(asked)
    if not any(len(rows) for rows in both.values()):
        return pd.DataFrame()
    giants = asked.rows[asked.rows["tier"] == "national"]
    records = []
    for item, rows in both.items():
        for dimension, (column, _) in DIMENSIONS.items():
            known, value = int(rows[column].count()), median(rows[column])
            records.append(
                {
                    "dimension": dimension,
                    "item": item,
                    "value": value,
                    "score": value / median(giants[column]) * 100,
                    "values": known,
                    "missing": len(rows) - known,
                    "small_group": known < 10,
                }
            )
    units = [unit_of(column) for _ in ITEMS for column, _ in DIMENSIONS.values()]
    return in_units(table(records, "dimension", "item"), units, "value")


def compare_maps(asked: Asked) -> pd.DataFrame:
    records = []
    for item, rows in _groups(asked).items():
        placed = rows["province_code"].dropna()
        for code, n in placed.value_counts().items():
            records.append(
                {
                    "item": item,
                    "province_code": code,
                    "enterprises": n,
                    "share_pct": pct(n, len(placed)),
                    "place_missing": len(rows) - len(placed),
                    "small_group": len(placed) < 10,
                }
            )
    return table(records, "item", "province_code")


ORACLES = {
    "compare_dumbbells": compare_dumbbells,
    "compare_table": compare_dumbbells,
    "compare_radar": compare_radar,
    "compare_maps": compare_maps,
}
