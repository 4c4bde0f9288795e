"""Parameters of the exhibits that compare two groups, and how a group is called."""

import polars as pl

from components.contract.exhibit import Param, Params, Rows
from data_layer.enterprises.profiles import enterprise_name, profile
from data_layer.filters import named_groups as groups
from data_layer.filters.filters import Filters
from data_layer.reference_figures import tables as reference
from data_layer.scoring.dimensions import IDS
from data_layer.scoring.scores import METHODS
from data_layer.vocabulary.fields import Field
from data_layer.vocabulary.text import Text

SCOPE = "radar"
SIDES = {"a": Text("甲组", "Group A"), "b": Text("乙组", "Group B")}
DEFAULTS = {"a": "tier:national", "b": "tier:provincial"}
PARAMS = (
    *(
        Param(
            side,
            label,
            DEFAULTS[side],
            options=groups.options(),
            pattern=groups.PATTERN,
            known=groups.are_groups,
            scope=SCOPE,
        )
        for side, label in SIDES.items()
    ),
    Param("score", Text("评分", "Score"), "median", options=METHODS, scope=SCOPE),
)
GROUP = Field("group", Text("群体", "Group"), labels=groups.labels())
NOTE = Text(
    "评分有两种：（1）群体中位数 ÷ 全库国家级中位数 × 100，可超过100；"
    "（2）群体中位数在筛选后企业中的百分位（低于它的企业加一半等于它的企业）。"
    "群体取代同类筛选（层级、地域、行业等），其余筛选有效；单个企业用其原值，不受筛选影响。"
    "缺失值不计入中位数，另列家数；不足3个值不显示，不足10个值有标记。",
    "Two scores: (1) the group's median over the median of the registry's national tier x 100, "
    "which may pass 100; (2) the percentile rank of the group's median among the enterprises that "
    "pass the filters (those below it and half of those equal to it). A group takes the place of "
    "filters of its kind (tier, place, industry ...); all other filters apply. A single enterprise "
    "enters with its own values, whatever the filters. Missing values are left out of medians and "
    "counted; fewer than 3 values are not shown, fewer than 10 are marked.",
)


def sides(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """The profiles of both groups below each other, with `side` and `group`."""
    both = [
        profile(rows, filters, params[side], method=params["score"]).with_columns(
            side=pl.lit(side), group=pl.lit(enterprise_name(rows, params[side]) or params[side])
        )
        for side in SIDES
    ]
    return pl.concat(both, how="vertical_relaxed")  # of a side without values no type is known


def replaced(params: Params) -> tuple[str, ...]:
    """Filter keys that both groups take the place of, so that neither obeys them."""
    if params["score"] != "median":
        return ()  # percentiles are among the enterprises that pass the filters
    first, second = (set(groups.replaced(params[side])) for side in SIDES)
    return tuple(sorted(first & second))


def called(group: str, frame: pl.DataFrame, side: str) -> Text:
    """The name of a group; of a single enterprise, the name that the frame holds."""
    label = groups.labels().get(group)
    if label is not None:
        return label
    groups_of_side = (
        frame.filter(pl.col("side") == side)["group"] if "side" in frame.columns else None
    )
    name = group if groups_of_side is None or groups_of_side.is_empty() else str(groups_of_side[0])
    return Text(name, name)


def published_sides(params: Params) -> pl.DataFrame | None:
    """e30: scores of the national and the provincial tier, where a side shows one of them."""
    printed = {"tier:national": "national_score", "tier:provincial": "provincial_score"}
    table = reference.table("e30_dimension_scores")
    chosen = [side for side in SIDES if params[side] in printed]
    if params["score"] != "median" or not chosen:
        return None
    return pl.concat(
        table.select(
            pl.col("dimension").replace_strict(IDS),
            pl.lit(side).alias("side"),
            pl.lit(params[side]).alias("group"),
            pl.col(printed[params[side]]).alias("score"),
        )
        for side in chosen
    )
