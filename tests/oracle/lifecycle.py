"""The life of titles, enterprise by enterprise, from the notes on the cards of /lifecycle."""

from typing import Any

import pandas as pd

from tests.oracle.criteria import CRITERIA, EXEMPTING, NAN, _all, _met
from tests.oracle.rows import Asked, mapped, median, pct, table

DAY = "2026-02-28"
"""The demonstration's day."""
TIERS = ("national", "champion", "provincial", "innovative")
PAIR = ("national", "provincial")
FIRST_BATCH = 2019
"""The year of batch 1; each later one is a year later, up to the seventh."""
TOP = 12
DATES = (2022, 2025)
"""The two years that are compared where nobody says others."""


def _day(asked: Asked) -> str:
    """The demonstration's, or the last one of the year that is looked back to."""
    return f"{asked.filters['asof']}-12-31" if "asof" in asked.filters else DAY


def _standings(rows: pd.DataFrame, day: str) -> pd.Series:
    """ISO dates stand in order as texts."""
    later = f"{int(day[:4]) + 1}{day[4:]}"

    def standing(until: Any) -> str:
        if pd.isna(until):
            return "unknown"
        return "lapsed" if until < day else "due" if until < later else "in_force"

    return pd.Series([standing(it) for it in rows["valid_until"]], rows.index, dtype=object)


def _year(row: Any) -> float:
    """As reported; else of a little giant's batch."""
    if not pd.isna(row["recognised_year"]):
        return float(row["recognised_year"])
    known = row["tier"] == "national" and 1 <= row["batch"] <= 7
    return FIRST_BATCH - 1 + row["batch"] if known else NAN


def _criteria(row: Any) -> dict[str, bool | None]:
    """Whether an enterprise meets each countable criterion of its own tier."""
    found: dict[str, bool | None] = {}
    for (tier, name), criterion in CRITERIA.items():
        if tier == row["tier"] and criterion is not None:
            free = name == "class1_ip" and any(row[it] is True for it in EXEMPTING[tier])
            met = _met(row, name, criterion[0])
            found[name] = True if met is True or free else met
    return found


def _stands(row: Any) -> str:
    if row["tier"] not in PAIR:
        return "none"
    return {True: "meets", False: "fails", None: "unknown"}[_all(_criteria(row).values())]


def _due(rows: pd.DataFrame, day: str) -> list[Any]:
    return rows[_standings(rows, day) == "due"].to_dict("records")


def title_standing(asked: Asked) -> pd.DataFrame:
    records = []
    for tier in TIERS:
        own = asked.passed[asked.passed["tier"] == tier]
        standings = _standings(own, _day(asked)).value_counts()
        n = {it: int(standings.get(it, 0)) for it in ("in_force", "due", "lapsed", "unknown")}
        known = len(own) - n["unknown"]
        basis = own["validity_basis"]
        shares = {f"{it}_pct": pct(n[it], known) for it in ("in_force", "due", "lapsed")}
        derived = int((basis.notna() & (basis != "reported")).sum()) if basis.count() else NAN
        if len(own):
            records.append(
                {"tier": tier, "enterprises": len(own), "derived": derived, **n, **shares}
            )
    return table(records, "tier")


def title_years(asked: Asked) -> pd.DataFrame:
    pair = asked.passed[asked.passed["tier"].isin(PAIR)]
    given = pd.Series([_year(row) for row in pair.to_dict("records")], pair.index, dtype=float)
    ending = pair["valid_until"].str[:4].astype(float) if len(pair) else given
    years = sorted({*given.dropna(), *ending.dropna()})
    return table(
        [
            {
                "year": int(year),
                **{
                    f"{what}_{tier}": _in_year(of[pair["tier"] == tier], year)
                    for what, of in (("given", given), ("ending", ending))
                    for tier in PAIR
                },
                "year_missing": int(given.isna().sum()),
                "until_missing": int(ending.isna().sum()),
            }
            for year in years
        ],
        "year",
    )


def _in_year(years: pd.Series, year: float) -> float:
    """How many; no number where none of them says a year."""
    return int((years == year).sum()) if years.notna().any() else NAN


def title_cohorts(asked: Asked) -> pd.DataFrame:
    giants = asked.passed[asked.passed["tier"] == "national"]
    records = []
    for batch in sorted(giants["batch"].dropna().unique()):
        own = giants[giants["batch"] == batch]
        standings = _standings(own, _day(asked))
        holding = int(standings.isin(["in_force", "due"]).sum())
        known = int((standings != "unknown").sum())
        title = own["single_champion"].dropna()
        champions = int((title == True).sum())  # noqa: E712
        records.append(
            {
                "cohort": int(batch),
                "enterprises": len(own),
                "holding": holding,
                "known": known,
                "holding_pct": pct(holding, known),
                "lapsed": known - holding,
                "unknown": len(own) - known,
                "reviewed": int((own["review"] == "passed").sum())
                if own["review"].count()
                else NAN,
                "review_known": int(own["review"].count()),
                "champions": champions if len(title) else NAN,
                "title_known": len(title),
                "champion_pct": pct(champions, len(title)),
                "small_group": known < 10,
            }
        )
    return table(records, "cohort")


def due_criteria(asked: Asked) -> pd.DataFrame:
    found = [_criteria(row) for row in _due(asked.passed, _day(asked)) if row["tier"] == "national"]
    if not found:
        return pd.DataFrame()
    parts = {"all": [_all(it.values()) for it in found]}
    parts |= {name: [it[name] for it in found] for name in found[0]}
    records = []
    for name, states in parts.items():
        decided = len(states) - states.count(None)
        records.append(
            {
                "criterion": name,
                "met": states.count(True) if decided else NAN,
                "unmet": states.count(False) if decided else NAN,
                "unknown": states.count(None),
            }
        )
    return table(records, "criterion")


def due_groups(asked: Asked) -> pd.DataFrame:
    records = []
    for code in asked.passed["province_code"].dropna().unique():
        own = asked.passed[asked.passed["province_code"] == code]
        standings = _standings(own, _day(asked))
        known = int((standings != "unknown").sum())
        stands = [_stands(row) for row in _due(own, _day(asked))]
        records.append(
            {
                "group": code,
                "enterprises": len(own),
                "known": known,
                "due": len(stands),
                "due_pct": pct(len(stands), known),
                **{f"due_{it}": stands.count(it) for it in ("meets", "fails", "unknown", "none")},
                "lapsed": int((standings == "lapsed").sum()),
                "unknown": len(own) - known,
                "small_group": known < 10,
            }
        )
    records.sort(key=lambda it: (-it["due"], it["group"]))
    return table(records[:TOP], "group")


def due_list(asked: Asked) -> pd.DataFrame:
    records = []
    for row in _due(asked.passed, _day(asked)):
        states = list(_criteria(row).values())
        days = (pd.Timestamp(row["valid_until"]) - pd.Timestamp(_day(asked))).days
        records.append(
            {
                "id": row["id"],
                "tier": row["tier"],
                "valid_until": row["valid_until"],
                "days": days,
                "stands": _stands(row),
                "criteria": (states.count(False), states.count(None)),
            }
        )
    _counted_in_words(records, asked.given)
    return table([{k: v for k, v in it.items() if k != "criteria"} for it in records], "id")


def _counted_in_words(records: list[Any], given: pd.DataFrame) -> None:
    """As many criteria are named as are unmet and unknown."""
    words = (
        given.set_index("id")[["unmet_criteria_en", "unknown_criteria_en"]]
        .astype(object)
        .fillna("")
        if len(given)
        else given
    )
    for record in records:
        named = tuple(len(it.split("; ")) if it else 0 for it in words.loc[record["id"]])
        assert named == record["criteria"], record["id"]


ORACLES = {
    it.__name__: it
    for it in (title_standing, title_years, title_cohorts, due_criteria, due_groups, due_list)
}


def _until(asked: Asked, year: int) -> pd.DataFrame:
    """Who was recognised by the end of a year."""
    rows = asked.passed
    given = pd.Series([_year(row) for row in rows.to_dict("records")], rows.index, dtype=float)
    return rows[given <= year]


def _without_year(asked: Asked) -> int:
    return sum(pd.isna(_year(row)) for row in asked.passed.to_dict("records"))


NOBODY: dict[str, Any] = {
    "enterprises": 0,
    **dict.fromkeys(("national", "national_pct", "tier_missing", "rank"), NAN),
    "small_group": False,
}


def _measured(asked: Asked, year: int, column: str = "province_code") -> dict[str, dict[str, Any]]:
    """Numbers of each place at the end of a year."""
    return _by_place(_until(asked, year), column)


def _by_place(rows: pd.DataFrame, column: str = "province_code") -> dict[str, dict[str, Any]]:
    found = {}
    for code in sorted(rows[column].dropna().unique()):
        own = rows[rows[column] == code]
        known = int(own["tier"].notna().sum())
        national = int((own["tier"] == "national").sum())
        found[code] = {
            "enterprises": len(own),
            "national": national if known else NAN,
            "national_pct": pct(national, known),
            "tier_missing": len(own) - known,
            "small_group": len(own) < 10,
        }
    return found


def _dates(asked: Asked) -> list[int]:
    """The two years; a filter on who was there by a year leaves none after it."""
    return [min(year, int(asked.filters.get("asof", year))) for year in DATES]


def date_maps(asked: Asked) -> pd.DataFrame:
    lacking, column = _without_year(asked), mapped(asked)
    return table(
        [
            {"year": year, column: code, **numbers, "year_missing": lacking}
            for year in sorted(set(_dates(asked)))
            for code, numbers in _measured(asked, year, column).items()
        ],
        "year",
        column,
    )


def date_slopes(asked: Asked) -> pd.DataFrame:
    sides: list[dict[str, dict[str, Any]]] = []
    for year in _dates(asked):
        measured = {
            code: it for code, it in _measured(asked, year).items() if not pd.isna(it["national"])
        }
        order = sorted(measured, key=lambda code, of=measured: (-of[code]["national"], code))
        sides.append({code: {**measured[code], "rank": n} for n, code in enumerate(order, 1)})
    before, after = sides
    records = []
    for code in list(after)[:TOP]:
        then = before.get(code, {})
        up = then["rank"] - after[code]["rank"] if then else NAN
        names = ("enterprises", "national", "national_pct")
        records.append(
            {
                "group": code,
                "places_up": up,
                "before_rank": then.get("rank", NAN),
                "after_rank": after[code]["rank"],
                **{f"{name}_before": then.get(name, NAN) for name in names},
                **{f"{name}_after": after[code][name] for name in names},
                "year_missing": _without_year(asked),
                "small_group": after[code]["enterprises"] < 10,
            }
        )
    return table(records, "group")


def growth_slopes(asked: Asked) -> pd.DataFrame:
    records = []
    for tier in asked.passed["tier"].dropna().unique():
        own = asked.passed[asked.passed["tier"] == tier]
        growth = {year: own[f"revenue_growth_{year}"].dropna() for year in (2022, 2023, 2024)}
        if any(len(it) >= 3 for it in growth.values()):
            records.append(
                {
                    "group": tier,
                    **{f"growth_{y}": median(it) for y, it in growth.items()},
                    **{f"values_{y}": len(it) for y, it in growth.items()},
                    "small_group": min(map(len, growth.values())) < 10,
                }
            )
    return table(records, "group")


FOUNDED = 2015
"""The other version of the registry in conftest.py holds who was founded by then."""


def _few(measured: dict[str, Any]) -> bool:
    """Whether an answer for fewer than ten enterprises, or shares of fewer than ten."""
    n = measured["enterprises"]
    return 0 < n < 10 or (n > 0 and 0 < n - measured["tier_missing"] < 10)


def two_versions(asked: Asked) -> pd.DataFrame:
    sides = []
    for rows in (asked.passed, asked.passed[asked.passed["founded_year"] <= FOUNDED]):
        measured = _by_place(rows)
        order = sorted(measured, key=lambda code, of=measured: (-of[code]["enterprises"], code))
        sides.append({code: {**measured[code], "rank": n} for n, code in enumerate(order, 1)})
    now, then = sides
    records = []
    for code in sorted({*now, *then}):
        after, before = now.get(code, NOBODY), then.get(code, NOBODY)
        rest = (before["enterprises"], after["enterprises"])
        records.append(
            {
                "group": code,
                **{name: after[name] for name in NOBODY},
                **{f"before_{name}": before[name] for name in NOBODY},
                "rank_difference": before["rank"] - after["rank"],
                "difference_pct": (rest[1] / rest[0] - 1) * 100 if rest[0] else NAN,
                "small_group": _few(after) or _few(before),
            }
        )
    return table(records, "group").drop(columns=["before_small_group"])


ORACLES |= {it.__name__: it for it in (date_maps, date_slopes, growth_slopes, two_versions)}
