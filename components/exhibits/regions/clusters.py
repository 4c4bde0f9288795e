"""Three city clusters against the published table (e17)."""

import polars as pl

from components.charts.bars import BESIDE_MARK, ranking
from components.charts.sentences import leader
from components.claims.sentence import AltText
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, Param, Params, Rows, View
from components.contract.sample import total
from components.look.amounts import number
from components.parts.members import without_place
from data_layer.filters.filters import Filters
from data_layer.measures import little_giants
from data_layer.measures.tallies import tally
from data_layer.reference_figures import tables as reference
from data_layer.topics.places.regions import MEASURES, SHARES, country_of
from data_layer.vocabulary.fields import ENTERPRISES, SMALL_GROUP, decimal, key
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
    *(f for f in MEASURES if f.name in ("share_pct", "place_missing")),
    *little_giants.FIELDS,
    SMALL_GROUP,
)
METRICS = {f.name: f.label for f in FIELDS if f.name in ("share_pct", "little_giant_share_pct")} | {
    "enterprises_10k": ENTERPRISES.label
}


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """Counts of each cluster over its provinces, 0 where it has none; shares of the country.

    Nothing if no enterprise is in any of them.
    """
    counted = tally(filters.apply(rows), ["province_code"], little_giants.FLAGS)
    country = country_of(rows, filters, "province_code")
    member = [(cluster.id, code) for cluster in CLUSTERS for code in cluster.provinces]
    if not counted["province_code"].is_in([code for _, code in member]).any():
        return pl.DataFrame(schema={f.name: pl.Int64 for f in FIELDS})
    places = pl.DataFrame(member, schema=["cluster", "province_code"], orient="row")
    return (
        places.join(counted, on="province_code", how="left")
        .group_by("cluster")
        .agg(pl.col("n", *little_giants.FLAGS).sum())
        .with_columns(
            *little_giants.little_giants(),
            little_giants.small_group(),
            (pl.col("n") / 10_000).alias("enterprises_10k"),
            (pl.col("n") / country.placed * 100).alias("share_pct"),
            pl.lit(country.missing, pl.Int64).alias("place_missing"),
        )
        .rename({"n": "enterprises"})
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


def alt(view: View) -> AltText:
    """The cluster that leads; enterprises to the one, as beside the bars."""
    metric = view.params["metric"]
    return leader(view, "cluster", "enterprises" if metric == "enterprises_10k" else metric)


EXHIBIT = Exhibit(
    title=Text("三大城市群", "Three city clusters"),
    reading=Text(
        "切换指标，对照三个城市群的数量、占比与国家级占比。报告：长三角的数量与国家级占比都领"
        "先；合计占比与分项相加不符，见勘误。",
        "Switch the metric to compare number, share and little-giant share of the three "
        "clusters. The report: the Yangtze River Delta leads in number and in little-giant "
        "share; its total does not equal the sum of its parts, see the errata.",
    ),
    origin=("e17", "f_three_clusters", "f_yrd", "f_bth", "f_prd", "f_yrd_bth", "f_yrd_prd"),
    fields=FIELDS,
    members=Members(whole={"place_missing": without_place("province_code")}),
    query=query,
    published=published,
    figure=figure,
    alt=alt,
    sample=total("enterprises"),
    params=(Param("metric", Text("指标", "Metric"), "enterprises_10k", options=METRICS),),
    requires=("province_code",),
    none=Text(
        "所选企业都不在这三个城市群",
        "None of the chosen enterprises is in one of the three clusters",
    ),
    note=SHARES,
    width="third",
    height=420,
    order=30,
)
