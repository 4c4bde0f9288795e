"""The titles that are due or lapsed: where, in which industries, and whether they still qualify."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures.memo import per_rows
from data_layer.measures.rows import Rows, collect, each, evaluated
from data_layer.measures.tallies import share, tally
from data_layer.policy.criteria import INPUTS, Criterion, TierId
from data_layer.policy.standing import JUDGED_TIERS, STANDS, countable, named, with_criteria
from data_layer.topics.lifecycle.day import STANDINGS, standing
from data_layer.vocabulary.schema import columns

TITLE = ("batch", "recognised_year", "valid_until", "validity_basis", "review", "review_year")
PLACED = ("province_code", "city_code", "division")
LISTED = ("id", "name", "tier", *PLACED, *TITLE)
WORDED = ("unmet_criteria", "unmet_criteria_en", "unknown_criteria", "unknown_criteria_en")
READ = tuple(dict.fromkeys((*LISTED, *(name for name in INPUTS if name in columns()))))


@per_rows
def ending(rows: Rows, day: date, kind: str) -> Rows:
    """The enterprises whose title is `due` or `lapsed` on a day, held against the criteria."""
    chosen = each(rows).select(READ).filter(standing(day) == kind)
    return evaluated(with_criteria(chosen))


def by_group(rows: Rows, filters: Filters, by: str, day: date) -> pl.DataFrame:
    """A row a province, city or division (by: its column) that has an enterprise.

    `enterprises`, those `known` to have an end, `due` and `due_pct` of these, `lapsed`, and of who
    is due how many of each of STANDS.
    """
    passed = filters.apply(rows)
    ends = tally(passed, [by, "valid_until"], nulls=True).drop_nulls(by)
    placed = ends.with_columns(standing(day).alias("standing"))
    kinds = [
        pl.col("n").filter(pl.col("standing") == standing).sum().alias(standing)
        for standing in STANDINGS
    ]
    counts = placed.group_by(by).agg(pl.col("n").sum().alias("enterprises"), *kinds)
    flags = {f"due_{stand}": pl.col("stands") == stand for stand in STANDS}
    judged = tally(ending(passed, day, "due"), [by], flags).drop("n")
    joined = counts.join(judged, on=by, how="left").with_columns(pl.col(list(flags)).fill_null(0))
    with_data = pl.col("enterprises") - pl.col("unknown")
    return (
        joined.with_columns(with_data.alias("known"))
        .with_columns(share("due", "known").alias("due_pct"))
        .rename({by: "group"})
    )


def by_criterion(rows: Rows, filters: Filters, tier: TierId, day: date) -> pl.DataFrame:
    """A row a criterion of a tier, and first one for `all` of them: of its enterprises that are
    due how many are `met`, `unmet` and `unknown`. No row if nobody is due."""
    due = ending(filters.apply(rows), day, "due").filter(pl.col("tier") == tier)
    names = {"all": pl.all_horizontal(criterion.key for criterion in countable(tier))}
    names |= {criterion.indicator: pl.col(criterion.key) for criterion in countable(tier)}
    flags = {
        f"{name}|{state}": flag.sum()
        for name, met in names.items()
        for state, flag in {"met": met, "unmet": ~met, "unknown": met.is_null()}.items()
    }
    sums = collect(due.select(n=pl.len(), **flags)).row(0, named=True)
    thresholds = {criterion.indicator: criterion.threshold for criterion in countable(tier)}
    records = [
        {"criterion": name, "threshold": thresholds.get(name)}
        | {state: int(sums[f"{name}|{state}"] or 0) for state in ("met", "unmet", "unknown")}
        for name in names
        if sums["n"]
    ]
    schema = {"criterion": pl.String, "threshold": pl.Float64}
    counts = dict.fromkeys(("met", "unmet", "unknown"), pl.Int64)
    return pl.DataFrame(records, schema=schema | counts, orient="row")


def listed(rows: Rows, filters: Filters, show: str, day: date) -> pl.DataFrame:
    """LISTED of who is due or lapsed, by the end of the title and id, with `days` to the end,
    `stands`, and in words, in both languages, the criteria of their tier that are
    unmet (`unmet_criteria`) and unknown (`unknown_criteria`).

    show: due, lapsed, or one of STANDS for those of the due.
    """
    kind = "lapsed" if show == "lapsed" else "due"
    chosen = ending(filters.apply(rows), day, kind)
    if show in STANDS:
        chosen = chosen.filter(pl.col("stands") == show)
    criteria = [criterion for tier in JUDGED_TIERS for criterion in countable(tier)]
    states = ["tier", *(criterion.key for criterion in criteria)]
    days = (pl.col("valid_until") - day).dt.total_days().alias("days")
    # Worked out before the words are joined: a plan over files that holds itself twice is one that
    # Polars cannot evaluate (2.1: "two Series of different lengths").
    frame = collect(chosen.select(*LISTED, *states[1:], "stands", days)).sort("valid_until", "id")
    # A few dozen combinations of states there are, and many rows of each: words are put once.
    worded = frame.select(states).unique().with_columns(_in_words(criteria))
    joined = frame.join(worded, on=states, how="left", nulls_equal=True, maintain_order="left")
    return joined.select(*LISTED, "stands", "days", *WORDED)


def _in_words(criteria: Sequence[Criterion]) -> list[pl.Expr]:
    """WORDED: the criteria of the own tier that are not met, and that are not known."""
    unmet = [(criterion.label, ~pl.col(criterion.key)) for criterion in criteria]
    unknown = [
        (criterion.label, (pl.col("tier") == criterion.tier) & pl.col(criterion.key).is_null())
        for criterion in criteria
    ]
    words = (named(unmet, "zh"), named(unmet, "en"), named(unknown, "zh"), named(unknown, "en"))
    return [word.alias(name) for word, name in zip(words, WORDED, strict=True)]
