"""What is said of single enterprises: standing among peers, neighbours, the row itself."""

from typing import Any

import pandas as pd

from tests.oracle.rows import NAN, Asked, in_units, median, pct, table, unit_of

INDICATORS = (
    "registered_capital",
    "insured",
    "revenue",
    "patents",
    "invention_applications",
    "invention_grants",
    "utility_models",
    "software_copyrights",
    "pct_applications",
    "class1_ip",
    "standards",
    "rd_ratio",
    "niche_share",
    "quality_score",
)
RANKED = (
    "registered_capital",
    "insured",
    "patents",
    "invention_grants",
    "software_copyrights",
    "standards",
    "rd_ratio",
)


def _peers(asked: Asked) -> tuple[pd.Series, pd.DataFrame]:
    """The first of the enterprises that pass, and its peers: whatever the filters."""
    one = asked.passed.sort_values("id").iloc[0]
    division = asked.rows[asked.rows["division"] == one["division"]]
    near = division[division["province_code"] == one["province_code"]]
    for peers in (near, division):
        if len(peers) >= 10:
            return one, peers
    return one, asked.rows


def _percentile(column: pd.Series, value: float) -> float:
    known = column.dropna()
    return pct((known < value).sum() + (known == value).sum() / 2, len(known))


def enterprise_standing(asked: Asked) -> pd.DataFrame:
    if asked.passed.empty:
        return pd.DataFrame()
    one, peers = _peers(asked)
    records: list[dict[str, Any]] = [
        {
            "indicator": name,
            "value": one[name],
            "median": median(peers[name]),
            "percentile": _percentile(peers[name], one[name]),
            "values": peers[name].count(),
            "missing": peers[name].isna().sum(),
            "small_group": peers[name].count() < 10,
        }
        for name in INDICATORS
        if pd.notna(one[name])
    ]
    found = table(records, "indicator")
    return found if found.empty else in_units(found, map(unit_of, found.index), "value", "median")


def enterprise_radar(asked: Asked) -> pd.DataFrame:
    """Percentiles among the peers: of the enterprise, and of their medians."""
    if asked.passed.empty:
        return pd.DataFrame()
    one, peers = _peers(asked)
    dimensions = {
        "technology": "patents",
        "quality": "invention_grants",
        "scale": "insured",
        "capital": "registered_capital",
        "digital": "software_copyrights",
    }
    records = []
    for dimension, column in dimensions.items():
        for side, value in (("enterprise", one[column]), ("peers", median(peers[column]))):
            score = _percentile(peers[column], value) if pd.notna(value) else NAN
            records.append({"dimension": dimension, "side": side, "value": value, "score": score})
    units = [unit_of(column) for column in dimensions.values() for _ in range(2)]
    return in_units(table(records, "dimension", "side"), units, "value")


def enterprise_neighbours(asked: Asked) -> pd.DataFrame:
    """The ten of its division that are nearest in percentile ranks, and itself."""
    if asked.passed.empty:
        return pd.DataFrame()
    one = asked.passed.sort_values("id").iloc[0]
    pool = asked.rows[asked.rows["division"] == one["division"]]
    pool = (pool if pd.notna(one["division"]) else asked.rows).set_index("id")
    ranks = pool[list(RANKED)].rank() / pool[list(RANKED)].count() * 100
    apart = (ranks - ranks.loc[one["id"]]).abs()
    shared = apart.notna().sum(axis=1)
    found = pd.DataFrame({"distance": apart.mean(axis=1).round(6), "shared": shared})
    others = found[(shared >= 3) & (found.index != one["id"])].rename_axis("id").reset_index()
    near = others.sort_values(["distance", "id"]).head(10).set_index("id")
    own = pd.DataFrame({"distance": [0.0], "shared": [NAN]}, index=[one["id"]])
    return pd.concat([own, near]).rename_axis("id")


def enterprise_quadrant(asked: Asked) -> pd.DataFrame:
    """The same enterprises, each in its cell: above 100 employees, above 50 patents."""
    found = enterprise_neighbours(asked)
    if found.empty:
        return found
    held = asked.rows.set_index("id").loc[found.index]
    known = held["insured"].notna() & held["patents"].notna()
    names = {
        (True, True): "leading",
        (False, True): "tech_startup",
        (True, False): "scale",
        (False, False): "nurturing",
    }
    cells = [
        names[large, inventive] if both else None
        for large, inventive, both in zip(
            held["insured"] > 100, held["patents"] > 50, known, strict=True
        )
    ]
    roles = ["enterprise", *["neighbour"] * (len(found) - 1)]
    return found.assign(role=roles, insured=held["insured"], patents=held["patents"], cell=cells)


def enterprise_record(asked: Asked) -> pd.DataFrame:
    """The row as it is exported."""
    if asked.passed.empty:
        return pd.DataFrame()
    one = asked.passed.sort_values("id").head(1).set_index("id")
    return one[[*INDICATORS, "batch", "recognised_year", "founded_year", "niche_rank"]]


ORACLES = {
    it.__name__: it
    for it in (
        enterprise_standing,
        enterprise_radar,
        enterprise_neighbours,
        enterprise_quadrant,
        enterprise_record,
    )
}
