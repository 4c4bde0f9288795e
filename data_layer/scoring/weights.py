"""Weights of the five dimensions: those of e24, those of e34 for a sector, and sliders."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

import polars as pl

from data_layer.reference_figures import tables as reference
from data_layer.scoring.dimensions import DIMENSIONS, IDS
from data_layer.vocabulary.text import Text

FULL = 100.0
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
    left = (FULL - patents - software) / sum(base[other] for other in others)
    given = {"technology": patents, "digital": software} | {
        other: base[other] * left for other in others
    }
    return {dimension: given[dimension] for dimension in DIMENSIONS}


def normalised(weights: Weights) -> Weights:
    """The same proportions with a sum of 100; e24 if all are 0."""
    total = sum(weights.values())
    if total <= 0:
        return default_weights()
    return {dimension: weights[dimension] / total * FULL for dimension in DIMENSIONS}


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


def weight_of(dimension: str, weights: Weighting) -> pl.Expr:
    """The weight of a dimension in each row, by its sector."""
    weight = pl.lit(weights.common[dimension])
    for sector, special in weights.by_sector.items():
        chosen = pl.col("sector") == sector
        weight = pl.when(chosen).then(pl.lit(special[dimension])).otherwise(weight)
    return weight
