"""How many times more often little giants hold an honour (e36, e37)."""

import polars as pl

from components.charts.bars import computed_name
from components.charts.empty import sentence_figure
from components.charts.grouped import Series
from components.charts.labels import wrapped
from components.charts.paired import paired
from components.charts.sentences import leader
from components.claims.sentence import AltText
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, Params, Rows, View
from components.contract.queries import always
from components.contract.sample import by_row
from components.look.theme import INK
from components.parts.members import BOTH_TIERS, of_pair
from components.parts.tier_bars import printed
from data_layer.filters.filters import Filters
from data_layer.topics.honours.honours import RATIO_FIELDS, holding, printed_ratios
from data_layer.vocabulary.text import Text

# A little giant holds the title of its own tier: a ratio would compare that with itself.
LEFT_OUT = "little_giant_title"
ONE_TIER = Text(
    "筛选结果中只有一个层级，无从比较", "The selection has one tier only: nothing to compare"
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """Honours by ratio, the highest first."""
    holding_by_honour = holding(rows, filters).filter(pl.col("honour") != LEFT_OUT)
    return holding_by_honour.sort("ratio", "honour", descending=[True, False], nulls_last=True)


def figure(view: View) -> Figure:
    """A bar an honour; the dotted line is 1: as common in both tiers."""
    with_ratio = view.frame.drop_nulls("ratio")
    if with_ratio.is_empty():
        return sentence_figure(ONE_TIER(view.lang), view.theme)
    names = view.named.drop_nulls("ratio")["honour"]
    bars = Series(
        computed_name(view),
        INK[view.theme].accent,
        with_ratio["ratio"].to_list(),
        published=printed(view, "ratio", with_ratio),
        clicks=[f"honour:{honour}" for honour in with_ratio["honour"]],
    )
    one = {
        "type": "line",
        "x0": 1,
        "x1": 1,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "line": {"color": INK[view.theme].muted, "width": 1, "dash": "dot"},
    }
    words = {
        "x": 1,
        "y": 0,
        "yref": "paper",
        "yanchor": "top",
        "text": view.say("1倍：两级相同", "1: alike in both tiers"),
        "showarrow": False,
        "font": {"size": 10},
    }
    unit = view.say("倍", "×")
    labels = [wrapped(name, 22) for name in names]
    axes = {"shapes": [one], "annotations": [words], "margin": {"r": 64, "b": 28}}
    return paired(view, labels, [bars], unit=unit, **axes)


def alt(view: View) -> AltText:
    """The honour with the highest ratio."""
    if not view.frame.is_empty() and not view.frame["ratio"].count():
        return ONE_TIER(view.lang)
    return leader(view, "honour", "ratio")


EXHIBIT = Exhibit(
    title=Text(
        "荣誉差距倍数：国家级 ÷ 省级", "Titles and accreditations: national over provincial"
    ),
    reading=Text(
        "倍数越大，越能说明企业处在塔尖；不足1倍的荣誉在省级更普遍。",
        "The higher the ratio, the more a title marks the top; below 1 it is more common in the "
        "provincial tier.",
    ),
    origin=("e36", "e37"),
    fields=RATIO_FIELDS,
    members=Members(
        whole={
            **of_pair({"values": "{honour}:known"}),
            "unreported": f"{BOTH_TIERS}&where={{honour}}:missing",
        }
    ),
    query=query,
    published=always(printed_ratios),
    figure=figure,
    alt=alt,
    sample=by_row("national_values", "provincial_values"),
    requires=("tier",),
    note=Text(
        "倍数 = 国家级持有率 ÷ 省级持有率，持有率以该项已披露的企业为分母。"
        "专精特新“小巨人”称号不比。",
        "Ratio = national holding rate over provincial holding rate, each of the enterprises of "
        "which it is known. The little giant title itself is not compared.",
    ),
    height=560,
    order=20,
)
