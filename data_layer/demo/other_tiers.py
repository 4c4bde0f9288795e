"""Single champions and innovative enterprises as tiers: the report has no figures of either.

Rule: patents and the like follow those of the neighbouring tier (`Cohort.alike`). In all else a
champion is like a large national enterprise with that title, a little larger, and an innovative
one like a small provincial one without standards and its rarest titles. R&D intensity stays
undisclosed: those who disclose it are all in the printed bands (e28).
"""

import numpy as np
import polars as pl

from data_layer.demo.cohort import Cohort
from data_layer.demo.honours import SME_MONEY, SME_STAFF

OWN = (
    *("tier", "city_code", "province_code", "division", "group", "class", "sector"),
    *("patents", "invention_applications", "invention_grants", "utility_models"),
    *("software_copyrights", "pct_applications", "class1_ip"),
)
"""What each has of its own already."""
LARGE, SMALL = 200, 60
"""Insured employees of those that champions and innovative enterprises are like."""
APART = 0.15
"""How far their size lies above that, in the logarithm."""
RARE = (
    *("single_champion", "little_giant_title", "unicorn", "gazelle", "green_factory"),
    *("national_award", "provincial_award"),
)


def other_tiers(frame: pl.DataFrame, people: Cohort, rng: np.random.Generator) -> pl.DataFrame:
    """The frame, in the order of the cohort, with the figures of the two tiers filled in."""
    insured = frame["insured"].fill_null(0).to_numpy()
    champion = frame["single_champion"].to_numpy()
    silent = frame["rd_ratio"].is_null().to_numpy()
    none = (frame["standards"] == 0).to_numpy()
    source = np.arange(people.rows)
    for members, alike in (
        (people.champions, people.national & champion & (insured >= LARGE)),
        (people.innovative, people.tiers[1] & ~champion & none & (insured <= SMALL)),
    ):
        pool = np.flatnonzero(alike & silent)
        if pool.size:
            source[members] = rng.choice(pool, int(members.sum()))
    more = np.exp(APART * np.abs(rng.standard_normal(people.rows)))
    more[~(people.champions | people.innovative)] = 1
    alike = frame.select(pl.exclude(OWN))[source]
    size = (pl.col("insured") * more).round(0).cast(alike.schema["insured"])
    money = (pl.col("revenue") * more).round(1)
    alike = alike.with_columns(size.alias("insured"), money.alias("revenue"))
    small = (pl.col("insured").fill_null(0) <= SME_STAFF) & (pl.col("revenue") <= SME_MONEY)
    other, innovative = pl.Series(more > 1), pl.Series(people.innovative)
    return frame.select(OWN).hstack(
        alike.with_columns(
            pl.when(other).then(None).otherwise(pl.col("batch")).alias("batch"),
            pl.when(other).then(None).otherwise(pl.col("frontier_field")).alias("frontier_field"),
            (pl.col("tech_sme") & (small | ~other)).alias("tech_sme"),
            *((pl.col(name) & ~innovative).alias(name) for name in RARE),
        )
    )
