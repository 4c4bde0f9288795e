"""What changed between two versions, on three rows counted by hand."""

from pathlib import Path
from typing import Any

import polars as pl

from components.panels.versions import chosen
from data_layer.registry.manifest import Manifest
from data_layer.registry.store import Store
from data_layer.registry.version_changes import compare
from tests.components.small import small_registry

BEFORE: list[dict[str, Any]] = [
    {"id": "A", "patents": 1},
    {"id": "B", "patents": 2, "insured": 5},
    {"id": "C", "patents": None},
]
AFTER: list[dict[str, Any]] = [
    {"id": "B", "patents": 3},
    {"id": "C", "patents": None},
    {"id": "D", "patents": 9},
]


def stored(store: Store, rows: list[dict[str, Any]], activate: bool) -> Manifest:
    named = [{"name": row["id"], **row} for row in rows]
    return store.add(small_registry(named), demonstration=False, source="x", activate=activate)


def test_rows_and_cells_are_compared_by_id(tmp_path: Path) -> None:
    store = Store(tmp_path)
    first, second = stored(store, BEFORE, True), stored(store, AFTER, False)
    found = compare(store.open(first.version), store.open(second.version))
    rows = found.filter(pl.col("part") == "rows")
    assert dict(rows.select("change", "n").iter_rows()) == {
        "added": 1,
        "removed": 1,
        "changed": 1,
        "same": 1,
    }
    cells = found.filter(pl.col("part") == "cells")
    assert cells.select("id", "n").rows() == [("insured", 1), ("patents", 1)]
    examples = found.filter(pl.col("part") == "examples").select("change", "id", "name").rows()
    assert examples == [("added", "D", "D"), ("changed", "B", "B"), ("removed", "A", "A")]


def test_a_version_equals_itself(tmp_path: Path) -> None:
    store = Store(tmp_path)
    registry = store.open(stored(store, BEFORE, True).version)
    found = compare(registry, registry)
    rows = found.filter(pl.col("part") == "rows")
    assert dict(rows.select("change", "n").iter_rows())["same"] == 3
    assert found.filter(pl.col("part") != "rows").is_empty()


def test_an_address_may_choose_the_versions(tmp_path: Path) -> None:
    store = Store(tmp_path)
    first, second = stored(store, BEFORE, True), stored(store, AFTER, False)
    manifests, current = store.versions(), store.current_version()
    assert chosen("", manifests, current) == (second.version, first.version)
    wanted = f"?versions.a={first.version}&versions.b={second.version}&province=320000"
    assert chosen(wanted, manifests, current) == (first.version, second.version)
