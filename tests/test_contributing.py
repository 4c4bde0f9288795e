"""CONTRIBUTING.md is followed to the letter in a copy of the repository."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.mutants.planting import ROOT, copy_of_the_repository

TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"^```python (\S+)\n(.*?)^```$", TEXT, re.M | re.S))
ADDED = dict(re.findall(r"^```python >> (\S+)\n(.*?)^```$", TEXT, re.M | re.S))
"""What the text writes, and what it adds to the end of files."""
STEPS = re.findall(r"^```sh\n(.*?)^```$", TEXT, re.M | re.S)


def run(step: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A command of the text, with the Python that runs this test."""
    words = [sys.executable if w == ".venv/bin/python" else w for w in shlex.split(step)]
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)


def test_an_exhibit_is_added_by_the_text_alone(tmp_path: Path) -> None:
    copy_of_the_repository(tmp_path)
    assert len(FILES) == len(ADDED) == 1
    for name, content in FILES.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    for name, content in ADDED.items():
        before = (tmp_path / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(before + content, encoding="utf-8")
    outputs = [run(step, tmp_path) for step in STEPS]
    assert len(outputs) == 2
    for done in outputs:
        assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"\d\d passed", outputs[-1].stdout), "the contract runs over the new exhibit"
    lint = run(".venv/bin/python -m ruff check " + " ".join(FILES | ADDED), tmp_path)
    assert lint.returncode == 0, lint.stdout


@pytest.mark.parametrize("command", re.findall(r"^make (\w+)", TEXT, re.M))
def test_a_target_is_in_the_makefile(command: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{command}:", makefile, re.M)
