"""How many titles of each tier are in force, due within a year and lapsed."""

import polars as pl

from components.charts.sentences import UNSAID, cell, sentence
from components.charts.stacked import stacked
from components.claims.pairs import Listing
from components.claims.sentence import AltText
from components.contract.as_of import ON
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, Params, Rows, View
from components.contract.sample import total
from components.parts.lifecycle_lists import on_the_day
from components.parts.lifecycle_words import ASSUMED, ON_DAY, day_of, on_day, tints
from data_layer.filters.filters import Filters
from data_layer.topics.lifecycle.day import STANDINGS
from data_layer.topics.lifecycle.titles import DATED, by_tier
from data_layer.vocabulary.fields import ENTERPRISES, Field, count, per_cent
from data_layer.vocabulary.terms import TIERS
from data_layer.vocabulary.text import Text

FIELDS = (
    Field("tier", Text("层级", "Tier"), key=True, labels=TIERS),
    ENTERPRISES,
    *(count(name, label, ENTERPRISES.unit) for name, label in STANDINGS.items()),
    *(
        per_cent(f"{name}_pct", Text(f"{STANDINGS[name].zh}占比", f"{STANDINGS[name].en}, share"))
        for name in DATED
    ),
    count("derived", Text("有效期为推算", "Validity derived, not reported"), ENTERPRISES.unit),
    ON_DAY,
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """A row a tier."""
    day = day_of(filters, params)
    return by_tier(rows, filters, day).with_columns(as_of=pl.lit(day.isoformat()))


def figure(view: View) -> Figure:
    """A bar a tier, divided by standing; of those whose validity is known."""
    standings = {name: STANDINGS[name] for name in DATED}
    axis = {"range": [0, 100], "ticksuffix": "%"}
    opens = ("tier", "tier")
    return stacked(
        view, "tier", standings, colors=tints(view), share="_pct", click=opens, axis=axis
    )


def alt(view: View) -> AltText:
    """Who is due, by tier."""
    if view.frame.is_empty():
        return UNSAID
    rows = [row for row in view.frame.iter_rows(named=True) if row["enterprises"]]
    start = on_day(view)
    what = Text(f"{start.zh}，12个月内到期", f"{start.en}, due within 12 months")
    return sentence(view, Listing(what, tuple(cell(view, row, "due") for row in rows)))


EXHIBIT = Exhibit(
    title=Text("称号有效、即将到期与过期", "Titles in force, due and lapsed"),
    reading=Text(
        "看每个层级有多少称号在一年内到期，须准备复核。",
        "See how many titles of each tier end within a year and need a re-review.",
    ),
    origin=("f_batches", "e01"),
    fields=FIELDS,
    members=Members(
        columns={name: on_the_day(name) for name in STANDINGS}
        | {"derived": "where=validity_basis:known,validity_basis:!reported"}
    ),
    query=query,
    figure=figure,
    alt=alt,
    sample=total("enterprises"),
    params=(ON,),
    requires=("tier", "valid_until"),
    note=ASSUMED,
    width="half",
    height=320,
    order=10,
)
