"""Who enters and who falls out by a reader's own rule, by place, industry, tier or size."""

from typing import Any

import polars as pl

from components.charts.sentences import UNSAID, leaders, sentence
from components.claims.extremes import Count
from components.claims.sentence import AltText
from components.contract.counted import Members, RowContext
from components.contract.exhibit import Exhibit, Figure, Param, Params, Rows, View
from components.contract.sample import total
from components.exhibits.pathway.rule_verdicts import MOVES
from components.look.amounts import number
from components.look.theme import DIVERGING, INK, layout
from components.look.words import wrap
from components.parts.rule_params import NOTE, PARAMS, by_own, own_rule
from data_layer.filters.filters import Filters
from data_layer.policy.rule import spec_of
from data_layer.topics.pathway import rule_changes
from data_layer.topics.structure.insured_bands import band_ends
from data_layer.vocabulary.fields import ENTERPRISES, Field, count, words
from data_layer.vocabulary.industries import industry_names
from data_layer.vocabulary.places import city_names, province_names
from data_layer.vocabulary.terms import TIERS
from data_layer.vocabulary.text import Text

BY = {
    "province": Text("省份", "Province"),
    "city": Text("城市", "City"),
    "industry": Text("行业", "Industry"),
    "size": Text("规模", "Size"),
    "tier": Text("层级", "Tier"),
}
CLICKED = {"province": "province", "city": "city", "industry": "industry", "tier": "tier"}
"""What a click on a group filters by; sizes filter by nothing of one name."""
HOME = ENTERPRISES.unit
NAMES = {
    **province_names(),
    **city_names(),
    **industry_names(),
    **TIERS,
    **words(),
}
FIELDS = (
    Field("group", Text("分组", "Group"), key=True, labels=NAMES),
    ENTERPRISES,
    count("meets_now", Text("达到2026年规则", "Meet the rule of 2026"), HOME),
    count("meets", Text("达到自拟规则", "Meet the own rule"), HOME),
    count("unknown", Text("缺数据（自拟）", "Unknown (own)"), HOME),
    *(count(name, label, HOME) for name, label in MOVES.items()),
)
ROWS = {
    "province": Text("个省份", "provinces"),
    "city": Text("个城市", "cities"),
    "industry": Text("个行业", "industries"),
    "size": Text("个规模组", "sizes"),
    "tier": Text("个层级", "tiers"),
}
NOW = "rule@2026:meets"
"""The condition of those that meet the rule in force."""
MOST = 18
"""Groups that a chart has room for; the table and the downloads have all."""
LETTERS = 26


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """A row a group."""
    changes = rule_changes.changes(rows, filters, own_rule(params), by=params["by"])
    return changes.select(f.name for f in FIELDS)


NAMES = {
    "leaves": MOVES["leaves"],
    "kept": Text("仍达到", "Still meet"),
    "enters": MOVES["enters"],
}
"""Parts of a bar."""


def figure(view: View) -> Figure:
    """To the right who meets the own rule, new ones marked; to the left who falls out."""
    frame = view.named.head(MOST)
    scale = DIVERGING[view.theme]
    parts = {
        "leaves": (frame["leaves"] * -1, scale[1][1]),
        "kept": (frame["meets"] - frame["enters"] - frame["settled"], scale[3][1]),
        "enters": (frame["enters"], INK[view.theme].accent),
    }
    labels = [wrap(name, LETTERS) for name in frame["group"]]
    data = [_bars(view, part, labels, values, tint=tint) for part, (values, tint) in parts.items()]
    axes = {
        "barmode": "relative",
        "bargap": 0.3,
        "xaxis": {
            "zeroline": True,
            "title": {
                "text": view.say("← 落选　企业数　达到 →", "← fall out · enterprises · meet →")
            },
        },
        "yaxis": {"autorange": "reversed", "ticks": "", "type": "category"},
        "annotations": [
            _net(view, label, row)
            for label, row in zip(labels, frame.to_dicts(), strict=True)
            if row["meets"] is not None
        ],
        "margin": {"r": 64},
        "showlegend": True,
        "legend": {"traceorder": "normal"},
    }
    return {"data": data, "layout": layout(view.theme, **axes)}


def _bars(view: View, part: str, labels: list[str], values: pl.Series, tint: str) -> dict[str, Any]:
    """One part of all bars."""
    name = NAMES[part](view.lang)
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "y": labels,
        "x": values.to_list(),
        "width": min(0.65, 0.2 * len(labels)),
        "marker": {"color": tint} | _hatched(part),
        "hovertext": [number(value) for value in values.abs()],
        "hovertemplate": f"%{{y}}<br>{name} %{{hovertext}}<extra></extra>",
        **_clicks(view, part),
    }


def _hatched(part: str) -> dict[str, Any]:
    """Who enters is told apart without colour too."""
    return {"pattern": {"shape": "/"}} if part == "enters" else {}


def _clicks(view: View, part: str) -> dict[str, Any]:
    """To the enterprises that a part of a bar counts."""
    key = CLICKED.get(view.params["by"])
    codes = view.frame["group"].head(MOST).to_list()
    if key is None or rule_changes.UNREPORTED in codes:
        return {}
    own = f"rule@{spec_of(own_rule(view.params))}"
    test = f"{own}:meets,{NOW}" if part == "kept" else f"{own}:{part}"
    return {"customdata": [f"{key}:{code}&where:{test}" for code in codes]}


def _net(view: View, label: str, row: dict[str, Any]) -> dict[str, Any]:
    """Beside a bar: how many meet the own rule, and by how many more or fewer."""
    before = row["meets_now"]
    change = 0 if before is None else row["meets"] - before
    words = number(row["meets"]) + (f" ({change:+,})" if change else "")
    ink = INK[view.theme]
    return {
        "x": row["meets"],
        "y": label,
        "text": f" {words}",
        "xanchor": "left",
        "showarrow": False,
        "font": {"size": 11, "color": ink.text},
    }


REPORTED = pl.col("group") != rule_changes.UNREPORTED
"""Groups that a sentence may name."""


def alt(view: View) -> AltText:
    """Where somebody moves, and where most fall out or enter."""
    if view.frame.is_empty():
        return UNSAID
    rows = ROWS[view.params["by"]]
    moving = pl.sum_horizontal(*MOVES) > 0
    kind = Text(f"有企业进出的{BY[view.params['by']].zh}", "Groups with enterprises that move")
    parts = [Count(kind, view.frame.filter(moving).height, moving)]
    most = [
        leaders(view, "group", name, where=REPORTED & (pl.col(name) > 0), what=what, rows=rows)
        for name, what in (
            ("leaves", Text("落选家数", "Enterprises that fall out")),
            ("enters", Text("入围家数", "Enterprises that enter")),
        )
    ]
    met = Text("达标家数", "Enterprises that meet the rule")
    most_meeting = leaders(view, "group", "meets", where=REPORTED, what=met, rows=rows)
    return sentence(
        view, *parts, *[claim for claim in (*most, most_meeting) if claim is not None][:2]
    )


def _of_group(context: RowContext) -> str:
    by, group = context.params["by"], context.row["group"]
    column = "insured" if by == rule_changes.SIZE else rule_changes.COLUMNS[by]
    if group == rule_changes.UNREPORTED:
        return f"where={column}:missing"
    return f"where={column}:{band_ends()[group] if by == rule_changes.SIZE else group}"


EXHIBIT = Exhibit(
    title=Text("谁入围，谁落选", "Who enters, who falls out"),
    reading=Text(
        "自拟规则对照2026年规则，按省份、城市、行业、规模或层级；点条的一段即筛选其中的企业。",
        "The own rule against the rule of 2026, by province, city, industry, size or tier; a click "
        "on a part of a bar filters by the enterprises that it counts.",
    ),
    origin=("r01_criteria_2026", "e02"),
    fields=FIELDS,
    members=Members(
        row=_of_group,
        columns={
            "meets_now": f"where={NOW}",
            **{name: by_own(name) for name in ("meets", "unknown", *MOVES)},
        },
    ),
    query=query,
    figure=figure,
    alt=alt,
    sample=total("enterprises"),
    params=(Param("by", Text("分组", "By"), "province", options=BY), *PARAMS),
    note=NOTE,
    width="half",
    height=560,
    order=63,
)
