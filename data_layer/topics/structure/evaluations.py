"""Evaluations of technology: who has one, and how many inventions are granted then (e09, e10)."""

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures.quantiles import medians
from data_layer.measures.rows import SMALL_GROUP as SMALL
from data_layer.measures.rows import Rows
from data_layer.measures.tiers import of_tiers
from data_layer.reference_figures import tables as reference
from data_layer.topics.tiers.pairs import NAMES, PERCENTAGE_POINTS, TIMES, flags_by_tier, gap, ratio
from data_layer.topics.tiers.pairs import per_cent as part_of
from data_layer.vocabulary.fields import ENTERPRISES, SMALL_GROUP, Field, count, decimal, per_cent
from data_layer.vocabulary.terms import EVALUATIONS, PAIR, PIECES
from data_layer.vocabulary.text import Text

SHARE_FIELDS: tuple[Field, ...] = (
    Field(
        "evaluation",
        Text("成果评价", "Assessment of S&T achievements"),
        domain="evaluation",
        key=True,
    ),
    per_cent("national_pct", Text("国家级占比", "National, share")),
    per_cent("provincial_pct", Text("省级占比", "Provincial, share")),
    decimal("gap_pp", Text("差距", "Gap"), PERCENTAGE_POINTS),
    decimal("ratio", Text("倍数", "Multiple"), TIMES, digits=1),
    count("national", Text("国家级企业数", "National, number"), ENTERPRISES.unit),
    count("provincial", Text("省级企业数", "Provincial, number"), ENTERPRISES.unit),
    count(
        "national_none",
        Text("国家级无评价或未填报", "National, without or not reported"),
        ENTERPRISES.unit,
    ),
    count(
        "provincial_none",
        Text("省级无评价或未填报", "Provincial, without or not reported"),
        ENTERPRISES.unit,
    ),
    SMALL_GROUP,
)
GRANT_FIELDS: tuple[Field, ...] = (
    Field("tier", Text("层级", "Tier"), domain="tier", key=True),
    decimal(
        "with_evaluation",
        Text("有评价的发明授权中位数", "Median grants, assessed"),
        PIECES,
        digits=1,
    ),
    decimal(
        "without_evaluation",
        Text("无评价的发明授权中位数", "Median grants, not assessed"),
        PIECES,
        digits=1,
    ),
    decimal("gap_pct", Text("有评价高出", "Higher by"), Text("%", "%"), digits=0),
    count("with_values", Text("有评价企业数", "Assessed, values"), ENTERPRISES.unit),
    count("without_values", Text("无评价企业数", "Not assessed, values"), ENTERPRISES.unit),
    SMALL_GROUP,
)


def evaluation_shares(rows: Rows, filters: Filters) -> pl.DataFrame:
    """SHARE_FIELDS of each evaluation; shares are of all enterprises of the tier, as e09 prints.

    A registry does not tell who has none from who reports none: `none` counts both. Where nobody
    has any, nothing is known. `small_group`: fewer than ten enterprises of either tier have it.
    """
    flags = {id: pl.col("technology_evaluation") == id for id in EVALUATIONS}
    counted = flags_by_tier(filters.apply(rows), flags)
    total = {tier: counted[tier]["n"] for tier in PAIR}
    some = {tier: sum(counted[tier][id] for id in EVALUATIONS) for tier in PAIR}
    none = [total[tier] - some[tier] for tier in PAIR]
    records = []
    for id in EVALUATIONS if any(some.values()) else ():
        number = [counted[tier][id] for tier in PAIR]
        national, provincial = (
            part_of(n, total[tier]) for n, tier in zip(number, PAIR, strict=True)
        )
        apart = gap(national, provincial), ratio(national, provincial)
        records.append((id, national, provincial, *apart, *number, *none, min(number) < SMALL))
    numbers = ("national_pct", "provincial_pct", "gap_pp", "ratio")
    schema = (
        {"evaluation": pl.String}
        | dict.fromkeys(numbers, pl.Float64)
        | dict.fromkeys((*PAIR, "national_none", "provincial_none"), pl.Int64)
        | {"small_group": pl.Boolean}
    )
    return pl.DataFrame(records, schema=schema, orient="row")


def printed_shares() -> pl.DataFrame:
    """e09."""
    names = {label.zh: id for id, label in EVALUATIONS.items()}
    table = reference.table("e09_tech_evaluation")
    return table.with_columns(pl.col("evaluation").replace_strict(names))


def grants_by_evaluation(rows: Rows, filters: Filters) -> pl.DataFrame:
    """GRANT_FIELDS: median invention grants of either tier with and without an evaluation."""
    selected = of_tiers(filters.apply(rows))
    none = pl.col("technology_evaluation").is_null()
    evaluated = pl.when(none).then(pl.lit(0)).otherwise(pl.lit(1))
    sides = selected.with_columns((evaluated).alias("evaluated"))
    by_side = medians(sides, ["tier", "evaluated"], "invention_grants")
    middle = {(tier, side): part for tier, side, *part in by_side.iter_rows()}
    records = []
    for tier in PAIR if middle else ():
        (with_n, some), (without_n, none_of) = (
            middle.get((tier, side), (None, None)) for side in (1, 0)
        )
        times = ratio(some, none_of)
        higher = None if times is None else (times - 1) * 100
        small = min(with_n or 0, without_n or 0) < SMALL
        records.append((tier, some, none_of, higher, with_n or 0, without_n or 0, small))
    schema = [field.name for field in GRANT_FIELDS]
    return pl.DataFrame(records, schema=schema, orient="row")


def printed_grants() -> pl.DataFrame:
    """e10."""
    table = reference.table("e10_evaluation_vs_grants")
    return table.select(
        pl.col("tier").replace_strict(NAMES), "with_evaluation", "without_evaluation", "gap_pct"
    )
