"""Provinces against an imported indicator: hand-computed ratio, and what is said without one."""

from __future__ import annotations

from pathlib import Path

import pytest

from components.contract.catalogue import exhibits
from components.contract.workspace import Workspace
from components.rendering.headline import headline
from data_layer.filters.query import Query
from data_layer.importer.province_figures import import_context
from data_layer.registry.settings import Settings
from data_layer.registry.store import Store
from tests.components.small import small_registry

ROWS = [{"name": f"甲{i}", "province_code": "320000", "tier": "national"} for i in range(6)] + [
    {"name": f"乙{i}", "province_code": "330000", "tier": "provincial"} for i in range(4)
]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    Store(tmp_path).add(small_registry(ROWS), demonstration=False, source="small")
    return Workspace.open(Settings(home=tmp_path))


def test_without_an_import_the_card_says_so(workspace: Workspace) -> None:
    result = workspace.run(exhibits()["province_context"], Query())
    assert result.frame.is_empty()
    assert "导入省份×年份" in headline(result, "zh")
    assert "import" in headline(result, "en")


def test_enterprises_per_unit_by_hand(workspace: Workspace, tmp_path: Path) -> None:
    """Jiangsu 6 enterprises over 3 亿元 = 2; Zhejiang 4 over 8 = 0.5; the newest year counts."""
    table = tmp_path / "rd.csv"
    lines = ["province,year,indicator,value,units", "江苏,2023,研发经费,3,亿元"]
    lines += ["浙江,2023,研发经费,8,亿元", "江苏,2022,研发经费,100,亿元"]
    table.write_text("\n".join(lines), encoding="utf-8")
    report = import_context(table, workspace.settings.home)
    (indicator,) = report.indicators
    query = Query(params={"indicator": indicator})
    frame = workspace.run(exhibits()["province_context"], query).frame
    found = {r["province_code"]: r for r in frame.iter_rows(named=True)}
    assert found["320000"]["enterprises_per_unit"] == 2.0
    assert found["330000"]["enterprises_per_unit"] == 0.5
    assert found["320000"]["context_year"] == 2023
    assert found["320000"]["little_giants"] == 6
