"""Rows that share an id and not their name: what becomes of them, apart from plain repetition."""

from typing import NamedTuple

import polars as pl

from data_layer.importer.cells.cleaning import both
from data_layer.importer.headings.mapping import SameId
from data_layer.importer.rows.convert_batch import stable_id
from data_layer.importer.rows.duplicates import HASHED, name_key, repeated
from data_layer.vocabulary.text import Text, several

OUTCOMES: dict[SameId, Text] = {
    "keep_both": Text(
        "两行都保留，本行不用这个代码", "both rows are kept, this one without the id"
    ),
    "keep_first": Text("并入该行", "merged into that row"),
    "set_aside": Text("本行搁置", "this row is set aside"),
}


class Settled(NamedTuple):
    """Rows for merging; each row in conflict as a reject; `row` and `made` of new ids, if any: null
    of rows set aside."""

    rows: pl.LazyFrame
    rejects: pl.DataFrame
    renamed: pl.DataFrame | None


def settle(rows: pl.LazyFrame, rule: SameId) -> Settled:
    """Decide about rows whose given id an earlier row has under another name.

    rows: converted, with `row` and `given_id`. Ids are compared by their hashes, in bounded memory.
    """
    conflicting = _conflicts(rows)
    rejects = conflicting.select(
        "row",
        pl.lit("id").alias("column"),
        pl.col("id").alias("value"),
        _reason(rule).alias("reason"),
    )
    if conflicting.is_empty() or rule == "keep_first":
        return Settled(rows, rejects, None)
    if rule == "set_aside":
        settled = rows.join(conflicting.lazy().select("row"), on="row", how="anti")
        no_id = pl.lit(None, pl.String).alias("made")
        return Settled(settled, rejects, conflicting.select("row", no_id))
    names = conflicting.select("name", pl.col("province_code", "city_code").cast(pl.String))
    made = [stable_id(*cells) for cells in names.iter_rows()]
    changed = conflicting.select("row", pl.Series("made", made, dtype=pl.String)).lazy()
    renamed = rows.join(changed, on="row", how="left", maintain_order="left").with_columns(
        pl.coalesce("made", "id").alias("id"),
        (pl.col("given_id") & pl.col("made").is_null()).alias("given_id"),
    )
    return Settled(renamed.drop("made"), rejects, changed.collect())


def _conflicts(rows: pl.LazyFrame) -> pl.DataFrame:
    """row, id, name, place, first (the row that had the id before) and its name."""
    hashes = rows.select("row", pl.when("given_id").then(pl.col("id").hash()).alias("id"))
    parts = [hashes.head(0).collect()]
    parts += hashes.collect_batches(chunk_size=HASHED, engine="streaming")
    twice = pl.concat([part["row"] for part in parts]).filter(
        pl.Series(repeated([part["id"] for part in parts]), dtype=pl.Boolean)
    )
    wanted = ("row", "id", "name", "province_code", "city_code")
    suspects = (
        rows.join(pl.LazyFrame([twice]), on="row", how="semi")
        .select(*wanted, name_key().alias("key"))
        .collect()
        .sort("row")
    )
    firsts = pl.col("row", "name", "key").first().over("id")
    named = suspects.with_columns(firsts.name.prefix("first_"))
    return named.filter(pl.col("key") != pl.col("first_key"))


def _reason(rule: SameId) -> pl.Expr:
    outcome = OUTCOMES[rule]
    words = both(
        Text(
            f"与第 {{}} 行（{{}}）代码相同而名称不同：{outcome.zh}",
            f"row {{}} ({{}}) has this id and another name: {outcome.en}",
        )
    )
    return pl.format(words, "first_row", "first_name", "first_row", "first_name")


def note(count: int, rule: SameId) -> Text:
    """What became of the rows in conflict, in a sentence."""
    outcome = OUTCOMES[rule]
    return Text(
        f"{count:,} 行与前面的行代码相同而名称不同：{outcome.zh}",
        f"{several(count, 'row has', 'rows have')} the id of an earlier row and another name: "
        f"{outcome.en}",
    )
