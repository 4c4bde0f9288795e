"""How many titles are in force, due and lapsed; when they were given and when they end."""

from datetime import date

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures.memo import per_rows
from data_layer.measures.recognition import recognition_year
from data_layer.measures.rows import Rows
from data_layer.measures.tallies import share, tally
from data_layer.measures.tiers import of_tiers
from data_layer.topics.lifecycle.day import STANDINGS, standing
from data_layer.vocabulary.terms import PAIR, TIERS

DATED = ("in_force", "due", "lapsed")
NOT_KNOWN = pl.lit(None, dtype=pl.Int64)


def by_tier(rows: Rows, filters: Filters, day: date) -> pl.DataFrame:
    """A row a tier that occurs: `enterprises`, STANDINGS, `<standing>_pct` of those whose validity
    is known, `derived`: of how many it follows from other columns."""
    by = ["tier", "valid_until", "validity_basis"]
    ends = tally(filters.apply(rows), by, nulls=True)
    counts = ends.with_columns(standing(day).alias("standing")).drop_nulls("tier")
    based = pl.col("n").filter(pl.col("validity_basis").is_not_null()).sum()
    derived = pl.col("n").filter(pl.col("validity_basis") != "reported").sum()
    each = [pl.col("n").filter(pl.col("standing") == name).sum().alias(name) for name in STANDINGS]
    summed = counts.group_by("tier").agg(
        pl.col("n").sum().alias("enterprises"),
        *each,
        pl.when(based > 0).then(derived).alias("derived"),
    )
    order = pl.col("tier").replace_strict({name: at for at, name in enumerate(TIERS)})
    whole = summed.sort(order).with_columns(pl.sum_horizontal(*DATED).alias("known"))
    return whole.with_columns(share(name, "known").alias(f"{name}_pct") for name in DATED)


def by_year(rows: Rows, filters: Filters) -> pl.DataFrame:
    """A row a year in which a title was given or ends: `given_<tier>`, `ending_<tier>` of PAIR.

    `year_missing`, `until_missing`: of both tiers, those without a year and without an end.
    """
    selected = of_tiers(filters.apply(rows))
    given = tally(_dated(selected), ["tier", "given"], nulls=True).rename({"given": "year"})
    ends = tally(selected, ["tier", "valid_until"], nulls=True)
    ending = ends.with_columns(pl.col("valid_until").dt.year().cast(pl.Int64).alias("year"))
    parts = [_of_pair(given, "given"), _of_pair(ending, "ending")]
    missing = [years.filter(pl.col("year").is_null())["n"].sum() for years in (given, ending)]
    both = parts[0].join(parts[1], on="year", how="full", coalesce=True).drop_nulls("year")
    filled = [pl.col(column).fill_null(0) for column in both.columns if both[column].count()]
    return (
        both.with_columns(filled)
        .with_columns(year_missing=pl.lit(missing[0]), until_missing=pl.lit(missing[1]))
        .sort("year")
    )


@per_rows
def _dated(rows: Rows) -> Rows:
    return rows.with_columns(recognition_year().alias("given"))


def _of_pair(counts: pl.DataFrame, what: str) -> pl.DataFrame:
    """By year and tier; of a tier of which no year is known no number."""
    dated = counts.drop_nulls("year")
    tiers = set(dated["tier"])
    return dated.group_by("year").agg(
        (pl.col("n").filter(pl.col("tier") == tier).sum() if tier in tiers else NOT_KNOWN).alias(
            f"{what}_{tier}"
        )
        for tier in PAIR
    )


def cohorts(rows: Rows, filters: Filters, of: str, day: date) -> pl.DataFrame:
    """A row a cohort: little giants by `batch`, or the enterprises of a tier by year of recognition
    (of: batch, national or provincial).

    `holding`: titles in force on the day, of `known`; `reviewed`: re-reviews that were passed, of
    `review_known`; `champions`: of `title_known` those that are single champions too.
    """
    tier = "provincial" if of == "provincial" else "national"
    key = "batch" if of == "batch" else "given"
    selected = _dated(of_tiers(filters.apply(rows), (tier,)))
    flags = {
        "reviewed": pl.col("review") == "passed",
        "review_known": pl.col("review").is_not_null(),
        "champions": pl.col("single_champion"),
        "title_known": pl.col("single_champion").is_not_null(),
    }
    counts = tally(selected, [key, "valid_until"], flags, nulls=True).drop_nulls(key)
    placed = counts.with_columns(standing(day).alias("standing"))
    holding = pl.col("standing").is_in(["in_force", "due"])
    sums = placed.group_by(key).agg(
        pl.col("n").sum().alias("enterprises"),
        pl.col("n").filter(holding).sum().alias("holding"),
        pl.col("n").filter(pl.col("standing") == "lapsed").sum().alias("lapsed"),
        pl.col("n").filter(pl.col("standing") == "unknown").sum().alias("unknown"),
        *(pl.col(name).sum() for name in flags),
    )
    with_standing = pl.col("holding") + pl.col("lapsed")
    return (
        sums.sort(key)
        .with_columns(with_standing.alias("known"), pl.col(key).cast(pl.String).alias("cohort"))
        .with_columns(
            share("holding", "known").alias("holding_pct"),
            share("champions", "title_known").alias("champion_pct"),
        )
    )
