"""A backup holds all that cannot be made again, and comes back whole or not at all."""

import io
import json
import tarfile
from pathlib import Path

import pytest

from data_layer import demo
from data_layer.access.audit import Audit
from data_layer.access.sessions import Session, begin, find
from data_layer.cli.commands import run
from data_layer.cli.parser import build_parser
from data_layer.registry.backup import BackupError, backup, restore
from data_layer.registry.labels import Label, label_of, say
from data_layer.registry.settings import Settings
from data_layer.registry.store import Store


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Two versions, one named, beside things that are not kept."""
    home = tmp_path / "home"
    store = Store(home)
    first = store.add(demo.build(rows=50, seed=1), demonstration=True, source="1")
    store.add(demo.build(rows=60, seed=2), demonstration=True, source="2")
    store.use(first.version)
    say(store, first.version, Label("名单", "", pinned=True))
    (home / "secret").write_text("s" * 40)
    Audit(home, 1).write("export")
    (home / "cache").mkdir()
    (home / "cache" / "x").write_text("x")
    (home / "versions" / ".draft").mkdir()
    begin(home, Session("a", "A", (), 1e12))
    return home


def test_what_comes_back_is_what_was_there(home: Path, tmp_path: Path) -> None:
    assert backup(home, tmp_path / "atlas.tar") == 2
    assert (tmp_path / "atlas.tar").stat().st_mode & 0o077 == 0
    other = tmp_path / "other"
    assert restore(tmp_path / "atlas.tar", other) == 2
    before, after = Store(home), Store(other)
    assert after.versions() == before.versions()
    assert after.current_version() == before.current_version()
    version = after.current_version()
    assert version is not None
    assert label_of(other, version) == Label("名单", "", pinned=True)
    assert after.open(version).rows.collect().equals(before.open(version).rows.collect())
    assert (other / "secret").read_text() == "s" * 40
    assert (other / "audit" / "audit.jsonl").is_file()
    names = {path.name for path in other.iterdir()}
    assert names == {"CURRENT", "audit", "import.lock", "secret", "versions"}
    assert not (other / "versions" / ".draft").exists()


def test_nothing_is_put_over_what_is_there(home: Path, tmp_path: Path) -> None:
    backup(home, tmp_path / "atlas.tar")
    with pytest.raises(BackupError, match="holds versions already"):
        restore(tmp_path / "atlas.tar", home)


def test_a_damaged_backup_leaves_nothing(home: Path, tmp_path: Path) -> None:
    version = Store(home).current_version()
    rows = home / "versions" / str(version) / "rows.parquet"
    rows.write_bytes(rows.read_bytes()[:-9] + b"x" * 9)
    backup(home, tmp_path / "atlas.tar")
    with pytest.raises(BackupError, match="damaged"):
        restore(tmp_path / "atlas.tar", tmp_path / "other")
    (tmp_path / "cut.tar").write_bytes((tmp_path / "atlas.tar").read_bytes()[:3_000])
    with pytest.raises(BackupError):
        restore(tmp_path / "cut.tar", tmp_path / "other")
    assert {path.name for path in (tmp_path / "other").iterdir()} == {"import.lock"}


def test_a_backup_writes_nowhere_else(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "evil.tar", "w") as packed:
        entry = tarfile.TarInfo("../escaped")
        entry.size = 1
        packed.addfile(entry, io.BytesIO(b"x"))
    with pytest.raises(BackupError):
        restore(tmp_path / "evil.tar", tmp_path / "other")
    assert not (tmp_path / "escaped").exists()


def _run(home: Path, *words: str) -> tuple[int, str]:
    out = io.StringIO()
    code = run(build_parser().parse_args(words), Settings(home=home, access="proxy"), out)
    return code, out.getvalue()


def test_the_commands(home: Path, tmp_path: Path) -> None:
    file, other = str(tmp_path / "a.tar"), tmp_path / "other"
    assert _run(home, "backup", file) == (0, "已备份 2 个版本 · backed up, versions: 2\n")
    assert _run(other, "restore", file) == (0, "已恢复 2 个版本 · restored, versions: 2\n")
    assert _run(other, "restore", file)[0] == 1
    secret = begin(home, Session("zhang", "", (), 1e12))
    assert _run(home, "sign-out", "zhang") == (0, "已结束 1 个登录 · sessions ended: 1\n")
    assert find(home, secret) is None
    lines = (home / "audit" / "audit.jsonl").read_text("utf-8").splitlines()
    assert json.loads(lines[-1])["command"] == "sign-out"
    assert json.loads(lines[-1])["given"] == "zhang"
