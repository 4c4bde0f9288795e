"""Measures of industries at any level of GB/T 4754: enterprises, little giants, shares."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import Any

import narwhals as nw
import polars as pl

from data_layer.fields import ENTERPRISES, SMALL_GROUP, Field, count, key, per_cent
from data_layer.filter_keys import industry_names
from data_layer.filters import Filters
from data_layer.industries import LEVEL_OF_LENGTH, Level
from data_layer.measures import SMALL_GROUP as SMALL
from data_layer.measures import share, tally
from data_layer.text import Text

Rows = nw.LazyFrame[Any]

UNREPORTED = "unreported"
TOTAL = "total"
LEVELS: Mapping[str, Text] = {
    "section": Text("门类", "Section"),
    "division": Text("大类", "Division"),
    "group": Text("中类", "Group"),
    "class": Text("小类", "Class"),
}
LITTLE_GIANT = {"little_giants": nw.col("tier") == "national"}

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


def industry_measures(rows: Rows, filters: Filters, level: str) -> pl.DataFrame:
    """MEASURES of each industry of a level that has a row under the filters, by `industry_code`.

    Shares are of all enterprises that pass the filters, with or without an industry.
    """
    selected = filters.apply(rows)
    total = int(tally(selected, [])["n"].item())
    return measured(_of_level(selected, level), total)


def _of_level(selected: Rows, level: str) -> pl.DataFrame:
    """Industry code, `n` and `little_giants`; a section adds up its divisions."""
    if level != "section":
        return tally(selected, [level], LITTLE_GIANT).rename({level: "industry_code"})
    divisions = tally(selected, ["division"], LITTLE_GIANT)
    section = pl.col("division").str.head(1).alias("industry_code")
    return divisions.group_by(section).agg(pl.col("n", "little_giants").sum()).sort("industry_code")


def measured(counted: pl.DataFrame, total: int) -> pl.DataFrame:
    """`n` and `little_giants` turned into MEASURES; `total`: what shares are of."""
    return counted.rename({"n": "enterprises"}).with_columns(
        (pl.col("enterprises") / max(total, 1) * 100).alias("share_pct"),
        share("little_giants", "enterprises").alias("little_giant_share_pct"),
        (pl.col("enterprises") < SMALL).alias("small_group"),
    )


def industry_tree(rows: Rows, filters: Filters) -> pl.DataFrame:
    """Every industry with a row under the filters: `industry_code`, `level`, `parent`, MEASURES.

    One row is the total, which is the parent of the sections; enterprises without a division are a
    row of their own beside them. A group or class that its row's division does not hold is left
    out, so that children never add up to more than their parent. Sorted by code, total first.
    """
    selected = filters.apply(rows)
    whole = tally(selected, [], LITTLE_GIANT).select(pl.lit(TOTAL).alias("industry_code"), pl.all())
    total = int(whole["n"].item() or 0)
    if not total:
        whole = whole.clear()
    without = tally(selected.filter(nw.col("division").is_null()), [], LITTLE_GIANT)
    unknown = without.select(pl.lit(UNREPORTED).alias("industry_code"), pl.all())
    parts = [
        _of_level(selected, "section"),
        _of_level(selected, "division"),
        _inside(selected, ["division", "group"]),
        _inside(selected, ["division", "group", "class"]),
    ]
    known = pl.concat([part.select("industry_code", "n", "little_giants") for part in parts])
    counted = pl.concat([whole, known.sort("industry_code"), unknown.filter(pl.col("n") > 0)])
    levels = {code: _level(code) for code in counted["industry_code"]}
    parents = {code: _parent(code) for code in counted["industry_code"]}
    code = pl.col("industry_code")
    return measured(counted, total).with_columns(
        code.replace_strict(levels, return_dtype=pl.String).alias("level"),
        code.replace_strict(parents, return_dtype=pl.String).alias("parent"),
    )


def _inside(selected: Rows, path: list[str]) -> pl.DataFrame:
    """Counts by the last column of a path, where each code lies inside the one before it."""
    counted = tally(selected, path, LITTLE_GIANT)
    for outer, inner in pairwise(path):
        counted = counted.filter(pl.col(inner).str.starts_with(pl.col(outer)))
    return counted.rename({path[-1]: "industry_code"})


def _level(code: str) -> str:
    if code in (TOTAL, UNREPORTED):
        return code
    return LEVEL_OF_LENGTH[len(code)]


def _parent(code: str) -> str | None:
    if code == TOTAL:
        return None
    return {1: TOTAL, 3: code[:1], 4: code[:3], 5: code[:4]}.get(len(code), TOTAL)


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
            found = measure(rows.filter(nw.col(level).is_in(own)), level)
            frames.append(found.rename({level: "industry_code"}))
    return pl.concat(frames).sort("industry_code")
