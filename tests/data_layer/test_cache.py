"""The cache of a host, with what can happen to its folder. By hand."""

import pickle
import shutil
import sqlite3
from pathlib import Path

import polars as pl
import pytest

from data_layer.registry.cache import ResultCache
from data_layer.registry.cache_disk import DiskCache

FRAME = pl.DataFrame({"a": [1, 2]})
STATE = ("version", "exhibit")
RAN: list[str] = []


class Harmful:
    """What runs code when it is unpickled."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return RAN.append, ("unpickled",)


def _disk(folder: Path) -> DiskCache:
    return DiskCache(folder, 2**20, pause=0)


def _frame(folder: Path) -> pl.DataFrame:
    return ResultCache(folder).frame(STATE, lambda: FRAME)


def test_what_one_worker_keeps_another_reads(tmp_path: Path) -> None:
    _disk(tmp_path).set("key", b"bytes")
    assert _disk(tmp_path).get("key") == b"bytes"
    assert _disk(tmp_path).get("other") is None


def test_a_pickle_is_never_loaded(tmp_path: Path) -> None:
    disk = _disk(tmp_path)
    disk.set("key", b"bytes")
    with sqlite3.connect(tmp_path / "cache.db") as base:
        base.execute("UPDATE Cache SET mode = 4, value = ?", (pickle.dumps(Harmful()),))
    assert disk.get("key") is None
    assert RAN == []


def test_a_folder_deleted_while_serving_is_made_again(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    disk = _disk(folder)
    disk.set("key", b"bytes")
    shutil.rmtree(folder)
    assert disk.get("key") is None
    disk.set("key", b"again")
    assert disk.get("key") == b"again"


def test_a_damaged_file_costs_a_computation(tmp_path: Path) -> None:
    assert _frame(tmp_path).equals(FRAME)
    (tmp_path / "cache.db").write_bytes(b"no database" * 1_000)
    for suffix in ("-wal", "-shm"):
        (tmp_path / f"cache.db{suffix}").unlink(missing_ok=True)
    assert _frame(tmp_path).equals(FRAME)


def test_damaged_bytes_cost_a_computation(tmp_path: Path) -> None:
    assert _frame(tmp_path).equals(FRAME)
    with sqlite3.connect(tmp_path / "cache.db") as base:
        (content,) = base.execute("SELECT value FROM Cache").fetchone()
        at = content.index((2).to_bytes(8, "little"))  # one number changes, the rest is as it was
        for damaged in (b"no frame", b"", content[:at] + b"\x03" + content[at + 1 :]):
            base.execute("UPDATE Cache SET value = ?", (damaged,))
            base.commit()
            assert _frame(tmp_path).equals(FRAME)


def test_a_folder_that_cannot_be_made_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    disk = _disk(tmp_path / "file" / "cache")
    disk.set("key", b"bytes")
    assert disk.get("key") is None


def test_a_full_disk_is_no_reason_not_to_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = _disk(tmp_path)
    disk.set("key", b"bytes")

    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("diskcache.Cache.set", full)
    disk.set("other", b"bytes")
    assert disk.get("other") is None
    assert disk.get("key") == b"bytes"
