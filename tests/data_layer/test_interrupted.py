"""An import that is killed, wherever it is, leaves the version in use whole and nothing of its own
after the next start; imports take turns, whoever begins them."""

import errno
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from data_layer.importer import import_file
from data_layer.intake import uploads
from data_layer.registry.store import Store
from data_layer.registry.turns import own_turn
from tests.data_layer.imported import write_csv

ROOT = Path(__file__).parents[2]
KILLED = """
import os, signal, sys
from unittest.mock import patch
def stop(*given, **named):
    os.kill(os.getpid(), signal.SIGKILL)
from data_layer.cli.commands import main
with patch(sys.argv[1], stop):
    main(["import", sys.argv[2], "--mapping", sys.argv[3]])
"""
STEPS = (
    "data_layer.importer.rows.enterprises.convert_batch",
    "data_layer.importer.rows.enterprises.keep_rows",
    "data_layer.importer.rows.enterprises.settle",
    "data_layer.importer.rows.enterprises.merge",
    "data_layer.importer.run.keep_about",
    "data_layer.registry.store.Store.add",
    "data_layer.registry.store.describe",
    "data_layer.registry.store.move_into_place",
    "data_layer.registry.store.Store.use",
    "data_layer.importer.rows.files.ImportFiles.placed",
)
"""Ten places on the way of an import, in their order."""
MOMENTS = 7
USED = STEPS[-1]
"""Killed there, the new version is in use already."""


def home_with_a_version(tmp_path: Path) -> Store:
    store = Store(tmp_path / "home")
    import_file(write_csv(tmp_path / "old.csv", [["企业名称", "人数"], ["旧公司", "约5"]]), store)
    return store


@pytest.mark.parametrize("step", STEPS)
def test_a_killed_import_changes_nothing_and_leaves_nothing(tmp_path: Path, step: str) -> None:
    store = home_with_a_version(tmp_path)
    before = {it.relative_to(store.home) for it in store.home.rglob("*")}
    new = write_csv(tmp_path / "new.csv", [["企业名称", "人数"], ["新公司", "约5"], ["x公司", "6"]])
    (tmp_path / "m.toml").write_text('[columns]\n"人数" = "insured"\n', encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, step, str(new), str(tmp_path / "m.toml")],
        cwd=ROOT,
        env={"SRDI_HOME": str(store.home), "PATH": "/usr/bin:/bin"},
        check=False,
    )
    assert ended.returncode == -9
    held = Store(store.home).current()
    assert held is not None
    names = ["新公司", "x公司"] if step == USED else ["旧公司"]
    assert held.rows.collect()["name"].to_list() == names
    uploads.clean(store.home)
    left = {it.relative_to(store.home) for it in store.home.rglob("*")} - before
    # Once it stands in its place a version is whole, though not in use.
    whole = {Path("versions", it.version) for it in store.versions()}
    assert all(it == Path("import.lock") or whole & {it, *it.parents} for it in left)


def test_an_import_of_the_page_is_killed_at_moments_of_its_whole_time(tmp_path: Path) -> None:
    """Its process, as it reads, merges, checks and stores; what is left then is gone at the next
    start, the uploaded file too."""
    store = home_with_a_version(tmp_path)
    before = {it.relative_to(store.home) for it in store.home.rglob("*")}
    begun = time.monotonic()
    assert _begun(store, 0).wait(120) == 0
    whole = time.monotonic() - begun
    killed = 0
    for part in range(1, MOMENTS):
        process = _begun(store, part)
        time.sleep(whole * part / MOMENTS)
        process.kill()
        killed += process.wait() == -9
        held = Store(store.home).current()
        assert held is not None
        assert held.rows.collect()["name"].to_list() == ["旧公司"]
        for owned in store.home.glob("uploads/*/owner"):
            owned.write_text(owned.read_text().replace(str(os.getpid()), "999999999"))
        uploads.clean(store.home)
        left = {it.relative_to(store.home) for it in store.home.rglob("*")} - before
        stored = {Path("versions", it.version) for it in store.versions()}
        kept = {Path("import.lock"), Path("uploads"), Path("mappings")} | stored
        assert all(kept & {it, *it.parents} for it in left)
        assert not list(store.home.glob("uploads/*"))
        for version in stored:
            assert Store(store.home).open(version.name).rows.collect().height > 0
    assert killed > MOMENTS // 2


def _begun(store: Store, number: int) -> subprocess.Popen[bytes]:
    """An import as the page begins it, of rows that no other one has."""
    rows = "".join(f"第{number}-{at}有限公司,约{at}\n" for at in range(30_000))
    upload = uploads.receive(store.home, "new.csv", [f"企业名称,人数\n{rows}".encode()], 50)
    command = ["-m", "data_layer.intake.worker", "import", store.home, upload.folder, "6000", "600"]
    return subprocess.Popen([sys.executable, *map(str, command)], cwd=ROOT)


def test_imports_take_turns(tmp_path: Path) -> None:
    order: list[str] = []
    first, second = threading.Event(), threading.Event()

    def follow() -> None:
        with own_turn(tmp_path, second.set):
            order.append("second")

    with own_turn(tmp_path):
        other = threading.Thread(target=follow)
        other.start()
        assert second.wait(10)
        order.append("first")
        first.set()
    other.join(10)
    assert order == ["first", "second"]


def test_a_full_disk_says_so_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = home_with_a_version(tmp_path)
    before = {it.relative_to(store.home) for it in store.home.rglob("*")}

    def full(*_given: object, **_named: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("data_layer.registry.store.move_into_place", full)
    new = write_csv(tmp_path / "new.csv", [["企业名称"], ["新公司"]])
    with pytest.raises(OSError, match="No space left"):
        import_file(new, store)
    assert {it.relative_to(store.home) for it in store.home.rglob("*")} == before
    held = Store(store.home).current()
    assert held is not None
    assert held.rows.collect()["name"].to_list() == ["旧公司"]
