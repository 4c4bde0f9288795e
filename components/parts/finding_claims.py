"""Findings: what each claims of its groups, and which chart shows it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import polars as pl

from components.charts.sentences import cell, leaders
from components.claims.cell import Cell, Claim
from components.claims.extremes import Leader
from components.claims.pairs import Listing, Multiple
from components.contract.exhibit import View
from data_layer.topics.tiers.findings import BOTH, TOGETHER
from data_layer.vocabulary.industries import of_level
from data_layer.vocabulary.places import CLUSTERS, province_names
from data_layer.vocabulary.terms import TIERS
from data_layer.vocabulary.text import Text

GROUPS: Mapping[str, Text] = {
    **TIERS,
    **province_names(),
    **{cluster.id: cluster.name for cluster in CLUSTERS},
    **{division.code: division.name for division in of_level("division")},
    "high": Text("研发占比25%及以上的企业", "R&D intensity of 25% and more"),
    "low": Text("15%以下的企业", "below 15%"),
    TOGETHER: Text("企业最多的三省", "the three largest provinces"),
    BOTH: Text("参保人数与专利总量", "employees and patents"),
}


@dataclass(frozen=True)
class Finding:
    """A sentence. label: what it is of. claim: makes it, None where there is nothing to say.

    chart, settings: what shows it, and how. key: the filter that a group of it is chosen by.
    """

    label: Text
    claim: Callable[[View, str], Claim | None]
    chart: str
    settings: str = ""
    key: str | None = None


def _leader(column: str, rows: Text, view: View, finding: str) -> Leader | None:
    return leaders(view, "group", column, where=pl.col("finding") == finding, rows=rows)


def _cells(view: View, finding: str, column: str) -> list[Cell]:
    """The figures of a finding's groups, in their order; those that are not known are left out."""
    rows = view.frame.filter(pl.col("finding") == finding).drop_nulls(column)
    return [
        cell(view, row, column, name=GROUPS[row["group"]]) for row in rows.iter_rows(named=True)
    ]


def _listing(column: str, what: Text, view: View, finding: str) -> Listing | None:
    cells = _cells(view, finding, column)
    return Listing(what, tuple(cells)) if cells else None


def _multiple(view: View, finding: str) -> Claim | None:
    """Both medians and how many times one is of the other; alone where one is nought or unknown."""
    cells = _cells(view, finding, "patents_median")
    what = Text("专利总量中位数", "Median patents")
    if len(cells) == 2 and cells[1].value:
        return Multiple(what, *cells)
    return Listing(what, tuple(cells)) if cells else None


PROVINCES = Text("个省", "provinces")
FINDINGS: Mapping[str, Finding] = {
    "tiers": Finding(
        Text("层级", "Tiers"),
        partial(_listing, "share_pct", Text("各层级占比", "Share of each tier")),
        "tier_shares",
        key="tier",
    ),
    "provinces": Finding(
        Text("地域", "Places"),
        partial(_leader, "enterprises", PROVINCES),
        "province_ranking",
        settings="province_ranking.metric=share_pct",
        key="province",
    ),
    "together": Finding(
        Text("集中", "Concentration"),
        partial(_listing, "share_pct", Text("合计占比", "Share together")),
        "province_map",
        settings="map.metric=share_pct",
    ),
    "quality": Finding(
        Text("质量", "Quality"),
        partial(_leader, "little_giant_share_pct", Text("个企业最多的省", "largest provinces")),
        "province_ranking",
        settings="province_ranking.metric=little_giant_share_pct",
        key="province",
    ),
    "clusters": Finding(
        Text("城市群", "Clusters"),
        partial(_leader, "little_giant_share_pct", Text("个城市群", "city clusters")),
        "clusters",
        settings="clusters.metric=little_giant_share_pct",
        key="cluster",
    ),
    "industries": Finding(
        Text("行业", "Industries"),
        partial(_leader, "enterprises", Text("个行业大类", "divisions")),
        "industry_ranking",
        settings="industry_ranking.metric=share_pct",
        key="industry",
    ),
    "patents": Finding(Text("专利", "Patents"), _multiple, "core_medians"),
    "research": Finding(Text("研发", "R&D"), _multiple, "rd_bands"),
    "in_step": Finding(
        Text("规模与专利", "Size and patents"),
        partial(_listing, "correlation", Text("相关系数（1为同步）", "Correlation (1: in step)")),
        "correlations",
    ),
}


def claims_by_finding(view: View) -> Mapping[str, Claim]:
    """What each finding claims under the filters; those with nothing to say are left out."""
    claims = {id: finding.claim(view, id) for id, finding in FINDINGS.items()}
    return {id: claim for id, claim in claims.items() if claim is not None}
