"""Mean applications, grants and PCT applications by tier, beside what e40 prints."""

import polars as pl

from components.charts.bars import ranking
from components.charts.sentences import leading
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, Param, Params, Rows, View
from components.contract.sample import total
from components.look.theme import TIER_COLORS
from data_layer.filters.filters import Filters
from data_layer.measures.champions import CHAMPION, DEFINITION, LITTLE_GIANT, champion
from data_layer.measures.rows import SMALL_GROUP as SMALL
from data_layer.measures.tallies import means, share, tally
from data_layer.reference_figures import tables as reference
from data_layer.vocabulary.fields import ENTERPRISES, SMALL_GROUP, Field, decimal, per_cent
from data_layer.vocabulary.terms import PIECES, TIERS
from data_layer.vocabulary.text import Text

COLUMNS = {
    "applications_mean": "invention_applications",
    "grants_mean": "invention_grants",
    "pct_mean": "pct_applications",
}
E40_ROWS = {
    "applications_mean": "发明专利申请量",
    "grants_mean": "发明授权量",
    "pct_mean": "PCT申请量",
}
METRICS = {
    "applications_mean": Text("发明申请均值", "Mean invention applications"),
    "grants_mean": Text("发明授权均值", "Mean invention grants"),
    "pct_mean": Text("PCT申请均值", "Mean PCT applications"),
}
GROUPS = {
    "innovative": TIERS["innovative"],
    "provincial": Text("省级（未列为单项冠军）", "Provincial (not listed as single champions)"),
    "national": LITTLE_GIANT,
    "champion": CHAMPION,
}
"""From the lowest: every enterprise whose tier is known is in one of them."""
FIELDS = (
    Field("group", Text("群体", "Group"), labels=GROUPS, key=True),
    ENTERPRISES,
    *(decimal(name, label, PIECES, digits=1) for name, label in METRICS.items()),
    per_cent("pct_share_pct", Text("有PCT申请的企业占比", "Share with a PCT application"), 1),
    SMALL_GROUP,
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """Means over the enterprises with a value, by group from the lowest."""
    group = pl.when(champion()).then(pl.lit("champion")).otherwise(pl.col("tier").cast(pl.String))
    passed = filters.apply(rows).with_columns(group=group)
    holders = {"holders": pl.col("pct_applications") > 0}
    by_group = means(passed, ["group"], list(COLUMNS.values()))
    joined = by_group.join(tally(passed, ["group"], holders), on=["group", "n"])
    order = {group: place for place, group in enumerate(GROUPS)}
    return (
        joined.rename({"n": "enterprises"})
        .with_columns(
            *(pl.col(f"{column}_mean").alias(name) for name, column in COLUMNS.items()),
            share("holders", "pct_applications_n").alias("pct_share_pct"),
            (pl.col("enterprises") < SMALL).alias("small_group"),
            pl.col("group").replace_strict(order).alias("place"),
        )
        .sort("place")
    )


def published(params: Params) -> pl.DataFrame:
    """Means of e40 for little giants and single champions."""
    table = reference.table("e40_little_giant_vs_champion")
    rows = {row["indicator"]: row for row in table.iter_rows(named=True)}
    groups = {"national": "little_giant_mean", "champion": "champion_mean"}
    return pl.DataFrame(
        [
            {"group": group} | {name: float(rows[row][column]) for name, row in E40_ROWS.items()}
            for group, column in groups.items()
        ]
    )


def figure(view: View) -> Figure:
    """Bars by group in the colours of the tiers, with the printed mean as a mark."""
    drawn = ranking(view, "group", view.params["metric"])
    tints = [TIER_COLORS[view.theme][group] for group in view.frame["group"]]
    bars = drawn["data"][0] | {"marker": {"color": tints}}
    return {"data": [bars, *drawn["data"][1:]], "layout": drawn["layout"] | {"bargap": 0.6}}


EXHIBIT = Exhibit(
    title=Text("户均发明申请、授权与PCT", "Mean applications, grants and PCT"),
    reading=Text(
        "图表43、44、46只印图片；企业库能算的是现有的户均数量，旁边是图表40印出的均值。",
        "Exhibits 43, 44 and 46 are pictures; the registry gives present means, beside the means "
        "that exhibit 40 prints.",
    ),
    origin=("e40", "e43", "e46"),
    fields=FIELDS,
    members=Members(
        row=lambda context: (
            "where=e40:champion"
            if context.row["group"] == "champion"
            else f"tier={context.row['group']}&where=e40:!champion"
        )
    ),
    query=query,
    published=published,
    figure=figure,
    alt=leading("group"),
    sample=total("enterprises"),
    params=(Param("metric", Text("指标", "Metric"), "applications_mean", options=METRICS),),
    requires=("tier", "invention_applications", "invention_grants", "pct_applications"),
    note=Text(
        f"{DEFINITION.zh}均值受少数大户影响，与图表26的中位数不可混用。没有年份，不是趋势。",
        f"{DEFINITION.en} Means follow a few large holders and are not the medians of exhibit 26. "
        "There are no years: this is no trend.",
    ),
    width="third",
    height=560,
    order=20,
)
