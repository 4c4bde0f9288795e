"""A file of province x year figures: which column is what, and every figure checked.

A file is long (province, year, indicator, value, unit) or wide (province, year, one column an
indicator). Where a `table` column groups indicators of the same name, it goes before the name.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, get_args

import polars as pl

from data_layer.importer.cells.cleaning import both, cleaned
from data_layer.importer.errors import UnreadableFileError
from data_layer.importer.headings.meaning import PUNCTUATION, meaning, parse_heading
from data_layer.importer.tables.open import open_source
from data_layer.vocabulary.addresses import locate
from data_layer.vocabulary.places import own_province
from data_layer.vocabulary.text import Text

Role = Literal["province", "year", "indicator", "value", "unit", "table", "figure", ""]
"""What a column is; `figure`: an indicator of a wide file; "": left out."""
ROLES: Final[tuple[Role, ...]] = get_args(Role)
HEADINGS: Final[Mapping[Role, tuple[str, ...]]] = {
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


_EMPTY: Final = {
    "row": pl.Int64,
    "column": pl.String,
    "text": pl.String,
    "indicator": pl.String,
    "reason": pl.String,
    "value": pl.Float64,
}
NUMBER: Final = r"^\s*-?[\d,]*\.?\d+\s*$"


@dataclass(frozen=True)
class FiguresFile:
    """An opened file. roles: of each column. rows: as text, see `source`. figures: every cell (a
    row of a long file) with province_code, year, value, and a reason where one of them is wrong;
    empty while a column for the province, the year or figures is missing."""

    sheet: str | None
    header: tuple[str, ...]
    roles: tuple[Role, ...]
    rows: pl.DataFrame
    figures: pl.DataFrame

    @property
    def missing(self) -> tuple[Role, ...]:
        """What no column gives."""
        needed: tuple[Role, ...] = ("province", "year")
        figures: tuple[Role, ...] = () if {"value", "figure"} & set(self.roles) else ("value",)
        return (*(role for role in needed if role not in self.roles), *figures)

    @property
    def rejects(self) -> pl.DataFrame:
        """row, column, value, reason (zh / en) of the figures that are not taken."""
        refused = self.figures.filter(pl.col("reason").is_not_null())
        return refused.select("row", "column", pl.col("text").alias("value"), "reason")

    @property
    def good(self) -> pl.DataFrame:
        """The figures that are taken."""
        return self.figures.filter(pl.col("reason").is_null() & pl.col("value").is_not_null())


def read_figures(
    path: Path, given: Mapping[str, Role] | None = None, sheet: str | None = None
) -> FiguresFile:
    """Open a file; given: what somebody said that columns are, by heading.

    UnreadableFileError says why a file cannot be read.
    """
    source = open_source(path, sheet)
    parts = [batch.rows for batch in source.batches]
    rows = pl.concat(parts) if parts else pl.DataFrame()
    roles = _roles(source.header, rows, given or {})
    figures_file = FiguresFile(
        source.sheet, source.header, roles, rows=rows, figures=pl.DataFrame(schema=_EMPTY)
    )
    if figures_file.missing or rows.is_empty():
        return figures_file
    whole = _whole_provinces(rows, source.header, roles)
    figures = _checked(_figures(source.header, roles, whole))
    return FiguresFile(source.sheet, source.header, roles, rows=rows, figures=figures)


def lacking(path: Path, figures_file: FiguresFile) -> UnreadableFileError:
    """What a file has no column for."""
    wanted = "; ".join(f"{kind}: {', '.join(HEADINGS[kind])}" for kind in figures_file.missing)
    return UnreadableFileError(
        Text(
            f"{path.name} 缺少列（{wanted}）；文件的列：{'、'.join(figures_file.header)}",
            f"{path.name} lacks columns ({wanted}); it has: {', '.join(figures_file.header)}",
        )
    )


def _roles(
    header: Sequence[str], rows: pl.DataFrame, given: Mapping[str, Role]
) -> tuple[Role, ...]:
    """What was said of a column; else what its heading means; else a figure, of a wide file."""
    roles: list[Role | None] = [given.get(heading) for heading in header]
    for role, headings in HEADINGS.items():
        if role in roles:
            continue
        words = {PUNCTUATION.sub("", word) for word in headings}
        free = (at for at, role in enumerate(roles) if role is None)
        at = next((at for at in free if PUNCTUATION.sub("", header[at].casefold()) in words), None)
        if at is not None:
            roles[at] = role
    rest: Role = "" if "value" in roles else "figure"
    parts = _parts_of_province(header)
    return tuple(
        role if role is not None else rest if at not in parts and _holds_numbers(rows, at) else ""
        for at, role in enumerate(roles)
    )


def _holds_numbers(rows: pl.DataFrame, at: int) -> bool:
    return not rows.is_empty() and bool(rows[str(at)].str.contains(NUMBER).any())


def _whole_provinces(
    rows: pl.DataFrame, header: Sequence[str], roles: Sequence[Role]
) -> pl.DataFrame:
    """The rows, with province and city as one text where a column of its own names the city, so
    that its figure is not taken for its province's."""
    parts = [str(at) for at in _parts_of_province(header) if not roles[at]]
    if not parts:
        return rows
    name = str(roles.index("province"))
    places = rows.select(name, *parts).unique()
    whole = [_place(*(cell or "" for cell in cells)) for cells in places.iter_rows()]
    with_province = places.with_columns(pl.Series("whole", whole, dtype=pl.String))
    joined = rows.join(
        with_province, on=[name, *parts], how="left", nulls_equal=True, maintain_order="left"
    )
    return joined.with_columns(pl.col("whole").alias(name)).drop("whole")


def _parts_of_province(header: Sequence[str]) -> list[int]:
    """Positions of the columns that name cities or smaller places."""
    return [
        position
        for position, text in enumerate(header)
        if (of_heading := meaning(text)) is not None and of_heading.column in PART_OF
    ]


def _place(province: str, *parts: str) -> str:
    """A province, with those of the other places that are parts of one."""
    within = [part for part in parts if locate(part).province and own_province(part) is None]
    return " ".join((province, *within))


def _figures(header: Sequence[str], roles: Sequence[Role], rows: pl.DataFrame) -> pl.DataFrame:
    """All figures as text: row, column (heading), province, year, indicator, text, unit."""
    at = {role: roles.index(role) if role in roles else None for role in HEADINGS}
    keys = {role: _text(position) for role, position in at.items()}
    if at["value"] is not None:
        named = pl.concat_str(keys["table"], keys["indicator"], separator=" · ", ignore_nulls=True)
        parts = [(header[at["value"]], at["value"], named, keys["unit"])]
    else:
        measures = [position for position, role in enumerate(roles) if role == "figure"]
        parts = [
            (
                header[measure],
                measure,
                pl.lit(header[measure]),
                pl.lit(_unit(header[measure]), dtype=pl.String),
            )
            for measure in measures
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


def _text(position: int | None) -> pl.Expr:
    return pl.lit(None, dtype=pl.String) if position is None else pl.col(str(position))


def _unit(heading: str) -> str | None:
    """The unit in brackets at the end of a wide file's heading, such as R&D经费（亿元）."""
    tail = heading.rstrip("）)").replace("（", "(").rpartition("(")
    return tail[2].strip() if tail[0] and parse_heading(heading).base else None


def _checked(figures: pl.DataFrame) -> pl.DataFrame:
    """Figures with province_code, year and value, and a reason where one of them is wrong."""
    # A city's figure, or that of 兵团, is a part of its province's and never stands for it.
    codes = {name: own_province(name) for name in figures["province"].drop_nulls().unique()}
    number = cleaned(pl.col("text")).str.replace_all(",", "").cast(pl.Float64, strict=False)
    read = figures.with_columns(
        pl.col("province")
        .replace_strict(codes, default=None, return_dtype=pl.String)
        .alias("province_code"),
        pl.col("said_year").str.extract(r"^\s*(\d{4})").cast(pl.Int32).alias("year"),
        pl.when(number.is_finite()).then(number).alias("value"),
    )
    has_text = cleaned(pl.col("text")).is_not_null()
    first = pl.struct("province_code", "year", "indicator").is_first_distinct()
    reason = (
        pl.when(~has_text)
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
