"""Inventions of little giants by year, class and place of filing (e42-e47, section 3.6.2).

Of the little giants that pass, those that the list names: what it says nothing of is not zero. Home
is China and what names no office; everything else is filed overseas, by way of the PCT too.
"""

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures.memo import per_rows
from data_layer.measures.rows import Rows
from data_layer.registry.patents import AT, Patents
from data_layer.vocabulary.patents import PCT

Years = tuple[int, int]


@per_rows
def giants(rows: Rows, filters: Filters) -> pl.DataFrame:
    """`at`, `division` of the little giants that pass."""
    passed = filters.apply(rows.with_row_index(AT))
    national = passed.filter(pl.col("tier") == "national")
    return national.select(AT, pl.col("division").cast(pl.String)).collect()


@per_rows
def inventions_of(rows: Rows, filters: Filters, patents: Patents) -> pl.DataFrame:
    """The events of their inventions."""
    enterprises = rows.select(pl.len()).collect().item()
    is_giant = pl.repeat(value=False, n=enterprises, dtype=pl.Boolean, eager=True)
    is_giant = is_giant.scatter(giants(rows, filters)[AT], True)
    return patents.events.filter(is_giant.gather(patents.events[AT]))


def listed(inventions: pl.DataFrame) -> int:
    """How many little giants the list names an invention of."""
    return inventions[AT].n_unique()


def by_year(inventions: pl.DataFrame, years: Years) -> pl.DataFrame:
    """A row a year: `applications` and `grants` at home, their means over the `holders` that the
    list names, and `grant_rate_pct`: the grants of the year for 100 applications of the year."""
    home = inventions.filter("home")
    counted = _yearly(
        years,
        {
            "applications": home.filter(pl.col("event") == "applied"),
            "grants": home.filter(pl.col("event") == "granted"),
        },
    )
    holders = listed(inventions)
    applications = pl.when(pl.col("applications") > 0).then(pl.col("applications"))
    return counted.with_columns(
        holders=pl.lit(holders),
        applications_mean=pl.col("applications") / (holders or None),
        grants_mean=pl.col("grants") / (holders or None),
        grant_rate_pct=pl.col("grants") / applications * 100,
    )


def overseas(inventions: pl.DataFrame, years: Years) -> pl.DataFrame:
    """A row a year: `filings` overseas, `pct_filings` of them by the PCT with their share, and the
    `applicants`. The year is that of publication, of application where the list has none."""
    abroad = filed(inventions)
    counted = _yearly(
        years,
        {
            "filings": abroad,
            "pct_filings": abroad.filter(pl.col("office") == PCT),
        },
    )
    people = abroad.group_by(pl.col("year").cast(pl.Int64)).agg(applicants=pl.col(AT).n_unique())
    joined = counted.join(people, on="year", how="left", maintain_order="left")
    some = pl.when(pl.col("filings") > 0).then(pl.col("filings"))
    return joined.with_columns(
        pl.col("applicants").fill_null(0),
        pct_share_pct=pl.col("pct_filings") / some * 100,
    )


def filed(inventions: pl.DataFrame) -> pl.DataFrame:
    """Filings overseas, each once."""
    abroad = inventions.filter(~pl.col("home"))
    published = bool((abroad["event"] == "published").any())
    return abroad.filter(pl.col("event") == ("published" if published else "applied"))


def by_class(inventions: pl.DataFrame, years: Years) -> pl.DataFrame:
    """A row a main class (`ipc`), the most `grants` at home in these years first, with the share of
    those that name a class and the `holders`."""
    granted = inventions.filter("home", pl.col("event") == "granted", _within(years))
    return _ranked(granted, "ipc", "grants")


def by_office(inventions: pl.DataFrame, years: Years) -> pl.DataFrame:
    """A row a place (`office`), the most `filings` in these years first; the PCT is none."""
    abroad = filed(inventions).filter(_within(years), pl.col("office") != PCT)
    return _ranked(abroad, "office", "filings")


def granted_by(
    rows: Rows, filters: Filters, inventions: pl.DataFrame, years: Years
) -> pl.DataFrame:
    """`division`, `recent_grants` at home in these years, of the little giants that pass."""
    granted = inventions.filter("home", pl.col("event") == "granted", _within(years))
    placed = granted.join(giants(rows, filters), on=AT, how="inner").drop_nulls("division")
    return placed.group_by("division").agg(recent_grants=pl.col("n").sum().cast(pl.Int64))


def _within(years: Years) -> pl.Expr:
    return pl.col("year").is_between(*years)


def _yearly(years: Years, parts: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """A row a year of these, with the sum of each part's `n`."""
    frame = pl.DataFrame({"year": pl.int_range(years[0], years[1] + 1, eager=True)})
    for name, part in parts.items():
        sums = part.group_by(pl.col("year").cast(pl.Int64)).agg(pl.col("n").sum().alias(name))
        frame = frame.join(sums, on="year", how="left", maintain_order="left")
    return frame.with_columns(pl.col(list(parts)).fill_null(0).cast(pl.Int64))


def _ranked(part: pl.DataFrame, key: str, count: str) -> pl.DataFrame:
    named = part.drop_nulls(key).with_columns(pl.col(key).cast(pl.String))
    summed = named.group_by(key).agg(
        pl.col("n").sum().cast(pl.Int64).alias(count), holders=pl.col(AT).n_unique()
    )
    share = pl.col(count) / pl.col(count).sum() * 100
    return summed.with_columns(share_pct=share).sort(count, key, descending=[True, False])
