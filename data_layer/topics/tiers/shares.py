"""How many enterprises each tier has, and what share (e03)."""

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures.rows import Rows
from data_layer.measures.tallies import tally
from data_layer.reference_figures import tables as reference
from data_layer.topics.tiers.pairs import NAMES
from data_layer.vocabulary.fields import ENTERPRISES, Field, per_cent, text
from data_layer.vocabulary.terms import PAIR, TIERS
from data_layer.vocabulary.text import Text

UNREPORTED = "unreported"

FIELDS: tuple[Field, ...] = (
    Field(
        "tier",
        Text("层级", "Tier"),
        key=True,
        labels={**TIERS, UNREPORTED: Text("未填报", "Not reported")},
    ),
    ENTERPRISES,
    per_cent("share_pct", Text("占两级企业", "Share of both tiers")),
    text("recognition", Text("认定标准", "Recognition")),
)


def tier_shares(rows: Rows, filters: Filters) -> pl.DataFrame:
    """`tier`, `enterprises`, `share_pct` of both tiers of e03 and of the rows without a tier.

    Single champions and innovative enterprises are no part of what e03 divides, and left out.
    Shares are of both tiers together; what reports no tier has a number and no share.
    """
    selected = filters.apply(rows)
    total = int(tally(selected, ())["n"].item())
    by_tier = dict(tally(selected, ["tier"]).iter_rows())
    both = sum(by_tier.get(tier, 0) for tier in PAIR)
    records: list[tuple[str, int, float | None, None]] = [
        (tier, by_tier.get(tier, 0), by_tier.get(tier, 0) / both * 100, None)
        for tier in (PAIR if both else ())
    ]
    if missing := total - sum(by_tier.values()):
        records.append((UNREPORTED, missing, None, None))
    schema = ["tier", "enterprises", "share_pct", "recognition"]
    return pl.DataFrame(records, schema=schema, orient="row")


def printed_tiers() -> pl.DataFrame:
    """e03."""
    return reference.table("e03_tiers").with_columns(pl.col("tier").replace_strict(NAMES))
