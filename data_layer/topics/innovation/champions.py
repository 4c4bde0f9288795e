"""Means of little giants and single champions (e40)."""

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures.champions import COLUMNS, champion, little_giant
from data_layer.measures.memo import per_rows
from data_layer.measures.rows import SMALL_GROUP, Rows
from data_layer.measures.tallies import means, tally
from data_layer.reference_figures import tables as reference
from data_layer.vocabulary.units import unit_code


@per_rows
def compared(rows: Rows, filters: Filters) -> pl.DataFrame:
    """Means of both groups for each indicator of e40, in its order; empty if both have no rows.

    `dimension`, `indicator`, the code of its `unit`; `little_giant_mean`, `champion_mean`, their
    ratio, `little_giant_values`, `champion_values`, `small_group`. Means are null for indicators
    that the registry has no column for.
    """
    passed = filters.apply(rows)
    groups = {
        "little_giant": passed.filter(little_giant()),
        "champion": passed.filter(champion()),
    }
    table = _table().select("dimension", "indicator", "unit")
    if not any(tally(group, ())["n"].item() for group in groups.values()):
        table = table.clear()
    for name, group in groups.items():
        table = table.join(_means(group, name), on="indicator", how="left", maintain_order="left")
    small = pl.min_horizontal("little_giant_values", "champion_values") < SMALL_GROUP
    return table.with_columns(ratio(), small.alias("small_group"))


def printed() -> pl.DataFrame:
    """The 22 rows of e40, with the ratio that follows from them."""
    return _table().with_columns(ratio())


def _table() -> pl.DataFrame:
    table = reference.table("e40_little_giant_vs_champion")
    return table.with_columns(pl.Series("unit", [unit_code(unit) for unit in table["unit"]]))


UNITS = tuple(dict.fromkeys(_table()["unit"]))
"""Codes of the units of e40, in its order."""


def ratio() -> pl.Expr:
    """Champions over little giants."""
    return (
        pl.when(pl.col("little_giant_mean") > 0)
        .then(pl.col("champion_mean") / pl.col("little_giant_mean"))
        .alias("ratio")
    )


def _means(group: Rows, name: str) -> pl.DataFrame:
    by_column = means(group, (), COLUMNS.values()).row(0, named=True)
    return pl.DataFrame(
        {
            "indicator": list(COLUMNS),
            f"{name}_mean": [by_column[f"{c}_mean"] for c in COLUMNS.values()],
            f"{name}_values": [by_column[f"{c}_n"] for c in COLUMNS.values()],
        },
        schema_overrides={f"{name}_mean": pl.Float64, f"{name}_values": pl.Int64},
    )
