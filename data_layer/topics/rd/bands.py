"""Enterprises by band of R&D intensity: how many, how innovative, of which tier (e28)."""

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures import little_giants
from data_layer.measures.quantiles import medians_of
from data_layer.measures.rows import SMALL_GROUP as SMALL
from data_layer.measures.rows import Rows
from data_layer.measures.tallies import every, tally
from data_layer.measures.tiers import of_tiers
from data_layer.reference_figures import tables as reference
from data_layer.topics.tiers.pairs import TIMES
from data_layer.topics.tiers.pairs import per_cent as part_of
from data_layer.vocabulary.fields import (
    ENTERPRISES,
    SMALL_GROUP,
    Field,
    count,
    decimal,
    per_cent,
    words,
)
from data_layer.vocabulary.terms import PAIR, PIECES
from data_layer.vocabulary.text import Text

UNREPORTED = "unreported"
UNDISCLOSED = Text("未披露", "Unreported")
WIDTH, LAST = 5, 40
"""The distribution has bands of WIDTH percentage points up to LAST and one above."""
ALMOST = 0.000001
"""A filter's range is closed, a band is open at its upper end."""


def _bands() -> dict[str, tuple[str, float]]:
    """Id of each band of e28 to its printed name and lower bound, the highest first."""
    rows = reference.table("e28_rd_bands").select("band", "low_pct").iter_rows()
    return {f"from_{low:g}": (name, float(low)) for name, low in rows}


BANDS = _bands()
_LOWEST = list(BANDS)[-1]
BAND_NAMES = {id: words()[name] for id, (name, _) in BANDS.items()} | {UNREPORTED: UNDISCLOSED}
BAND_FIELDS = (
    Field("band", Text("研发强度", "R&D intensity"), key=True, labels=BAND_NAMES),
    per_cent("share_pct", Text("占披露企业", "Share of those that disclose"), digits=1),
    per_cent("national_share_pct", Text("国家级占比", "Little-giant share"), digits=1),
    decimal("patents_median", Text("专利中位数", "Median patents"), PIECES, digits=1),
    decimal("grants_median", Text("发明授权中位数", "Median grants"), PIECES, digits=1),
    decimal(
        "patents_multiple",
        Text("专利为低强度的倍数", "Patents, multiple of the lowest band"),
        TIMES,
        digits=1,
    ),
    ENTERPRISES,
    little_giants.MISSING,
    count("patents_values", Text("有专利数的企业", "With a number of patents"), ENTERPRISES.unit),
    count("grants_values", Text("有授权数的企业", "With a number of grants"), ENTERPRISES.unit),
    SMALL_GROUP,
)
SPREAD_FIELDS = (
    Field("band", Text("研发占比", "R&D intensity"), key=True, labels={UNREPORTED: UNDISCLOSED}),
    per_cent("national_pct", Text("国家级", "National")),
    per_cent("provincial_pct", Text("省级", "Provincial")),
    count("national", Text("国家级企业数", "National, number"), ENTERPRISES.unit),
    count("provincial", Text("省级企业数", "Provincial, number"), ENTERPRISES.unit),
    SMALL_GROUP,
)


def _lower(lows: list[float], names: list[str]) -> pl.Expr:
    """The name of the band that a row's R&D intensity lies in; `lows` from the highest down."""
    expression = pl.lit(UNREPORTED)
    for low, name in sorted(zip(lows, names, strict=True)):
        above = pl.col("rd_ratio") >= low
        expression = pl.when(above).then(pl.lit(name)).otherwise(expression)
    return expression


def bands(rows: Rows, filters: Filters) -> pl.DataFrame:
    """BAND_FIELDS of the bands of e28, the highest first, then of those that disclose nothing.

    Shares of bands are of the enterprises that disclose; little-giant shares, of those whose tier
    is known, and medians are of the band.
    """
    band = _lower([low for _, low in BANDS.values()], list(BANDS))
    named = filters.apply(rows).with_columns((band).alias("band"))
    counted = tally(named, ["band"], little_giants.FLAGS)
    if counted.is_empty():
        return pl.DataFrame(schema={field.name: pl.Int64 for field in BAND_FIELDS})
    disclosed = pl.col("band") != UNREPORTED
    disclosing = int(counted.filter(disclosed)["n"].sum())
    middle = medians_of(named, ["band"], ["patents", "invention_grants"])
    frame = every(counted, {"band": list(BAND_NAMES)}).join(
        middle, on="band", how="left", maintain_order="left"
    )
    lowest = frame.filter(pl.col("band") == _LOWEST)["patents_median"].to_list()
    base = lowest[0] if lowest and lowest[0] else None
    multiple = pl.when(disclosed).then(pl.col("patents_median") / pl.lit(base, pl.Float64))
    return frame.with_columns(
        *little_giants.little_giants(),
        little_giants.small_group(),
        pl.when(disclosed & (disclosing > 0))
        .then(pl.col("n") / max(disclosing, 1) * 100)
        .alias("share_pct"),
        multiple.alias("patents_multiple"),
        pl.col("invention_grants_median").alias("grants_median"),
        pl.col("patents_n", "invention_grants_n").fill_null(0),
    ).rename(
        {
            "n": "enterprises",
            "little_giant_share_pct": "national_share_pct",
            "patents_n": "patents_values",
            "invention_grants_n": "grants_values",
        }
    )


def printed_bands() -> pl.DataFrame:
    """e28, and the multiple of patents that the text gives for its highest band."""
    table = reference.table("e28_rd_bands")
    ids = {name: id for id, (name, _) in BANDS.items()}
    multiple = reference.fact_value("f_rd_multiple")
    highest = pl.col("low_pct") == pl.col("low_pct").max()
    return table.select(
        pl.col("band").replace_strict(ids),
        "share_pct",
        "national_share_pct",
        "patents_median",
        "grants_median",
        pl.when(highest).then(multiple).alias("patents_multiple"),
    )


def band_range(band: str) -> str | None:
    """The filter range of a band of e28; None for those that disclose nothing."""
    if band == UNREPORTED:
        return None
    lows = sorted(low for _, low in BANDS.values())
    return _range(BANDS[band][1], lows)


def band_test(band: str) -> str:
    """What a condition on R&D intensity asks of a band of e28."""
    if band == UNREPORTED:
        return "missing"
    return _test(BANDS[band][1], [low for _, low in BANDS.values()])


def spread_test(band: str) -> str:
    """The same of a band of the distribution."""
    if band == UNREPORTED:
        return "missing"
    low = float(band.removeprefix("≥").split("–")[0])
    return _test(low, [float(edge) for edge in range(0, LAST + 1, WIDTH)])


def _test(low: float, lows: list[float]) -> str:
    above = min((edge for edge in lows if edge > low), default=None)
    return f"{low:g}.." + ("" if above is None else f"<{above:g}")


def spread(rows: Rows, filters: Filters) -> pl.DataFrame:
    """SPREAD_FIELDS by band of WIDTH points, the lowest first, then those that disclose nothing.

    Shares are of the tier's enterprises that disclose.
    """
    lows = [float(low) for low in range(0, LAST + 1, WIDTH)]
    names = [_spread_name(low) for low in lows]
    passed = of_tiers(filters.apply(rows))
    named = passed.with_columns(_lower(lows, names).alias("band"))
    counted = {(t, b): n for t, b, n in tally(named, ["tier", "band"]).iter_rows()}
    if not counted:
        return pl.DataFrame(schema={field.name: pl.Int64 for field in SPREAD_FIELDS})
    whole = {t: sum(counted.get((t, name), 0) for name in names) for t in PAIR}
    records = []
    for band in (*names, UNREPORTED):
        numbers = [counted.get((tier, band), 0) for tier in PAIR]
        shares = [
            None if band == UNREPORTED else part_of(n, whole[t])
            for t, n in zip(PAIR, numbers, strict=True)
        ]
        records.append((band, *shares, *numbers, sum(numbers) < SMALL))
    schema = {"band": pl.String, "national_pct": pl.Float64, "provincial_pct": pl.Float64}
    types = schema | dict.fromkeys(PAIR, pl.Int64) | {"small_group": pl.Boolean}
    return pl.DataFrame(records, schema=types, orient="row")


def _spread_name(low: float) -> str:
    return f"≥{low:g}" if low == LAST else f"{low:g}–{low + WIDTH:g}"


def spread_range(band: str) -> str | None:
    """The filter range of a band of the distribution."""
    if band == UNREPORTED:
        return None
    low = float(band.removeprefix("≥").split("–")[0])
    return _range(low, [float(edge) for edge in range(0, LAST + 1, WIDTH)])


def _range(low: float, lows: list[float]) -> str:
    above = [edge for edge in lows if edge > low]
    return f"{low:g}.." + (f"{above[0] - ALMOST:.6f}" if above else "")
