"""What one should know first: who leads in what, and how far groups are apart."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures import little_giants
from data_layer.measures.correlations import correlations
from data_layer.measures.quantiles import medians
from data_layer.measures.rows import SMALL_GROUP, Rows
from data_layer.measures.tallies import tally
from data_layer.reference_figures import tables as reference
from data_layer.reference_figures.places import provinces_top10
from data_layer.vocabulary.industries import resolve
from data_layer.vocabulary.places import CLUSTERS
from data_layer.vocabulary.terms import PAIR, TIERS

LEADING = 3
LARGEST = 10
"""Little-giant shares are compared among the ten largest provinces, as e16 does."""
HIGH_RD, LOW_RD = 25, 15
"""Bounds of high and low R&D intensity in per cent (e28)."""
TOGETHER = "together"
"""The group of the largest provinces together."""
BOTH = "patents_insured"
"""The group of a correlation: the two that are held against each other."""


class Row(NamedTuple):
    """One group of a finding. enterprises: that are in it, values: those of them that its figure
    is computed from, missing: those that do not say it. A figure not asked is None."""

    finding: str
    group: str
    enterprises: int
    values: int
    missing: int
    share_pct: float | None = None
    little_giant_share_pct: float | None = None
    patents_median: float | None = None
    correlation: float | None = None


SCHEMA = {
    "finding": pl.String,
    "group": pl.String,
    "enterprises": pl.Int64,
    "values": pl.Int64,
    "missing": pl.Int64,
    "share_pct": pl.Float64,
    "little_giant_share_pct": pl.Float64,
    "patents_median": pl.Float64,
    "correlation": pl.Float64,
}


def findings(rows: Rows, filters: Filters) -> pl.DataFrame:
    """Row by row what each finding compares, and `small_group`; empty if nobody passes.

    tiers, provinces, industries: shares are of those that say it. quality, clusters: little-giant
    shares, of the ten largest provinces and of the clusters that have any. patents, research:
    medians by tier and by R&D intensity. in_step: the correlation of patents and employees.
    """
    selected = filters.apply(rows)
    total = int(tally(selected, [])["n"].item())
    if total == 0:
        return _framed([])
    places = tally(selected, ["province_code"], little_giants.FLAGS)
    places = places.sort("n", "province_code", descending=[True, False])
    return _framed(
        [
            *_shares("tiers", _tiers(selected), total),
            *_shares("provinces", places.select("province_code", "n"), total),
            *_together(places, total),
            *_giants("quality", places.filter(pl.col("tier_known") > 0).head(LARGEST)),
            *_giants("clusters", _clustered(places)),
            *_shares("industries", tally(selected, ["division"]), total),
            *_medians("patents", selected, "tier", groups=PAIR),
            *_medians("research", _by_intensity(selected), "intensity", groups=("high", "low")),
            _in_step(selected, total),
        ]
    )


def _framed(rows: Iterable[Row]) -> pl.DataFrame:
    frame = pl.DataFrame(list(rows), schema=SCHEMA, orient="row")
    return frame.with_columns((pl.col("values") < SMALL_GROUP).alias("small_group"))


def _shares(finding: str, counted: pl.DataFrame, total: int) -> list[Row]:
    """Each group's share of the enterprises that say theirs."""
    total_known = int(counted["n"].sum())
    return [
        Row(
            finding, code, n, values=n, missing=total - total_known, share_pct=n / total_known * 100
        )
        for code, n in counted.iter_rows()
    ]


def _tiers(selected: Rows) -> pl.DataFrame:
    """The tiers that somebody is in, in their order."""
    order = {tier: place for place, tier in enumerate(TIERS)}
    counted = tally(selected, ["tier"])
    return counted.sort(pl.col("tier").cast(pl.String).replace_strict(order))


def _together(places: pl.DataFrame, total: int) -> list[Row]:
    """The largest provinces together; nothing where there are no more of them."""
    if places.height <= LEADING:
        return []
    placed, leading = int(places["n"].sum()), int(places["n"].head(LEADING).sum())
    share = leading / placed * 100
    return [
        Row("together", TOGETHER, leading, values=leading, missing=total - placed, share_pct=share)
    ]


def _clustered(places: pl.DataFrame) -> pl.DataFrame:
    """The clusters that have an enterprise whose tier is known, counted from their provinces."""
    counts = ("n", *little_giants.FLAGS)
    summed = [
        (cluster.id, *part.select(pl.col(counts).sum()).row(0))
        for cluster in CLUSTERS
        for part in [places.filter(pl.col("province_code").is_in(cluster.provinces))]
    ]
    frame = pl.DataFrame(summed, schema=["cluster", *counts], orient="row")
    return frame.filter(pl.col("tier_known") > 0)


def _giants(finding: str, counted: pl.DataFrame) -> list[Row]:
    """The share of little giants among the enterprises of each group whose tier is known."""
    return [
        Row(
            finding,
            code,
            n,
            values=with_tier,
            missing=n - with_tier,
            little_giant_share_pct=giants / with_tier * 100,
        )
        for code, n, giants, with_tier in counted.iter_rows()
    ]


def _medians(finding: str, rows: Rows, by: str, groups: tuple[str, ...]) -> list[Row]:
    """Median patents of each group that has enough of them."""
    sizes = dict(tally(rows, [by]).iter_rows())
    typical = {row[0]: row[1:] for row in medians(rows, [by], "patents").iter_rows()}
    return [
        Row(
            finding,
            group,
            sizes[group],
            values=values,
            missing=sizes[group] - values,
            patents_median=median,
        )
        for group in groups
        if group in typical
        for values, median in [typical[group]]
    ]


def _by_intensity(rows: Rows) -> Rows:
    ratio = pl.col("rd_ratio")
    band = pl.when(ratio >= HIGH_RD).then(pl.lit("high"))
    return rows.with_columns(
        band.otherwise(pl.when(ratio < LOW_RD).then(pl.lit("low"))).alias("intensity")
    )


def _in_step(rows: Rows, total: int) -> Row:
    pair = correlations(rows, ["patents", "insured"]).filter(pl.col("a") != pl.col("b"))
    n = int(pair["n"].item())
    return Row("in_step", BOTH, total, values=n, missing=total - n, correlation=pair["r"].item())


@cache
def findings_published() -> pl.DataFrame:
    """The same as e03, e16, f_top3, e17, e20, e26, e28 and e25 print them."""
    top10 = provinces_top10()
    matrix = reference.table("e25_correlations").filter(pl.col("indicator") == "专利总量")
    tiers = {"国家级": "national", "省级": "provincial"}
    clusters = {cluster.name.zh: cluster.id for cluster in CLUSTERS}
    divisions = reference.table("e20_industries_top12")
    patents = reference.table("e26_core_medians").filter(pl.col("indicator") == "专利总量")
    bands = reference.table("e28_rd_bands")
    rows = [
        *(
            {"finding": "tiers", "group": tiers[tier], "share_pct": share}
            for tier, share in reference.table("e03_tiers").select("tier", "share_pct").iter_rows()
        ),
        *(
            {"finding": "provinces", "group": code, "share_pct": share}
            for code, share, _ in top10.iter_rows()
        ),
        {"finding": "together", "group": TOGETHER, "share_pct": reference.fact_value("f_top3")},
        *(
            {"finding": "quality", "group": code, "little_giant_share_pct": share}
            for code, _, share in top10.iter_rows()
        ),
        *(
            {"finding": "clusters", "group": clusters[name], "little_giant_share_pct": share}
            for name, share in reference.table("e17_clusters")
            .select("cluster", "little_giant_share_within_pct")
            .iter_rows()
        ),
        *(
            {"finding": "industries", "group": resolve(name), "share_pct": share}
            for name, share in divisions.select("industry", "share_pct").iter_rows()
        ),
        *(
            {"finding": "patents", "group": tier, "patents_median": patents[column].item()}
            for tier, column in zip(PAIR, ("national_median", "provincial_median"), strict=True)
        ),
        {"finding": "research", "group": "high", "patents_median": bands["patents_median"][0]},
        {"finding": "research", "group": "low", "patents_median": bands["patents_median"][-1]},
        {"finding": "in_step", "group": BOTH, "correlation": matrix["参保人数"].item()},
    ]
    return pl.DataFrame(rows, schema=SCHEMA)
