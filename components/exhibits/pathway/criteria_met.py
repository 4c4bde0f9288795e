"""How many enterprises meet each national criterion of 2026 (r01)."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import polars as pl

from components.charts.labels import wrapped
from components.charts.sentences import leader
from components.claims.sentence import AltText
from components.contract.counted import Members, RowContext
from components.contract.exhibit import Exhibit, Figure, Param, Params, Rows, View
from components.contract.sample import by_row
from components.look.amounts import number
from components.look.contrast import ink_on
from components.look.theme import DIVERGING, INK, layout
from data_layer.filters.filters import Filters
from data_layer.measures.rows import SMALL_GROUP as SMALL
from data_layer.measures.tallies import share, tally
from data_layer.measures.tiers import of_tiers
from data_layer.policy.candidates import measured, national, short
from data_layer.policy.rule import INDICATORS
from data_layer.vocabulary.fields import SMALL_GROUP, Field, count, per_cent
from data_layer.vocabulary.terms import TIERS
from data_layer.vocabulary.text import Text

STATUSES = {
    "met": Text("达到", "Met"),
    "unmet": Text("未达到", "Not met"),
    "unknown": Text("缺数据", "Unknown"),
}
DECIDED = ("met", "unmet")
TIER_OPTIONS = {tier: TIERS[tier] for tier in ("provincial", "national")}
BESIDE = 125
"""Of the axis: room for the number of those that lack the data."""
HOME = Text("家", "")
FIELDS = (
    Field(
        "indicator",
        Text("条件", "Criterion"),
        key=True,
        labels={indicator: criterion.label for indicator, criterion in national().items()},
    ),
    *(count(name, label, HOME) for name, label in STATUSES.items()),
    *(
        per_cent(
            f"{name}_pct",
            Text(f"{STATUSES[name].zh}占有数据企业", f"{STATUSES[name].en}, of those known"),
            1,
        )
        for name in DECIDED
    ),
    SMALL_GROUP,
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """Six criteria in the order of r01; shares are of the enterprises with the data, which are met
    or not; nobody with the data is no number."""
    counted = _statuses(filters.apply(rows), _tiers(filters, params))
    records = [(name, *counts) for name, counts in counted.items() if sum(counts)]
    schema = {"indicator": pl.String} | dict.fromkeys(STATUSES, pl.Int64)
    frame = pl.DataFrame(records, schema=schema, orient="row")
    with_known = frame.with_columns((pl.col("met") + pl.col("unmet")).alias("known"))
    return with_known.with_columns(
        *(share(status, "known").alias(f"{status}_pct") for status in DECIDED),
        *(pl.when(pl.col("known") > 0).then(pl.col(status)).alias(status) for status in DECIDED),
        (pl.col("known") < SMALL).alias("small_group"),
    )


def _tiers(filters: Filters, params: Params) -> tuple[str, ...]:
    """The tiers that the filters choose, or else the card's own."""
    return filters.chosen("tier") or (params["tier"],)


def _statuses(passed: Rows, tiers: tuple[str, ...]) -> Mapping[str, tuple[int, ...]]:
    """How many enterprises of some tiers are in each status, by criterion."""
    flags = {
        f"{name}|{status}": condition
        for name in national()
        for status, condition in _conditions(name).items()
    }
    sums = tally(of_tiers(measured(passed), tiers), [], flags).row(0, named=True)
    return {
        name: tuple(int(sums[f"{name}|{status}"] or 0) for status in STATUSES)
        for name in national()
    }


@cache
def _conditions(name: str) -> dict[str, pl.Expr]:
    gap = pl.col(short(name))
    return {"met": gap <= 0, "unmet": gap > 0, "unknown": gap.is_null()}


def figure(view: View) -> Figure:
    """Bars to 100% of those with the data: met, not met; how many lack it stands beside."""
    frame = view.named
    scale, ink = DIVERGING[view.theme], INK[view.theme]
    tints = {"met": scale[3][1], "unmet": scale[1][1]}
    names = [wrapped(name, 24) for name in frame["indicator"]]
    data = [_bars(view, frame, names, status=status, tint=tints[status]) for status in DECIDED]
    axes = {
        "barmode": "stack",
        "bargap": 0.35,
        "xaxis": {"range": [0, BESIDE], "ticksuffix": "%", "tickvals": [0, 25, 50, 75, 100]},
        "annotations": [
            _lacking(view, name, n, tint=ink.muted)
            for name, n in zip(names, frame["unknown"], strict=True)
        ],
        "yaxis": {"autorange": "reversed", "ticks": ""},
        "showlegend": True,
        "legend": {"traceorder": "normal"},
    }
    return {"data": data, "layout": layout(view.theme, **axes)}


def _lacking(view: View, name: str, n: int, tint: str) -> dict[str, Any]:
    """How many enterprises lack the data, beside the bar of a criterion."""
    return {
        "x": 101,
        "y": name,
        "text": f"{STATUSES['unknown'](view.lang)} {number(n)}",
        "xanchor": "left",
        "showarrow": False,
        "font": {"size": 10, "color": tint},
    }


def _bars(
    view: View, frame: pl.DataFrame, names: list[str], status: str, tint: str
) -> dict[str, Any]:
    shares = frame[f"{status}_pct"].to_list()
    return {
        "type": "bar",
        "orientation": "h",
        "name": STATUSES[status](view.lang),
        "y": names,
        "x": shares,
        "text": [f"{number(value)}%" if value and value >= 6 else "" for value in shares],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "marker": {"color": tint},
        "insidetextfont": {"color": ink_on(tint)},
        "hovertext": [number(n) for n in frame[status]],
        "hovertemplate": "%{y}<br>%{x}% (%{hovertext})<extra>%{fullData.name}</extra>",
    }


def alt(view: View) -> AltText:
    """The criterion that most enterprises fail, and what share of them."""
    chosen = [TIERS[tier] for tier in _tiers(view.filters, view.params)]
    zh, en = "、".join(tier.zh for tier in chosen), " and ".join(tier.en for tier in chosen)
    what = Text(f"{zh}企业未达到的家数", f"enterprises that fail a criterion ({en})")
    return leader(view, "indicator", "unmet", what=what)


THRESHOLD_OF = {indicator: name for name, indicator in INDICATORS.items()}


def _of(status: str) -> Callable[[RowContext], str]:
    """Those of the tiers in question that are in a status by the criterion of 2026."""

    def of(context: RowContext) -> str:
        tiers = ",".join(_tiers(context.filters, context.params))
        criterion = THRESHOLD_OF[context.row["indicator"]]
        return f"tier={tiers}&where=rule.{criterion}@2026:{status}"

    return of


EXHIBIT = Exhibit(
    title=Text("“小巨人”门槛卡在哪里", "Which little-giant criteria hold enterprises back"),
    reading=Text(
        "新门槛下，各项条件有多少企业未达到、多少缺数据；切换到国家级可看现有“小巨人”是否仍达标。",
        "How many enterprises fail each of the new criteria, and how many lack the data; "
        "switch to the national tier to see how today's little giants stand.",
    ),
    origin=("r01_criteria_2026", "e02"),
    fields=FIELDS,
    members=Members(row="", columns={status: _of(status) for status in STATUSES}),
    query=query,
    figure=figure,
    alt=alt,
    sample=by_row("met", "unmet", "unknown"),
    params=(Param("tier", Text("层级", "Tier"), "provincial", options=TIER_OPTIONS),),
    requires=("tier",),
    note=Text(
        "占比的分母是筛选后该层级有数据的企业，缺数据的另列；筛选已选定层级时，以筛选为准。企业库记有近三年国家级科技奖励的，I类知识产权一项算达到；产业链定位须由人判断，不计入。",
        "Shares are of the tier's enterprises that pass the filters and have the data; how many "
        "lack it stands beside. A tier chosen in the "
        "filters goes before the switch of the card. A national science "
        "award of the last three years on file meets class I IP; the position in the industry "
        "chain is for a person to judge and does not count.",
    ),
    width="full",
    height=340,
    order=55,
)
