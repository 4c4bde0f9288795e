"""When the enterprises were founded, by tier."""

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures.rows import Rows
from data_layer.measures.tallies import tally
from data_layer.measures.tiers import of_tiers
from data_layer.topics.tiers.pairs import per_cent as part_of
from data_layer.vocabulary.fields import ENTERPRISES, Field, count, per_cent
from data_layer.vocabulary.terms import PAIR
from data_layer.vocabulary.text import Text

FIRST = 1990
"""Years before this one share a band."""
UNDISCLOSED = "未披露"

FIELDS: tuple[Field, ...] = (
    Field("founded", Text("成立年份", "Year founded"), domain="words", key=True),
    per_cent("national_pct", Text("国家级占比", "National, share")),
    per_cent("provincial_pct", Text("省级占比", "Provincial, share")),
    count("national", Text("国家级企业数", "National, number"), ENTERPRISES.unit),
    count("provincial", Text("省级企业数", "Provincial, number"), ENTERPRISES.unit),
)


def founding_years(rows: Rows, filters: Filters, width: int) -> pl.DataFrame:
    """FIELDS of bands of `width` years, the earliest first, then those that report no year.

    Shares are of the tier's enterprises that pass the filters and report a year.
    """
    selected = of_tiers(filters.apply(rows))
    total = dict(tally(selected, ["tier"]).iter_rows())
    counted: dict[int, dict[str, int]] = {}
    for tier, year, n in tally(selected, ["tier", "founded_year"]).iter_rows():
        band = counted.setdefault(_opened(year, width), dict.fromkeys(PAIR, 0))
        band[tier] += n
    with_year = {t: sum(band[t] for band in counted.values()) for t in PAIR}
    records = [
        (
            _name(start, width),
            *[part_of(counted[start][t], with_year[t]) for t in PAIR],
            *[counted[start][t] for t in PAIR],
        )
        for start in sorted(counted)
    ]
    left = [total.get(t, 0) - with_year[t] for t in PAIR]
    if any(left):
        records.append((UNDISCLOSED, None, None, *left))
    schema = {"founded": pl.String, "national_pct": pl.Float64, "provincial_pct": pl.Float64}
    return pl.DataFrame(records, schema=schema | dict.fromkeys(PAIR, pl.Int64), orient="row")


def _opened(year: int, width: int) -> int:
    """The first year of a year's band; the years before FIRST have one."""
    return FIRST - 1 if year < FIRST else FIRST + (year - FIRST) // width * width


def _name(start: int, width: int) -> str:
    if start < FIRST:
        return f"{FIRST}年以前"
    return str(start) if width == 1 else f"{start}–{start + width - 1}"


def years_of(band: str) -> str | None:
    """The range of the filter `founded` that a band stands for; None for what has no year."""
    if band == UNDISCLOSED:
        return None
    if band.endswith("以前"):
        return f"..{FIRST - 1}"
    start, _, end = band.partition("–")
    return f"{start}..{end or start}"
