"""Measures of industries at any level of GB/T 4754: enterprises, little giants, shares."""

from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures import little_giants
from data_layer.measures.memo import per_rows
from data_layer.measures.rows import Rows
from data_layer.measures.tallies import tally
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
COUNTED = ("n", *little_giants.FLAGS)
"""What is counted of each industry."""
ALONE = pl.col("section").is_not_null() & pl.col("division").is_null()
"""Of which the section is known and no division."""
INDUSTRY = key("industry_code", Text("行业代码", "Industry code"), "industry")
MEASURES: tuple[Field, ...] = (
    ENTERPRISES,
    per_cent("share_pct", Text("占筛选后企业", "Share of the selection")),
    *little_giants.FIELDS,
    count("industry_missing", Text("行业未填报", "No industry reported"), ENTERPRISES.unit),
    count("section_only", Text("其中只有门类", "Of these, section only"), ENTERPRISES.unit),
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

    Shares are of the enterprises that pass the filters and have an industry of that level;
    `industry_missing` have none.
    """
    selected = filters.apply(rows)
    counted = of_level(selected, level)
    with_industry = int(counted["n"].sum())
    return measured(
        counted, with_industry, totals(selected).n - with_industry, alone=section_only(selected)
    )


@per_rows
def section_only(selected: Rows) -> int:
    """Enterprises of which the section is known and no division."""
    return int(tally(selected, (), {"alone": ALONE})["alone"].item() or 0)


class Totals(NamedTuple):
    """Enterprises, the little giants among them, and those whose tier is known."""

    n: int
    little_giants: int
    tier_known: int


@per_rows
def totals(selected: Rows) -> Totals:
    """Those of all rows."""
    return Totals(*(int(number or 0) for number in tally(selected, [], little_giants.FLAGS).row(0)))


@per_rows
def of_level(selected: Rows, level: str) -> pl.DataFrame:
    """`industry_code` and COUNTED, sorted; a section adds up its divisions, and what has none."""
    if level != "section":
        return tally(selected, [level], little_giants.FLAGS).rename({level: "industry_code"})
    alone = tally(selected.filter(ALONE), ["section"], little_giants.FLAGS)
    named = [of_level(selected, "division"), alone.rename({"section": "industry_code"})]
    section = pl.col("industry_code").cast(pl.String).str.head(1)
    counted = pl.concat([counts.with_columns(section) for counts in named])
    return counted.group_by("industry_code").agg(pl.col(*COUNTED).sum()).sort("industry_code")


def measured(counted: pl.DataFrame, base: int, missing: int, alone: int) -> pl.DataFrame:
    """COUNTED turned into MEASURES; base: what shares are of, beside `missing`. alone: how many
    have a section only."""
    n = pl.col("n")
    return counted.select(
        "industry_code",
        n.alias("enterprises"),
        *little_giants.little_giants(),
        (n / max(base, 1) * 100).alias("share_pct"),
        pl.lit(missing, pl.Int64).alias("industry_missing"),
        pl.lit(alone, pl.Int64).alias("section_only"),
        little_giants.small_group(),
    )


def industry_tree(rows: Rows, filters: Filters) -> pl.DataFrame:
    """Every industry with a row under the filters: `industry_code`, `level`, `parent`, MEASURES.

    One row is the total, which is the parent of the sections; enterprises without a section are a
    row of their own beside them, and those of a section alone are in no division. A group or class
    that its row's division does not hold is left out, so that children never add up to more than
    their parent. Sorted by code, total first. Shares are of the enterprises with an industry of
    that level; the total and those without have none.
    """
    selected = filters.apply(rows)
    total = totals(selected)
    sections = of_level(selected, "section")
    levels = pl.concat([sections, of_level(selected, "division"), *_nested(selected)])
    placed = [int(sections[name].sum()) for name in COUNTED]
    left = Totals(*(whole - part for whole, part in zip(total, placed, strict=True)))
    counted = pl.concat(
        [_line(TOTAL, total), levels.sort("industry_code"), _line(UNREPORTED, left)]
    )
    whole, n = pl.col("level").is_in([TOTAL, UNREPORTED]), pl.col("enterprises")
    levels = n.sum().over("level")
    return (
        measured(counted, placed[0], left.n, alone=section_only(selected))
        .with_columns(level=_level(), parent=_parent())
        .with_columns(
            pl.when(~whole).then(n / levels * 100).alias("share_pct"),
            pl.when(~whole).then(total.n - levels).alias("industry_missing"),
        )
    )


def _line(code: str, counted: Totals) -> pl.DataFrame:
    """One row of the tree; none without an enterprise."""
    schema = {"industry_code": pl.String} | dict.fromkeys(COUNTED, pl.Int64)
    return pl.DataFrame([(code, *counted)] if counted.n else [], schema=schema, orient="row")


PATHS = (["division", "group"], ["division", "group", "class"])


def _nested(selected: Rows) -> list[pl.DataFrame]:
    """Counts by group and by class, where each code lies inside that of the level above it."""
    return [_inside(selected, path) for path in PATHS]


def _inside(selected: Rows, path: list[str]) -> pl.DataFrame:
    """Counts by the last column of a path, where each code lies inside the one before it."""
    counted = tally(selected, path, little_giants.FLAGS)
    for outer, inner in pairwise(path):
        counted = counted.filter(pl.col(inner).str.starts_with(pl.col(outer)))
    named = counted.rename({path[-1]: "industry_code"})
    return named.select("industry_code", *COUNTED)


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
            part = measure(rows.filter(pl.col(level).is_in(own)), level)
            frames.append(part.rename({level: "industry_code"}))
    return pl.concat(frames).sort("industry_code")
