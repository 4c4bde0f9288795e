"""Five dimensions of two groups as a radar (e30, drawn so in the body of the report)."""

from __future__ import annotations

import polars as pl

from components.charts.bars import published_marker, published_name
from components.charts.radar import Line, radar
from components.contract.exhibit import Exhibit, Figure, Params, Rows, View
from components.look.amounts import number
from components.look.theme import TIER_COLORS
from components.parts.group_params import GROUP, NOTE, PARAMS, SIDES, called, published_sides, sides
from data_layer.filters.filters import Filters
from data_layer.scoring.scores import COLUMNS, DIMENSIONS, LABELS
from data_layer.vocabulary.fields import (
    SMALL_GROUP,
    UNIT,
    Field,
    count,
    decimal,
    in_units,
    units_of,
)
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Text

BASES = {name: Field(name, columns()[name].label, columns()[name].unit).title for name in COLUMNS}
FIELDS = (
    Field("dimension", Text("维度", "Dimension"), key=True, labels=LABELS),
    Field("side", Text("组", "Side"), key=True, labels=SIDES),
    GROUP,
    Field("basis", Text("基础指标", "Basis"), labels=BASES),
    in_units(decimal("value", Text("中位数", "Median"), digits=1)),
    UNIT,
    decimal("score", Text("得分", "Score"), digits=1),
    count("values", Text("有值企业", "Enterprises with a value"), Text("家", "")),
    count("missing", Text("缺失", "Missing"), Text("家", "")),
    SMALL_GROUP,
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """Five dimensions of both groups; the first group first."""
    found = sides(rows, filters, params)
    basis = [DIMENSIONS[dimension].column for dimension in found["dimension"]]
    return found.with_columns(pl.Series("basis", basis, pl.String), units_of(basis))


def figure(view: View) -> Figure:
    """Two filled lines; published scores as diamonds."""
    colors = TIER_COLORS[view.theme]
    tints = dict(zip(SIDES, (colors["national"], colors["provincial"]), strict=True))
    frame = view.frame
    names = {s: called(view.params[s], frame, s)(view.lang) for s in SIDES}
    axes = [label(view.lang) for label in LABELS.values()]
    lines = [Line(names[s], _scores(frame, s), tints[s]) for s in SIDES]
    if view.published is not None and view.comparable:
        marks = published_marker(view)
        lines += [
            Line(f"{published_name(view)} · {names[s]}", _scores(view.published, s), "", marks)
            for s in SIDES
            if s in set(view.published["side"])
        ]
    return radar(view, axes, lines)


def _scores(frame: pl.DataFrame, side: str) -> list[float | None]:
    found = dict(frame.filter(pl.col("side") == side).select("dimension", "score").iter_rows())
    return [found.get(d) for d in DIMENSIONS]


def alt(view: View) -> str:
    """Where the two groups are furthest apart."""
    names = [called(view.params[s], view.frame, s)(view.lang) for s in SIDES]
    pairs = zip(DIMENSIONS, _scores(view.frame, "a"), _scores(view.frame, "b"), strict=True)
    apart = [(abs(a - b), d, a, b) for d, a, b in pairs if a is not None and b is not None]
    if not apart:
        return view.say("两组没有可比的维度。", "The two groups have no dimension to compare.")
    _, dimension, a, b = max(apart)
    where = LABELS[dimension](view.lang)
    zh = f"{names[0]}与{names[1]}在{where}上相差最大：{number(a)} 对 {number(b)}。"
    en = f"{names[0]} and {names[1]} differ most in {where}: {number(a)} against {number(b)}."
    return view.say(zh, en)


EXHIBIT = Exhibit(
    id="innovation_radar",
    title=Text("五维科创力雷达", "Innovation capability in five dimensions"),
    reading=Text(
        "国家级在五个维度全面领先，创新质量差距最大；任选两组（层级、地区、行业、单个企业）对照。",
        "The national tier leads in all five dimensions, in innovation quality most. Compare any "
        "two groups: tiers, places, industries or a single enterprise.",
    ),
    page="innovation",
    origin=("e30", "e24"),
    fields=FIELDS,
    query=query,
    published=published_sides,
    figure=figure,
    alt=alt,
    params=PARAMS,
    requires=("tier", *COLUMNS),
    note=NOTE,
    width="half",
    height=440,
    order=10,
)
