"""Cohorts of one batch or year: how many still hold the title, and how many are champions."""

import re
from collections.abc import Sequence

import polars as pl

from components.charts.grouped import Panel, Series, grouped
from components.charts.sentences import UNSAID, leaders, sentence
from components.claims.sentence import AltText
from components.contract.as_of import ON
from components.contract.counted import Members, RowContext
from components.contract.exhibit import Exhibit, Figure, Param, Params, Rows, View
from components.contract.sample import total
from components.look.theme import TIER_COLORS
from components.parts.lifecycle_lists import on_the_day
from components.parts.lifecycle_words import ASSUMED, ON_DAY, day_of
from data_layer.filters.filters import Filters
from data_layer.measures.rows import SMALL_GROUP as SMALL
from data_layer.topics.lifecycle.titles import cohorts
from data_layer.vocabulary.batches import batches
from data_layer.vocabulary.fields import ENTERPRISES, SMALL_GROUP, Field, count, per_cent
from data_layer.vocabulary.text import Text

HOME = ENTERPRISES.unit
OF = Param(
    "of",
    Text("分组", "Cohorts"),
    "batch",
    options={
        "batch": Text("国家级，按批次", "National, by batch"),
        "national": Text("国家级，按年份", "National, by year"),
        "provincial": Text("省级，按年份", "Provincial, by year"),
    },
)
NAMES = {
    str(number): Text(
        f"第{number}批（{batches()[number].year}）" if number in batches() else f"第{number}批",
        f"Batch {number} ({batches()[number].year})" if number in batches() else f"Batch {number}",
    )
    for number in range(1, 100)
}
FIELDS = (
    Field("cohort", Text("批次或年份", "Cohort"), key=True, labels=NAMES),
    ENTERPRISES,
    count("holding", Text("称号有效", "Title in force"), HOME),
    count("known", Text("有效期已知", "Validity known"), HOME),
    per_cent("holding_pct", Text("称号有效占比", "Title in force, share"), 1),
    count("lapsed", Text("已过有效期", "Lapsed"), HOME),
    count("unknown", Text("有效期不详", "Validity unknown"), HOME),
    count("reviewed", Text("复核通过", "Re-review passed"), HOME),
    count("review_known", Text("有复核结果", "Outcome of re-review known"), HOME),
    count("champions", Text("又获单项冠军", "Single champion too"), HOME),
    count("title_known", Text("有单项冠军信息", "Champion title known"), HOME),
    per_cent("champion_pct", Text("又获单项冠军占比", "Single champion too, share"), 1),
    SMALL_GROUP,
    ON_DAY,
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """A row a cohort."""
    day = day_of(filters, params)
    counted = cohorts(rows, filters, params["of"], day=day)
    return counted.with_columns(
        (pl.col("known") < SMALL).alias("small_group"),
        pl.when(pl.col("title_known") > 0).then(pl.col("champions")).alias("champions"),
        pl.when(pl.col("review_known") > 0).then(pl.col("reviewed")).alias("reviewed"),
        as_of=pl.lit(day.isoformat()),
    )


def figure(view: View) -> Figure:
    """Two panels: the share that holds the title, and the share that is a champion too."""
    tier = "provincial" if view.params["of"] == "provincial" else "national"
    color = TIER_COLORS[view.theme][tier]
    labels = [re.sub(r"\s*[（(](\d+)[）)]", r"<br>\1", name) for name in view.named["cohort"]]
    key = "batch" if view.params["of"] == "batch" else "recognised"
    clicks = [f"{key}:{cohort}..{cohort}&tier:{tier}" for cohort in view.frame["cohort"]]
    panels = [
        Panel(
            labels,
            [_series(view, name, color, clicks=clicks)],
            "%",
            title=view.field(name).title(view.lang),
        )
        for name in ("holding_pct", "champion_pct")
        if view.frame[name].count()
    ]
    return grouped(view, panels, legend=False)


def _series(view: View, name: str, color: str, clicks: Sequence[str]) -> Series:
    label = view.field(name).label(view.lang)
    return Series(label, color, view.frame[name].to_list(), clicks=clicks)


def alt(view: View) -> AltText:
    """The cohort of which the smallest share still holds the title, and the most promoted one."""
    rows = Text("组", "cohorts")
    claims = (
        leaders(view, "cohort", "holding_pct", least=True, rows=rows),
        leaders(view, "cohort", "champion_pct", rows=rows),
    )
    claimed = [claim for claim in claims if claim is not None]
    return sentence(view, *claimed) if claimed else UNSAID


def _cohort(context: RowContext) -> str:
    """Who is of the batch or year of a row."""
    of, cohort = context.params["of"], context.row["cohort"]
    if of == "batch":
        return f"tier=national&batch={cohort}..{cohort}"
    return f"tier={of}&where=given:{cohort}..{cohort}"


EXHIBIT = Exhibit(
    title=Text("各批次的存续与晋级", "Cohorts: who holds the title still, who is a champion too"),
    reading=Text(
        "同一批认定的企业中，称号仍有效的占多少，又获单项冠军的占多少。",
        "Of the enterprises of one batch, how many still hold the title, and how many are single "
        "champions too.",
    ),
    origin=("f_batches", "f_lg_also_champion"),
    fields=FIELDS,
    members=Members(
        row=_cohort,
        columns={column: on_the_day(column) for column in ("holding", "known", "lapsed", "unknown")}
        | {
            "reviewed": "where=review:passed",
            "review_known": "where=review:known",
            "champions": "where=single_champion:1",
            "title_known": "where=single_champion:known",
        },
    ),
    query=query,
    figure=figure,
    alt=alt,
    sample=total("enterprises"),
    params=(OF, ON),
    requires=("tier", "valid_until"),
    note=Text(
        "存续只在仍在名单中的企业里算：称号有效占比 = 有效 ÷ 有效期已知的企业；"
        "此前退出的企业不在名单中，"
        "实际存续率因此低一些，对照两个数据版本才能知道谁退出了。晋级以现有的单项冠军荣誉为准；"
        "省级晋级国家级的企业在名单中已是国家级，此处看不到，同样要对照两个版本。" + ASSUMED.zh,
        "Survival is among those still in the list: in force over those whose validity is known. "
        "Who left before is not in it, so that the true share is smaller; two data versions "
        "compared say who left. Promotion is the title of single champion that they hold now; who "
        "went from provincial to national is national in the list, which two versions show too. "
        + ASSUMED.en,
    ),
    width="half",
    height=340,
    order=21,
)
