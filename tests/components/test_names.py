"""Names from a registry are words, whatever they hold."""

import json
from pathlib import Path

import polars as pl
import pytest

from components.contract.catalogue import exhibits
from components.contract.workspace import Workspace
from components.rendering.draw import draw
from data_layer import demo
from data_layer.filters.query import Query
from data_layer.registry.settings import Settings
from data_layer.registry.store import Store

HOSTILE = '<a href="https://example.org">甲</a><img src=x onerror=alert(1)>'


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    home: Path = tmp_path_factory.mktemp("hostile")
    rows = demo.build(rows=400, seed=3).with_columns(
        name=pl.lit(HOSTILE) + pl.int_range(pl.len()).cast(pl.String)
    )
    Store(home).add(rows, demonstration=False, source="hostile")
    return Workspace.open(Settings(home=home))


@pytest.mark.parametrize("id", sorted(exhibits()))
def test_no_figure_holds_a_tag_from_a_name(workspace: Workspace, id: str) -> None:
    drawn = json.dumps(draw(workspace.run(exhibits()[id], Query()), "zh", "light"))
    assert "<a href" not in drawn
    assert "<img" not in drawn
