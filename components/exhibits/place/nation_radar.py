"""Five dimensions of a place or an industry against the nation (in the form of e30)."""

import polars as pl

from components.charts.dimensions import five_dimensions, scored
from components.charts.sentences import UNSAID, cell, sentence
from components.claims.extremes import Gap
from components.claims.sentence import AltText
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, Params, Rows, View
from components.contract.sample import by_row
from components.look.theme import INK
from components.parts.members import OF_DIMENSION
from components.parts.subject_param import (
    ABOUT,
    NATION,
    NOTE,
    around_subject,
    nation,
    of_subject,
    subject_name,
)
from data_layer.enterprises.profiles import profile
from data_layer.filters.filters import Filters
from data_layer.filters.named_groups import ALL
from data_layer.measures.tallies import tally
from data_layer.scoring.dimensions import COLUMNS, DIMENSIONS, LABELS
from data_layer.topics.subject.subject import around, inside, subject_names, subject_of
from data_layer.vocabulary.fields import SMALL_GROUP, Field, count, decimal
from data_layer.vocabulary.text import Text
from data_layer.vocabulary.units import by_unit, in_units, units_of

SIDES = {"subject": Text("本对象", "It"), "nation": NATION}
FIELDS = (
    Field("subject", Text("对象", "Of"), labels=subject_names()),
    Field("dimension", Text("维度", "Dimension"), key=True, labels=LABELS),
    Field("side", Text("方", "Side"), key=True, labels=SIDES),
    *in_units(decimal("value", Text("中位数", "Median"), digits=1), units_of(COLUMNS)),
    decimal("score", Text("得分", "Score"), digits=1),
    count("values", Text("有值企业", "Enterprises with a value"), Text("家", "")),
    count("missing", Text("缺失", "Missing"), Text("家", "")),
    SMALL_GROUP,
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """Five dimensions of both sides: medians, scored against the registry's national tier."""
    subject = subject_of(rows, filters, params["about"])
    if subject is None or not tally(inside(filters, subject).apply(rows), ()).item():
        return pl.DataFrame(schema=[field.name for field in FIELDS])
    chosen = {"subject": inside(filters, subject), "nation": around(filters, subject)}
    parts = [
        profile(rows, its, ALL, method="median").with_columns(
            side=pl.lit(side), subject=pl.lit(subject.code)
        )
        for side, its in chosen.items()
    ]
    both = pl.concat(parts, how="vertical_relaxed")
    units = units_of(DIMENSIONS[d].column for d in both["dimension"])
    return by_unit(both.with_columns(units), FIELDS)


def figure(view: View) -> Figure:
    """Two lines; 100 is the median of the national tier."""
    ink = INK[view.theme]
    names = {"subject": subject_name(view), "nation": nation(view)}
    tints = {"subject": ink.accent, "nation": ink.muted}
    lines = [
        scored(view.frame, pl.col("side") == side, names[side](view.lang), color=tints[side])
        for side in SIDES
    ]
    return five_dimensions(view, lines)


def alt(view: View) -> AltText:
    """In which dimension it is furthest from the nation; groups of fewer than ten do not speak."""
    scored = view.frame.drop_nulls("score").filter(~pl.col("small_group"))
    rows = {(row["side"], row["dimension"]): row for row in scored.iter_rows(named=True)}
    pairs = tuple(
        (cell(view, rows["subject", d], "score"), cell(view, rows["nation", d], "score"))
        for d in DIMENSIONS
        if ("subject", d) in rows and ("nation", d) in rows
    )
    if not pairs:
        return UNSAID
    name = subject_name(view)
    what = Text(f"五维得分上{name.zh}与全国", f"scores of {name.en} and the nation")
    return sentence(view, Gap(what, pairs))


EXHIBIT = Exhibit(
    title=Text("五维科创力对全国", "Innovation capability against the nation"),
    reading=Text(
        "得分 = 中位数 ÷ 全库国家级中位数 × 100；100即国家级中位水平。",
        "Score: the median over the median of the registry's national tier x 100; 100 is the "
        "national tier's middle.",
    ),
    origin=("e30", "e24"),
    fields=FIELDS,
    members=Members(
        row=lambda context: (
            of_subject(context) if context.row["side"] == "subject" else around_subject(context)
        ),
        columns=OF_DIMENSION,
    ),
    query=query,
    figure=figure,
    alt=alt,
    sample=by_row("values", where=pl.col("side") == "subject"),
    params=(ABOUT,),
    requires=("tier", "province_code", "division", *COLUMNS),
    note=NOTE,
    width="half",
    height=420,
    order=30,
)
