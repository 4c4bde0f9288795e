"""The tiers as levels of one pyramid, and how the national tier grew."""

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures.rows import Rows
from data_layer.measures.tallies import tally
from data_layer.measures.tiers import of_tiers
from data_layer.reference_figures import tables as reference

REGISTRY = "registry"
"""The date of a computed row: now, in the registry in use."""
TEN_THOUSAND = 10_000
LEVELS = ("champion", "national", "provincial", "innovative")
"""From the top of the pyramid down."""
GROWTH = {
    "2022": "f_build_stage",
    "2023-12": "f_lg_2023",
    "2024-12": "f_lg_2024",
    "2026-02": "f_national",
}
"""The fact that prints how many little giants there were, by date."""


def pyramid(rows: Rows, filters: Filters) -> pl.DataFrame:
    """`tier`, `as_of`, `enterprises`, `enterprises_10k`, `share_pct`, `tier_missing` of LEVELS.

    Share of the enterprises that pass and whose tier is known; a tier without a row counts 0.
    """
    selected = filters.apply(rows)
    counted = dict(tally(selected, ["tier"]).iter_rows())
    total = sum(counted.values())
    missing = int(tally(selected, ())["n"].item()) - total
    if total == 0:
        counted = {}
    records = [
        (
            level,
            REGISTRY,
            counted.get(level, 0),
            counted.get(level, 0) / TEN_THOUSAND,
            counted.get(level, 0) / total * 100,
            missing,
        )
        for level in LEVELS
        if counted
    ]
    schema = ["tier", "as_of", "enterprises", "enterprises_10k", "share_pct", "tier_missing"]
    return pl.DataFrame(records, schema=schema, orient="row")


def pyramid_published() -> pl.DataFrame:
    """What e03 and the facts print of each tier, in the unit that they print, with its date."""
    names = {"国家级": "national", "省级": "provincial"}
    printed = reference.table("e03_tiers").with_columns(pl.col("tier").replace_strict(names))
    shares = {row["tier"]: row for row in printed.iter_rows(named=True)}
    counts = [
        ("champion", "f_champions"),
        ("national", "f_national"),
        ("national", "f_lg_2024"),
        ("provincial", "f_provincial_wan"),
        ("provincial", "f_prov_2024"),
        ("innovative", "f_base_tier"),
    ]
    facts = reference.facts()
    records = []
    for tier, id in counts:
        newest = facts[id].as_of == facts["f_total"].as_of
        table = shares[tier] if newest and tier in shares else {}
        records.append(
            {
                "tier": tier,
                "as_of": facts[id].as_of,
                **_counted(id),
                "share_pct": table.get("share_pct"),
                "recognition": table.get("recognition"),
            }
        )
    return pl.DataFrame(records)


def growth(rows: Rows, filters: Filters) -> pl.DataFrame:
    """`as_of`, `enterprises`, `enterprises_10k`: little giants recognised by the end of each date.

    Counts the national tier by year of recognition; `year_missing` report none and are counted at
    the last date alone, which is the whole tier. Where no year is known, earlier dates have no
    number. Empty if there is none.
    """
    national = of_tiers(filters.apply(rows), ("national",))
    total = int(tally(national, [])["n"].item())
    by_year = tally(national, ["recognised_year"])
    dates = list(GROWTH)
    with_year = int(by_year["n"].sum())
    upto: dict[str, int | None] = dict.fromkeys(dates)
    if with_year:
        year = pl.col("recognised_year")
        upto = {d: int(by_year.filter(year <= int(d[:4]))["n"].sum()) for d in dates}
    upto[dates[-1]] = total
    schema = ["as_of", "enterprises", "enterprises_10k", "year_missing"]
    records = [
        (date, n, None if n is None else n / TEN_THOUSAND, total - with_year)
        for date, n in upto.items()
        if total
    ]
    return pl.DataFrame(records, schema=schema, orient="row")


def growth_published() -> pl.DataFrame:
    """The printed number of little giants at each date, in the unit that is printed."""
    return pl.DataFrame([{"as_of": date, **_counted(id)} for date, id in GROWTH.items()])


def _counted(id: str) -> dict[str, int | float | None]:
    """A fact's number in the column of its unit."""
    fact, value = reference.facts()[id], reference.fact_value(id)
    if fact.unit == "万家":
        return {"enterprises": None, "enterprises_10k": value}
    return {"enterprises": int(value), "enterprises_10k": None}
