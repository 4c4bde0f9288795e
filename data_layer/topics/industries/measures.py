"""Measures of industries at any level of GB/T 4754: enterprises, little giants, shares."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures.memo import per_rows
from data_layer.measures.rows import SMALL_GROUP as SMALL
from data_layer.measures.rows import Rows
from data_layer.measures.tallies import share, tally
from data_layer.vocabulary.fields import ENTERPRISES, SMALL_GROUP, Field, count, key, per_cent
from data_layer.vocabulary.industries import LEVEL_OF_LENGTH, Level, industry_names
from data_layer.vocabulary.text import Text

UNREPORTED = "unreported"
TOTAL = "total"
LEVELS: Mapping[str, Text] = {
    "section": Text("门类", "Section"),
    "division": Text("大类", "Division"),
    "group": Text("中类", "Group"),
    "class": Text("小类", "Class"),
}
LITTLE_GIANT = {"little_giants": pl.col("tier") == "national"}

INDUSTRY = key("industry_code", Text("行业代码", "Industry code"), "industry")
MEASURES: tuple[Field, ...] = (
    ENTERPRISES,
    per_cent("share_pct", Text("占比", "Share of all")),
    count("little_giants", Text("国家级企业数", "Little giants"), ENTERPRISES.unit),
    per_cent("little_giant_share_pct", Text("国家级占比", "Little-giant share")),
    SMALL_GROUP,
)


def any_industry() -> Field:
    """The key of a frame that holds codes of any level, a total and what has no industry."""
    others = {
        TOTAL: Text("全部行业", "All industries"),
        UNREPORTED: Text("未填报行业", "No industry reported"),
    }
    names = {**industry_names(), **others}
    return Field(INDUSTRY.name, INDUSTRY.label, domain="industry", key=True, labels=names)


@per_rows
def industry_measures(rows: Rows, filters: Filters, level: str) -> pl.DataFrame:
    """MEASURES of each industry of a level that has a row under the filters, by `industry_code`.

    Shares are of all enterprises that pass the filters, with or without an industry.
    """
    selected = filters.apply(rows)
    return measured(of_level(selected, level), totals(selected)[0])


@per_rows
def totals(selected: Rows) -> tuple[int, int]:
    """Enterprises and little giants."""
    n, giants = tally(selected, [], LITTLE_GIANT).row(0)
    return int(n or 0), int(giants or 0)


@per_rows
def of_level(selected: Rows, level: str) -> pl.DataFrame:
    """`industry_code`, `n` and `little_giants`, sorted; a section adds up its divisions."""
    if level != "section":
        return tally(selected, [level], LITTLE_GIANT).rename({level: "industry_code"})
    section = pl.col("industry_code").str.head(1)
    divisions = of_level(selected, "division")
    return divisions.group_by(section).agg(pl.col("n", "little_giants").sum()).sort("industry_code")


def measured(counted: pl.DataFrame, total: int) -> pl.DataFrame:
    """`n` and `little_giants` turned into MEASURES; `total`: what shares are of."""
    n = pl.col("n")
    return counted.select(
        "industry_code",
        n.alias("enterprises"),
        "little_giants",
        (n / max(total, 1) * 100).alias("share_pct"),
        share("little_giants", "n").alias("little_giant_share_pct"),
        (n < SMALL).alias("small_group"),
    )


def industry_tree(rows: Rows, filters: Filters) -> pl.DataFrame:
    """Every industry with a row under the filters: `industry_code`, `level`, `parent`, MEASURES.

    One row is the total, which is the parent of the sections; enterprises without a division are a
    row of their own beside them. A group or class that its row's division does not hold is left
    out, so that children never add up to more than their parent. Sorted by code, total first.
    """
    selected = filters.apply(rows)
    total, giants = totals(selected)
    divisions = of_level(selected, "division")
    known = pl.concat([of_level(selected, "section"), divisions, *_nested(selected)])
    left = total - int(divisions["n"].sum()), giants - int(divisions["little_giants"].sum())
    counted = pl.concat(
        [
            _line(TOTAL, total, giants),
            known.sort("industry_code"),
            _line(UNREPORTED, *left),
        ]
    )
    level, parent = _level().alias("level"), _parent().alias("parent")
    return measured(counted, total).with_columns(level, parent)


def _line(code: str, n: int, giants: int) -> pl.DataFrame:
    """One row of the tree; none without an enterprise."""
    schema = {"industry_code": pl.String, "n": pl.Int64, "little_giants": pl.Int64}
    return pl.DataFrame([(code, n, giants)] if n else [], schema=schema, orient="row")


PATHS = (["division", "group"], ["division", "group", "class"])


def _nested(selected: Rows) -> list[pl.DataFrame]:
    """Counts by group and by class, where each code lies inside that of the level above it."""
    return [_inside(selected, path) for path in PATHS]


def _inside(selected: Rows, path: list[str]) -> pl.DataFrame:
    """Counts by the last column of a path, where each code lies inside the one before it."""
    counted = tally(selected, path, LITTLE_GIANT)
    for outer, inner in pairwise(path):
        counted = counted.filter(pl.col(inner).str.starts_with(pl.col(outer)))
    named = counted.rename({path[-1]: "industry_code"})
    return named.select("industry_code", "n", "little_giants")


def _level() -> pl.Expr:
    code = pl.col("industry_code")
    levels = code.str.len_chars().replace_strict(
        LEVEL_OF_LENGTH, default=None, return_dtype=pl.String
    )
    return pl.when(code.is_in([TOTAL, UNREPORTED])).then(code).otherwise(levels)


def _parent() -> pl.Expr:
    """The code of the level above: a section has one letter, a division two figures more."""
    code = pl.col("industry_code")
    level = _level()
    above = pl.when(level == "division").then(code.str.head(1)).otherwise(code.str.head(-1))
    outermost = level.is_in(["section", UNREPORTED])
    return pl.when(code != TOTAL).then(pl.when(outermost).then(pl.lit(TOTAL)).otherwise(above))


def by_codes(
    rows: Rows, codes: Iterable[str], measure: Callable[[Rows, str], pl.DataFrame]
) -> pl.DataFrame:
    """A measure of chosen industries of any level below the sections, by `industry_code`.

    measure(rows of the industries of one level, the column of that level): a frame keyed by it.
    """
    wanted = sorted(set(codes))
    levels: list[Level] = ["division", "group", "class"]
    frames = []
    for level in levels:
        own = [code for code in wanted if LEVEL_OF_LENGTH[len(code)] == level]
        if own:
            found = measure(rows.filter(pl.col(level).is_in(own)), level)
            frames.append(found.rename({level: "industry_code"}))
    return pl.concat(frames).sort("industry_code")
