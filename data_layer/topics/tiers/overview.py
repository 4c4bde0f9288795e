"""What the overview says in large numbers: size, tiers, concentration, and what goes together."""

from typing import Any

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures.quantiles import medians
from data_layer.measures.rows import SMALL_GROUP, Rows
from data_layer.measures.tallies import tally
from data_layer.reference_figures import tables as reference
from data_layer.vocabulary.places import CLUSTERS

TEN_THOUSAND = 10_000
LEADING = 3


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
    with_tier = sum(tiers.values())
    national = tiers.get("national", 0) if tiers else None
    leading = int(places["n"].head(LEADING).sum())
    return _figures(
        [
            _amount("total", total),
            _amount("national", national, total - with_tier),
            _amount("provincial", tiers.get("provincial", 0) if tiers else None, total - with_tier),
            _share("little_giant_share", national, with_tier, missing=total - with_tier),
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


def _median(figure: str, counted: tuple[int, float | None] | None, size: int) -> dict[str, Any]:
    count, value = counted or (0, None)
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
