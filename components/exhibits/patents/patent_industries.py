"""Invention grants of little giants by industry: the registry's own answer to a picture (e42)."""

from typing import Any

import polars as pl

from components.charts.bars import ranking
from components.charts.labels import brief, wrapped
from components.charts.sentences import leading
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, Param, Params, Rows, View
from components.contract.sample import total
from components.look.theme import INK, SEQUENTIAL
from data_layer.filters.filters import Filters
from data_layer.measures.quantiles import medians
from data_layer.measures.rows import SMALL_GROUP as SMALL
from data_layer.measures.tallies import means, tally
from data_layer.measures.tiers import of_tiers
from data_layer.registry.patents import Patents
from data_layer.topics.patents import trends
from data_layer.vocabulary.fields import (
    ENTERPRISES,
    SMALL_GROUP,
    Field,
    count,
    decimal,
    flag,
    per_cent,
    printed,
)
from data_layer.vocabulary.terms import PIECES
from data_layer.vocabulary.text import Text

NAMED = ("C40", "C34", "C39", "C38", "C35")
"""Divisions that the text of section 3.6.2 names as active: instruments, general equipment,
computers and auxiliary equipment, electrical and special equipment."""
METRICS = {
    "grants": Text("发明授权合计", "Invention grants, sum"),
    "grants_median": Text("发明授权中位数", "Invention grants, median"),
    "recent_grants": Text("2022—2024年授权（专利清单）", "Grants 2022-2024 (list of patents)"),
}
RECENT = (2022, 2024)
"""The years of exhibit 42."""
FIELDS = (
    Field("division", Text("行业大类", "Division"), domain="industry", key=True),
    count("little_giants", Text("国家级企业数", "Little giants"), ENTERPRISES.unit),
    count("grants", METRICS["grants"], PIECES),
    per_cent("grants_pct", Text("占全部授权", "Share of all grants")),
    decimal("grants_median", METRICS["grants_median"], PIECES, digits=1),
    count("recent_grants", METRICS["recent_grants"], PIECES),
    count("values", Text("有值企业", "Enterprises with a value"), ENTERPRISES.unit),
    count("missing", Text("缺失", "Without a value"), ENTERPRISES.unit),
    printed(flag("named", Text("报告正文提到", "Named in the report"))),
    SMALL_GROUP,
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """Without a list of patents: nothing is known of grants by year."""
    if params["metric"] == "recent_grants":
        return _divisions(rows, filters).with_columns(recent_grants=pl.lit(None)).clear()
    return _top(_divisions(rows, filters).with_columns(recent_grants=pl.lit(None)), params)


def patents(rows: Rows, filters: Filters, params: Params, listed: Patents) -> pl.DataFrame:
    """The same with the grants of RECENT from the list, by the division of their holder."""
    inventions = trends.inventions_of(rows, filters, listed)
    granted = trends.granted_by(rows, filters, inventions, RECENT)
    return _top(_divisions(rows, filters).join(granted, on="division", how="left"), params)


def _top(divisions: pl.DataFrame, params: Params) -> pl.DataFrame:
    """The `top` divisions by the chosen measure, those of ten values and more first, then by
    code."""
    order = ["small_group", params["metric"], "division"]
    falling = divisions.sort(order, descending=[False, True, False], nulls_last=True)
    return falling.head(int(float(params["top"])))


def _divisions(rows: Rows, filters: Filters) -> pl.DataFrame:
    """A row a division in which a little giant has a value."""
    giants = of_tiers(filters.apply(rows), ("national",))
    keys = ["division"]
    total = means(giants, keys, ["invention_grants"])
    middle = medians(giants, keys, "invention_grants", name="grants_median").drop("values")
    joined = (
        tally(giants, keys)
        .rename({"n": "little_giants"})
        .join(total.drop("n"), on=keys, how="left")
        .join(middle, on=keys, how="left")
        .with_columns(
            (pl.col("invention_grants_mean") * pl.col("invention_grants_n")).alias("grants"),
            pl.col("invention_grants_n").alias("values"),
            pl.col("division").is_in(NAMED).alias("named"),
            (pl.col("invention_grants_n") < SMALL).alias("small_group"),
        )
    )
    total = joined["grants"].sum()
    shares = joined.with_columns(
        (pl.col("grants") / total * 100 if total else pl.lit(None)).alias("grants_pct"),
        (pl.col("little_giants") - pl.col("values")).alias("missing"),
    )
    return shares.filter(pl.col("values") > 0)


def figure(view: View) -> Figure:
    """Bars by division; those that the report names stand out."""
    drawn = ranking(view, "division_name", view.params["metric"], click=("industry", "division"))
    bars: dict[str, Any] = drawn["data"][0]
    named, other = INK[view.theme].accent, SEQUENTIAL[view.theme][2][1]
    tints = [named if is_named else other for is_named in view.frame["named"]]
    bars |= {"marker": {"color": tints}, "y": [wrapped(brief(name), 34) for name in bars["y"]]}
    keys = [
        {
            "type": "bar",
            "orientation": "h",
            "x": [None],
            "y": [None],
            "name": name,
            "marker": {"color": tint},
        }
        for name, tint in (
            (view.say("报告正文提到的行业", "Named in the report"), named),
            (view.say("其他", "Others"), other),
        )
    ]
    axes = drawn["layout"]
    order = {"categoryorder": "array", "categoryarray": bars["y"][::-1], "ticks": ""}
    axes_in_order = axes | {
        "yaxis": axes["yaxis"] | order,
        "showlegend": True,
        "barmode": "overlay",
    }
    return {"data": [bars | {"showlegend": False}, *keys], "layout": axes_in_order}


EXHIBIT = Exhibit(
    title=Text("“小巨人”发明专利的行业分布", "Little giants' inventions by industry"),
    reading=Text(
        "报告图表42只印图片，正文提到五个活跃行业（见图例）；这里是企业库自己的算法，供对照。",
        "Exhibit 42 is a picture whose text names five active industries (see the legend); "
        "shown here is what the registry itself gives.",
    ),
    origin=("e42",),
    fields=FIELDS,
    members=Members(
        columns={
            "values": "tier=national&where=invention_grants:known",
            "missing": "tier=national&where=invention_grants:missing",
        }
    ),
    query=query,
    patents=patents,
    report_says=Text(
        "2022—2024年授权发明中，仪器仪表、通用设备、计算机和辅助设备、电气设备、专用设备等领域热度较高。",
        "of the inventions granted in 2022-2024 many lie in instruments, general equipment, "
        "computers and auxiliary equipment, electrical and special equipment.",
    ),
    figure=figure,
    alt=leading("division_name"),
    sample=total("values"),
    params=(
        Param("metric", Text("指标", "Metric"), "grants", options=METRICS),
        Param("top", Text("前几名", "Top"), "15", low=5, high=60, step=1),
    ),
    requires=("tier", "division", "invention_grants"),
    note=Text(
        "口径不同：报告统计2022—2024年授权的专利所属产业，企业库只有各企业现有的发明授权量与所属行业"
        "大类。两者不能逐项比较，因此不列报告原值。不足10家有值的行业排在最后并有标记，不足3家不显示中位数。正文提到：仪器仪表、"
        "通用设备、计算机和辅助设备、电气设备、专用设备。",
        "Not the same measure: the report counts patents granted in 2022-2024 by their field, the "
        "registry holds the grants of each enterprise and its division. They do not compare item "
        "by item, so no published figures are listed. Divisions with fewer than 10 values come "
        "last and are marked; medians of fewer than 3 are not shown. The text names instruments, "
        "general equipment, computers and auxiliary equipment, electrical and special equipment.",
    ),
    width="two_thirds",
    height=560,
    order=10,
)
