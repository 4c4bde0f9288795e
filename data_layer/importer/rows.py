"""A batch of text rows to rows of the schema, and what of it is rejected."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Final, NamedTuple

import numpy as np
import polars as pl

from data_layer.importer import names, tier_columns, titles
from data_layer.importer.binding import Beside, Binding
from data_layer.importer.cells import MISSING, UNSEEN, both, cleaned, unmarked, words
from data_layer.importer.codes import INDUSTRY, PLACE, resolve
from data_layer.importer.convert import bounds, converter, plain
from data_layer.importer.implied import as_cells, in_dates, in_titles
from data_layer.importer.money import HOME
from data_layer.importer.numbers import foreign, parsed
from data_layer.importer.texts import text_of
from data_layer.importer.units import measure_of
from data_layer.importer.uscc import SCIENTIFIC, identifier
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Text

RESOLVED: Final = (*PLACE, *INDUSTRY)
NAMELESS: Final = both(
    Text("没有企业名称，整行搁置", "no enterprise name, the whole row is set aside")
)
BARE: Final = r"^-?[0-9]{1,15}(?:\.[0-9]{1,15})?$"
DATED: Final = ("founded_year", "recognised_year", "review_year", "batch")
MOSTLY: Final = 0.8
NEARLY_ALL: Final = 0.99
SELDOM: Final = 0.25
PLAIN_ID: Final = r"^(?:[0-9A-Z]{18}|[0-9A-Za-z_\-]{5,17})$"
"""Ids that `identifier` leaves as they are, but for those whose digits a spreadsheet lost."""
THREADS: Final = 2
"""Columns that are converted at a time: Polars does one alone on one core."""
LONGEST_MISSING: Final = max(len(word.encode()) for word in MISSING)
"""Bytes of the longest text that stands for no value."""


class Converted(NamedTuple):
    """Rows of the schema with `row` and `given_id`; rejected cells, and rows without a name.

    Both kinds of rejects have row, column, value, reason (zh / en), in the order of rows.
    """

    rows: pl.DataFrame
    cells: pl.DataFrame
    nameless: pl.DataFrame


def decide_units(bindings: Iterable[Binding], batch: pl.DataFrame) -> tuple[Binding, ...]:
    """Give each ratio without a stated unit the unit that the first batch speaks for.

    It is a fraction if at least 80% of its bare numbers lie within -1..1 (columns that end at
    100%; the others are out of bounds then, or asked about), or 99% within -1.5..1.5 (growth), and
    per cent otherwise.
    """
    return tuple(
        replace(binding, unit="fraction" if _is_fraction(binding, batch) else "percent")
        if undecided(binding)
        else binding
        for binding in bindings
    )


def undecided(binding: Binding) -> bool:
    """Whether a binding is a ratio whose unit nothing states."""
    column = columns()[binding.column]
    return binding.unit is None and column.dtype.is_float() and measure_of(column) == "ratio"


def _is_fraction(binding: Binding, batch: pl.DataFrame) -> bool:
    column = columns()[binding.column]
    texts = _raw(binding, batch).alias("raw").value_counts(name="rows")
    value, word = parsed(column, "percent", cleaned(pl.col("raw")))
    bare = texts.select("rows", size=pl.when(word == "").then(value.abs())).drop_nulls()
    share = bounds(column.name)[1] <= 100
    largest, enough = (1.0, MOSTLY) if share else (1.5, NEARLY_ALL)
    small, rows = (int(it["rows"].sum()) for it in (bare.filter(pl.col("size") <= largest), bare))
    return bare.height > 0 and small >= enough * rows


def convert_batch(batch: pl.DataFrame, bindings: Sequence[Binding]) -> Converted:
    """Convert one batch; cells that cannot be stored become null and are listed as rejects."""
    bound = tuple(binding for binding in bindings if not binding.of_tiers)
    of_tiers = next((one.of_tiers for one in bindings if one.column == "tier"), ())
    raw = {binding.column: _raw(binding, batch) for binding in bound}
    with ThreadPoolExecutor(THREADS) as pool:
        converted = pool.map(lambda binding: _by_distinct(binding, raw[binding.column]), bound)
        cells = dict(zip(raw, converted, strict=True))
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
    return Converted(_with_ids(named), ordered, nameless)


def _raw(binding: Binding, batch: pl.DataFrame) -> pl.Series:
    if binding.position is None:
        return pl.repeat(binding.constant, batch.height, dtype=pl.String, eager=True)
    cells = batch[str(binding.position)]
    cells = names.unnumbered(cells) if binding.numbered else cells
    for extra, helped in helped_out(binding, batch).items():
        cells = batch[str(extra.position)].zip_with(helped, cells)
    return cells


def helped_out(binding: Binding, batch: pl.DataFrame) -> Mapping[Beside, pl.Series]:
    """In which rows each column beside gives what this one does not say."""
    helping: dict[Beside, pl.Series] = {}
    if not binding.beside:
        return helping
    lacking = batch.select(cleaned(pl.col(str(binding.position))).is_null()).to_series()
    for extra in binding.beside:
        has_text = batch.select(cleaned(pl.col(str(extra.position))).is_not_null()).to_series()
        helping[extra] = lacking & has_text
        lacking = lacking & ~has_text
    return helping


def _by_distinct(binding: Binding, raw: pl.Series) -> pl.DataFrame:
    """`_cells`, looking only once at texts that occur often (flags, counts, provinces)."""
    given = pl.DataFrame([raw.alias("raw")])
    if given.select(pl.col("raw").approx_n_unique()).item() > SELDOM * raw.len():
        return _cells(binding, given)
    # Categories of their own: a shared pool would hold the texts of every file for good.
    codes = raw.cast(pl.Categorical(pl.Categories.random())).to_physical()
    numbers, firsts = (codes + 1).fill_null(0).to_numpy(), codes.arg_unique()
    place = np.zeros(int(numbers.max(initial=0)) + 1, np.uint32)
    place[numbers[firsts.to_numpy()]] = np.arange(firsts.len())
    return _cells(binding, given[firsts])[pl.Series(place[numbers])]


def _cells(binding: Binding, given: pl.DataFrame) -> pl.DataFrame:
    """Value and reason of each cell; of a place or industry its clean text, resolved later."""
    if binding.column != "name":  # a name stands as it is written, as the program's exports do
        given = given.select(unmarked(given["raw"]))
    column = columns()[binding.column]
    bare = binding.values is None and binding.currency is None and not binding.listed
    if bare and column.numeric and column.name not in DATED:
        return _numbers(binding, given)
    if bare and column.dtype == pl.String:
        return _plain_first(binding, given)
    clean = given.select("raw", *text_of(binding))
    text = pl.col("text")
    if column.dtype == pl.String:
        return _strings(binding, clean)
    if binding.column in RESOLVED:
        return clean.select(value="text", reason="refused")
    if binding.listed:
        values = titles.tier(text) if column.name == "tier" else titles.among(column.name, text)
        return clean.select(value=values.cast(column.dtype), reason="refused")
    if binding.currency is not None:
        return _in_other_money(binding, clean)
    cell = converter(column, binding.unit)(text)
    return clean.select(value=cell.value, reason=pl.coalesce("refused", cell.reason))


def _plain_first(binding: Binding, given: pl.DataFrame) -> pl.DataFrame:
    """Names and ids: those that stay as they are at once, and only the others sign by sign."""
    raw = pl.col("raw")
    if binding.column == "id":
        stays = raw.str.contains(PLAIN_ID) & ~raw.str.contains(SCIENTIFIC)
        stays = stays & ~raw.str.ends_with("000")
    else:
        long = raw.str.len_bytes() > LONGEST_MISSING
        odd = (UNSEEN, names.AROUND, r"^['=#]")
        stays = long & ~pl.any_horizontal(raw.str.contains(pattern) for pattern in odd)
    placed = given.with_columns(stays=stays.fill_null(False)).with_row_index("at")
    others = placed.filter(~pl.col("stays"))
    staying = placed.filter("stays").select("at", value="raw", reason=pl.lit(None, pl.String))
    clean = others.select("raw", *text_of(binding))
    converted = pl.concat([others.select("at"), _strings(binding, clean)], how="horizontal")
    return pl.concat([staying, converted]).sort("at").drop("at")


def _strings(binding: Binding, clean: pl.DataFrame) -> pl.DataFrame:
    """Value and reason of names and ids. clean: `raw`, `text` and `refused`."""
    given = pl.col("text").is_not_null()
    spelled = pl.col("text") if binding.values else words(pl.col("raw"))
    if binding.column == "name":
        spelled = names.bare(spelled)
    if binding.column != "id":
        return clean.select(value=pl.when(given).then(spelled), reason="refused")
    cell = identifier(spelled)
    values = clean.with_columns(value=cell.value, lost=cell.reason)
    return values.select(
        value=pl.when(given).then("value"),
        reason=pl.coalesce("refused", pl.when(given).then("lost")),
    )


def _in_other_money(binding: Binding, clean: pl.DataFrame) -> pl.DataFrame:
    """Only cells that name the yuan are taken of a column whose heading names other money."""
    assert binding.currency is not None
    text = pl.col("text")
    own = text.str.contains(HOME.pattern)
    cell = converter(columns()[binding.column], binding.unit)(pl.when(own).then(text))
    in_other_money = pl.when(text.is_not_null() & ~own).then(pl.lit(foreign(binding.currency)))
    return clean.select(
        value=cell.value, reason=pl.coalesce("refused", cell.reason, in_other_money)
    )


def _numbers(binding: Binding, given: pl.DataFrame) -> pl.DataFrame:
    """Value and reason of numbers: bare ones at once, and only the others word by word."""
    column = columns()[binding.column]
    raw = pl.col("raw")
    placed = given.with_columns(
        bare=raw.str.contains(BARE).fill_null(False), empty=raw.fill_null("") == ""
    ).with_row_index("at")
    quick = plain(column, binding.unit)(raw)
    parts = [
        placed.filter("bare").select("at", value=quick.value, reason=quick.reason),
        placed.filter("empty").select(
            "at", value=pl.lit(None, column.dtype), reason=pl.lit(None, pl.String)
        ),
    ]
    others = placed.filter(~pl.col("bare") & ~pl.col("empty"))
    if others.height:
        cell = converter(column, binding.unit)(pl.col("text"))
        clean = others.select("at", "raw", *text_of(binding))
        parts.append(
            clean.select("at", value=cell.value, reason=pl.coalesce("refused", cell.reason))
        )
    return pl.concat(parts).sort("at").drop("at")


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
