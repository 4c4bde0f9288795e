"""An imported province indicator in two of its years."""

import polars as pl

Years = tuple[int, int]
SCHEMA = {
    "province_code": pl.String,
    "value": pl.Float64,
    "unit": pl.String,
    "year": pl.Int32,
    "before_value": pl.Float64,
    "before_year": pl.Int32,
    "rank": pl.Int64,
    "before_rank": pl.Int64,
    "change_pct": pl.Float64,
}


def in_two_years(figures: pl.DataFrame, years: Years) -> pl.DataFrame:
    """A row a province with the indicator in the newest of its years up to the later of two
    (`value`, `unit`, `year`, `rank`), and up to the earlier one (`before_value`, `before_year`,
    `before_rank`, `change_pct`), empty where that is the same year or there is none.

    figures: province_code, year, value, unit of all years. Ranks are by value, ties by code.
    """
    last = figures.filter(pl.col("year") <= max(years))["year"].max()
    if last is None:
        return pl.DataFrame(schema=SCHEMA)
    first = figures.filter(pl.col("year") <= min(years), pl.col("year") < last)["year"].max()
    later = _of_year(figures, last)
    earlier = _of_year(figures, first).select(
        "province_code",
        pl.col("value").alias("before_value"),
        pl.col("year").alias("before_year"),
        pl.col("rank").alias("before_rank"),
    )
    both = later.join(earlier, on="province_code", how="left")
    base = pl.when(pl.col("before_value") > 0).then(pl.col("before_value"))
    return both.with_columns(change_pct=(pl.col("value") / base - 1) * 100).select(*SCHEMA)


def _of_year(figures: pl.DataFrame, year: object) -> pl.DataFrame:
    of_year = figures.filter(pl.col("year").eq_missing(pl.lit(year))).drop_nulls("value")
    ordered = of_year.sort("value", "province_code", descending=[True, False])
    return ordered.with_row_index("rank", offset=1).cast({"rank": pl.Int64})
