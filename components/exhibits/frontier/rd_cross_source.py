"""R&D intensity in five sources: they do not measure the same (e27, s5; erratum x19)."""

from typing import Any

import polars as pl

from components.charts.bar_numbers import numbers_alone
from components.charts.bars import (
    BESIDE_MARK,
    computed_name,
    published_marker,
    published_name,
)
from components.charts.sentences import counted_among
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, Params, Rows, View
from components.contract.sample import total
from components.look.amounts import number, with_unit, with_units
from components.look.theme import INK, PUBLISHED_COLOR, layout
from components.look.words import in_sentence, wrap
from data_layer.filters.filters import Filters
from data_layer.measures.tallies import means
from data_layer.reference_figures import tables as reference
from data_layer.reference_figures.fact_table import LEAST_RELIABLE
from data_layer.vocabulary.fields import Field, count, per_cent
from data_layer.vocabulary.text import Text

CEILING = 30
"""Per cent: the report's means are of values within 0-30% (e12, e27)."""
GROUPS = {
    "national": Text("国家级均值（s1，2024，0—30%）", "National mean (s1, 2024, 0-30%)"),
    "provincial": Text("省级均值（s1，2024，0—30%）", "Provincial mean (s1, 2024, 0-30%)"),
    "little_giants_s5": Text("“小巨人”平均（s5，2023）", "Little giants, mean (s5, 2023)"),
    "manufacturing_s5": Text("全国制造业平均（s5，2023）", "Manufacturing, mean (s5, 2023)"),
    "industry_s1": Text("规上工业平均（s1，约）", "Industry above size (s1, about)"),
    "frontier_s2": Text("前沿领域部分企业（s2，超过）", "Some in frontier fields (s2, over)"),
    "shanghai_s4": Text("上海部分盈利企业（s4，约）", "Some profitable in Shanghai (s4, about)"),
}
FACTS = {
    "little_giants_s5": "f_rd_lg_s5",
    "manufacturing_s5": "f_rd_mfg_s5",
    "industry_s1": "f_rd_industry_avg",
    "frontier_s2": "f_frontier_rd",
    "shanghai_s4": "f_sh_rd_rev",
}
DOUBTFUL = {id for id in FACTS.values() if reference.facts()[id].source == LEAST_RELIABLE}
HOVER = "%{y}<br>%{x}%<extra>%{fullData.name}</extra>"
E27_ROWS = {"national": "国家级", "provincial": "省级"}
FIELDS = (
    Field("group", Text("口径", "What is measured"), key=True, labels=GROUPS),
    per_cent("rd_ratio_pct", Text("研发强度", "R&D intensity"), 1),
    count("values", Text("有值企业", "Enterprises with a value"), Text("家", "")),
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """Means of both tiers in the registry, by the report's rule."""
    within = filters.apply(rows).filter(
        pl.col("rd_ratio") >= 0, pl.col("rd_ratio") <= CEILING, pl.col("tier").is_in(list(E27_ROWS))
    )
    by_tier = means(within, ["tier"], ["rd_ratio"])
    return by_tier.select(
        pl.col("tier").alias("group"),
        pl.col("rd_ratio_mean").alias("rd_ratio_pct"),
        pl.col("rd_ratio_n").alias("values"),
    ).sort("group")


def published(params: Params) -> pl.DataFrame:
    """What five places print."""
    table = reference.table("e27_rd_levels")
    mean = dict(zip(table["group"], table["mean_pct"], strict=True))
    values = {group: float(mean[row]) for group, row in E27_ROWS.items()}
    values |= {group: reference.fact_value(fact) for group, fact in FACTS.items()}
    return pl.DataFrame({"group": list(values), "rd_ratio_pct": list(values.values())})


def figure(view: View) -> Figure:
    """The registry's own bars, and a mark for every printed number, of the least reliable open."""
    labels = {id: wrap(name(view.lang), 30) for id, name in GROUPS.items()}
    traces = [_bars(view, labels)]
    if view.published is not None:
        traces.append(_marks(view, view.published, labels))
    axes = {
        "xaxis": {"visible": False, "rangemode": "tozero"},
        "yaxis": {
            "categoryorder": "array",
            "categoryarray": list(labels.values())[::-1],
            "ticks": "",
        },
        "showlegend": True,
        "margin": {"r": 48},
    }
    return {"data": traces, "layout": layout(view.theme, **axes)}


def _bars(view: View, labels: dict[str, str]) -> dict[str, Any]:
    values = view.frame["rd_ratio_pct"]
    return {
        "type": "bar",
        "orientation": "h",
        "name": computed_name(view),
        "y": [labels[group] for group in view.frame["group"]],
        "x": values.to_list(),
        "text": [BESIDE_MARK + with_unit(value, "%", view.lang) for value in values],
        "textposition": "outside",
        "textangle": 0,
        "width": 0.6,
        "cliponaxis": False,
        "marker": {"color": INK[view.theme].accent},
        "hovertemplate": HOVER,
    }


def _marks(view: View, printed: pl.DataFrame, labels: dict[str, str]) -> dict[str, Any]:
    own = dict(view.frame.select("group", "rd_ratio_pct").iter_rows())
    groups, values = printed["group"].to_list(), printed["rd_ratio_pct"].to_list()
    words = with_units(values, "%", view.lang)
    computed = [own.get(group) for group in groups]
    doubtful = [FACTS.get(group) in DOUBTFUL for group in groups]
    symbols = ["diamond-open" if doubt else "diamond" for doubt in doubtful]
    edge = {"color": PUBLISHED_COLOR[view.theme], "width": 2}
    return {
        "type": "scatter",
        "mode": "markers",
        "name": published_name(view),
        "y": [labels[group] for group in groups],
        "x": values,
        "marker": {**published_marker(view), "symbol": symbols, "line": edge},
        "hovertemplate": HOVER,
    } | numbers_alone(view, computed, values, words, place="middle right")


def alt(view: View) -> str:
    """The registry's mean beside the two printed ones."""
    row = view.frame.row(0, named=True)
    group, value = GROUPS[row["group"]](view.lang), number(row["rd_ratio_pct"])
    report = number(reference.table("e27_rd_levels")["mean_pct"][0])
    article = number(reference.fact_value("f_rd_lg_s5"))
    among = counted_among(view)
    return view.say(
        f"{among.zh}：{group} {value}%；报告国家级{report}%，s5 称“小巨人”平均{article}%。",
        f"Of {among.en}: {in_sentence(group)} {value}%; the report prints {report}% for the "
        f"national tier, s5 {article}% for little giants.",
    )


EXHIBIT = Exhibit(
    title=Text("研发强度：各来源口径对照", "R&D intensity across the sources"),
    reading=Text(
        "两份来源与企业库并列。来源：s1 的19.6%为 s5 的8.2%的两倍多，样本与口径不同，不可直接"
        "比较（勘误 x19）。",
        "Two sources beside the registry. The sources: the 19.6% of s1 is more than twice "
        "the 8.2% of s5; sample and definition differ, and they do not compare (erratum x19).",
    ),
    origin=("e27", *FACTS.values()),
    fields=FIELDS,
    members=Members(row="tier={group}", columns={"values": f"where=rd_ratio:0..{CEILING}"}),
    query=query,
    published=published,
    figure=figure,
    alt=alt,
    sample=total("values"),
    requires=("tier", "rd_ratio"),
    note=Text(
        "s1为披露财务数据、且研发占比在0—30%以内的企业；s5是网络文章，可信度最低（空心），未说明样本。",
        "s1 takes enterprises that disclose their accounts with 0-30% of R&D intensity; s5 is a "
        "web article, least reliable (open marks), and does not state its sample.",
    ),
    height=394,
    order=60,
)
