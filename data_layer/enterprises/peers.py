"""An enterprise among its peers: percentiles, medians and nearest neighbours.

Peers are the enterprises of the same division and province, all tiers and itself included; of the
same division where these are fewer than SMALL_GROUP or the province is unknown; of the whole
registry where the division is unknown or as small.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import numpy as np
import polars as pl

from data_layer.engine.collect import collect, in_memory, taken
from data_layer.engine.measures import SMALL_GROUP, each, quantiles_of, tally
from data_layer.engine.memo import per_rows
from data_layer.engine.rows import Held
from data_layer.enterprises.profiles import percentile_among
from data_layer.filters.filters import Filters
from data_layer.vocabulary.text import Text

Rows = nw.LazyFrame[Any]
INDICATORS = (
    "registered_capital", "insured", "revenue", "patents", "invention_applications",
    "invention_grants", "utility_models", "software_copyrights", "pct_applications", "class1_ip",
    "standards", "rd_ratio", "niche_share", "quality_score",
)  # fmt: skip
RANKED = (
    "registered_capital", "insured", "patents", "invention_grants", "software_copyrights",
    "standards", "rd_ratio",
)  # fmt: skip
"""Indicators on whose percentile ranks enterprises are said to be near each other."""
FEWEST_SHARED = 3
"""Two enterprises are compared on at least so many indicators that both have."""
SHOWN = ("id", "name", "tier", "province_code", "city_code", *RANKED)
NEIGHBOURS = 10
DECIMALS = 6
KINDS: Mapping[str, Text] = {
    "division_province": Text("同行业同省份", "same division and province"),
    "division": Text("同行业（全国）", "same division, whole country"),
    "registry": Text("全部企业", "whole registry"),
}


@dataclass(frozen=True)
class Peers:
    """kind: an id of KINDS. filters: what selects them. size: how many they are."""

    kind: str
    filters: Filters
    size: int


def peers_of(rows: Rows, enterprise: Mapping[str, Any]) -> Peers:
    """The narrowest group that is large enough; the whole registry always is."""
    division, province = enterprise["division"], enterprise["province_code"]
    candidates: list[tuple[str, Filters]] = []
    if division:
        same = Filters({"industry": (division,)})
        if province:
            candidates.append(("division_province", same.replace(province=(province,))))
        candidates.append(("division", same))
    for kind, filters in candidates:
        size = _size(filters.apply(rows))
        if size >= SMALL_GROUP:
            return Peers(kind, filters, size)
    return Peers("registry", Filters(), _size(rows))


def _size(rows: Rows) -> int:
    return int(tally(rows, [])["n"].item())


def standing(rows: Rows, enterprise: Mapping[str, Any], peers: Peers) -> pl.DataFrame:
    """Each of INDICATORS that the enterprise has: where it stands among its peers.

    Columns: indicator, value, median, percentile (0-100; below it and half of the equal), values
    (peers with a value), missing.
    """
    among = in_memory(peers.filters.apply(rows), INDICATORS)
    middle = quantiles_of(among, (), INDICATORS, {"median": 0.5}).row(0, named=True)
    records = []
    for name in INDICATORS:
        if enterprise[name] is not None:
            value, values = float(enterprise[name]), middle[f"{name}_n"]
            place = percentile_among(among, name, value)
            missing = among.height - values
            records.append((name, value, middle[f"{name}_median"], place, values, missing))
    return pl.DataFrame(records, schema=_STANDING, orient="row")


_STANDING = {
    "indicator": pl.String,
    "value": pl.Float64,
    "median": pl.Float64,
    "percentile": pl.Float64,
    "values": pl.Int64,
    "missing": pl.Int64,
}


def neighbours(rows: Rows, enterprise: Mapping[str, Any], most: int = NEIGHBOURS) -> pl.DataFrame:
    """The enterprises of the same division (else of the registry) that are nearest.

    Distance is the mean absolute difference of percentile ranks within that group, over those of
    RANKED that both have, in percentage points. Columns: id, name, tier, province_code, city_code,
    RANKED, distance, shared (how many indicators were compared); the nearest first, ties by id.
    """
    return _nearest(rows, enterprise["id"], enterprise["division"], most)


@per_rows
def _nearest(rows: Rows, id: str, division: str | None, most: int) -> pl.DataFrame:
    pool = rows.filter(nw.col("division") == division) if division else rows
    among = in_memory(each(pool), ("id", *RANKED))
    own = among.place_of(id)
    distance, shared = _distances(among, own)
    # All that are as near as the last of them: which of these are shown goes by id.
    last = np.partition(distance, most - 1)[most - 1] if distance.size > most else np.inf
    near = np.flatnonzero((distance <= last) & (distance < np.inf))
    found = taken(among, ["id"], near).with_columns(
        pl.Series("distance", distance[near]), pl.Series("shared", shared[near])
    )
    first = found.with_columns(pl.Series("place", near)).sort("distance", "id").head(most)
    return _shown(pool, among, first)


def _shown(pool: Rows, among: Held, near: pl.DataFrame) -> pl.DataFrame:
    """SHOWN, `distance` and `shared` of the nearest. among: the pool in memory."""
    measured = near.select("id", "distance", "shared")
    if among is pool:
        names = taken(among, SHOWN, near["place"].to_numpy())
        return names.hstack(measured.drop("id").get_columns())
    found = collect(pool.filter(nw.col("id").is_in(near["id"].to_list())).select(*SHOWN))
    return found.join(measured, on="id").sort("distance", "id")


def _distances(among: Held, own: int | None) -> tuple[np.ndarray, np.ndarray]:
    """Mean difference of percentile ranks to one row's, and over how many indicators.

    Infinite to the row itself and where too few indicators are shared.
    """
    total, shared = np.zeros(among.height), np.zeros(among.height, dtype=np.int64)
    for name in RANKED if own is not None else ():
        coded = among.encoded(name)
        if coded.codes[own] < coded.size:
            known = coded.codes < coded.size
            ranks = coded.ranks()[: coded.size] / np.count_nonzero(known) * 100
            gaps = np.append(np.abs(ranks - ranks[coded.codes[own]]), 0.0)
            total += gaps.take(coded.codes.astype(np.intp), mode="clip")
            shared += known
    distance = total / np.maximum(shared, 1)
    distance[shared < FEWEST_SHARED] = np.inf
    if own is not None:
        distance[own] = np.inf
    return distance.round(DECIMALS), shared
