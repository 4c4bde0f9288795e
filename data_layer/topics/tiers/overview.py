"""What the overview says in large numbers: size, tiers, concentration, and what goes together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures import little_giants
from data_layer.measures.correlations import correlations
from data_layer.measures.quantiles import medians
from data_layer.measures.rows import SMALL_GROUP, Rows
from data_layer.measures.tallies import share, tally
from data_layer.reference_figures import tables as reference
from data_layer.reference_figures.places import provinces_top10
from data_layer.vocabulary.places import CLUSTERS
from data_layer.vocabulary.schema import PAIR

TEN_THOUSAND = 10_000
LEADING = 3
LARGEST = 10
"""Little-giant shares are compared among the ten largest provinces, as e16 does."""
HIGH_RD, LOW_RD = 25, 15
"""Bounds of high and low R&D intensity in per cent (e28)."""


def key_figures(rows: Rows, filters: Filters) -> pl.DataFrame:
    """FIGURES: a row a figure, which fills the columns of its own unit.

    Shares of tiers and places are of the enterprises whose tier or province is known, `missing`
    are the others; medians lack those without a number. Empty if no row passes.
    """
    selected = filters.apply(rows)
    total = int(tally(selected, [])["n"].item())
    if total == 0:
        return _figures([])
    tiers = dict(tally(selected, ["tier"]).iter_rows())
    typical = medians(selected, ["tier"], "patents")
    medians_by_tier = {tier: (count, value) for tier, count, value in typical.iter_rows()}
    places = tally(selected, ["province_code"]).sort("n", "province_code", descending=[True, False])
    placed = int(places["n"].sum())
    clustered = {code for cluster in CLUSTERS for code in cluster.provinces}
    in_clusters = int(places.filter(pl.col("province_code").is_in(clustered))["n"].sum())
    known = sum(tiers.values())
    national = tiers.get("national", 0) if tiers else None
    leading = int(places["n"].head(LEADING).sum())
    return _figures(
        [
            _amount("total", total),
            _amount("national", national, total - known),
            _amount("provincial", tiers.get("provincial", 0) if tiers else None, total - known),
            _share("little_giant_share", national, known, missing=total - known),
            _median("patents_national", medians_by_tier.get("national"), tiers.get("national", 0)),
            _median(
                "patents_provincial", medians_by_tier.get("provincial"), tiers.get("provincial", 0)
            ),
            _share("leading_provinces", leading, placed, missing=total - placed),
            _share("clusters", in_clusters, placed, missing=total - placed),
        ]
    )


def _figures(records: list[dict[str, Any]]) -> pl.DataFrame:
    schema = [
        "figure",
        "enterprises",
        "enterprises_10k",
        "share_pct",
        "patents_median",
        "missing",
        "small_group",
    ]
    return pl.DataFrame(records, schema=schema)


def _amount(figure: str, count: int | None, missing: int = 0) -> dict[str, Any]:
    in_10k = None if count is None else count / TEN_THOUSAND
    amounts = {"enterprises": count, "enterprises_10k": in_10k}
    return {"figure": figure, **amounts, "missing": missing, "small_group": False}


def _share(figure: str, part: int | None, whole: int, missing: int) -> dict[str, Any]:
    of_whole = None if part is None or whole == 0 else part / whole * 100
    small = whole < SMALL_GROUP
    return {"figure": figure, "share_pct": of_whole, "missing": missing, "small_group": small}


def _median(figure: str, found: tuple[int, float | None] | None, size: int) -> dict[str, Any]:
    count, value = found or (0, None)
    missing, small = size - count, count < SMALL_GROUP
    return {"figure": figure, "patents_median": value, "missing": missing, "small_group": small}


def key_figures_published() -> pl.DataFrame:
    """The same figures as e03, e26 and the text of the report print them."""
    share = reference.table("e03_tiers").filter(pl.col("tier") == "国家级")["share_pct"].item()
    patents = _core_median("专利总量")
    return pl.DataFrame(
        [
            {
                "figure": "total",
                "enterprises": int(reference.fact_value("f_total")),
                "enterprises_10k": reference.fact_value("f_total_wan"),
            },
            {"figure": "national", "enterprises": int(reference.fact_value("f_national"))},
            {
                "figure": "provincial",
                "enterprises_10k": reference.fact_value("f_provincial_wan"),
            },
            {"figure": "little_giant_share", "share_pct": share},
            {"figure": "patents_national", "patents_median": patents["national_median"]},
            {"figure": "patents_provincial", "patents_median": patents["provincial_median"]},
            {"figure": "leading_provinces", "share_pct": reference.fact_value("f_top3")},
            {"figure": "clusters", "share_pct": reference.fact_value("f_three_clusters")},
        ]
    )


def _core_median(indicator: str) -> dict[str, Any]:
    table = reference.table("e26_core_medians").filter(pl.col("indicator") == indicator)
    return table.row(0, named=True)


def findings(rows: Rows, filters: Filters) -> pl.DataFrame:
    """Five results with the enterprises behind each, empty if none passes.

    A finding fills the columns of its own unit, and none where the registry has no data on it.
    compared: how many provinces stand against each other; tied: how many of them are first.
    Provinces of fewer than ten enterprises do not compare in little-giant share unless all are.
    `values`: enterprises that it is computed from, `missing`: the others that pass.
    """
    selected = filters.apply(rows)
    total = int(tally(selected, [])["n"].item())
    if total == 0:
        return _findings([])
    places = tally(selected, ["province_code"], little_giants.FLAGS)
    places = places.sort("n", "province_code", descending=[True, False])
    ranked = places.with_columns(
        share("little_giants", "tier_known").alias("lg"), little_giants.small_group()
    ).drop_nulls("lg")
    large = ranked.filter(~pl.col("small_group"))
    ranked = (large if large.height else ranked).head(LARGEST)
    best = ranked.sort("lg", "province_code", descending=[True, False])
    placed = int(places["n"].sum())
    leading = float(places["n"].head(LEADING).sum()) / placed * 100 if placed else None
    pair = correlations(selected, ["patents", "insured"]).filter(pl.col("a") != pl.col("b"))
    by_tier, by_intensity = medians(selected, ["tier"], "patents"), _by_intensity(selected)
    compared = by_tier.filter(pl.col("tier").is_in(PAIR))
    found = [
        _Finding(
            "concentration",
            placed,
            _first(places, "province_code"),
            share_pct=leading,
            tie=_tie(places, "n"),
        ),
        _Finding(
            "quality_leader",
            int(ranked["tier_known"].sum()),
            _first(best, "province_code"),
            share_pct=_first(best, "lg"),
            tie=_tie(best, "lg"),
        ),
        _Finding(
            "patent_gap",
            int(compared["values"].sum()),
            ratio=_ratio(by_tier, "national", "provincial"),
        ),
        _Finding("scale_and_patents", int(pair["n"].item()), correlation=pair["r"].item()),
        _Finding(
            "research",
            int(by_intensity["values"].sum()),
            ratio=_ratio(by_intensity, "high", "low"),
        ),
    ]
    return _findings(
        [(*it[:-1], total - it.values, it.values < SMALL_GROUP, *it.tie) for it in found]
    )


class _Finding(NamedTuple):
    """values: how many enterprises it is computed from. tie: `compared` and `tied`."""

    finding: str
    values: int
    province_code: str | None = None
    share_pct: float | None = None
    ratio: float | None = None
    correlation: float | None = None
    tie: tuple[int | None, int | None] = (None, None)


def _findings(records: Sequence[tuple[Any, ...]]) -> pl.DataFrame:
    schema = [
        "finding",
        "values",
        "province_code",
        "share_pct",
        "ratio",
        "correlation",
        "missing",
        "small_group",
        "compared",
        "tied",
    ]
    return pl.DataFrame(records, schema=schema, orient="row")


def _first(frame: pl.DataFrame, column: str) -> Any:
    return frame[column][0] if frame.height else None


def _tie(ranked: pl.DataFrame, column: str) -> tuple[int, int]:
    """How many rows are compared, and how many have the value of the first."""
    known = ranked.drop_nulls(column)
    tied = known.filter(pl.col(column) == known[column].max()).height if known.height else 0
    return known.height, tied


def _ratio(typical: pl.DataFrame, above: str, below: str) -> float | None:
    """Median of one group over that of another; None where either is unknown or zero."""
    values = {row[0]: row[-1] for row in typical.iter_rows()}
    high, low = values.get(above), values.get(below)
    return high / low if high is not None and low else None


def _by_intensity(rows: Rows) -> pl.DataFrame:
    ratio = pl.col("rd_ratio")
    band = pl.when(ratio >= HIGH_RD).then(pl.lit("high"))
    band = band.otherwise(pl.when(ratio < LOW_RD).then(pl.lit("low")))
    return medians(rows.with_columns((band).alias("intensity")), ["intensity"], "patents")


def findings_published() -> pl.DataFrame:
    """The same five as f_top3, e16, e26, e25 and f_rd_multiple print them."""
    provinces = provinces_top10()
    best = provinces.sort("little_giant_share_pct", descending=True).row(0, named=True)
    matrix = reference.table("e25_correlations").filter(pl.col("indicator") == "专利总量")
    largest, top3 = provinces["province_code"][0], reference.fact_value("f_top3")
    share_pct = best["little_giant_share_pct"]
    return pl.DataFrame(
        [
            _Finding("concentration", 0, largest, share_pct=top3),
            _Finding("quality_leader", 0, best["province_code"], share_pct=share_pct),
            _Finding("patent_gap", 0, ratio=_core_median("专利总量")["ratio"]),
            _Finding("scale_and_patents", 0, correlation=matrix["参保人数"].item()),
            _Finding("research", 0, ratio=reference.fact_value("f_rd_multiple")),
        ],
        schema=list(_Finding._fields),
        orient="row",
    ).drop("values", "tie")
