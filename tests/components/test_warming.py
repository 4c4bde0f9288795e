"""What nobody has filtered is computed before anyone asks, once a host."""

from __future__ import annotations

from pathlib import Path

import pytest

from components import evaluate, warming
from components.catalogue import exhibits
from components.workspace import Workspace
from data_layer import demo
from data_layer.query import Query
from data_layer.registry import Store
from data_layer.settings import Settings


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    Store(tmp_path).add(demo.build(rows=300, seed=1), demonstration=True, source="seed 1")
    return Workspace.open(Settings(home=tmp_path))


def test_after_warming_no_query_runs(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    version = workspace.registry().version
    assert warming.warm(workspace, version) == len(exhibits())

    def forbidden(*args: object) -> None:
        raise AssertionError("a query ran")

    monkeypatch.setattr(evaluate, "answered", forbidden)
    found = workspace.run(exhibits()["province_map"], Query())
    assert found.frame["enterprises"].sum() == 300


def test_one_process_of_a_host_warms_a_version(workspace: Workspace) -> None:
    version = workspace.registry().version
    assert warming.claimed(workspace, version)
    assert not warming.claimed(Workspace.open(workspace.settings), version)
    assert warming.claimed(workspace, "0123456789ab")
