"""How many enterprises meet each national criterion of 2026 (r01)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import polars as pl

from components.charts.labels import wrapped
from components.charts.sentences import leader
from components.claims.sentence import Said
from components.contract.exhibit import Exhibit, Figure, Param, Params, Rows, View
from components.contract.sample import by_row
from components.look.amounts import number
from components.look.contrast import ink_on
from components.look.theme import DIVERGING, INK, layout
from data_layer.filters.filters import Filters
from data_layer.filters.tiers import of_tiers
from data_layer.measures.rows import SMALL_GROUP as SMALL
from data_layer.measures.tallies import share, tally
from data_layer.policy.candidates import measured, national, short
from data_layer.policy.criteria import criteria
from data_layer.vocabulary.fields import SMALL_GROUP, Field, count, per_cent
from data_layer.vocabulary.schema import TIERS
from data_layer.vocabulary.text import Text

STATUSES = {
    "met": Text("达到", "Met"),
    "unmet": Text("未达到", "Not met"),
    "unknown": Text("缺数据", "Unknown"),
}
TIER_OPTIONS = {tier: TIERS[tier] for tier in ("provincial", "national")}
HOME = Text("家", "")
FIELDS = (
    Field(
        "indicator",
        Text("条件", "Criterion"),
        key=True,
        labels={it.indicator: it.label for it in criteria()},
    ),
    *(count(name, label, HOME) for name, label in STATUSES.items()),
    *(
        per_cent(f"{name}_pct", Text(f"{label.zh}占比", f"{label.en}, share"), 1)
        for name, label in STATUSES.items()
    ),
    SMALL_GROUP,
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """Six criteria in the order of r01; shares are of the tier's enterprises that pass."""
    counted = _statuses(filters.apply(rows), _tiers(filters, params))
    records = [(name, sum(it), *it) for name, it in counted.items() if sum(it)]
    schema = {"indicator": pl.String, "n": pl.Int64} | dict.fromkeys(STATUSES, pl.Int64)
    return pl.DataFrame(records, schema=schema, orient="row").with_columns(
        *(share(status, "n").alias(f"{status}_pct") for status in STATUSES),
        (pl.col("n") < SMALL).alias("small_group"),
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
    """Bars to 100%: met, not met, unknown."""
    frame = view.named
    scale, ink = DIVERGING[view.theme], INK[view.theme]
    tints = {"met": scale[3][1], "unmet": scale[1][1], "unknown": ink.nodata}
    names = [wrapped(name, 24) for name in frame["indicator"]]
    data = [_bars(view, frame, names, status, tints[status]) for status in STATUSES]
    axes = {
        "barmode": "stack",
        "bargap": 0.35,
        "xaxis": {"range": [0, 100], "ticksuffix": "%"},
        "yaxis": {"autorange": "reversed", "ticks": ""},
        "showlegend": True,
        "legend": {"traceorder": "normal"},
    }
    return {"data": data, "layout": layout(view.theme, **axes)}


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
        "text": [f"{number(value)}%" if value >= 6 else "" for value in shares],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "marker": {"color": tint},
        "insidetextfont": {"color": ink_on(tint)},
        "hovertext": [number(n) for n in frame[status]],
        "hovertemplate": "%{y}<br>%{x}% (%{hovertext})<extra>%{fullData.name}</extra>",
    }


def alt(view: View) -> Said:
    """The criterion that most enterprises fail, and what share of them."""
    chosen = [TIERS[tier] for tier in _tiers(view.filters, view.params)]
    zh, en = "、".join(tier.zh for tier in chosen), " and ".join(tier.en for tier in chosen)
    what = Text(f"{zh}企业未达到的家数", f"enterprises that fail it ({en})")
    return leader(view, "indicator", "unmet", what=what)


EXHIBIT = Exhibit(
    id="criteria_met",
    title=Text("“小巨人”门槛卡在哪里", "Which little-giant criteria hold enterprises back"),
    reading=Text(
        "新门槛下，各项条件有多少企业未达到、多少缺数据；切换到国家级可看现有“小巨人”是否仍达标。",
        "How many enterprises fail each of the new criteria, and how many lack the data; "
        "switch to the national tier to see how today's little giants stand.",
    ),
    page="pathway",
    origin=("r01_criteria_2026", "e02"),
    fields=FIELDS,
    query=query,
    figure=figure,
    alt=alt,
    sample=by_row("met", "unmet", "unknown"),
    params=(Param("tier", Text("层级", "Tier"), "provincial", TIER_OPTIONS),),
    requires=("tier",),
    note=Text(
        "占比的分母是筛选后该层级的全部企业；筛选已选定层级时，以筛选为准。豁免与产业链定位不在企业库中，不计入。",
        "Shares are of all enterprises of the tier that pass the filters; a tier chosen in the "
        "filters goes before the switch of the card. Exemptions and the "
        "position in the industry chain are not in the registry and do not count.",
    ),
    width="full",
    height=340,
    order=55,
)
