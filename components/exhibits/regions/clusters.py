"""Three city clusters against the published table (e17)."""

from __future__ import annotations

import polars as pl

from components.charts.bars import BESIDE_MARK, ranking
from components.charts.sentences import leader
from components.claims.sentence import Said
from components.contract.exhibit import Exhibit, Figure, Param, Params, Rows, View
from components.look.amounts import number
from data_layer.filters.filters import Filters
from data_layer.measures.rows import SMALL_GROUP as SMALL
from data_layer.measures.tallies import share, tally
from data_layer.reference_figures import tables as reference
from data_layer.vocabulary.fields import ENTERPRISES, SMALL_GROUP, count, decimal, key, per_cent
from data_layer.vocabulary.places import CLUSTERS
from data_layer.vocabulary.text import Text

FIELDS = (
    key("cluster", Text("城市群", "City cluster"), "cluster"),
    ENTERPRISES,
    decimal(
        "enterprises_10k",
        Text("企业数", "Enterprises"),
        Text("万家", "10,000 enterprises"),
        digits=4,
    ),
    per_cent("share_pct", Text("占全国比重", "Share of all")),
    count("little_giants", Text("国家级企业数", "Little giants"), ENTERPRISES.unit),
    per_cent("little_giant_share_pct", Text("国家级占比", "Little-giant share")),
    SMALL_GROUP,
)
METRICS = {f.name: f.label for f in FIELDS if f.name in ("share_pct", "little_giant_share_pct")} | {
    "enterprises_10k": ENTERPRISES.label
}


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """Counts of each cluster, summed over its provinces; share is of all enterprises that pass."""
    little = {"little_giants": pl.col("tier") == "national"}
    provinces = tally(filters.apply(rows), ["province_code"], little)
    total = provinces["n"].sum()
    member = {code: cluster.id for cluster in CLUSTERS for code in cluster.provinces}
    cluster = pl.col("province_code").replace_strict(member, default=None)
    return (
        provinces.with_columns(cluster.alias("cluster"))
        .drop_nulls("cluster")
        .group_by("cluster")
        .agg(pl.col("n").sum().alias("enterprises"), pl.col("little_giants").sum())
        .with_columns(
            (pl.col("enterprises") / 10_000).alias("enterprises_10k"),
            (pl.col("enterprises") / total * 100).alias("share_pct"),
            share("little_giants", "enterprises").alias("little_giant_share_pct"),
            (pl.col("enterprises") < SMALL).alias("small_group"),
        )
        .sort("enterprises", "cluster", descending=[True, False])
    )


def published(params: Params) -> pl.DataFrame:
    """The three rows of e17."""
    ids = {cluster.name.zh: cluster.id for cluster in CLUSTERS}
    return reference.table("e17_clusters").select(
        pl.col("cluster").replace_strict(ids),
        "enterprises_10k",
        pl.col("little_giant_share_within_pct").alias("little_giant_share_pct"),
    )


def figure(view: View) -> Figure:
    """Bars by cluster, with the published figure as a mark."""
    metric = view.params["metric"]
    figure = ranking(view, "cluster", metric, click=("cluster", "cluster"))
    if metric == "enterprises_10k":  # to the enterprise, where a registry has few
        bars, unit = figure["data"][0], ENTERPRISES.unit(view.lang)
        counts = [f"{number(n)} {unit}" for n in view.frame["enterprises"]]
        bars["text"] = [BESIDE_MARK + words for words in counts]
        figure["layout"]["annotations"] = []
    return figure


def alt(view: View) -> Said:
    """The cluster that leads."""
    return leader(view, "cluster", view.params["metric"])


EXHIBIT = Exhibit(
    id="clusters",
    title=Text("三大城市群", "Three city clusters"),
    reading=Text(
        "切换指标，对照三个城市群的数量、占比与国家级占比。报告：长三角的数量与国家级占比都领"
        "先；合计占比与分项相加不符，见勘误。",
        "Switch the metric to compare number, share and little-giant share of the three "
        "clusters. The report: the Yangtze River Delta leads in number and in little-giant "
        "share; its total does not equal the sum of its parts, see the errata.",
    ),
    page="regions",
    origin=("e17", "f_three_clusters", "f_yrd", "f_bth", "f_prd", "f_yrd_bth", "f_yrd_prd"),
    fields=FIELDS,
    query=query,
    published=published,
    figure=figure,
    alt=alt,
    among=pl.col("province_code").is_not_null(),
    params=(Param("metric", Text("指标", "Metric"), "enterprises_10k", METRICS),),
    requires=("province_code",),
    width="third",
    height=420,
    order=30,
)
