"""Little giants among some enterprises: of those alone whose tier is known, the others counted."""

from collections.abc import Mapping

import polars as pl

from data_layer.measures.rows import SMALL_GROUP
from data_layer.measures.tallies import share
from data_layer.vocabulary.fields import ENTERPRISES, Field, count, per_cent
from data_layer.vocabulary.text import Text

FLAGS: Mapping[str, pl.Expr] = {
    "little_giants": pl.col("tier") == "national",
    "tier_known": pl.col("tier").is_not_null(),
}
"""What `tally` counts for the columns below."""
GIANTS = count("little_giants", Text("国家级企业数", "Little giants"), ENTERPRISES.unit)
SHARE = per_cent("little_giant_share_pct", Text("国家级占比", "Little-giant share"))
MISSING = count("tier_missing", Text("层级未填报", "Tier not reported"), ENTERPRISES.unit)
FIELDS: tuple[Field, ...] = (GIANTS, SHARE, MISSING)
RULE = Text(
    "国家级占比只计填报层级的企业，未填报的另列；都未填报则无数。",
    "Little-giant shares are of the enterprises whose tier is known; the others are counted beside "
    "them, and where none is known there is no number.",
)


def little_giants(enterprises: str = "n") -> tuple[pl.Expr, ...]:
    """FIELDS of a frame that counted FLAGS. enterprises: its column with how many there are."""
    tier_known = pl.col("tier_known")
    return (
        pl.when(tier_known > 0).then(pl.col("little_giants")).alias("little_giants"),
        share("little_giants", "tier_known").alias("little_giant_share_pct"),
        (pl.col(enterprises) - tier_known).alias("tier_missing"),
    )


def small_group(enterprises: str = "n") -> pl.Expr:
    """Whether fewer than ten enterprises are counted, or stand behind the share."""
    tier_known = pl.col("tier_known")
    few = (pl.col(enterprises) < SMALL_GROUP) | ((tier_known > 0) & (tier_known < SMALL_GROUP))
    return few.alias("small_group")
