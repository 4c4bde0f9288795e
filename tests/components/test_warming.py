"""What nobody has filtered is computed before anyone asks, once a host."""

import os
import time
from pathlib import Path

import pytest

from components.contract import evaluate
from components.contract.catalogue import exhibits
from components.contract.fingerprint import code_fingerprint
from components.contract.workspace import Workspace
from components.http import warming
from components.shell.filter_options import counts
from data_layer import demo
from data_layer.filters.filters import Filters
from data_layer.filters.query import Query
from data_layer.registry.cache import ResultCache
from data_layer.registry.registry import Registry
from data_layer.registry.settings import Settings
from data_layer.registry.store import Store


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    Store(tmp_path).add(demo.build(rows=300, seed=1), demonstration=True, source="seed 1")
    return Workspace.open(Settings(home=tmp_path))


def test_after_warming_no_query_runs(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    version = workspace.registry().version
    assert warming.warm(workspace, version) == len(exhibits())

    def forbidden(*args: object) -> None:
        raise AssertionError("a query ran")

    monkeypatch.setattr(evaluate, "computed", forbidden)
    found = workspace.run(exhibits()["province_map"], Query())
    assert found.frame["enterprises"].sum() == 300


def test_what_is_stored_with_a_version_needs_no_rows(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process, with a cache of its own, finds the unfiltered results of the version."""
    before = workspace.registry()
    warming.prepare(before)
    direct = counts(workspace, before, Filters())
    fresh = Workspace(workspace.settings, Store(workspace.settings.home), ResultCache(None))

    def forbidden(*args: object) -> None:
        raise AssertionError("rows were read")

    monkeypatch.setattr(Registry, "counted", property(forbidden))
    assert counts(fresh, fresh.registry(), Filters()) == direct
    assert sum(direct["province"].values()) == 300
    for exhibit in exhibits().values():
        if exhibit.basis != "reference":
            assert fresh.run(exhibit, Query()).lacking == before.lacks(exhibit.requires)
    with pytest.raises(AssertionError, match="rows were read"):
        fresh.run(exhibits()["province_map"], Query(Filters.from_query("tier=national")))


def test_many_rows_are_prepared_before_they_come_into_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warming, "IN_MEMORY_ROWS", 200)
    seen: list[int] = []

    def prepare(registry: Registry) -> None:
        assert Store(tmp_path).current_version() is None
        warming.prepare_many(registry)
        folder = registry.folder
        assert folder is not None
        seen.append(sum(1 for _ in (folder / "answers").rglob("*.arrow")))

    store = Store(tmp_path, prepare=prepare)
    store.add(demo.build(rows=300, seed=1), demonstration=True, source="seed 1")
    assert store.current_version() is not None
    assert seen[0] > 50


def test_one_process_of_a_host_warms_a_version(workspace: Workspace) -> None:
    version = workspace.registry().version
    assert warming.claimed(workspace, version)
    assert not warming.claimed(Workspace.open(workspace.settings), version)
    assert warming.claimed(workspace, "0123456789ab")


def test_a_cache_of_code_of_before_goes_when_nobody_uses_it(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    old, lately, own = cache / ("0" * 16), cache / ("1" * 16), cache / code_fingerprint()
    for folder in (old, lately, own, cache / "files", cache / "warmed"):
        folder.mkdir(parents=True)
        (folder / "cache.db").write_bytes(b"x")
    then = time.time() - 8 * 86_400
    for folder in (old, own, cache / "files", cache / "warmed"):
        for path in (folder / "cache.db", folder):
            os.utime(path, (then, then))
    warming.forget_old(tmp_path)
    assert {it.name for it in cache.iterdir()} == {lately.name, own.name, "files", "warmed"}
    assert not list((cache / "warmed").iterdir())
