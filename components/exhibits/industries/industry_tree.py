"""The classification from sections to classes, by size and little-giant share (e21)."""

from collections.abc import Sequence

import polars as pl

from components.charts.sentences import leader
from components.charts.tree import LEVELS_SHOWN, Branches, tree
from components.claims.sentence import AltText
from components.contract.counted import Members, RowContext
from components.contract.exhibit import Exhibit, Figure, Param, View
from components.contract.queries import of_rows
from components.contract.sample import total
from components.parts.members import SECTION_ONLY, without_industry
from components.parts.section_only import with_section_only
from data_layer.topics.industries.measures import (
    LEVELS,
    MEASURES,
    TOTAL,
    UNREPORTED,
    any_industry,
    industry_tree,
)
from data_layer.vocabulary.fields import Field, key
from data_layer.vocabulary.industries import LEVEL_OF_LENGTH, ancestors
from data_layer.vocabulary.text import Text

NAMES = {TOTAL: Text("合计", "Total"), UNREPORTED: Text("未填报", "Not reported")}
FIELDS = (
    any_industry(),
    Field("level", Text("层次", "Level"), labels={**LEVELS, **NAMES}),
    key("parent", Text("上级代码", "Parent code")),
    *MEASURES,
)
SHAPES = {"treemap": Text("矩形", "Treemap"), "sunburst": Text("环形", "Sunburst")}


def figure(view: View) -> Figure:
    """Treemap or sunburst, entered at the chosen industry."""
    chosen = view.filters.chosen("industry")
    current = chosen[0] if len(chosen) == 1 else TOTAL
    entered = _entered(current)
    codes = view.frame.filter(_in_reach(entered))["industry_code"].to_list()
    branches = Branches(
        id="industry_code",
        parent="parent",
        label="industry",
        size="enterprises",
        value="little_giant_share_pct",
        small="small_group",
        entered=entered,
        visible=codes,
        clicks=_clicks(codes, current),
    )
    return tree(view, branches, view.params["shape"])


def _in_reach(entered: str | None) -> pl.Expr:
    """Which rows are as deep as the chart shows at once: a click asks for what lies deeper."""
    order = [TOTAL, *LEVELS]
    depth = 0 if entered is None else order.index(LEVEL_OF_LENGTH[len(entered)])
    return pl.col("level").is_in([*order[: depth + LEVELS_SHOWN], UNREPORTED])


def _entered(current: str) -> str | None:
    """The industry whose inside is shown: a class has none, so that its group stands for it."""
    if current == TOTAL:
        return None
    return current if len(current) < 5 else ancestors(current)[-1]


def _clicks(codes: Sequence[str], current: str) -> list[str]:
    """A click on an industry chooses it; on the entered one, what lies above it."""
    above = "" if current == TOTAL else "".join(ancestors(current)[-1:])
    chosen = {TOTAL: "", UNREPORTED: "", current: above}
    return [f"industry:{chosen.get(code, code)}" for code in codes]


def alt(view: View) -> AltText:
    """The largest division, and how many are in none."""
    divisions = pl.col("level") == "division"
    any_division = (view.frame["level"] == "division").any()
    largest = leader(view, "industry", "enterprises", where=divisions if any_division else None)
    return with_section_only(view, largest)


def _of_industry(context: RowContext) -> str:
    code = context.row["industry_code"]
    if code == TOTAL:
        return ""
    return without_industry("section") if code == UNREPORTED else f"industry={code}"


def _without(context: RowContext) -> str:
    level = context.row["level"]
    return without_industry("section" if level in (TOTAL, UNREPORTED) else level)


EXHIBIT = Exhibit(
    title=Text("行业构成：门类、大类、中类、小类", "Industries from section to class"),
    reading=Text(
        "面积为企业数，颜色越醒目国家级占比越高；点击进入下一层并筛选全部图表，点上方路径返回。",
        "Area is the number of enterprises, a stronger colour a higher little-giant share. Click "
        "to go down a level and filter every chart; the path on top leads back.",
    ),
    origin=("e21", "f_mid_n", "f_sub_n"),
    fields=FIELDS,
    members=Members(
        row=_of_industry, whole={"industry_missing": _without, "section_only": SECTION_ONLY}
    ),
    query=of_rows(industry_tree),
    figure=figure,
    alt=alt,
    sample=total("enterprises", where=pl.col("level") == "section"),
    params=(Param("shape", Text("形状", "Shape"), "treemap", options=SHAPES),),
    requires=("section",),
    note=Text(
        "报告图表21只有图像、未印数字，本图按企业库计算。国家级占比以该行业企业为分母；"
        "只有门类的企业计入门类，不在任何大类中，家数见图上方一句。不足10家的行业不着色。"
        "颜色范围取各行业占比的第2至98百分位。",
        "Exhibit 21 of the report is a picture without numbers; this chart is computed from the "
        "registry. The little-giant share is of the industry's own enterprises; those of which "
        "the section alone is known are in it and in no division, as the sentence above says. "
        "Industries with fewer than 10 have no colour. Colours span the 2nd to 98th percentile of "
        "the shares.",
    ),
    width="two_thirds",
    height=600,
    order=20,
)
