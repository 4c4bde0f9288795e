"""Provinces against an imported indicator: hand-computed ratio, and what is said without one."""

from pathlib import Path

import pytest

from components.contract.catalogue import exhibits
from components.contract.workspace import Workspace
from components.rendering.draw import draw
from components.rendering.headline import headline
from data_layer.filters.query import Query
from data_layer.importer.figures.stored import import_context
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


def test_two_years_of_an_indicator_by_hand(workspace: Workspace, tmp_path: Path) -> None:
    """2023: Zhejiang 8 before Jiangsu 3; 2021 (the newest up to 2022): Jiangsu 2 before 1."""
    table = tmp_path / "rd.csv"
    lines = ["province,year,indicator,value,units", "江苏,2023,研发经费,3,亿元"]
    lines += ["浙江,2023,研发经费,8,亿元", "江苏,2021,研发经费,2,亿元", "浙江,2021,研发经费,1,亿元"]
    table.write_text("\n".join(lines), encoding="utf-8")
    (indicator,) = import_context(table, workspace.settings.home).indicators
    exhibit = exhibits()["province_context"]
    chosen = {"indicator": indicator, "from": "2022"}
    for form, drawn in (("maps", "choropleth"), ("slopes", "scatter")):
        result = workspace.run(exhibit, Query(params=chosen | {"form": form}))
        jiangsu, zhejiang = result.frame.iter_rows(named=True)
        assert (jiangsu["before_value"], jiangsu["context_value"]) == (2, 3)
        assert (jiangsu["before_rank"], jiangsu["context_rank"]) == (1, 2)
        assert (jiangsu["change_pct"], zhejiang["change_pct"]) == (50, 700)
        assert (zhejiang["before_year"], zhejiang["context_year"]) == (2021, 2023)
        assert "浙江：700%（共2个省份）" in headline(result, "zh")
        assert drawn in {trace["type"] for trace in draw(result, "zh", "light")["data"]}
    early = workspace.run(exhibit, Query(params=chosen | {"to": "2021", "from": "2021"})).frame
    assert early["context_value"].to_list() == [2, 1]
    assert early["before_value"].to_list() == [None, None]
    assert workspace.run(
        exhibit, Query(params=chosen | {"to": "2010", "from": "2010"})
    ).frame.is_empty()
