"""Case: four industrial clusters of Suzhou and their strategies (e54)."""

import polars as pl

from components.charts.boxes import Box, boxes
from components.contract.exhibit import Exhibit, Figure, Params, Rows, View
from components.contract.quantity import amount
from data_layer.filters.filters import Filters
from data_layer.reference_figures import tables as reference
from data_layer.vocabulary.fields import decimal, key, text
from data_layer.vocabulary.text import Text
from data_layer.vocabulary.units import by_unit, in_units, unit_code

TABLE = reference.table("e54_suzhou_clusters")
CODES = tuple(unit_code(printed) for printed in TABLE["figure_unit"])
FIELDS = (
    key("cluster", Text("集群", "Cluster"), "words"),
    text("strategy", Text("策略", "Strategy")),
    text("key_figure", Text("关键指标", "Key figure")),
    *in_units(decimal("figure", Text("数值", "Value"), digits=1), CODES),
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """The four printed clusters."""
    coded = TABLE.with_columns(pl.Series("unit", CODES), pl.col("figure_value").alias("figure"))
    return by_unit(coded, FIELDS)


def figure(view: View) -> Figure:
    """A box a cluster: strategy, figure and what it counts."""
    return boxes(
        view,
        [
            Box(
                row["cluster"],
                amount(row, FIELDS, "figure", lang=view.lang),
                f"{row['strategy']} · {row['key_figure']}",
            )
            for row in view.named.iter_rows(named=True)
        ],
    )


def alt(view: View) -> str:
    """Each cluster with its figure."""
    parts = [
        view.say("{}，{}{}", "{}: {} {}").format(
            row["cluster"], row["key_figure"], amount(row, FIELDS, "figure", lang=view.lang)
        )
        for row in view.named.iter_rows(named=True)
    ]
    clusters = view.say("；", "; ").join(parts)
    return view.say(f"四个集群：{clusters}。", f"Four clusters: {clusters}.")


EXHIBIT = Exhibit(
    title=Text("苏州：一集群一策略", "Suzhou: a strategy for each cluster"),
    reading=Text(
        "报告：四个集群各有侧重，配套专家、自主技术、产学研服、错位布局。",
        "The report: each cluster has its own emphasis: supporting specialists, own "
        "technology, research links, complementary siting.",
    ),
    origin=("e54", "f_sz_clusters"),
    fields=FIELDS,
    query=query,
    figure=figure,
    alt=alt,
    basis="reference",
    note=Text(
        "报告第5.2节，共4个万亿级产业集群；73.5%在第5.2.2节另作全国口径，见勘误 x47。",
        "Section 5.2, which counts 4 clusters of a trillion CNY; section 5.2.2 uses the 73.5% for "
        "the whole country, see erratum x47.",
    ),
    height=360,
    order=20,
)
