"""The four quadrants of a place or an industry beside those of the nation."""

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures.rows import SMALL_GROUP as SMALL
from data_layer.measures.rows import Rows
from data_layer.measures.tallies import tally
from data_layer.topics.quadrant.cells import CELLS, Thresholds, conditions
from data_layer.topics.subject.subject import around, inside, subject_of


def quadrants(rows: Rows, filters: Filters, about: str, thresholds: Thresholds) -> pl.DataFrame:
    """`subject`, `cell`, `enterprises` and `nation` in it, the share of each of those that report
    both numbers, in per cent; `unreported` of the subject, `small_group`."""
    subject = subject_of(rows, filters, about)
    if subject is None:
        return pl.DataFrame()
    cells = conditions(thresholds)
    own = tally(inside(filters, subject).apply(rows), [], cells).row(0, named=True)
    if not own["n"]:
        return pl.DataFrame()
    nation = tally(around(filters, subject).apply(rows), [], cells).row(0, named=True)
    counted = pl.DataFrame(
        {
            "cell": list(CELLS),
            "enterprises": [int(own[cell] or 0) for cell in CELLS],
            "nation": [int(nation[cell] or 0) for cell in CELLS],
        }
    )
    placed = int(counted["enterprises"].sum())
    return counted.with_columns(
        subject=pl.lit(subject.code),
        share_pct=_share("enterprises"),
        nation_share_pct=_share("nation"),
        unreported=pl.lit(int(own["n"]) - placed, pl.Int64),
        small_group=pl.lit(placed < SMALL),
    )


def _share(column: str) -> pl.Expr:
    total = pl.col(column).sum()
    return pl.when(total > 0).then(pl.col(column) / total * 100)
