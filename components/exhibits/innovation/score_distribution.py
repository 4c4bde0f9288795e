"""Distribution of the score of enterprises, by tier."""

from typing import Any

import polars as pl

from components.charts.sentences import UNSAID
from components.contract.counted import Members, RowContext
from components.contract.exhibit import Exhibit, Figure, Params, Rows, View
from components.contract.sample import total
from components.look.amounts import number
from components.look.theme import TIER_COLORS, layout
from components.parts.members import score
from components.parts.weight_params import NOTE, PARAMS, REQUIRES, in_use, scoring, weights_in_words
from data_layer.filters.filters import Filters
from data_layer.measures.quantiles import medians
from data_layer.measures.rows import SMALL_GROUP as SMALL
from data_layer.measures.tallies import every, share, tally
from data_layer.scoring.dimensions import COLUMNS
from data_layer.topics.innovation.scored import with_score_band
from data_layer.vocabulary.fields import (
    ENTERPRISES,
    SMALL_GROUP,
    Field,
    count,
    decimal,
    key,
    per_cent,
)
from data_layer.vocabulary.terms import TIERS
from data_layer.vocabulary.text import Text

STEP = 5
BANDS = {
    f"{low:03d}": Text(*[f"{low}–{low + STEP}" if low < 100 else "100"] * 2)
    for low in range(0, 101, STEP)
}
FIELDS = (
    key("tier", Text("层级", "Tier"), "tier"),
    Field("band", Text("得分段", "Score"), key=True, labels=BANDS),
    ENTERPRISES,
    per_cent("share_pct", Text("占该层级有得分企业", "Share of the tier's scored enterprises")),
    decimal("tier_median", Text("该层级得分中位数", "Median score of the tier"), digits=1),
    count(
        "unscored",
        Text("该层级无得分企业", "Enterprises of the tier without a score"),
        ENTERPRISES.unit,
    ),
    count(
        "incomplete",
        Text("该层级缺维度企业", "Enterprises of the tier that lack a dimension"),
        ENTERPRISES.unit,
    ),
    SMALL_GROUP,
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """Enterprises by tier and band of five points (a band holds its lower bound; 100 stands alone).

    Bands and medians are of the scores as they are; what is shown is rounded once.
    """
    band = (pl.col("score") / STEP).floor().cast(pl.Int64) * STEP
    passed = with_score_band(rows, filters, scoring(params), name="low", band=band)
    lacking = pl.any_horizontal(*[pl.col(c).is_null() for c in COLUMNS])
    tiers = tally(passed, ["tier"], {"incomplete": lacking}).rename({"n": "size"})
    if tiers.is_empty():
        return pl.DataFrame(schema={f.name: pl.Int64 for f in FIELDS})
    name = pl.col("low").cast(pl.String).str.zfill(3).alias("band")
    counted = tally(passed, ["tier", "low"]).select("tier", name, enterprises="n")
    middle = medians(passed, ["tier"], "score", name="tier_median").rename({"values": "total"})
    every_tier = {"tier": list(TIERS)}
    totals = every(tiers.join(middle, on="tier", how="left"), every_tier)
    return (
        every(counted, {**every_tier, "band": list(BANDS)})
        .join(totals, on="tier", how="left", maintain_order="left")
        .with_columns(
            share("enterprises", "total").alias("share_pct"),
            (pl.col("size") - pl.col("total")).alias("unscored"),
            (pl.col("total") < SMALL).alias("small_group"),
        )
    )


def figure(view: View) -> Figure:
    """A line of steps a tier: share of the tier in each band."""
    present = view.frame.filter(pl.col("enterprises") > 0)
    tiers = present["tier"].unique(maintain_order=True).to_list()
    bands = [label(view.lang) for label in BANDS.values()]
    axes = {
        "xaxis": {
            "title": {"text": in_use(view)},
            "type": "category",
            "categoryorder": "array",
            "categoryarray": bands,
            "tickangle": -45,
        },
        "yaxis": {"title": {"text": view.title("share_pct")}, "rangemode": "tozero"},
        "barmode": "group",
        "bargap": 0.15,
        "showlegend": True,
    }
    return {"data": [_tier(view, tier) for tier in tiers], "layout": layout(view.theme, **axes)}


def _tier(view: View, tier: str) -> dict[str, Any]:
    frame = view.frame.filter(pl.col("tier") == tier)
    middle = number(frame["tier_median"][0])
    name = TIERS[tier](view.lang)
    marked = view.say(f"{name}（中位数 {middle}）", f"{name} (median {middle})")
    return {
        "type": "bar",
        "name": marked if middle else name,
        "x": [BANDS[band](view.lang) for band in frame["band"]],
        "y": frame["share_pct"].to_list(),
        "marker": {"color": TIER_COLORS[view.theme][tier]},
        "customdata": [f"tier:{tier}"] * frame.height,
        "hovertemplate": "%{x}  %{y}%<extra>" + name + "</extra>",
    }


def alt(view: View) -> str:
    """Median scores of the tiers."""
    medians = view.named.select("tier", "tier_median").unique(maintain_order=True).drop_nulls()
    if medians.is_empty():
        return UNSAID
    pairs = [f"{tier} {number(median)}" for tier, median in medians.iter_rows()]
    how = weights_in_words(view.params)(view.lang)
    zh = f"得分中位数（{how}）：{'，'.join(pairs)}。"
    return view.say(zh, f"Median scores ({how}): {', '.join(pairs)}.")


def _in_band(context: RowContext) -> str:
    low = int(context.row["band"])
    test = f"{low}.." if low >= 100 else f"{low}..<{low + STEP}"
    return f"tier={context.row['tier']}&where={score(context.params)}:{test}"


EXHIBIT = Exhibit(
    title=Text("科创力得分分布", "Distribution of the score"),
    reading=Text(
        "两条分布错开多少，就是层级差距多大；调整权重，分布、排名与类型随之变化。",
        "The further apart the distributions, the larger the gap between the tiers. Move a weight "
        "and distribution, ranking and types follow.",
    ),
    origin=("e24", "e34", "e30"),
    fields=FIELDS,
    members=Members(
        row=_in_band,
        whole={
            "unscored": lambda context: (
                f"tier={context.row['tier']}&where={score(context.params)}:missing"
            ),
            "incomplete": f"tier={{tier}}&where={'+'.join(COLUMNS)}:missing",
        },
    ),
    query=query,
    figure=figure,
    alt=alt,
    sample=total("enterprises"),
    params=PARAMS,
    requires=REQUIRES,
    note=NOTE,
    width="half",
    height=420,
    order=52,
)
