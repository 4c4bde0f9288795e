"""Rows that mean the same enterprise become one.

Rows are the same enterprise if they share a given id, or a name and a place (a known province,
and the same city or none), also through a third row. Without a place, names are compared among
rows that have no id of their own. The first row wins; its empty cells are filled from the later
ones in their order, except where a city or an industry would contradict the first row's.
"""

from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl

from data_layer.importer.cells.cleaning import both
from data_layer.importer.rows.rejects import frame_of
from data_layer.vocabulary.places import cities
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Lang, Text

LANGS: tuple[Lang, ...] = ("zh", "en")
PLACE = ("province_code", "city_code")
KEYS = ("row", "id", "given_id", "name", *PLACE)
HASHED = 1_000_000
"""Rows whose keys are worked out at a time."""
FILLED = 250_000
"""Enterprises that are merged at a time."""


class Merged(NamedTuple):
    """Rows of the schema, one each enterprise, and the rows that went into another (rejects)."""

    rows: pl.LazyFrame
    rejects: pl.DataFrame


def merge(rows: pl.LazyFrame, folder: Path) -> Merged:
    """Merge duplicates among converted rows (the schema's columns, `row`, `given_id`).

    folder: a new one, for the merged rows. Of all rows only numbers are held in memory, 24 bytes a
    row. Suspects go through a file: chosen texts keep all others in memory beside which they lay.
    """
    suspects = _grouped(rows, folder)
    if suspects is None:
        return Merged(rows.select(*columns()), frame_of(()))
    groups = suspects.groups
    touched = groups.filter(pl.col("into").is_in(suspects.absorbed["into"].unique().implode()))
    untouched = rows.join(touched.lazy().select("row"), on="row", how="anti")
    filled = pl.scan_parquet(_write_filled(suspects.rows, touched, folder))
    return Merged(pl.concat([untouched.select(*columns()), filled]), suspects.rejects())


def absorbed_rows(rows: pl.LazyFrame, folder: Path) -> pl.DataFrame:
    """The rejects of `merge` alone, of which nothing is merged."""
    suspects = _grouped(rows, folder)
    return frame_of(()) if suspects is None else suspects.rejects()


class _Suspects(NamedTuple):
    """Rows that may repeat others, and of each (`row`, `name`) the row that it goes `into`."""

    rows: pl.LazyFrame
    groups: pl.DataFrame

    @property
    def absorbed(self) -> pl.DataFrame:
        """Those that go into another."""
        return self.groups.filter(pl.col("into") != pl.col("row"))

    def rejects(self) -> pl.DataFrame:
        """The same as rejects."""
        return _as_rejects(self.absorbed, _differences(self.rows, self.absorbed))


def _grouped(rows: pl.LazyFrame, folder: Path) -> _Suspects | None:
    """Rows that may repeat others, in a file of the folder; None for none."""
    folder.mkdir()
    numbers = _suspects(rows)
    if numbers.is_empty():
        return None
    file = folder / "suspects.parquet"
    _among(rows, numbers).sink_parquet(file, compression="lz4")
    suspects = pl.scan_parquet(file)
    keys = suspects.select(KEYS).collect().sort("row")
    return _Suspects(suspects, keys.select("row", "name", _groups(keys)))


def _among(rows: pl.LazyFrame, numbers: pl.Series) -> pl.LazyFrame:
    """The rows with these numbers."""
    return rows.join(pl.LazyFrame([numbers]), on="row", how="semi")


def _write_filled(rows: pl.LazyFrame, touched: pl.DataFrame, folder: Path) -> list[Path]:
    """`_filled` of all touched rows, so many enterprises a file. touched: `row` and `into`."""
    part = touched["into"].rank("dense") // FILLED
    pieces = touched.select("row", "into", part.alias("part")).partition_by("part") or [touched]
    files = []
    for at, piece in enumerate(pieces):
        placed = rows.join(piece.lazy().select("row", "into"), on="row").sort("into", "row")
        files.append(folder / f"{at:04}.parquet")
        _filled(placed.collect()).write_parquet(files[-1], compression="lz4")
    return files


def _suspects(rows: pl.LazyFrame) -> pl.Series:
    """Numbers of rows whose id, or name and place, occurs more than once."""
    named = pl.struct(name_key(), "province_code", "city_code").hash()
    keys = rows.select(
        "row",
        pl.when("given_id").then(pl.col("id").hash()).alias("id"),
        pl.when(_compared_by_name()).then(named).alias("named"),
    )
    parts = [keys.head(0).collect()]
    parts += keys.collect_batches(chunk_size=HASHED, engine="streaming")
    suspect = np.logical_or(*(repeated([part[key] for part in parts]) for key in ("id", "named")))
    return pl.concat([part["row"] for part in parts]).filter(pl.Series(suspect))


def repeated(parts: list[pl.Series]) -> np.ndarray:
    """Whether each hash occurs more than once; 0 stands for none."""
    hashes = np.concatenate([part.fill_null(0).to_numpy() for part in parts])
    ordered = np.sort(hashes)
    twice = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    wanted = pl.Series(twice[twice != 0])
    return pl.Series(hashes).is_in(wanted.implode()).to_numpy()


def name_key() -> pl.Expr:
    """A name without case, spaces and the width of its characters."""
    plain = pl.col("name").str.normalize("NFKC").str.to_lowercase()
    return plain.str.replace_all(r"\s", "")


def _compared_by_name() -> pl.Expr:
    return pl.col("province_code").is_not_null() | ~pl.col("given_id")


def _groups(rows: pl.DataFrame) -> pl.Series:
    """`into`: for each row the number of the first row that is the same enterprise.

    rows: by number. Each row takes the first one of all that share a key with it, and then that
    one's first, until nothing changes.
    """
    place = (pl.col(code).cast(pl.String).fill_null("") for code in PLACE)
    codes = rows.select(
        pl.when("given_id").then("id").rank("dense").alias("id"),
        pl.when(_compared_by_name())
        .then(pl.concat_str([name_key(), *place], separator="\x1f"))
        .rank("dense")
        .alias("named"),
    )
    shared = [
        (places, codes[key].drop_nulls().to_numpy())
        for key in codes.columns
        if (places := np.flatnonzero(codes[key].is_not_null().to_numpy())).size
    ]
    first = np.arange(rows.height)
    while True:
        before = first.copy()
        for places, code in shared:
            least = np.full(int(code.max()) + 1, rows.height)
            np.minimum.at(least, code, first[places])
            first[places] = least[code]
        first = first[first]
        if np.array_equal(first, before):
            return pl.Series("into", rows["row"].to_numpy()[first], pl.Int64)


def _filled(rows: pl.DataFrame) -> pl.DataFrame:
    """One row a group: the first one's cells, and of each empty one the next that is known."""
    first_known = [pl.col(name).drop_nulls().first() for name in columns() if name != "id"]
    given = pl.col("id").filter(pl.col("given_id")).first()
    merged = rows.group_by("into", maintain_order=True).agg(
        pl.coalesce(given, pl.col("id").first()).alias("id"), *first_known
    )
    parents = {code: city.parent for code, city in cities().items()}
    province_of_city = pl.col("city_code").cast(pl.String).replace_strict(parents, default=None)
    return merged.with_columns(
        _where(province_of_city == pl.col("province_code").cast(pl.String), "city_code"),
        _where(_extends("group", "division"), "group"),
        _where(_extends("class", "group") & _extends("class", "division"), "class"),
    ).select(*columns())


def _extends(finer: str, coarser: str) -> pl.Expr:
    return pl.col(finer).cast(pl.String).str.starts_with(pl.col(coarser).cast(pl.String))


def _where(condition: pl.Expr, name: str) -> pl.Expr:
    return pl.when(condition).then(pl.col(name)).alias(name)


def _differences(rows: pl.LazyFrame, absorbed: pl.DataFrame) -> pl.DataFrame:
    """row, zh, en: the columns in which an absorbed row says something else than the one that it
    goes into. rows: all suspects."""
    compared = [name for name in columns() if name not in ("id", "section")]
    firsts = rows.select(
        pl.col("row").alias("into"), *(pl.col(column).alias(f"1 {column}") for column in compared)
    )
    pairs = absorbed.lazy().select("row", "into").join(rows, on="row").join(firsts, on="into")
    differs = {
        column: (pl.col(column) != pl.col(f"1 {column}")).fill_null(False) for column in compared
    }
    texts = {
        lang: pl.concat_list(
            pl.when(test).then(pl.lit(columns()[column].label(lang)))
            for column, test in differs.items()
        )
        .list.drop_nulls()
        .list.join("、" if lang == "zh" else ", ")
        for lang in LANGS
    }
    return pairs.select("row", **texts).collect()


def _as_rejects(absorbed: pl.DataFrame, differences: pl.DataFrame) -> pl.DataFrame:
    remarks = absorbed.join(differences, on="row", how="left", maintain_order="left")
    reason = both(
        Text(
            "代码相同，或名称和地点相同，并入第 {} 行{}",
            "the same id, or name and place: merged into row {}{}",
        )
    )
    more = {
        "zh": pl.lit("；不同之处取该行的值：") + pl.col("zh"),
        "en": pl.lit("; that row's values stay of: ") + pl.col("en"),
    }
    zh, en = (
        pl.when(pl.col(column) != "").then(text).otherwise(pl.lit(""))
        for column, text in more.items()
    )
    return remarks.select(
        "row",
        pl.lit("").alias("column"),
        pl.col("name").alias("value"),
        pl.format(reason, "into", zh, "into", en).alias("reason"),
    )
