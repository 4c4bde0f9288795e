"""Context tables: province x year figures from outside, as denominators and scatter axes.

    <home>/context/<table>.parquet    province_code, year, indicator, value, unit

A file is long (province, year, indicator, value, unit) or wide (province, year, one column an
indicator). Where a `table` column groups indicators of the same name, it goes before the name.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from data_layer.importer.cells import both, cleaned
from data_layer.importer.errors import UnreadableFileError
from data_layer.importer.headings import PUNCTUATION, meaning, parse_heading
from data_layer.importer.tables import open_source
from data_layer.registry.drafts import owner
from data_layer.vocabulary.addresses import locate
from data_layer.vocabulary.places import own_province
from data_layer.vocabulary.text import Text

SCHEMA: Final = {
    "province_code": pl.String(),
    "year": pl.Int32(),
    "indicator": pl.String(),
    "value": pl.Float64(),
    "unit": pl.String(),
}
HEADINGS: Final = {
    "province": ("province_code", "省份代码", "province", "省份", "省", "地区"),
    "year": ("year", "年份", "年度", "年"),
    "indicator": ("indicator", "指标", "指标名称"),
    "value": ("value", "数值", "值"),
    "unit": ("unit", "units", "单位"),
    "table": ("table", "表"),
}
PART_OF: Final = ("city_code", "address")
"""What a heading means that names a part of a province."""
NOT_A_PROVINCE: Final = both(Text("不是省级行政区", "not a province"))
NOT_A_YEAR: Final = both(Text("不是年份", "not a year"))
NOT_A_NUMBER: Final = both(Text("不是数字", "not a number"))
REPEATED: Final = both(
    Text("同一省份、年份和指标已有数值", "province, year and indicator repeat an earlier row")
)


@dataclass(frozen=True)
class ContextReport:
    """Figures (a cell of a wide file, a row of a long one): read = stored + missing + rejected.

    `rejects` has row, column, value, reason (zh / en).
    """

    name: str
    read: int
    stored: int
    missing: int
    rejects: pl.DataFrame
    indicators: tuple[str, ...]


def import_context(path: Path, home: Path) -> ContextReport:
    """Store a file's figures under its name, in place of an earlier file of that name.

    UnreadableFileError if the file is unreadable or lacks province, year or any figure.
    """
    path = Path(path)
    figures = _figures(path)
    checked = _checked(figures)
    good = checked.filter(pl.col("reason").is_null() & pl.col("value").is_not_null())
    rejects = checked.filter(pl.col("reason").is_not_null())
    _write(good.select(*SCHEMA), Path(home) / "context" / f"{path.stem}.parquet")
    return ContextReport(
        name=path.stem,
        read=figures.height,
        stored=good.height,
        missing=figures.height - good.height - rejects.height,
        rejects=rejects.select("row", "column", pl.col("text").alias("value"), "reason"),
        indicators=tuple(good["indicator"].unique().sort()),
    )


def context_indicators(home: Path) -> pl.DataFrame:
    """Every stored indicator with its table, unit (of the newest year), first and last year."""
    parts = [pl.scan_parquet(file).with_columns(table=pl.lit(file.stem)) for file in _files(home)]
    if not parts:
        return pl.DataFrame(
            schema={"table": pl.String, "indicator": pl.String, "unit": pl.String}
            | {"first_year": pl.Int32, "last_year": pl.Int32}
        )
    return (
        pl.concat(parts)
        .group_by("table", "indicator")
        .agg(
            pl.col("unit").sort_by("year").last(),
            pl.col("year").min().alias("first_year"),
            pl.col("year").max().alias("last_year"),
        )
        .sort("table", "indicator")
        .collect()
    )


def context(home: Path, indicator: str, year: int | None = None) -> pl.DataFrame:
    """One indicator in one year (the newest by default): province_code, year, value, unit.

    Sorted by province; empty if there is no such figure. Of several tables that hold the
    indicator the first by name is taken.
    """
    for file in _files(home):
        rows = pl.scan_parquet(file).filter(pl.col("indicator") == indicator).collect()
        if not rows.is_empty():
            wanted = rows["year"].max() if year is None else year
            chosen = rows.filter(pl.col("year") == wanted).sort("province_code")
            return chosen.select("province_code", "year", "value", "unit")
    return pl.DataFrame(schema=SCHEMA).drop("indicator")


@dataclass(frozen=True)
class ContextTables:
    """The imported figures of a data folder; of none, there are none."""

    home: Path | None

    def figures(self, indicator: str) -> pl.DataFrame:
        """One indicator in its newest year: province_code, year, value, unit."""
        if self.home is None:
            return pl.DataFrame(schema=SCHEMA).drop("indicator")
        return context(self.home, indicator)

    def state(self) -> tuple[tuple[str, int], ...]:
        """Changes with every import."""
        files = _files(self.home) if self.home else []
        return tuple((file.name, file.stat().st_mtime_ns) for file in files)


def _files(home: Path) -> list[Path]:
    return sorted((Path(home) / "context").glob("[!.]*.parquet"))


def _figures(path: Path) -> pl.DataFrame:
    """All figures as text: row, column (heading), province, year, indicator, text, unit."""
    source = open_source(path)
    at = {kind: _position(source.header, HEADINGS[kind]) for kind in HEADINGS}
    absent = [kind for kind in ("province", "year") if at[kind] is None]
    measures = [
        position
        for position, text in enumerate(source.header)
        if all(_position((text,), known) is None for known in HEADINGS.values())
        and position not in _parts_of_province(source.header)
    ]
    if absent or (at["value"] is None and not measures):
        raise _lacking(path, absent or ["value"], source.header)
    rows = _whole_provinces(pl.concat([batch.rows for batch in source.batches]), source.header, at)
    keys = {kind: _text(position) for kind, position in at.items()}
    if at["value"] is not None:
        named = pl.concat_str(keys["table"], keys["indicator"], separator=" · ", ignore_nulls=True)
        parts = [(source.header[at["value"]], at["value"], named, keys["unit"])]
    else:
        parts = [
            (
                source.header[it],
                it,
                pl.lit(source.header[it]),
                pl.lit(_unit(source.header[it]), dtype=pl.String),
            )
            for it in measures
        ]
    return pl.concat(
        rows.select(
            "row",
            pl.lit(heading).alias("column"),
            keys["province"].alias("province"),
            keys["year"].alias("said_year"),
            indicator.alias("indicator"),
            pl.col(str(position)).alias("text"),
            unit.alias("unit"),
        )
        for heading, position, indicator, unit in parts
    )


def _whole_provinces(
    rows: pl.DataFrame, header: tuple[str, ...], at: Mapping[str, int | None]
) -> pl.DataFrame:
    """The rows, with province and city as one text where a column of its own names the city, so
    that its figure is not taken for its province's."""
    parts = [str(it) for it in _parts_of_province(header) if it not in at.values()]
    if not parts or at["province"] is None:
        return rows
    name = str(at["province"])
    places = rows.select(name, *parts).unique()
    whole = [_place(*(it or "" for it in cells)) for cells in places.iter_rows()]
    said = places.with_columns(pl.Series("whole", whole, dtype=pl.String))
    joined = rows.join(said, on=[name, *parts], how="left", nulls_equal=True, maintain_order="left")
    return joined.with_columns(pl.col("whole").alias(name)).drop("whole")


def _parts_of_province(header: tuple[str, ...]) -> list[int]:
    """Positions of the columns that name cities or smaller places."""
    return [
        position
        for position, text in enumerate(header)
        if (found := meaning(text)) is not None and found.column in PART_OF
    ]


def _place(province: str, *parts: str) -> str:
    """A province, with those of the other places that are parts of one."""
    within = [it for it in parts if locate(it).province and own_province(it) is None]
    return " ".join((province, *within))


def _position(header: tuple[str, ...], known: Iterable[str]) -> int | None:
    """Where the first of the known headings stands."""
    keys = [PUNCTUATION.sub("", text.casefold()) for text in header]
    wanted = (PUNCTUATION.sub("", word) for word in known)
    return next((keys.index(word) for word in wanted if word in keys), None)


def _text(position: int | None) -> pl.Expr:
    return pl.lit(None, dtype=pl.String) if position is None else pl.col(str(position))


def _unit(heading: str) -> str | None:
    """The unit in brackets at the end of a wide file's heading, such as R&D经费（亿元）."""
    tail = heading.rstrip("）)").replace("（", "(").rpartition("(")
    return tail[2].strip() if tail[0] and parse_heading(heading).base else None


def _checked(figures: pl.DataFrame) -> pl.DataFrame:
    """Figures with province_code, year and value, and a reason where one of them is wrong."""
    # A city's figure, or that of 兵团, is a part of its province's and never stands for it.
    codes = {it: own_province(it) for it in figures["province"].drop_nulls().unique()}
    number = cleaned(pl.col("text")).str.replace_all(",", "").cast(pl.Float64, strict=False)
    read = figures.with_columns(
        pl.col("province")
        .replace_strict(codes, default=None, return_dtype=pl.String)
        .alias("province_code"),
        pl.col("said_year").str.extract(r"^\s*(\d{4})").cast(pl.Int32).alias("year"),
        pl.when(number.is_finite()).then(number).alias("value"),
    )
    said = cleaned(pl.col("text")).is_not_null()
    first = pl.struct("province_code", "year", "indicator").is_first_distinct()
    reason = (
        pl.when(~said)
        .then(None)
        .when(pl.col("province_code").is_null())
        .then(pl.lit(NOT_A_PROVINCE))
        .when(pl.col("year").is_null())
        .then(pl.lit(NOT_A_YEAR))
        .when(pl.col("value").is_null())
        .then(pl.lit(NOT_A_NUMBER))
        .when(~first)
        .then(pl.lit(REPEATED))
    )
    return read.with_columns(reason.alias("reason"))


def _write(rows: pl.DataFrame, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{owner()}-{uuid.uuid4().hex}.parquet")
    rows.sort("indicator", "year", "province_code").write_parquet(draft)
    draft.replace(path)


def _lacking(path: Path, kinds: list[str], header: tuple[str, ...]) -> UnreadableFileError:
    wanted = "; ".join(f"{kind}: {', '.join(HEADINGS[kind])}" for kind in kinds)
    return UnreadableFileError(
        Text(
            f"{path.name} 缺少列（{wanted}）；文件的列：{'、'.join(header)}",
            f"{path.name} lacks columns ({wanted}); it has: {', '.join(header)}",
        )
    )
