"""The five dimensions of innovation capability: weights, benchmarks and the score of an enterprise.

e24 names the dimensions and their weights, e30 scores a dimension as a median over the national
tier's median x 100, e34 prints two weights a sector.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

import polars as pl

from data_layer.measures.memo import per_rows
from data_layer.measures.quantiles import medians_of
from data_layer.measures.rows import Rows, evaluated
from data_layer.measures.tiers import of_tiers
from data_layer.reference_figures import tables as reference
from data_layer.vocabulary.text import Text

Method = Literal["median", "percentile"]
FULL = 100.0
DECIMALS = 6
"""Scores are rounded so, that a score on a bound does not fall beside it by a rounding error."""


@dataclass(frozen=True)
class Dimension:
    """A dimension and the registry column that stands for it (the basis that e30 names)."""

    id: str
    label: Text
    column: str
    basis: Text


DIMENSIONS: Mapping[str, Dimension] = {
    d.id: d
    for d in (
        Dimension(
            "technology",
            Text("技术实力", "Technological strength"),
            "patents",
            basis=Text("专利总量", "Patents"),
        ),
        Dimension(
            "quality",
            Text("创新质量", "Innovation quality"),
            "invention_grants",
            basis=Text("发明授权", "Invention grants"),
        ),
        Dimension(
            "scale",
            Text("创新规模", "Innovation scale"),
            "insured",
            basis=Text("参保人数", "Employees with social insurance"),
        ),
        Dimension(
            "capital",
            Text("资本实力", "Capital strength"),
            "registered_capital",
            basis=Text("注册资本", "Registered capital"),
        ),
        Dimension(
            "digital",
            Text("数字化能力", "Digital capability"),
            "software_copyrights",
            basis=Text("软著", "Software copyrights"),
        ),
    )
}
LABELS: Mapping[str, Text] = {d.id: d.label for d in DIMENSIONS.values()}
COLUMNS: tuple[str, ...] = tuple(d.column for d in DIMENSIONS.values())
IDS: Mapping[str, str] = {d.label.zh: d.id for d in DIMENSIONS.values()}
"""The report's word for a dimension to its id."""

METHODS: Mapping[str, Text] = {
    "median": Text("对国家级中位数", "Against the national median"),
    "percentile": Text("百分位", "Percentile rank"),
}
SECTOR_TYPES: Mapping[str, str] = {
    "electronics": "硬科技制造",
    "power_equipment": "硬科技制造",
    "high_end_equipment": "硬科技制造",
    "software": "软件信息",
    "rd_services": "研发服务",
    "basic_manufacturing": "基础制造",
    "general_equipment": "基础制造",
}
"""Sector of the registry to its row in e34, by the scope that e34 gives (also see x37)."""
PRESET_TYPES: Mapping[str, str] = {
    "hard_tech": "硬科技制造",
    "software": "软件信息",
    "rd_services": "研发服务",
    "basic": "基础制造",
}
PRESETS: Mapping[str, Text] = {
    "custom": Text("滑块（起始为图表24）", "Sliders (exhibit 24 at first)"),
    "e24": Text("图表24", "Exhibit 24"),
    "hard_tech": Text("硬科技制造", "Hard-tech manufacturing"),
    "software": Text("软件信息", "Software and information"),
    "rd_services": Text("研发服务", "R&D services"),
    "basic": Text("基础制造", "Basic manufacturing"),
    "by_sector": Text("按各企业所属产业", "Each enterprise by its own sector"),
}

Weights = Mapping[str, float]


@dataclass(frozen=True)
class Weighting:
    """Weights of the five dimensions in per cent, and others for some sectors of the registry."""

    common: Weights
    by_sector: Mapping[str, Weights] = field(default_factory=dict)

    def __hash__(self) -> int:
        sectors = ((sector, frozenset(own.items())) for sector, own in self.by_sector.items())
        return hash((frozenset(self.common.items()), frozenset(sectors)))


@cache
def default_weights() -> Weights:
    """The weights of e24 by dimension, in per cent."""
    table = reference.table("e24_dimensions")
    return {IDS[row["dimension"]]: float(row["weight_pct"]) for row in table.iter_rows(named=True)}


@cache
def sector_weights() -> Mapping[str, Weights]:
    """Five weights for each row of e34, by the row's name.

    e34 prints a patent and a software weight. They stand for technological strength (basis:
    patents) and digital capability (basis: software copyrights); the three others share what is
    left as in e24. With e24's own 25 and 10 the rule gives e24 back.
    """
    return {
        row["sector"]: spread(float(row["patent_weight_pct"]), float(row["software_weight_pct"]))
        for row in reference.table("e34_sector_weights").iter_rows(named=True)
    }


def spread(patents: float, software: float) -> Weights:
    """Five weights from the two that e34 prints, in per cent."""
    base = default_weights()
    others = ("quality", "scale", "capital")
    left = (FULL - patents - software) / sum(base[d] for d in others)
    given = {"technology": patents, "digital": software} | {d: base[d] * left for d in others}
    return {d: given[d] for d in DIMENSIONS}


def normalised(weights: Weights) -> Weights:
    """The same proportions with a sum of 100; e24 if all are 0."""
    total = sum(weights.values())
    if total <= 0:
        return default_weights()
    return {d: weights[d] / total * FULL for d in DIMENSIONS}


def weighting(preset: str, sliders: Weights) -> Weighting:
    """What a preset means; `custom` takes the sliders."""
    if preset == "e24":
        return Weighting(default_weights())
    if preset in PRESET_TYPES:
        return Weighting(sector_weights()[PRESET_TYPES[preset]])
    if preset == "by_sector":
        types = sector_weights()
        return Weighting(default_weights(), {s: types[t] for s, t in SECTOR_TYPES.items()})
    return Weighting(normalised(sliders))


@per_rows
def whole_medians(rows: Rows, columns: tuple[str, ...] = COLUMNS) -> Mapping[str, Any]:
    """`<c>_n` and `<c>_median` a column, of all rows: several exhibits of a page ask for them."""
    return MappingProxyType(medians_of(rows, (), columns).row(0, named=True))


@per_rows
def benchmarks(rows: Rows) -> Mapping[str, float]:
    """Median of the national tier by dimension, over the whole registry.

    A dimension without a positive median (fewer than three values, or mostly zeros) is left out:
    nothing can be scored against it.
    """
    middle = whole_medians(of_tiers(rows, ("national",)))
    by_dimension = {d.id: middle[f"{d.column}_median"] for d in DIMENSIONS.values()}
    return MappingProxyType(
        {d: value for d, value in by_dimension.items() if value is not None and value > 0}
    )


def capped_scores(medians_of: Mapping[str, float]) -> dict[str, pl.Expr]:
    """100 x min(1, value / national median) by dimension; null where the value is missing."""
    return {
        d: pl.when(ratio >= 1).then(pl.lit(FULL)).otherwise(ratio * FULL)
        for d, ratio in _ratios(medians_of).items()
    }


def percentile_scores() -> dict[str, pl.Expr]:
    """Percentile rank by dimension: (below + half of the equal) / values x 100; null stays null."""
    return {
        d.id: (pl.col(d.column).rank("average") - 0.5) / pl.col(d.column).count() * FULL
        for d in DIMENSIONS.values()
    }


def total(scores: Mapping[str, pl.Expr], weights: Weighting) -> pl.Expr:
    """Weighted mean of the scores that are there: a missing dimension's weight goes to the others.

    Null where no weighted dimension has a score.
    """
    part, whole = pl.lit(0.0), pl.lit(0.0)
    for dimension, score in scores.items():
        weight, missing = _weight(dimension, weights), score.is_null()
        part = part + pl.when(missing).then(pl.lit(0.0)).otherwise(score * weight)
        whole = whole + pl.when(missing).then(pl.lit(0.0)).otherwise(weight)
    return pl.when(whole > 0).then(part / whole)


def with_scores(
    rows: Rows,
    benchmark: Mapping[str, float],
    weights: Mapping[str, Weighting],
    method: str = "median",
) -> Rows:
    """Rows with a column a dimension, `depth`, and a total a weighting.

    benchmark: the national medians of the whole registry. weights: name of the total to its
    weighting. Dimension columns are named by their id, and a dimension without a benchmark has
    none. `depth` is the mean ratio to the national medians without the cap, by e24's weights: it
    orders enterprises whose capped scores are equal.
    """
    return _scored(rows, tuple(benchmark.items()), tuple(weights.items()), method=method)


@per_rows
def _scored(
    rows: Rows,
    benchmark: tuple[tuple[str, float], ...],
    weights: tuple[tuple[str, Weighting], ...],
    method: str,
) -> Rows:
    medians = dict(benchmark)
    scores = capped_scores(medians) if method == "median" else percentile_scores()
    ratios = {d: ratio * FULL for d, ratio in _ratios(medians).items()}
    depth = total(ratios, Weighting(default_weights())).round(DECIMALS)
    columns = {d: pl.col(d) for d in scores}
    totals = {name: total(columns, weighting).round(DECIMALS) for name, weighting in weights}
    return evaluated(rows.with_columns(**scores, depth=depth).with_columns(**totals))


def _ratios(medians_of: Mapping[str, float]) -> dict[str, pl.Expr]:
    return {
        d: pl.col(DIMENSIONS[d].column).cast(pl.Float64) / value for d, value in medians_of.items()
    }


def _weight(dimension: str, weights: Weighting) -> pl.Expr:
    weight = pl.lit(weights.common[dimension])
    for sector, special in weights.by_sector.items():
        chosen = pl.col("sector") == sector
        weight = pl.when(chosen).then(pl.lit(special[dimension])).otherwise(weight)
    return weight
