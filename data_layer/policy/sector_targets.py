"""What the report advises by sector: targets (r02), R&D intensity (r03), success rates (e35).

These work on small results, in Polars; the registry's sectors are matched to the rows by name.
"""

from collections.abc import Mapping
from functools import cache

import polars as pl

from data_layer.reference_figures import tables as reference

TARGET_ROWS: Mapping[str, str] = {
    "electronics": "硬科技制造",
    "power_equipment": "硬科技制造",
    "high_end_equipment": "硬科技制造",
    "general_equipment": "通用设备",
    "software": "软件信息",
    "rd_services": "研发服务",
    "basic_manufacturing": "基础制造",
}
"""Sector of the registry to its row in r02."""
TARGETS: Mapping[str, str] = {
    "invention_grants": "invention_patents_min",
    "patents": "patents_min",
    "software_copyrights": "software_copyrights_min",
    "rd_ratio": "rd_ratio_min_pct",
}
"""Registry column to the column of r02 with its target."""
ADVICE_ROWS: Mapping[str, str] = {
    "electronics": "制造业",
    "power_equipment": "制造业",
    "high_end_equipment": "制造业",
    "general_equipment": "制造业",
    "basic_manufacturing": "制造业",
    "software": "软件信息",
}
"""Sector of the registry to its row in r03 for those who aim at the national tier."""
SPRINT = "冲刺国家级"
SUCCESS_COLUMNS: Mapping[str, str] = {
    "electronics": "电子核心产业",
    "high_end_equipment": "高端装备",
    "software": "软件信息",
    "basic_manufacturing": "基础制造",
}
"""Sector of the registry to its column in e35."""


@cache
def targets(column: str) -> Mapping[str, float]:
    """Target of r02 for a registry column by sector; sectors without one are left out."""
    table = reference.table("r02_sector_targets")
    printed = dict(zip(table["sector"], table[TARGETS[column]], strict=True))
    values = {sector: printed[row] for sector, row in TARGET_ROWS.items()}
    return {sector: float(value) for sector, value in values.items() if value is not None}


@cache
def rd_advice() -> Mapping[str, float]:
    """R&D intensity (%) that r03 advises to those who aim at the national tier, by sector."""
    rows = reference.table("r03_rd_advice").filter(pl.col("case") == SPRINT)
    printed = dict(zip(rows["sector"], rows["threshold_pct"], strict=True))
    return {sector: float(printed[row]) for sector, row in ADVICE_ROWS.items()}


def below(column: str, wanted: Mapping[str, float]) -> pl.Expr:
    """How much a column is below what its sector is to reach; 0 if reached, null if unknown."""
    target = pl.col("sector").replace_strict(wanted, default=None, return_dtype=pl.Float64)
    gap = target - pl.col(column).cast(pl.Float64)
    return pl.when(gap > 0).then(gap).when(gap <= 0).then(0.0)


def success(score: str) -> pl.Expr:
    """Success rate (%) that e35 prints for a score and the row's sector; null without either."""
    table = reference.table("e35_success_by_score").sort("low", descending=True)
    rate = pl.lit(None, dtype=pl.Float64)
    for band in reversed(table.to_dicts()):
        printed = {s: float(band[column]) for s, column in SUCCESS_COLUMNS.items()}
        here = pl.col("sector").replace_strict(printed, default=None, return_dtype=pl.Float64)
        rate = pl.when(pl.col(score) >= band["low"]).then(here).otherwise(rate)
    return rate
