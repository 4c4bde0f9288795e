"""A batch of text rows to rows of the schema, and what of it is rejected."""

import hashlib
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final, NamedTuple

import polars as pl

from data_layer.importer.cells.cleaning import both
from data_layer.importer.cells.codes import resolve
from data_layer.importer.columns import tier_columns
from data_layer.importer.columns.binding import Binding
from data_layer.importer.columns.raw_cells import helped_out, raw_cells
from data_layer.importer.rows.convert_column import RESOLVED, convert_column
from data_layer.importer.rows.implied import as_cells, in_dates, in_titles
from data_layer.importer.rows.rejects import frame_of
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Text

NAMELESS: Final = both(
    Text("没有企业名称，整行搁置", "no enterprise name, the whole row is set aside")
)
THREADS: Final = 2
"""Columns that are converted at a time: Polars does one alone on one core."""


class Converted(NamedTuple):
    """Rows of the schema with `row` and `given_id`; rejected cells, and rows without a name.

    Both kinds of rejects have row, column, value, reason (zh / en), in the order of rows.
    otherwise: texts that do not plainly say what was read, with column, value, read and rows.
    """

    rows: pl.DataFrame
    cells: pl.DataFrame
    nameless: pl.DataFrame
    otherwise: pl.DataFrame


def convert_batch(batch: pl.DataFrame, bindings: Sequence[Binding]) -> Converted:
    """Convert one batch; cells that cannot be stored become null and are listed as rejects."""
    bound = tuple(binding for binding in bindings if not binding.of_tiers)
    of_tiers = next((one.of_tiers for one in bindings if one.column == "tier"), ())
    raw = {binding.column: raw_cells(binding, batch) for binding in bound}
    with ThreadPoolExecutor(THREADS) as pool:
        converted = pool.map(lambda binding: convert_column(binding, raw[binding.column]), bound)
        cells = dict(zip(raw, converted, strict=True))
    said = [
        _read_otherwise(binding.heading, raw[binding.column], cells[binding.column])
        for binding in bound
        if "odd" in cells[binding.column].columns
    ]
    of_rows = tier_columns.tiers_of_rows(of_tiers, batch) if of_tiers else None
    if of_rows:
        cells |= as_cells(of_rows.values, cells)
    cells |= in_titles(raw["tier"], cells) if "tier" in raw else {}
    cells |= in_dates({binding.column: binding.heading for binding in bound}, raw, cells)
    values, reasons = _values(cells)
    refused = [
        _rejects(
            batch["row"],
            _heading(binding, batch),
            raw[binding.column],
            reason=reasons[binding.column],
        )
        for binding in bound
    ]
    refused += [
        _rejects(batch["row"], pl.lit(heading), value=value, reason=reason)
        for heading, value, reason in (of_rows.rejects if of_rows else ())
    ]
    named = values.with_columns(batch["row"]).filter(pl.col("name").is_not_null())
    nameless = batch.select(
        "row",
        pl.lit("").alias("column"),
        pl.lit("").alias("value"),
        pl.lit(NAMELESS).alias("reason"),
    ).filter(values["name"].is_null())
    ordered = pl.concat(refused).sort("row", maintain_order=True)
    return Converted(_with_ids(named), ordered, nameless, pl.concat([frame_of_otherwise(), *said]))


def frame_of_otherwise() -> pl.DataFrame:
    """No text that says something else than its value."""
    texts = dict.fromkeys(("column", "value", "read"), pl.String())
    return pl.DataFrame(schema={**texts, "rows": pl.UInt32()})


def _read_otherwise(heading: str, raw: pl.Series, cells: pl.DataFrame) -> pl.DataFrame:
    """The distinct texts that are stored as something that they do not plainly say."""
    odd = cells["odd"] & cells["value"].is_not_null()
    if not odd.any():
        return frame_of_otherwise()
    read = cells["value"].filter(odd).cast(pl.String)
    texts = pl.DataFrame([raw.filter(odd).alias("value"), read.alias("read")])
    counted = texts.group_by("value", "read").agg(rows=pl.len())
    return counted.select(pl.lit(heading).alias("column"), "value", "read", "rows")


def _values(cells: Mapping[str, pl.DataFrame]) -> tuple[pl.DataFrame, Mapping[str, pl.Series]]:
    """All columns of the schema, and the reasons by bound column."""
    values = {name: cell["value"] for name, cell in cells.items() if name not in RESOLVED}
    reasons = {name: cell["reason"] for name, cell in cells.items()}
    texts = {name: cells[name]["value"] for name in RESOLVED if name in cells}
    if texts:
        codes, refused = resolve(texts)
        values |= {series.name: series for series in codes}
        reasons |= {
            name: reasons[name].zip_with(refused[name].is_null(), refused[name]) for name in texts
        }
    absent = (
        pl.lit(None, dtype=column.dtype).alias(name)
        for name, column in columns().items()
        if name not in values
    )
    frame = pl.DataFrame([series.alias(name) for name, series in values.items()])
    return frame.with_columns(absent).select(*columns()), reasons


def _heading(binding: Binding, batch: pl.DataFrame) -> pl.Expr:
    """Of the column that each cell stands in."""
    heading = pl.lit(binding.heading)
    for extra, helped in helped_out(binding, batch).items():
        heading = pl.when(pl.lit(helped)).then(pl.lit(extra.heading)).otherwise(heading)
    return heading


def _rejects(row: pl.Series, heading: pl.Expr, value: pl.Series, reason: pl.Series) -> pl.DataFrame:
    if reason.null_count() == reason.len():  # of most columns nothing is rejected
        return frame_of(())
    cells = pl.DataFrame([row, value.alias("value"), reason.alias("reason")])
    refused = cells.with_columns(heading.alias("column")).filter(pl.col("reason").is_not_null())
    return refused.select("row", "column", pl.col("value").fill_null(""), "reason")


def _with_ids(rows: pl.DataFrame) -> pl.DataFrame:
    """Give rows without an id a stable hash of name and place."""
    lacking = rows["id"].is_null()
    places = rows.filter(lacking).select("name", "province_code", "city_code")
    made = pl.Series([stable_id(*cells) for cells in places.iter_rows()], dtype=pl.String)
    ids = rows["id"].scatter(lacking.arg_true(), made) if made.len() else rows["id"]
    return rows.with_columns(ids.alias("id"), (~lacking).alias("given_id"))


def stable_id(name: str, province: str | None, city: str | None) -> str:
    """Sixteen hexadecimal digits that depend on name and place alone."""
    content = "\x1f".join((name, province or "", city or ""))
    return hashlib.sha256(content.encode()).hexdigest()[:16]
