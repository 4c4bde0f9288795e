"""An enterprise among its peers: percentiles, medians and nearest neighbours.

Peers are the enterprises of the same division and province, all tiers and itself included; of the
same division where these are fewer than SMALL_GROUP or the province is unknown; of the whole
registry where the division is unknown or as small.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from data_layer.enterprises.profiles import percentiles_among
from data_layer.filters.filters import Filters
from data_layer.measures.memo import per_rows
from data_layer.measures.quantiles import quantiles_of
from data_layer.measures.rows import SMALL_GROUP, Rows, collect, each
from data_layer.measures.tallies import tally
from data_layer.vocabulary.text import Text

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
"""Indicators on whose percentile ranks enterprises are said to be near each other."""
FEWEST_SHARED = 3
"""Two enterprises are compared on at least so many indicators that both have."""
COLUMNS = ("id", "name", "tier", "province_code", "city_code", *RANKED)
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
    among = peers.filters.apply(rows)
    middle = quantiles_of(among, (), INDICATORS, probabilities={"median": 0.5}).row(0, named=True)
    own_values = {
        name: float(enterprise[name]) for name in INDICATORS if enterprise[name] is not None
    }
    places = percentiles_among(among, own_values)
    records = []
    for name, value in own_values.items():
        values = middle[f"{name}_n"]
        place = places[name]
        records.append((name, value, middle[f"{name}_median"], place, values, peers.size - values))
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
    return _nearest(rows, enterprise["id"], enterprise["division"], most=most)


@per_rows
def _nearest(rows: Rows, id: str, division: str | None, most: int) -> pl.DataFrame:
    pool = each(rows.filter(pl.col("division") == division) if division else rows)
    ranked = {name: _percentile(name) for name in RANKED}
    among = pool.select("id", **ranked).collect()
    own = among.filter(pl.col("id") == id).row(0, named=True)
    gaps = [(pl.col(name) - own[name]).abs() for name in RANKED if own[name] is not None]
    if not gaps:
        near = among.clear().select("id", distance=pl.lit(0.0), shared=pl.lit(0, pl.Int64))
    else:
        near = (
            among.filter(pl.col("id") != id)
            .select(
                "id",
                distance=pl.mean_horizontal(gaps).round(DECIMALS),
                shared=pl.sum_horizontal(gap.is_not_null() for gap in gaps).cast(pl.Int64),
            )
            .filter(pl.col("shared") >= FEWEST_SHARED)
            .sort("distance", "id")
            .head(most)
        )
    neighbours = collect(pool.filter(pl.col("id").is_in(near["id"].to_list())).select(*COLUMNS))
    return neighbours.join(near, on="id").sort("distance", "id")


def _percentile(name: str) -> pl.Expr:
    """Average rank of each value in per cent of how many there are."""
    return pl.col(name).rank("average") / pl.col(name).count() * 100
