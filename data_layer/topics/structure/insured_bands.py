"""Bands of insured employees of the two tiers, and who reports none (e05)."""

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures.rows import Rows
from data_layer.reference_figures import tables as reference
from data_layer.topics.tiers.pairs import PERCENTAGE_POINTS, flags_by_tier, gap
from data_layer.topics.tiers.pairs import per_cent as part_of
from data_layer.vocabulary.fields import ENTERPRISES, Field, count, decimal, per_cent
from data_layer.vocabulary.terms import PAIR
from data_layer.vocabulary.text import Text

UNDISCLOSED = "未披露"
FIELDS: tuple[Field, ...] = (
    Field("band", Text("参保人数", "Employees with social insurance"), domain="words", key=True),
    per_cent("national_pct", Text("国家级占比", "National, share")),
    per_cent("provincial_pct", Text("省级占比", "Provincial, share")),
    decimal("gap_pp", Text("差距", "Gap"), PERCENTAGE_POINTS),
    count("national", Text("国家级企业数", "National, number"), ENTERPRISES.unit),
    count("provincial", Text("省级企业数", "Provincial, number"), ENTERPRISES.unit),
)


def insured_bands(rows: Rows, filters: Filters) -> pl.DataFrame:
    """FIELDS of the bands of e05 and of those that report none; of all of the tier."""
    bands = reference.table("e05_insured_bands").select("band", "low", "high")
    insured = pl.col("insured")
    flags = {
        name: (insured >= low) if high is None else (insured >= low) & (insured <= high)
        for name, low, high in bands.iter_rows()
    } | {UNDISCLOSED: insured.is_null()}
    counted = flags_by_tier(filters.apply(rows), flags)
    total = {tier: counted[tier]["n"] for tier in PAIR}
    records = []
    for name in flags if any(total.values()) else ():
        number = [counted[tier][name] for tier in PAIR]
        shares = [part_of(n, total[tier]) for n, tier in zip(number, PAIR, strict=True)]
        records.append((name, *shares, gap(*shares), *number))
    schema = {"band": pl.String} | dict.fromkeys(
        ("national_pct", "provincial_pct", "gap_pp"), pl.Float64
    )
    return pl.DataFrame(records, schema=schema | dict.fromkeys(PAIR, pl.Int64), orient="row")


def printed_bands() -> pl.DataFrame:
    """e05; the part that is not reported is not printed."""
    return reference.table("e05_insured_bands").drop("low", "high")


def band_ends() -> dict[str, str]:
    """Band to the range of the filter `insured` that it stands for."""
    rows = reference.table("e05_insured_bands").select("band", "low", "high").iter_rows()
    return {name: f"{low}..{'' if high is None else high}" for name, low, high in rows}
