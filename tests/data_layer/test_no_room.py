"""A data folder that is full, or that cannot be written, and two imports at once: the version in
use stays whole and serves, what failed says why in one line, and nothing of it is left.

A mount of its own, which root alone can make, is what a full disk and a read-only one are to a
program. Source: how many rows each file has.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from data_layer import demo
from data_layer.importer import import_file
from data_layer.registry.store import Store
from tests.data_layer.imported import write_csv

ROOT = Path(__file__).parents[2]
FULL = """
mount -t tmpfs -o size=16m none "$1" && cp -a "$2/." "$1" && rm -rf "$1/cache" || exit 99
dd if=/dev/zero of="$1/filler" bs=1k count=$(($(df --output=avail "$1" | tail -1) - 40)) 2>/dev/null
SRDI_HOME="$1" "$3" app.py import "$4"
echo "ended $?"
rm "$1/filler"
SRDI_HOME="$1" "$3" -c '
from pathlib import Path; import os; from data_layer.intake import uploads
from data_layer.registry.store import Store
home = Path(os.environ["SRDI_HOME"]); uploads.clean(home); store = Store(home)
print("serves", store.current().rows.collect().height)
print("left", sorted(str(it.relative_to(home)) for it in home.rglob("*") if it.name[0] == "."))
print("versions", len(store.versions()))
'
"""
READ_ONLY = """
mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" || exit 99
SRDI_HOME="$1" exec "$2" -c '
import os
from pathlib import Path
from app import create_app
from data_layer.registry.settings import Settings
home = Path(os.environ["SRDI_HOME"])
client = create_app(Settings(home=home)).server.test_client()
for path in ("/", "/cards/province_map", "/cards/province_map?tier=national", "/parts/status",
             "/export/enterprises.csv?lang=en", "/export/enterprises.xlsx?insured=5..9",
             "/api/v1/facets", "/healthz"):
    print(client.get(path).status_code, path)
print(client.get("/readyz").get_data(as_text=True))
print("import", client.post("/import/upload", data=b"a,b").status_code)
print("sign", client.get("/sign/province_map").status_code)
'
"""
needs_root = pytest.mark.skipif(os.getuid() != 0, reason="only root mounts")


def _apart(script: str, *given: object) -> str:
    """What a script prints whose mounts nobody else sees."""
    ended = subprocess.run(
        [
            "unshare",
            "--mount",
            "--propagation",
            "private",
            "sh",
            "-c",
            script,
            "sh",
            *map(str, given),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode == 99 or "unshare" in ended.stderr:
        pytest.skip("nothing can be mounted here")
    return ended.stdout + ended.stderr


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A version of one enterprise, imported."""
    store = Store(tmp_path / "home")
    import_file(write_csv(tmp_path / "old.csv", [["企业名称", "人数"], ["旧公司", "约5"]]), store)
    return store.home


@needs_root
def test_a_full_disk_ends_an_import_and_nothing_else(home: Path, tmp_path: Path) -> None:
    rows = [["企业名称", "省份"], *([f"公司{at}号有限公司", "江苏省"] for at in range(20_000))]
    mounted = tmp_path / "mounted"
    mounted.mkdir()
    told = _apart(FULL, mounted, home, sys.executable, write_csv(tmp_path / "new.csv", rows))
    assert "ended 1" in told
    assert "Traceback" not in told
    assert "no space left" in told
    assert "serves 1\n" in told
    assert "left []" in told
    assert "versions 1\n" in told


@needs_root
def test_a_read_only_data_folder_serves(tmp_path: Path) -> None:
    home = tmp_path / "home"
    Store(home).add(demo.build(rows=300, seed=7), demonstration=True, source="seed 7")
    told = _apart(READ_ONLY, home, sys.executable)
    assert told.count("200 /") == 8, told
    assert "home: cannot be written: read-only file system" in told
    assert "Traceback" not in told
    assert "import 5" in told or "import 4" in told
    assert "sign 503" in told, told


def test_two_imports_at_once_are_both_whole(home: Path, tmp_path: Path) -> None:
    settings = {**os.environ, "SRDI_HOME": str(home)}
    sizes = (300, 500)
    running = []
    for size in sizes:
        rows = [["企业名称", "省份"], *([f"公司{at}号有限公司", "江苏省"] for at in range(size))]
        command = [
            sys.executable,
            "app.py",
            "import",
            str(write_csv(tmp_path / f"{size}.csv", rows)),
        ]
        quiet = subprocess.DEVNULL
        running.append(
            subprocess.Popen(command, cwd=ROOT, env=settings, stdout=quiet, stderr=quiet)
        )
    assert [it.wait(120) for it in running] == [0, 0]
    store = Store(home)
    held = {store.open(it.version).rows.collect().height for it in store.versions()}
    assert held == {1, *sizes}
    current = store.current()
    assert current is not None
    assert current.rows.collect().height in sizes
    assert not [it for it in (home / "versions").iterdir() if it.name.startswith(".")]
