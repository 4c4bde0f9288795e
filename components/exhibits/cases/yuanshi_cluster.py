"""Case: the equipment cluster of Yuanshi (e55)."""

from dataclasses import replace

import polars as pl

from components.charts.bars import ranking
from components.contract.exhibit import Exhibit, Figure, Params, Rows, View
from components.contract.quantity import amount
from components.look.theme import PUBLISHED_COLOR
from data_layer.filters.filters import Filters
from data_layer.reference_figures import tables as reference
from data_layer.vocabulary.fields import count, key
from data_layer.vocabulary.text import Text
from data_layer.vocabulary.units import by_unit, in_units, unit_code

TABLE = reference.table("e55_yuanshi_cluster")
CODES = tuple(unit_code(printed) for printed in TABLE["unit"])
COUNTED, GROWTH = "value_enterprises", "value_per_cent"
FIELDS = (
    key("indicator", Text("指标", "Indicator"), "words"),
    *in_units(count("value", Text("数值", "Value")), CODES),
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """The five printed figures."""
    return by_unit(TABLE.with_columns(pl.Series("unit", CODES)), FIELDS)


def figure(view: View) -> Figure:
    """The counts as bars; the growth rate, of another unit, stands in words."""
    counts = replace(view, frame=view.frame.drop_nulls(COUNTED))
    drawn = ranking(counts, "indicator", COUNTED, color=PUBLISHED_COLOR[view.theme])
    rate = view.named.drop_nulls(GROWTH).row(0, named=True)
    note = {
        "text": f"{rate['indicator']}: {rate[GROWTH]}%",
        "showarrow": False,
        "xref": "paper",
        "yref": "paper",
        "x": 1,
        "y": 0,
        "xanchor": "right",
        "yanchor": "top",
    }
    room = drawn["layout"]["margin"] | {"b": 28}
    return {
        "data": drawn["data"],
        "layout": drawn["layout"] | {"annotations": [note], "margin": room},
    }


def alt(view: View) -> str:
    """The size of the cluster, and its first two parts."""
    rows = view.named.head(3).to_dicts()
    parts = [f"{row['indicator']} {amount(row, FIELDS, 'value', lang=view.lang)}" for row in rows]
    figures = view.say("，", ", ").join(parts)
    return view.say(f"报告：{figures}。", f"The report: {figures}.")


EXHIBIT = Exhibit(
    title=Text("元氏：头雁领航的装备集群", "Yuanshi: an equipment cluster led by its largest"),
    reading=Text(
        "报告：76家企业中近半为高新技术企业，龙头以技术、订单和标准带动配套企业。",
        "The report: almost half of 76 enterprises are high-tech; the leaders pull suppliers "
        "along with technology, orders and standards.",
    ),
    origin=("e55",),
    fields=FIELDS,
    query=query,
    figure=figure,
    alt=alt,
    basis="reference",
    note=Text(
        "报告第5.3节，截至2025年；研发投入增速为2024年。示意图只有文字描述，数据如表。",
        "Section 5.3, as of 2025; the growth of R&D spending is for 2024. Of the diagram the text "
        "gives a description only; its figures are in the table.",
    ),
    height=320,
    order=40,
)
