"""The exported rows, filters on them, and the few measures that exhibits are made of.

Plain pandas: nothing here knows the project. A number is NaN where nothing is known.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

Filters = Mapping[str, str]
"""Keys and values of an address, as `tier=national`, `insured=10..200`."""
NAN = float("nan")
PLACES = ("cluster", "province", "city")
CLUSTERS = {
    "yrd": ("310000", "320000", "330000", "340000"),
    "bth": ("110000", "120000", "130000"),
    "prd": ("440000",),
}
RANGES = {
    "insured": "insured",
    "patents": "patents",
    "grants": "invention_grants",
    "capital": "registered_capital",
    "founded": "founded_year",
    "recognised": "recognised_year",
    "batch": "batch",
    "rd": "rd_ratio",
}
LEVELS = {1: "section", 3: "division", 4: "group", 5: "class"}


@dataclass(frozen=True)
class Asked:
    """What an exhibit is asked of. rows: all. given: the answer, for keys that it brings.

    params: what its own controls are set to.
    """

    rows: pd.DataFrame
    filters: Filters
    given: pd.DataFrame
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def passed(self) -> pd.DataFrame:
        return apply(self.rows, self.filters)

    def without(self, *keys: str) -> pd.DataFrame:
        """The rows that pass the other filters."""
        return apply(self.rows, {k: v for k, v in self.filters.items() if k not in keys})


PAIR = ("national", "provincial")
UNITS = {
    "pieces": ("patents", "invention_applications", "invention_grants", "utility_models"),
    "items": ("class1_ip", "standards"),
    "persons": ("insured",),
    "cny_10k": ("registered_capital", "revenue"),
    "per_cent": ("rd_ratio", "niche_share", "little_giant_share", "high_tech_share"),
    "points": ("quality_score",),
    "enterprises": ("enterprises",),
}
"""The units of what is measured; what is not listed is counted in pieces."""
Oracle = Callable[[Asked], pd.DataFrame]


def apply(rows: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """The rows that pass: any of the values of a key, all of the honours, both ends of a range."""
    for key, text in filters.items():
        rows = rows[_passes(rows, key, text.split(","))]
    return rows


def _passes(rows: pd.DataFrame, key: str, values: list[str]) -> pd.Series:
    if key in RANGES:
        low, _, high = values[0].partition("..")
        number = rows[RANGES[key]]
        above = number >= float(low) if low else number.notna()
        return above & (number <= float(high) if high else number.notna())
    if key == "valid":  # ISO dates stand in order as texts; a month's last day comes before 32
        low, _, high = values[0].partition("..")
        until = rows["valid_until"]
        return until.notna() & (until >= low) & (until <= f"{high or '9'}-32")
    if key == "asof":
        of_batch = (rows["batch"] + 2018).where((rows["tier"] == "national") & (rows["batch"] <= 7))
        return rows["recognised_year"].fillna(of_batch) <= int(values[0])
    if key == "industry":
        found = [rows[LEVELS[len(code)]] == code for code in values if len(code) > 1]
        found += [section(rows) == code for code in values if len(code) == 1]
        return pd.concat(found, axis=1).any(axis=1)
    if key == "honour":
        return pd.concat([rows[honour] == True for honour in values], axis=1).all(axis=1)  # noqa: E712
    if key == "listed":
        return rows["listed"] == (values[0] == "1")
    if key == "cluster":
        return rows["province_code"].isin([code for c in values for code in CLUSTERS[c]])
    column = {"province": "province_code", "city": "city_code"}.get(key, key)
    return rows[column].isin(values)


def section(rows: pd.DataFrame) -> pd.Series:
    """The section of the division; where none is reported, the one that is."""
    return rows["division"].str[:1].fillna(rows["section"])


def table(records: Iterable[Mapping[str, Any]], *keys: str) -> pd.DataFrame:
    """A frame of records, by its keys."""
    frame = pd.DataFrame(list(records))
    return frame.set_index(list(keys)) if keys and len(frame) else frame


def mapped(asked: Asked) -> str:
    """The column of the areas of several maps: of one province its cities."""
    only = len(asked.filters.get("province", ",").split(",")) == 1
    return "city_code" if only else "province_code"


def pct(part: float, whole: float) -> float:
    return part / whole * 100 if whole else NAN


def over(first: float, second: float) -> float:
    return first / second if second else NAN


def median(column: pd.Series, at: float = 0.5) -> float:
    """Of three values at least."""
    known = column.dropna().astype(float)
    return known.quantile(at) if len(known) >= 3 else NAN


def mean(column: pd.Series) -> float:
    return column.astype(float).mean()


def held(column: pd.Series) -> int:
    """How many hold a flag."""
    return int((column == True).sum())  # noqa: E712


def giants(rows: pd.DataFrame) -> dict[str, Any]:
    """Little giants among the rows whose tier is known."""
    known = int(rows["tier"].notna().sum())
    number = int((rows["tier"] == "national").sum())
    return {
        "little_giants": number if known else NAN,
        "little_giant_share_pct": pct(number, known),
        "tier_missing": len(rows) - known,
        "small_group": len(rows) < 10 or 0 < known < 10,
    }


def by_tier(rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The rows of either tier."""
    return {tier: rows[rows["tier"] == tier] for tier in PAIR}


def fewer_than_ten(*counts: int) -> bool:
    return min(counts) < 10


def unit_of(measured: str) -> str:
    return next((unit for unit, names in UNITS.items() if measured in names), "pieces")


def in_units(frame: pd.DataFrame, units: Iterable[str], *columns: str) -> pd.DataFrame:
    """Each column divided by the unit of its row: `median` into `median_pieces` and so on."""
    frame = frame.assign(_unit=list(units))
    for column in columns:
        for unit in frame["_unit"].unique():
            frame[f"{column}_{unit}"] = frame[column].where(frame["_unit"] == unit)
    return frame.drop(columns=["_unit", *columns])
