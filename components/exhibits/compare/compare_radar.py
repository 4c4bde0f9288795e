"""Five dimensions of two to four groups as a radar (in the form of e30)."""

import polars as pl

from components.charts.dimensions import five_dimensions, scored
from components.charts.sentences import UNSAID, leaders, sentence
from components.claims.sentence import AltText
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, Params, Rows, View
from components.contract.sample import each
from components.look.words import in_sentence
from components.parts.compare_items import (
    ITEMS,
    NOTE,
    called,
    colours,
    items_of,
    of_item,
    replaced,
    shown_items,
)
from components.parts.members import OF_DIMENSION, in_group
from data_layer.enterprises.profiles import profile
from data_layer.filters import named_groups as groups
from data_layer.filters.filters import Filters
from data_layer.scoring.dimensions import COLUMNS, DIMENSIONS, LABELS
from data_layer.vocabulary.fields import SMALL_GROUP, Field, count, decimal
from data_layer.vocabulary.text import Text
from data_layer.vocabulary.units import by_unit, in_units, units_of

FIELDS = (
    Field("dimension", Text("维度", "Dimension"), key=True, labels=LABELS),
    Field("item", Text("对象", "Item"), key=True, labels=groups.labels()),
    *in_units(decimal("value", Text("中位数", "Median"), digits=1), units_of(COLUMNS)),
    decimal("score", Text("得分", "Score"), digits=1),
    count("values", Text("有值企业", "Enterprises with a value"), Text("家", "")),
    count("missing", Text("缺失", "Missing"), Text("家", "")),
    SMALL_GROUP,
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """Five dimensions of every item, in the order in which they are asked for."""
    both = pl.concat(
        profile(rows, filters, item.group, method="median").with_columns(item=pl.lit(item.name))
        for item in items_of(rows, params)
    )
    if not both["values"].sum() and not both["missing"].sum():
        return pl.DataFrame(schema=[field.name for field in FIELDS])
    units = units_of(DIMENSIONS[d].column for d in both["dimension"])
    return by_unit(both.with_columns(units), FIELDS)


def figure(view: View) -> Figure:
    """A line an item."""
    names = shown_items(view)
    lines = [
        scored(view.frame, pl.col("item") == name, called(name)(view.lang), color=tint)
        for name, tint in zip(names, colours(view, names), strict=True)
    ]
    return five_dimensions(view, lines)


def alt(view: View) -> AltText:
    """Who has the highest score of creative quality, and of technological strength."""
    claims = []
    for dimension in ("quality", "technology"):
        label = LABELS[dimension]
        leading = leaders(
            view,
            "item",
            "score",
            where=pl.col("dimension") == dimension,
            what=Text(f"{label.zh}得分", f"score of {in_sentence(label.en)}"),
            call=lambda row: called(row["item"]),
        )
        claims += [] if leading is None else [leading]
    return sentence(view, *claims) if claims else UNSAID


EXHIBIT = Exhibit(
    title=Text("五维科创力对照", "Innovation capability compared"),
    reading=Text(
        "得分 = 中位数 ÷ 全库国家级中位数 × 100；100即国家级中位水平。",
        "Score: the median over the median of the registry's national tier x 100; 100 is the "
        "national tier's middle.",
    ),
    origin=("e30", "e24"),
    fields=FIELDS,
    members=Members(
        row=in_group(of_item),
        columns=OF_DIMENSION,
    ),
    query=query,
    figure=figure,
    alt=alt,
    sample=each("values"),
    params=(ITEMS,),
    ignores=replaced,
    requires=("tier", *COLUMNS),
    note=NOTE,
    width="half",
    height=440,
    order=10,
)
