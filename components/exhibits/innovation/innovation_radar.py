"""Five dimensions of two groups as a radar (e30, drawn so in the body of the report)."""

import polars as pl

from components.charts.bars import published_marker, published_name
from components.charts.dimensions import five_dimensions, scored
from components.charts.sentences import cell, sentence
from components.claims.extremes import Gap
from components.claims.sentence import AltText
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, Params, Rows, View
from components.contract.sample import each
from components.parts.compare_items import colours
from components.parts.group_params import (
    GROUP,
    NOTE,
    PARAMS,
    SIDES,
    called,
    published_sides,
    replaced,
    sides,
)
from components.parts.members import OF_DIMENSION, in_group, side
from data_layer.filters.filters import Filters
from data_layer.scoring.dimensions import COLUMNS, DIMENSIONS, LABELS
from data_layer.vocabulary.fields import SMALL_GROUP, Field, count, decimal
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Text
from data_layer.vocabulary.units import by_unit, in_units, units_of

BASES = {name: Field(name, columns()[name].label, columns()[name].unit).title for name in COLUMNS}
FIELDS = (
    Field("dimension", Text("维度", "Dimension"), key=True, labels=LABELS),
    Field("side", Text("组", "Side"), key=True, labels=SIDES),
    GROUP,
    Field("basis", Text("基础指标", "Basis"), labels=BASES),
    *in_units(decimal("value", Text("中位数", "Median"), digits=1), units_of(COLUMNS)),
    decimal("score", Text("得分", "Score"), digits=1),
    count("values", Text("有值企业", "Enterprises with a value"), Text("家", "")),
    count("missing", Text("缺失", "Missing"), Text("家", "")),
    SMALL_GROUP,
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """Five dimensions of both groups; the first group first."""
    both = sides(rows, filters, params)
    basis = [DIMENSIONS[dimension].column for dimension in both["dimension"]]
    measured = both.with_columns(pl.Series("basis", basis, pl.String), units_of(basis))
    return by_unit(measured, FIELDS)


def figure(view: View) -> Figure:
    """Two filled lines; published scores as diamonds."""
    tints = dict(zip(SIDES, colours(view, [view.params[side] for side in SIDES]), strict=True))
    frame = view.frame
    names = {s: called(view.params[s], frame, s)(view.lang) for s in SIDES}
    lines = [scored(frame, pl.col("side") == s, names[s], color=tints[s]) for s in SIDES]
    if view.published is not None and view.comparable:
        marks, name = published_marker(view), published_name(view)
        lines += [
            scored(
                view.published, pl.col("side") == s, f"{name} · {names[s]}", color="", marks=marks
            )
            for s in SIDES
            if s in set(view.published["side"])
        ]
    return five_dimensions(view, lines)


def alt(view: View) -> AltText:
    """Where the two groups are furthest apart."""
    one, two = (called(view.params[s], view.frame, s) for s in SIDES)
    scored = view.frame.drop_nulls("score").iter_rows(named=True)
    rows = {(row["side"], row["dimension"]): row for row in scored}
    pairs = tuple(
        (cell(view, rows["a", d], "score"), cell(view, rows["b", d], "score"))
        for d in DIMENSIONS
        if ("a", d) in rows and ("b", d) in rows
    )
    if not pairs:
        return view.say("两组没有可比的维度。", "The two groups have no dimension to compare.")
    return sentence(view, Gap(Text(f"{one.zh}与{two.zh}", f"{one.en} and {two.en}"), pairs))


EXHIBIT = Exhibit(
    title=Text("五维科创力雷达", "Innovation capability in five dimensions"),
    reading=Text(
        "任选两组（层级、地区、行业、单个企业）对照。报告：国家级在五个维度全面领先，创新质量"
        "差距最大。",
        "Compare any two groups: tiers, places, industries or a single enterprise. The "
        "report: the national tier leads in all five dimensions, in innovation quality most.",
    ),
    origin=("e30", "e24"),
    fields=FIELDS,
    members=Members(
        row=in_group(side),
        columns=OF_DIMENSION,
    ),
    query=query,
    published=published_sides,
    figure=figure,
    alt=alt,
    sample=each("values"),
    params=PARAMS,
    ignores=replaced,
    requires=("tier", *COLUMNS),
    note=NOTE,
    width="half",
    height=440,
    order=10,
)
