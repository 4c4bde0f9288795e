"""From SMEs to little giants in the frontier fields (s2)."""

import polars as pl

from components.charts.bars import ranking
from components.charts.sentences import cell, sentence
from components.claims.pairs import Listing
from components.claims.sentence import AltText
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, Params, Rows, View
from components.contract.sample import largest
from data_layer.filters.filters import Filters
from data_layer.measures import little_giants
from data_layer.measures.little_giants import MISSING
from data_layer.measures.tallies import tally
from data_layer.reference_figures import tables as reference
from data_layer.vocabulary.fields import ENTERPRISES, Field
from data_layer.vocabulary.text import Text

LEVELS = {
    "sme": Text("中小企业", "SMEs"),
    "srdi": Text("其中专精特新", "of these SRDI"),
    "little_giant": Text("其中“小巨人”", "of these little giants"),
}
FACTS = {
    "sme": "f_frontier_total",
    "srdi": "f_frontier_srdi",
    "little_giant": "f_frontier_lg",
}
FIELDS = (Field("level", Text("层次", "Level"), key=True, labels=LEVELS), ENTERPRISES, MISSING)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """Enterprises of the registry in any frontier field, and the national tier's among them.

    SMEs that are not SRDI are not in a registry: their number is empty.
    """
    within = filters.apply(rows).filter(~pl.col("frontier_field").is_null())
    counted = tally(within, [], little_giants.FLAGS).row(0, named=True)
    n, with_tier = int(counted["n"]), int(counted["tier_known"] or 0)
    giants = int(counted["little_giants"]) if with_tier else None
    levels = [("sme", None, None), ("srdi", n, None), ("little_giant", giants, n - with_tier)]
    schema = {"level": pl.String, "enterprises": pl.Int64, "tier_missing": pl.Int64}
    return pl.DataFrame(levels if n else [], schema=schema, orient="row")


def published(params: Params) -> pl.DataFrame:
    """The three printed totals."""
    numbers = [int(reference.fact_value(fact)) for fact in FACTS.values()]
    return pl.DataFrame({"level": list(FACTS), "enterprises": numbers})


def figure(view: View) -> Figure:
    """Bars, with the printed number as a mark."""
    return ranking(view, "level", "enterprises")


def alt(view: View) -> AltText:
    """How many enterprises there are of each level."""
    rows = view.frame.drop_nulls("enterprises").iter_rows(named=True)
    cells = tuple(cell(view, row, "enterprises") for row in rows)
    return sentence(view, Listing(ENTERPRISES.label, cells))


EXHIBIT = Exhibit(
    title=Text("前沿领域里的专精特新", "SRDI in the frontier fields"),
    reading=Text(
        "前沿领域企业中各级有多少。s2：7,455家中小企业中，1,904家为专精特新，351家为“小巨人”。",
        "How many enterprises of the frontier fields are in each level. s2: of 7,455 SMEs "
        "1,904 are SRDI enterprises and 351 little giants.",
    ),
    origin=tuple(FACTS.values()),
    fields=FIELDS,
    members=Members(
        row=lambda context: (
            "where=frontier_field:known"
            + ("&tier=national" if context.row["level"] == "little_giant" else "")
        ),
        whole={"tier_missing": "where=frontier_field:known,tier:missing"},
    ),
    query=query,
    published=published,
    figure=figure,
    alt=alt,
    sample=largest("enterprises"),
    requires=("frontier_field", "tier"),
    width="third",
    height=460,
    order=20,
)
