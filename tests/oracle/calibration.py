"""What the registry gives for each figure that the report prints: every target, by its id."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pandas as pd

from tests.oracle.rows import CLUSTERS, NAN, PAIR, Asked, by_tier, mean, over, pct, table

CEILING = 30
"""R&D intensities above it are left out of levels and percentiles."""
BANDS = {"0": (0, 15), "15": (15, 25), "25": (25, 1e9)}
CITIES = {
    "f_city4": ("110000", "310000", "440300", "440100"),
    "f_city_yrd8": (
        *("320500", "310000", "330100", "320200", "320100", "330200", "320400", "320900"),
    ),
    "f_city_mid4": ("500000", "510100", "420100", "430100"),
}
"""As the statements name them; a municipality is a city of its own."""
Measure = Callable[[pd.DataFrame], float]
LEVELS = {3: "division", 4: "group", 5: "class"}


def calibration(asked: Asked) -> pd.DataFrame:
    """Of the whole registry, whatever the filters."""
    printed = asked.given.set_index("target")
    found = {**_facts(asked.rows, printed), **_exhibits(asked.rows, printed)}
    records = [
        {"target": id, f"achieved_{unit}": found.get(id, NAN)}
        for id, unit in _units(printed).items()
    ]
    return table(records, "target")


def _units(printed: pd.DataFrame) -> dict[str, str]:
    """The unit that each target is printed in."""
    names = [name for name in printed.columns if name.startswith("published_")]
    return {
        str(id): next(name.removeprefix("published_") for name in names if pd.notna(row[name]))
        for id, row in printed.iterrows()
    }


def share(part: pd.Series) -> float:
    """Of those that are known to be or not to be."""
    known = part.dropna()
    return pct(float((known == True).sum()), len(known))  # noqa: E712


def middle(column: pd.Series, at: float = 0.5) -> float:
    known = column.dropna().astype(float)
    return known.quantile(at) if len(known) else NAN


def _known(column: pd.Series, test: Callable[[pd.Series], pd.Series]) -> pd.Series:
    """A test of a column, missing where the column is."""
    return test(column).astype(object).where(column.notna(), None)


def _within(rows: pd.DataFrame, code: str) -> pd.DataFrame:
    return rows[rows[LEVELS[len(code)]] == code]


def _giants(rows: pd.DataFrame) -> float:
    return share(_known(rows["tier"], lambda tier: tier == "national"))


def _pair(id: str, measure: Measure, both: Mapping[str, pd.DataFrame]) -> dict[str, float]:
    """National, provincial, their gap and their ratio."""
    one, two = map(measure, both.values())
    values = {f"{id}.{tier}": value for tier, value in zip(PAIR, (one, two), strict=True)}
    return {**values, f"{id}.gap": one - two, f"{id}.ratio": over(one, two)}


def _exhibits(rows: pd.DataFrame, printed: pd.DataFrame) -> dict[str, float]:
    """Targets of the tables: the id names the exhibit, what is measured and of whom."""
    found: dict[str, float] = {}
    both = by_tier(rows)
    ids = [str(id) for id in printed.index if not str(id).startswith("f_")]
    for stem in dict.fromkeys(_stem(id) for id in ids):
        measure = _of_a_tier(stem)
        if measure is not None:
            found |= _pair(stem, measure, both)
    for id in ids:
        parts = id.split(".")
        value = _of_a_group(rows, both, parts[0], parts[1:], printed.loc[id])
        if value is not None:
            found[id] = value
    return {id: found[id] for id in ids if id in found}


def _stem(id: str) -> str:
    head, _, last = id.rpartition(".")
    return head if last in (*PAIR, "gap", "ratio") else id


def _of_a_tier(stem: str) -> Measure | None:
    """What is measured of the rows of either tier."""
    exhibit, *rest = stem.split(".")
    name = rest[0] if rest else ""
    listed: Callable[[pd.DataFrame], pd.DataFrame] = lambda it: it[it["listed"] == True]  # noqa: E712, E731
    ratios: Callable[[pd.DataFrame], pd.Series] = lambda it: it["rd_ratio"][  # noqa: E731
        it["rd_ratio"] <= CEILING
    ]
    if exhibit == "e04":
        capital = "registered_capital"
        return {
            "capital_median": lambda it: middle(it[capital]),
            "capital_mean": lambda it: mean(it[capital]),
            "capital_share": lambda it: share(_known(it[capital], lambda c: c >= 10_000)),
        }[name]
    if exhibit == "e05":
        ends = {"0": 50, "51": 100, "101": 200, "201": 500, "501": 1000, "1001": 10**9}
        low, high = int(rest[1]), ends[rest[1]]
        return lambda it: pct(it["insured"].between(low, high).sum(), len(it))
    if exhibit in ("e06", "e37"):
        return lambda it: share(it[name])
    if stem == "e07.holding":
        return lambda it: share(_known(it["standards"], lambda s: s > 0))
    if stem == "e07.mean":
        return lambda it: mean(it["standards"][it["standards"] > 0])
    if exhibit == "e08":
        some = rest[1] == "with_standards"

        def output(it: pd.DataFrame) -> float:
            own = it[it["standards"] > 0] if some else it[it["standards"] == 0]
            own = own.assign(output=own["patents"] + own["software_copyrights"])
            return middle(own[name])

        return output
    if exhibit == "e09":
        return lambda it: pct((it["technology_evaluation"] == name).sum(), len(it))
    if exhibit == "e10":

        def grants(it: pd.DataFrame, *, rated: bool) -> float:
            return middle(it["invention_grants"][it["technology_evaluation"].notna() == rated])

        return {
            "with_evaluation": lambda it: grants(it, rated=True),
            "without_evaluation": lambda it: grants(it, rated=False),
            "uplift": lambda it: (over(grants(it, rated=True), grants(it, rated=False)) - 1) * 100,
        }[rest[1]]
    if exhibit == "e11a":
        return lambda it: middle(listed(it)[f"revenue_growth_{rest[1]}"])
    if exhibit == "e11b":
        column = {"2023": "rd_ratio_previous", "2024": "rd_ratio"}.get(rest[1])
        if column is None:
            return None
        count = name == "n"
        return lambda it: float(listed(it)[column].count()) if count else mean(listed(it)[column])
    if exhibit in ("e12", "e27"):
        if name == "mean":
            return lambda it: mean(ratios(it))
        return lambda it: middle(ratios(it), int(name[1:]) / 100)
    if exhibit == "e26":
        return lambda it: middle(it[name])
    return None


def _of_a_group(
    rows: pd.DataFrame,
    both: Mapping[str, pd.DataFrame],
    exhibit: str,
    rest: list[str],
    printed: pd.Series,
) -> float | None:
    """What is measured of a place, an industry, a band, or of all."""
    if exhibit == "e03":
        return pct(len(both[rest[1]]), sum(len(it) for it in both.values()))
    if exhibit == "e07" and rest[-1] == "all":
        own = rows[rows["tier"].notna()]
        return share(_known(own["standards"], lambda s: s > 0))
    if exhibit == "e14":
        pair = rows[["insured", "patents"]].dropna()
        large, inventive = pair["insured"] > 100, pair["patents"] > 50
        cells = {
            "leaders": large & inventive,
            "startups": ~large & inventive,
            "large": large & ~inventive,
            "nurtured": ~large & ~inventive,
        }
        return pct(cells[rest[0]].sum(), len(pair))
    if exhibit in ("e16", "e19"):
        column = "province_code" if exhibit == "e16" else "city_code"
        inside = rows[rows[column] == rest[1]]
        if rest[0] == "share":
            return pct(len(inside), rows[column].count())
        return _giants(inside) if exhibit == "e16" else middle(inside["patents"])
    if exhibit == "e17":
        inside = rows[rows["province_code"].isin(CLUSTERS[rest[1]])]
        return _giants(inside) if rest[0] == "little_giant_share" else len(inside) / 10_000
    if exhibit == "e20":
        return pct(len(_within(rows, rest[1])), rows["division"].count())
    if exhibit in ("e22", "e23"):
        return None if rest[1] == "uncoded" else _giants(_within(rows, rest[1]))
    if exhibit == "e25":
        two = rows[[rest[0], rest[1]]].dropna().astype(float)
        return two[rest[0]].corr(two[rest[1]])
    if exhibit == "e28":
        return _band(rows, *rest)
    if exhibit == "e30":
        middles = [middle(own[rest[1]]) for own in both.values()]
        score = over(middles[1], middles[0]) * 100
        return score if rest[0] == "score" else 100 - score
    if exhibit == "e33":
        own = _within(rows, rest[1])[rest[0]]
        return mean(own) if rest[0] == "rd_ratio" else middle(own)
    if exhibit == "e39":
        held = share(rows[rest[0]])
        bound = float(printed["published_per_cent"])
        inside = held >= bound if rest[-1] == "low" else held <= bound
        return bound if len(rest) > 1 and inside else held
    if exhibit == "e40":
        champion = (rows["single_champion"] == True) | (rows["tier"] == "champion")  # noqa: E712
        groups = {"champion": rows[champion]}
        groups["little_giant"] = rows[(rows["tier"] == "national") & ~champion]
        return mean(groups[rest[0]][rest[1]]) if _measured_by_e40(*rest) else None
    return None


def _measured_by_e40(group: str, name: str) -> bool:
    """Columns of the registry; the champions' staff and what is printed of no column are not."""
    return not name.isdigit() and (group, name) != ("champion", "insured")


def _band(rows: pd.DataFrame, measured: str, low: str) -> float:
    start, end = BANDS[low]
    own = rows[(rows["rd_ratio"] >= start) & (rows["rd_ratio"] < end)]
    if measured == "share":
        return pct(len(own), rows["rd_ratio"].count())
    if measured == "national_share":
        return _giants(own)
    return middle(own[{"patents": "patents", "grants": "invention_grants"}[measured]])


def _core(row: Any) -> bool | None:
    """Electronic devices, components, or optical fibre: known by the deepest level there is."""
    code = next((it for it in (row["class"], row["group"], row["division"]) if pd.notna(it)), None)
    if code is None:
        return None
    if code[:4] in ("C397", "C398") or code == "C3824":
        return True
    may_still_be = (len(code) == 3 and code in ("C39", "C38")) or code == "C382"
    return None if may_still_be else False


def _facts(rows: pd.DataFrame, printed: pd.DataFrame) -> dict[str, float]:
    """Single figures of the text."""
    national, provincial = by_tier(rows).values()
    placed, city = rows["province_code"].dropna(), rows["city_code"].dropna()
    division, group = rows["division"].dropna(), rows["group"].dropna()
    sizes = {name: placed.isin(codes).sum() for name, codes in CLUSTERS.items()}
    provinces = [str(id).rpartition(".")[2] for id in printed.index if "e16.share." in str(id)]
    largest = [str(id).rpartition(".")[2] for id in printed.index if "e20.share." in str(id)]
    ranked = printed.loc[[f"e20.share.{code}" for code in largest], "published_per_cent"]
    order = [str(id).rpartition(".")[2] for id in ranked.sort_values(ascending=False).index]
    core = national.apply(_core, axis=1)
    frontier = rows[rows["frontier_field"].notna()]
    titled = national["single_champion"]
    standards = {t: _known(it["standards"], lambda s: s > 0) for t, it in by_tier(rows).items()}
    upto = {y: (national["recognised_year"] <= y).sum() for y in (2022, 2023, 2024)}
    found: dict[str, float] = {
        "f_total": len(rows),
        "f_total_wan": len(rows) / 10_000,
        "f_national": len(national),
        "f_provincial_wan": len(provincial) / 10_000,
        "f_batches": rows["batch"].max(),
        "f_build_stage": upto[2022],
        "f_lg_2023": upto[2023] / 10_000,
        "f_lg_2024": upto[2024] / 10_000,
        "f_prov_2024": (provincial["recognised_year"] <= 2024).sum() / 10_000,
        "f_100_500": pct(national["insured"].between(101, 500).sum(), len(national)),
        "f_std_ratio": over(share(standards["national"]), share(standards["provincial"])),
        "f_lg_also_champion": share(titled),
        "f_champions": (titled == True).sum(),  # noqa: E712
        "f_lg_patents": middle(national["patents"]),
        "f_prov_inv_5": middle(provincial["invention_applications"]),
        "f_frontier_srdi": frontier["tier"].count(),
        "f_frontier_lg": (frontier["tier"] == "national").sum(),
        "f_frontier_grants": mean(frontier[frontier["tier"] == "national"]["invention_grants"]),
        "f_top12": pct(division.isin(largest).sum(), len(division)),
        "f_mfg_top5": _share(division, [code for code in order if code.startswith("C")][:5]),
        "f_equipment": _share(division, ("C34", "C35", "C38", "C39")),
        "f_mid_n": group.nunique(),
        "f_mid_top20": pct(group.value_counts().head(20).sum(), len(group)),
        "f_sub_n": rows["class"].nunique(),
        "f_core_elec": (core == True).sum(),  # noqa: E712
        "f_core_elec_pct": share(core),
        "f_devices": (group == "C397").sum(),
        "f_design": (group == "M749").sum(),
        "f_top10": _share(placed, provinces),
        "f_top3": _share(placed, ("320000", "440000", "370000")),
        "f_three_clusters": pct(sum(sizes.values()), len(placed)),
        **{f"f_{name}": n / 10_000 for name, n in sizes.items()},
        "f_yrd_bth": over(sizes["yrd"], sizes["bth"]),
        "f_yrd_prd": over(sizes["yrd"], sizes["prd"]),
        **{id: _share(city, codes) for id, codes in CITIES.items()},
        "f_sz_total": (city == "320500").sum(),
        "f_sz_national": (national["city_code"] == "320500").sum(),
        "f_rd_sample": rows["rd_ratio"].count(),
        "f_rd_multiple": over(
            middle(rows[rows["rd_ratio"] >= 25]["patents"]),
            middle(rows[rows["rd_ratio"] < 15]["patents"]),
        ),
    }
    for name, own in (("nat", national), ("prov", provincial)):
        some, none = own[own["standards"] > 0]["patents"], own[own["standards"] == 0]["patents"]
        found[f"f_std_uplift_{name}"] = (over(middle(some), middle(none)) - 1) * 100
        listed = own[own["listed"] == True]  # noqa: E712
        growth = [middle(listed[f"revenue_growth_{year}"]) for year in (2023, 2024)]
        found[f"f_growth_drop_{name}"] = growth[0] - growth[1]
    return {**found, **_ranks(rows)}


def _share(column: pd.Series, codes: Iterable[str]) -> float:
    return pct(column.isin(list(codes)).sum(), len(column))


def _ranks(rows: pd.DataFrame) -> dict[str, float]:
    """Among the three clusters: by number, or by share within the cluster; the worse of two."""
    claims = {
        "f_hm_yrd": ("yrd", ("M75", "C34"), False),
        "f_hm_prd": ("prd", ("C39", "I65"), True),
        "f_hm_bth": ("bth", ("M73", "M74"), True),
    }
    found = {}
    for id, (first, divisions, relative) in claims.items():
        ranks = []
        for division in divisions:
            sizes = {}
            for name, codes in CLUSTERS.items():
                inside = rows[rows["province_code"].isin(codes)]["division"].dropna()
                n = float((inside == division).sum())
                sizes[name] = pct(n, len(inside)) if relative else n
            ranks.append(1 + sum(size > sizes[first] for size in sizes.values()))
        found[id] = float(max(ranks))
    return found


ORACLES = {"calibration": calibration}
