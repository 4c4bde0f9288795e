"""Single cells of the printed tables, and the codes of the industries that they name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import polars as pl

from data_layer.industries import resolve
from data_layer.reference import fact_value, table

# Where a table shortens or merges names of the standard. 高性能纤维及复合材料制造 is a term of the
# classification of strategic emerging industries: GB/T 4754 has no such class.
SHORTENED: Mapping[str, str] = MappingProxyType(
    {
        "电子元件及专用材料": "C398",
        "烘炉、风机、包装设备": "C346",
        "工程技术研究试验": "M732",
        "电子专用材料制造": "C3985",
        "电力电子元器件制造": "C3824",
        "敏感元件及传感器制造": "C3983",
        "工业自动控制系统装置制造": "C4011",
        "实验分析仪器制造": "C4014",
        "光伏设备及元器件制造": "C3825",
        "锂离子电池制造": "C3841",
        "基础软件开发": "I6511",
        "特种陶瓷制品制造": "C3073",
    }
)


@cache
def cell(name: str, key: str, value: str | int, column: str) -> float:
    """The number in `column` of the row of table `name` whose `key` is `value`."""
    return float(table(name).filter(pl.col(key) == value)[column].item())


@cache
def tier_cells(name: str, key: str, value: str | int) -> tuple[float, float]:
    """The national and the provincial number of a row, whichever way their columns end."""
    columns = table(name).columns
    found = [
        next(column for column in columns if column.startswith(tier))
        for tier in ("national", "provincial")
    ]
    return cell(name, key, value, found[0]), cell(name, key, value, found[1])


def industry_code(printed: str) -> str | None:
    """The code of an industry as the report names it, of any level; None if it has none."""
    return SHORTENED.get(printed) or resolve(printed)


def published_total() -> int:
    """How many enterprises the report counts: the size that all counts refer to."""
    return int(fact_value("f_total"))
