"""The list then and now: two data versions as maps of the provinces, or as ranks of places."""

from dataclasses import replace

import polars as pl

from components.charts.map_panels import MapPanel, map_panels
from components.charts.sentences import UNSAID, leaders, sentence
from components.charts.slopes import Slope, cut, slopes
from components.claims.sentence import AltText
from components.contract.counted import Members, RowContext
from components.contract.exhibit import Exhibit, Figure, Param, Params, Rows, View
from components.contract.sample import total
from components.contract.versus import STAMPS, VERSUS
from components.look.amounts import with_unit
from components.look.theme import INK
from components.look.words import in_sentence
from components.parts.group_by import GROUP, KEYS
from components.parts.time_params import NATIONAL, NATIONAL_PCT, RISEN, UP
from data_layer.filters.filters import Filters
from data_layer.measures.little_giants import MISSING, RULE
from data_layer.topics.lifecycle.versions import BEFORE, beside, groups
from data_layer.vocabulary.fields import ENTERPRISES, SMALL_GROUP, Field, count, per_cent
from data_layer.vocabulary.terms import NO_UNIT
from data_layer.vocabulary.text import Text

FORMS = {
    "maps": Text("地图（省份）", "Maps of provinces"),
    "province_code": Text("省份名次", "Ranks of provinces"),
    "city_code": Text("城市名次", "Ranks of cities"),
    "division": Text("行业名次", "Ranks of divisions"),
}
ROWS = {
    "maps": Text("个省份", "provinces"),
    "province_code": Text("个省份", "provinces"),
    "city_code": Text("个城市", "cities"),
    "division": Text("个行业", "divisions"),
}
METRICS = {field.name: field for field in (ENTERPRISES, NATIONAL, NATIONAL_PCT)}
RANK = count("rank", Text("名次", "Rank"), NO_UNIT)
SLOPES = 14
"""Groups whose ranks are drawn: the first of the version in use."""


def _before(field: Field) -> Field:
    """The same column of the other version."""
    label = Text(f"对照版本{field.label.zh}", f"{field.label.en}, other version")
    return replace(field, name=f"{BEFORE}{field.name}", label=label)


MEASURED = (*METRICS.values(), MISSING, RANK)
FIELDS = (
    GROUP,
    *MEASURED,
    *map(_before, MEASURED),
    per_cent("difference_pct", Text("企业数增减", "Change in enterprises"), 1),
    count("rank_difference", Text("名次上升", "Places up"), Text("名", "places")),
    *STAMPS,
    SMALL_GROUP,
)


def column(params: Params) -> str:
    """The column of the registry whose groups are looked at."""
    return "province_code" if params["form"] == "maps" else params["form"]


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """The groups of one version."""
    return groups(rows, filters, column(params), params["metric"])


def figure(view: View) -> Figure:
    """Two maps on one scale of colours, or a line a group from its rank then to that of now."""
    return _maps(view) if view.params["form"] == "maps" else _slopes(view)


def _maps(view: View) -> Figure:
    metric = view.params["metric"]
    placed = view.named.with_columns(
        view.frame["group"].alias("province_code"), view.named["group"].alias("province")
    )
    panels = []
    for stamp, side in zip(STAMPS, (BEFORE, ""), strict=True):
        own = placed.with_columns(
            pl.col(f"{side}{name}").alias(name) for name in {metric, ENTERPRISES.name}
        )
        panels.append(MapPanel(_stamp(view, stamp), None, own))
    return map_panels(view, panels, metric)


def _stamp(view: View, field: Field) -> str:
    """Version and day over a side of the chart."""
    return str(view.frame[field.name].first() or "")


def _slopes(view: View) -> Figure:
    """Who rose is drawn stronger."""
    field, ink = METRICS[view.params["metric"]], INK[view.theme]
    key, stamps = KEYS[column(view.params)], [_stamp(view, stamp) for stamp in STAMPS]
    lines = []
    for row, code in zip(
        view.named.head(SLOPES).iter_rows(named=True), view.frame["group"], strict=False
    ):
        values = [row[f"{side}{field.name}"] for side in (BEFORE, "")]
        labels = [
            "—" if value is None else with_unit(value, field.unit(view.lang), view.lang)
            for value in values
        ]
        rose = (row["rank_difference"] or 0) > 0
        lines.append(
            Slope(
                [row[f"{BEFORE}rank"], row["rank"]],
                (labels[0], f"{row['rank']} {cut(row['group'])} {labels[1]}"),
                ink.accent if rose else ink.muted,
                [
                    f"{row['group']}<br>{stamp}: {label}"
                    for stamp, label in zip(stamps, labels, strict=True)
                ],
                click=f"{key}:{code}",
                strong=rose,
            )
        )
    days = [stamp.partition(" · ")[2] or stamp for stamp in stamps]
    return slopes(view, stamps if days[0] == days[1] else days, lines, down=True)


def alt(view: View) -> AltText:
    """Who leads now and who led then; of ranks, who leads now and who rose by most places."""
    field, rows = METRICS[view.params["metric"]], ROWS[view.params["form"]]
    now = Text(f"当前版本{field.label.zh}", f"{in_sentence(field.label.en)} now")
    then = Text(f"对照版本{field.label.zh}", f"{in_sentence(field.label.en)} in the other version")
    claims = [leaders(view, "group", field.name, what=now, rows=rows)]
    if view.params["form"] == "maps":
        claims.append(leaders(view, "group", f"{BEFORE}{field.name}", what=then, rows=rows))
    else:
        up = pl.col("rank_difference") > 0
        claims.append(leaders(view, "group", "rank_difference", where=up, what=UP, rows=RISEN))
    claimed = [claim for claim in claims if claim is not None]
    return sentence(view, *claimed) if claimed else UNSAID


def _row(context: RowContext) -> str:
    return f"{KEYS[column(context.params)]}={context.row['group']}"


COUNTED = {
    "enterprises": "",
    "national": "tier=national",
    "tier_missing": "where=tier:missing",
}
EXHIBIT = Exhibit(
    title=Text("两个数据版本对照", "Two data versions side by side"),
    reading=Text(
        "左为对照版本，右为当前版本：两图同一色标；名次图中线向上为名次上升。",
        "The other version on the left, the one in use on the right: both maps share one scale; of "
        "ranks, a line that goes up is a better one.",
    ),
    origin=("e15", "e16", "e20"),
    fields=FIELDS,
    members=Members(
        row=_row,
        columns={f"{side}{name}": more for side in ("", BEFORE) for name, more in COUNTED.items()},
        other=frozenset(f"{BEFORE}{name}" for name in COUNTED),
    ),
    query=query,
    versus=beside,
    figure=figure,
    alt=alt,
    sample=total("enterprises"),
    params=(
        VERSUS,
        Param("form", Text("形式", "Form"), "maps", options=FORMS),
        Param(
            "metric",
            Text("指标", "Metric"),
            "enterprises",
            options={name: field.label for name, field in METRICS.items()},
        ),
    ),
    requires=("province_code", "tier"),
    note=Text(
        "两个版本按同样的筛选各算一遍，地区、行业与层级都取各自版本中的记载；未选版本时与上一个版本"
        "对照。演示数据与导入的名单不互相对照。一个版本中没有企业的组，企业数记0，其余空缺；"
        f"不足10家的组有标记，按占比排名时排在最后。{RULE.zh}",
        "Both versions are computed under the same filters; places, industries and tiers are those "
        "that each of them has. Where none is chosen, the version before is the other. The "
        "demonstration and imported lists are not compared with each other. A group that a version "
        "lacks has 0 enterprises there and no other figure; groups of fewer than 10 are marked and "
        f"come last in ranks by share. {RULE.en}",
    ),
    width="full",
    height=430,
    order=60,
)
