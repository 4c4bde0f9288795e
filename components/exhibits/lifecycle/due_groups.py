"""Where and in which industries titles are due, and how many of these fail the criteria now."""

import polars as pl

from components.charts.bars import ranking
from components.charts.sentences import leader
from components.claims.sentence import AltText
from components.contract.as_of import ON
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, Param, Params, Rows, View
from components.contract.sample import total
from components.parts.group_by import BY, GROUP, KEYS
from components.parts.lifecycle_lists import on_the_day, standing_on
from components.parts.lifecycle_words import ASSUMED, ON_DAY, day_of
from data_layer.filters.filters import Filters
from data_layer.measures.rows import SMALL_GROUP as SMALL
from data_layer.policy.standing import STANDS
from data_layer.topics.lifecycle.due import by_group
from data_layer.vocabulary.fields import ENTERPRISES, SMALL_GROUP, count, per_cent
from data_layer.vocabulary.text import Text

HOME = ENTERPRISES.unit
METRICS = {
    "due": Text("12个月内到期", "Due within 12 months"),
    "due_fails": Text("到期且有条件未达到", "Due, and fails a criterion"),
    "due_pct": Text("到期占比", "Share due"),
    "lapsed": Text("已过有效期", "Lapsed"),
}


FIELDS = (
    GROUP,
    ENTERPRISES,
    count("known", Text("有效期已知", "Validity known"), HOME),
    count("due", METRICS["due"], HOME),
    per_cent("due_pct", METRICS["due_pct"], 1),
    *(
        count(f"due_{name}", Text(f"到期：{label.zh}", f"Due: {label.en}"), HOME)
        for name, label in STANDS.items()
        if name != "fails"
    ),
    count("due_fails", METRICS["due_fails"], HOME),
    count("lapsed", METRICS["lapsed"], HOME),
    count("unknown", Text("有效期不详", "Validity unknown"), HOME),
    SMALL_GROUP,
    ON_DAY,
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """The first `top` groups by the chosen measure, ties by code; for shares small groups last."""
    day, metric = day_of(filters, params), params["metric"]
    groups = by_group(rows, filters, params["by"], day=day).with_columns(
        (pl.col("known") < SMALL).alias("small_group"), as_of=pl.lit(day.isoformat())
    )
    last = ["small_group"] if metric == "due_pct" else []
    falling = [False] * len(last) + [True, False]
    ordered = groups.sort([*last, metric, "group"], descending=falling, nulls_last=True)
    return ordered.head(int(float(params["top"])))


def figure(view: View) -> Figure:
    """Bars in order; a click leads to those that a bar counts, of shares to the group."""
    metric = view.params["metric"]
    standing = {"due_fails": "due"}.get(metric, metric)
    of_bar = standing_on(day_of(view.filters, view.params)).get(standing, "")
    besides = "where:stands:fails" if metric == "due_fails" else ""
    marks = [part for part in (of_bar.replace("=", ":", 1), besides) if part]
    click = (KEYS[view.params["by"]], "group")
    return ranking(view, "group", metric, click=click, besides=marks)


def alt(view: View) -> AltText:
    """Who leads."""
    rows = {
        "province_code": Text("个省份", "provinces"),
        "city_code": Text("个城市", "cities"),
        "division": Text("个行业", "divisions"),
    }[view.params["by"]]
    metric = view.params["metric"]
    label = METRICS[metric]
    what = label if metric == "due_pct" else Text(f"{label.zh}的企业数", label.en)
    return leader(view, "group", metric, rows=rows, what=what)


EXHIBIT = Exhibit(
    title=Text("哪里到期多：地区与行业", "Where titles are due: places and industries"),
    reading=Text(
        "切换地区与行业、数量与占比，看复核任务落在哪里、哪里未达到条件的多。",
        "Switch between places and industries, numbers and shares, to see where re-reviews are due "
        "and where a criterion is not met.",
    ),
    origin=("r01_criteria_2026", "e15", "e20"),
    fields=FIELDS,
    members=Members(
        row=lambda context: f"{KEYS[context.params['by']]}={context.row['group']}",
        columns={name: on_the_day(name) for name in ("known", "due", "lapsed", "unknown")}
        | {f"due_{stand}": on_the_day("due", f"where=stands:{stand}") for stand in STANDS},
    ),
    query=query,
    figure=figure,
    alt=alt,
    sample=total("enterprises"),
    params=(
        BY,
        Param("metric", Text("指标", "Metric"), "due", options=METRICS),
        Param("top", Text("前几名", "Top"), "12", low=5, high=400, step=1),
        ON,
    ),
    requires=("tier", "valid_until"),
    note=Text(
        "到期占比 = 12个月内到期 ÷ 有效期已知的企业；是否达到按本层级的2026年条件（r01）。"
        + ASSUMED.zh,
        "Share due = due within 12 months over those whose validity is known; criteria are those "
        "of 2026 of the own tier (r01). " + ASSUMED.en,
    ),
    width="full",
    height=420,
    order=30,
)
