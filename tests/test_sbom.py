"""`make sbom`: its recipe is run, and the list is held against what is installed."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from tests.test_licences import IN_TEXT, ROOT, installed

BESIDE = Path(sys.prefix) / "sbom" / "bin" / "cyclonedx-py"
"""Where `make test` puts the program that makes the list."""
PROGRAM = str(BESIDE) if BESIDE.is_file() else shutil.which("cyclonedx-py")
RECIPE = re.compile(r"^sbom: .*\n((?:\t.*\n)+)", re.M)


@pytest.mark.skipif(PROGRAM is None, reason="make sbom has not been run here")
def test_everything_that_the_atlas_runs_on_is_listed_with_its_licence(tmp_path: Path) -> None:
    found = RECIPE.search((ROOT / "Makefile").read_text("utf-8"))
    assert found is not None
    given = {"$(VENV)/sbom/bin/cyclonedx-py": PROGRAM, "$(PY)": sys.executable}
    words = [given.get(it, it) for it in shlex.split(found[1].replace("\\\n", ""))]
    file = tmp_path / "sbom.json"
    subprocess.run(
        [str(file) if it == "sbom.json" else str(it) for it in words], cwd=ROOT, check=True
    )
    told = orjson.loads(file.read_bytes())
    assert told["bomFormat"] == "CycloneDX"
    assert told["metadata"]["component"]["name"] == "srdi-atlas"
    listed = {_spelt(it["name"]): it for it in told["components"]}
    packages = installed()
    assert len(packages) > 50
    for name, package in packages.items():
        assert listed[name]["version"] == package.version, name
        assert bool(listed[name].get("licenses")) == (name not in IN_TEXT), name


def _spelt(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
