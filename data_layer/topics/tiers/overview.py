"""What the overview says in large numbers: size, tiers, concentration, and what goes together."""

from __future__ import annotations

from typing import Any

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures.correlations import correlations
from data_layer.measures.quantiles import medians
from data_layer.measures.rows import SMALL_GROUP, Rows
from data_layer.measures.tallies import tally
from data_layer.reference_figures import tables as reference
from data_layer.reference_figures.places import provinces_top10
from data_layer.vocabulary.places import CLUSTERS

TEN_THOUSAND = 10_000
LEADING = 3
LARGEST = 10
"""Little-giant shares are compared among the ten largest provinces, as e16 does."""
HIGH_RD, LOW_RD = 25, 15
"""Bounds of high and low R&D intensity in per cent (e28)."""


def key_figures(rows: Rows, filters: Filters) -> pl.DataFrame:
    """`figure`, `enterprises`, `enterprises_10k`, `share_pct`, `patents_median`, `small_group`.

    A figure fills the columns of its own unit. Shares of places are of the enterprises whose
    province is known. Empty if no row passes.
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
    national = tiers.get("national", 0) if tiers else None
    return _figures(
        [
            _amount("total", total),
            _amount("national", national),
            _amount("provincial", tiers.get("provincial", 0) if tiers else None),
            _share("little_giant_share", national, total),
            _median("patents_national", medians_by_tier.get("national")),
            _median("patents_provincial", medians_by_tier.get("provincial")),
            _share("leading_provinces", int(places["n"].head(LEADING).sum()), placed),
            _share("clusters", in_clusters, placed),
        ]
    )


def _figures(records: list[dict[str, Any]]) -> pl.DataFrame:
    schema = {
        "figure": pl.String,
        "enterprises": pl.Int64,
        "enterprises_10k": pl.Float64,
        "share_pct": pl.Float64,
        "patents_median": pl.Float64,
        "small_group": pl.Boolean,
    }
    return pl.DataFrame(records, schema=schema)


def _amount(figure: str, count: int | None) -> dict[str, Any]:
    known = {"enterprises": count, "enterprises_10k": count / TEN_THOUSAND} if count else {}
    return {"figure": figure, "enterprises": count, **known, "small_group": False}


def _share(figure: str, part: int | None, whole: int) -> dict[str, Any]:
    share = None if part is None or whole == 0 else part / whole * 100
    return {"figure": figure, "share_pct": share, "small_group": whole < SMALL_GROUP}


def _median(figure: str, found: tuple[int, float | None] | None) -> dict[str, Any]:
    count, value = found or (0, None)
    return {"figure": figure, "patents_median": value, "small_group": count < SMALL_GROUP}


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
    """`finding`, `province_code`, `share_pct`, `ratio`, `correlation`, `compared`, `tied`: five
    results, empty if none.

    A finding fills the columns of its own unit, and none where the registry has no data on it.
    compared: how many provinces stand against each other; tied: how many of them are first.
    Provinces of fewer than ten enterprises do not compare in little-giant share unless all are.
    """
    selected = filters.apply(rows)
    if int(tally(selected, [])["n"].item()) == 0:
        return _findings([])
    little = {"little": pl.col("tier") == "national"}
    places = tally(selected, ["province_code"], little)
    places = places.sort("n", "province_code", descending=[True, False])
    large = places.filter(pl.col("n") >= SMALL_GROUP)
    ranked = (large if large.height else places).head(LARGEST)
    ranked = ranked.with_columns((pl.col("little") / pl.col("n") * 100).alias("lg"))
    best = ranked.sort("lg", "province_code", descending=[True, False])
    pair = correlations(selected, ["patents", "insured"])
    between = pair.filter(pl.col("a") != pl.col("b"))["r"].item()
    leading = places["n"].head(LEADING).sum() / max(int(places["n"].sum()), 1) * 100
    return _findings(
        [
            (
                "concentration",
                _first(places, "province_code"),
                leading if places.height else None,
                None,
                None,
                *_tie(places, "n"),
            ),
            (
                "quality_leader",
                _first(best, "province_code"),
                _first(best, "lg"),
                None,
                None,
                *_tie(best, "lg"),
            ),
            (
                "patent_gap",
                None,
                None,
                _ratio(medians(selected, ["tier"], "patents"), "national", "provincial"),
                None,
                None,
                None,
            ),
            ("scale_and_patents", None, None, None, between, None, None),
            (
                "research",
                None,
                None,
                _ratio(_by_intensity(selected), "high", "low"),
                None,
                None,
                None,
            ),
        ]
    )


def _findings(records: list[tuple[Any, ...]]) -> pl.DataFrame:
    schema = {
        "finding": pl.String,
        "province_code": pl.String,
        "share_pct": pl.Float64,
        "ratio": pl.Float64,
        "correlation": pl.Float64,
        "compared": pl.Int64,
        "tied": pl.Int64,
    }
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
    return _findings(
        [
            (
                "concentration",
                provinces["province_code"][0],
                reference.fact_value("f_top3"),
                *(None,) * 4,
            ),
            (
                "quality_leader",
                best["province_code"],
                best["little_giant_share_pct"],
                *(None,) * 4,
            ),
            ("patent_gap", None, None, _core_median("专利总量")["ratio"], *(None,) * 3),
            ("scale_and_patents", None, None, None, matrix["参保人数"].item(), None, None),
            ("research", None, None, reference.fact_value("f_rd_multiple"), *(None,) * 3),
        ]
    )
