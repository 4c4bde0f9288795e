"""What the quadrant chart shows, as one frame: four cells, the fitted thresholds, the density."""

from collections.abc import Mapping, Sequence

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures.rows import SMALL_GROUP as SMALL
from data_layer.topics.quadrant.cells import (
    CELLS,
    UNREPORTED,
    Rows,
    Thresholds,
    cell_names,
    counts,
    printed_shares,
    unreported,
)
from data_layer.topics.quadrant.density import ZERO_AT, density
from data_layer.topics.quadrant.fit import fit
from data_layer.topics.quadrant.joint import joint
from data_layer.vocabulary.fields import ENTERPRISES, SMALL_GROUP, Field, count, decimal, per_cent
from data_layer.vocabulary.terms import PERSONS, PIECES
from data_layer.vocabulary.text import Text

PARTS = {
    "quadrant": Text("四象限", "Quadrant"),
    "fitted": Text("按报告占比反推", "Fitted to the report's shares"),
    "density": Text("密度", "Density"),
    "point": Text("散点", "Point"),
}
NAMES = {
    **cell_names(),
    UNREPORTED: Text("参保或专利未披露", "Employees with social insurance or patents unreported"),
}
FIELDS = (
    Field("part", Text("部分", "Part"), key=True, labels=PARTS),
    Field("cell", Text("单元", "Cell"), key=True, labels=NAMES),
    count("insured_from", Text("参保人数起", "Employees with social insurance, from"), PERSONS),
    count("insured_to", Text("参保人数止", "Employees with social insurance, to"), PERSONS),
    count("patents_from", Text("专利总量起", "Patents from"), PIECES),
    count("patents_to", Text("专利总量止", "Patents to"), PIECES),
    ENTERPRISES,
    per_cent("share_pct", Text("占已披露企业", "Share of those reported")),
    decimal("insured_at", Text("横轴位置", "Place on the horizontal axis"), PERSONS, digits=1),
    decimal("patents_at", Text("纵轴位置", "Place on the vertical axis"), PIECES, digits=1),
    SMALL_GROUP,
)
_COLUMNS = ("part", "cell", "insured_from", "insured_to", "patents_from", "patents_to")


def quadrant_frame(rows: Rows, filters: Filters, thresholds: Thresholds) -> pl.DataFrame:
    """FIELDS of the enterprises that pass; empty if none does.

    Part `quadrant`: the four cells in the order of e14, then those with a number unknown. Part
    `fitted`: the four cells at the thresholds that reproduce the report's shares. Parts `density`
    and `point`: see `density`; a value of 0 has its place at ZERO_AT on the logarithmic axis.
    """
    passed = filters.apply(rows)
    both, unknown = joint(passed), unreported(passed)
    cells = counts(both, thresholds)
    total = sum(cells.values())
    if not total and not unknown:
        return pl.DataFrame(schema={field.name: pl.Int64 for field in FIELDS})
    fitted = fit(both, printed_shares())
    parts = [
        _cells("quadrant", cells, thresholds),
        _unreported(unknown),
        *([_cells("fitted", counts(both, fitted), fitted)] if fitted else []),
        _density_cells(density(both)),
    ]
    place = [
        pl.when(pl.col("part").is_in(["density", "point"]))
        .then(pl.max_horizontal(pl.col(f"{name}_from"), pl.lit(ZERO_AT)))
        .alias(f"{name}_at")
        for name in ("insured", "patents")
    ]
    group = pl.col("part").is_in(["quadrant", "fitted"])
    return pl.concat(parts).with_columns(
        pl.when(pl.col("cell") != UNREPORTED)
        .then(pl.col("enterprises") / max(total, 1) * 100)
        .alias("share_pct"),
        (group & (pl.col("enterprises") < SMALL)).alias("small_group"),
        *place,
    )


def _cells(part: str, counted: Mapping[str, int], thresholds: Thresholds) -> pl.DataFrame:
    records = [
        (
            part,
            id,
            *_bounds(cell.large, thresholds.persons),
            *_bounds(cell.innovative, thresholds.patents),
            counted[id],
        )
        for id, cell in CELLS.items()
    ]
    return _frame(records)


def _bounds(high: bool, threshold: int) -> tuple[int | None, int | None]:
    return (threshold + 1, None) if high else (None, threshold)


def _unreported(unknown: int) -> pl.DataFrame:
    return _frame([("quadrant", UNREPORTED, None, None, None, None, unknown)])


def _frame(records: Sequence[tuple[str | int | None, ...]]) -> pl.DataFrame:
    types = [pl.String, pl.String, *[pl.Int64] * 5]
    schema = dict(zip((*_COLUMNS, "enterprises"), types, strict=True))
    return pl.DataFrame(records, schema=schema, orient="row")


def _density_cells(cells: pl.DataFrame) -> pl.DataFrame:
    """Cells of the density and points, named by their ranges."""
    span = [
        pl.when(pl.col(f"{name}_from") == pl.col(f"{name}_to"))
        .then(pl.col(f"{name}_from").cast(pl.String))
        .otherwise(pl.format("{}..{}", f"{name}_from", f"{name}_to"))
        for name in ("insured", "patents")
    ]
    named = cells.with_columns(pl.format("{} × {}", *span).alias("cell"))
    return named.select(*_COLUMNS, "enterprises")
