"""Whether those whose title is due meet the criteria of 2026 now, criterion by criterion."""

from collections.abc import Callable

import polars as pl

from components.charts.sentences import UNSAID, cell, sentence
from components.charts.stacked import stacked
from components.claims.pairs import Listing
from components.claims.sentence import AltText
from components.contract.as_of import ON
from components.contract.counted import Members, RowContext
from components.contract.exhibit import Exhibit, Figure, Param, Params, Rows, View
from components.contract.sample import by_row
from components.look.theme import DIVERGING, INK
from components.parts.lifecycle_lists import on_the_day
from components.parts.lifecycle_words import ASSUMED, ON_DAY, day_of, on_day
from data_layer.filters.filters import Filters
from data_layer.policy.standing import JUDGED_TIERS, countable
from data_layer.topics.lifecycle.due import by_criterion
from data_layer.vocabulary.fields import ENTERPRISES, Field, count
from data_layer.vocabulary.terms import TIERS
from data_layer.vocabulary.text import Text

STATES = {
    "met": Text("达到", "Met"),
    "unmet": Text("未达到", "Not met"),
    "unknown": Text("缺数据", "Unknown"),
}
CRITERIA = {"all": Text("全部条件", "Every criterion")} | {
    criterion.indicator: criterion.label for tier in JUDGED_TIERS for criterion in countable(tier)
}
WHOLE = {"met": "meets", "unmet": "fails", "unknown": "unknown"}
"""What the states of a criterion are called of all of them together."""
TIER = Param(
    "tier", Text("层级", "Tier"), "national", options={tier: TIERS[tier] for tier in JUDGED_TIERS}
)
FIELDS = (
    Field("criterion", Text("条件", "Criterion"), key=True, labels=CRITERIA),
    *(count(name, label, ENTERPRISES.unit) for name, label in STATES.items()),
    ON_DAY,
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """All criteria of a tier together, then a row a criterion."""
    day = day_of(filters, params)
    tier = "provincial" if params["tier"] == "provincial" else "national"
    criteria = by_criterion(rows, filters, tier, day=day).with_columns(
        as_of=pl.lit(day.isoformat())
    )
    has_values = pl.col("met") + pl.col("unmet") > 0
    return criteria.with_columns(
        pl.when(has_values).then(pl.col(status)).alias(status) for status in ("met", "unmet")
    )


def figure(view: View) -> Figure:
    """A bar a criterion: who meets it, who does not, of whom it is not known."""
    scale = DIVERGING[view.theme]
    colors = {"met": scale[3][1], "unmet": scale[1][1], "unknown": INK[view.theme].nodata}
    axis = {"title": {"text": view.say("企业数", "Enterprises")}}
    return stacked(view, "criterion", STATES, colors=colors, axis=axis)


def alt(view: View) -> AltText:
    """How many of those due meet all, fail one, and are not known."""
    if view.frame.is_empty():
        return UNSAID
    row = view.frame.row(0, named=True)
    tier, start = TIERS[view.params["tier"]], on_day(view)
    what = Text(
        f"{start.zh}，12个月内到期的{tier.zh}企业按2026年条件",
        f"{start.en}, of the {tier.en.lower()} tier's titles due, by the criteria of 2026",
    )
    cells = [
        cell(view, row, name, name=label) for name, label in STATES.items() if row[name] is not None
    ]
    return sentence(view, Listing(what, tuple(cells)))


def _of(state: str) -> Callable[[RowContext], str]:
    """Those due that are in a state by a criterion, or by all of them."""

    def of(context: RowContext) -> str:
        name = context.row["criterion"]
        stands = f"stands:{WHOLE[state]}" if name == "all" else f"stands.{name}:{state}"
        return on_the_day("due", f"tier={context.params['tier']}&where={stands}")(context)

    return of


EXHIBIT = Exhibit(
    title=Text("到期企业现在达到2026年条件吗", "Do those due meet the criteria of 2026 now?"),
    reading=Text(
        "一年内到期、须复核的企业按本层级的2026年条件逐项判断；缺数据单列，不当作未达到。",
        "Those due for a re-review within a year, held against the criteria of 2026 of their own "
        "tier; what is unknown stands by itself and is never a no.",
    ),
    origin=("r01_criteria_2026",),
    fields=FIELDS,
    members=Members(row="", columns={state: _of(state) for state in STATES}),
    query=query,
    figure=figure,
    alt=alt,
    sample=by_row(*STATES),
    params=(TIER, ON),
    requires=("tier", "valid_until"),
    note=Text(
        "国家级按“小巨人”条件，省级按专精特新中小企业条件（r01）；产业链定位等须由人判断，不计。"
        "有一项未达到即未达到全部，其余有缺数据者为缺数据。" + ASSUMED.zh,
        "Little giants by the national list, provincial enterprises by the provincial one (r01); "
        "what a person has to judge does not count. One criterion unmet fails all; of the rest "
        "those with an unknown one are unknown. " + ASSUMED.en,
    ),
    none=Text("筛选后的企业中没有12个月内到期的", "Nobody who passes the filters is due"),
    width="half",
    height=340,
    order=20,
)
