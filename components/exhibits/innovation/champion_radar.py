"""Little giants and single champions in five dimensions: e41, which is drawn without numbers."""

import polars as pl

from components.charts.bars import computed_name
from components.charts.radar import Line, radar
from components.charts.sentences import leader
from components.claims.sentence import AltText
from components.contract.counted import Members, RowContext
from components.contract.exhibit import Exhibit, Figure, Param, Params, Rows, View
from components.contract.sample import each
from components.look.theme import PUBLISHED_COLOR, TIER_COLORS
from data_layer.filters.filters import Filters
from data_layer.measures.champions import DEFINITION
from data_layer.topics.innovation.champions import COLUMNS, compared, printed
from data_layer.vocabulary.fields import KINDS, SMALL_GROUP, Field, count
from data_layer.vocabulary.terms import TIERS
from data_layer.vocabulary.text import Text

LEADS = ("专利总量", "发明授权量", "参保人数", "注册资本", "软件著作权")
"""The indicator of each dimension that e30 scores it by."""
RULES = {
    "lead": Text("首要指标", "Lead indicator"),
    "mean": Text("全部指标几何平均", "Geometric mean of all"),
}
BASE = Text("小巨人=100", "Little giants = 100")
FIELDS = (
    Field("dimension", Text("维度", "Dimension"), domain="words", key=True),
    Field(
        "indicators",
        Text("所用指标数", "Indicators used"),
        formula=Text("该维度有均值的指标个数", "how many indicators of the dimension have means"),
    ),
    Field(
        "champion_score",
        Text(f"单项冠军得分（{BASE.zh}，由均值推算）", f"Champions, from the means ({BASE.en})"),
        digits=1,
        formula=Text(
            "单项冠军均值 ÷ 小巨人均值 × 100；多项指标取几何平均",
            "mean of champions / mean of little giants x 100; the geometric mean of several",
        ),
    ),
    count("values", Text("样本", "Sample"), Text("家", "")),
    SMALL_GROUP,
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """A score a dimension from the means of the registry."""
    return _scores(compared(rows, filters), params["rule"])


def published(params: Params) -> pl.DataFrame:
    """The same from the means that e40 prints."""
    nobody = pl.lit(None, pl.Int64)
    means = printed().with_columns(
        small_group=pl.lit(None, pl.Boolean), little_giant_values=nobody, champion_values=nobody
    )
    return _scores(means, params["rule"]).drop("small_group", "values")


def _scores(means: pl.DataFrame, rule: str) -> pl.DataFrame:
    chosen = means.filter(pl.col("indicator").is_in(LEADS)) if rule == "lead" else means
    values = pl.col("little_giant_values") + pl.col("champion_values")
    ratio = pl.col("ratio").filter(pl.col("ratio") > 0)
    return chosen.group_by("dimension", maintain_order=True).agg(
        ratio.count().alias("indicators"),
        pl.when(ratio.count() > 0).then(ratio.log().mean().exp() * 100).alias("champion_score"),
        values.max().alias("values"),
        pl.col("small_group").any(),
    )


def figure(view: View) -> Figure:
    """Champions over the pentagon of the little giants, from e40's means and the registry's."""
    published = view.published_named if view.comparable else None
    axes = view.named["dimension"].to_list()
    mine = view.named["champion_score"].to_list()
    champions = TIERS["champion"](view.lang)
    name = f"{champions} · {computed_name(view)}"
    lines = [Line(name, mine, TIER_COLORS[view.theme]["champion"])]
    if published is not None:
        derived = f"{champions} · {KINDS['derived'](view.lang)}"
        printed_scores = dict(published.select("dimension", "champion_score").iter_rows())
        values = [printed_scores.get(dimension) for dimension in axes]
        lines.insert(0, Line(derived, values, PUBLISHED_COLOR[view.theme]))
    drawn = radar(view, axes, lines)
    drawn["data"].insert(0, _pentagon(view, axes))
    return drawn


def _pentagon(view: View, axes: list[str]) -> dict[str, object]:
    base = radar(
        view,
        axes,
        [Line(BASE(view.lang), [100.0] * len(axes), TIER_COLORS[view.theme]["national"])],
    )
    return base["data"][0] | {"meta": "base"}


def alt(view: View) -> AltText:
    """The dimension in which champions are furthest ahead."""
    what = Text(
        "单项冠军得分（小巨人=100，由均值推算）",
        "score of champions from the means (little giants = 100)",
    )
    return leader(view, "dimension", "champion_score", what=what)


def _largest(context: RowContext) -> str:
    """Both groups, of the indicator of a dimension that most have."""
    means = compared(context.rows, context.filters)
    if context.params["rule"] == "lead":
        means = means.filter(pl.col("indicator").is_in(LEADS))
    values = pl.col("little_giant_values") + pl.col("champion_values")
    own = means.filter(pl.col("dimension") == context.row["dimension"])
    name = own.sort(values, descending=True, nulls_last=True)["indicator"][0]
    return f"where=e40:little_giant|champion,{COLUMNS[name]}:known"


EXHIBIT = Exhibit(
    title=Text("小巨人与单项冠军五维雷达", "Little giants and single champions"),
    reading=Text(
        "小巨人定为100。报告：由均值推算，单项冠军的技术、质量、规模与资本约为小巨人"
        "的六到七倍，数字化能力相近。",
        "Little giants are set to 100. The report: by its means champions have six to seven "
        "times the technology, quality, scale and capital of little giants, and about the "
        "same digital capability.",
    ),
    origin=("e41", "e40"),
    fields=FIELDS,
    members=Members(row="", columns={"values": _largest}),
    query=query,
    published=published,
    figure=figure,
    alt=alt,
    sample=each("values"),
    params=(Param("rule", Text("推算", "Derived from"), "lead", options=RULES),),
    requires=("tier",),
    note=Text(
        f"图表41只有图形、没有数字，此处由图表40推算：小巨人=100，单项冠军=均值之比×100。"
        "首要指标为图表30所用的专利总量、发明授权、参保人数、注册资本、软著；"
        f"或取该维度全部可算指标之比的几何平均。{DEFINITION.zh}",
        "Exhibit 41 is a picture without numbers, derived here from exhibit 40: little giants "
        "= 100, champions = ratio of the means x 100. Lead indicators are those of exhibit 30 "
        "(patents, grants, employees with social insurance, capital, copyrights); or the geometric "
        "mean of the ratios of "
        f"all indicators of the dimension that are known. {DEFINITION.en}",
    ),
    width="third",
    height=430,
    order=30,
)
