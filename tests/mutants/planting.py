"""Faults planted one at a time in a copy of the repository."""

import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIST = Path(__file__).parent / "planted.toml"


@dataclass(frozen=True)
class Fault:
    """One change of one file. caught_by: the tests of which at least one must fail with it."""

    name: str
    file: str
    old: str
    new: str
    caught_by: tuple[str, ...]

    def planted(self, text: str) -> str:
        """The file's text with the fault; ValueError unless what it replaces stands there once."""
        if text.count(self.old) != 1:
            raise ValueError(f"{self.name}: {self.file} holds {self.old!r} {text.count(self.old)}x")
        return text.replace(self.old, self.new)


def faults() -> Iterator[Fault]:
    """Those that planted.toml lists."""
    for entry in tomllib.loads(LIST.read_text(encoding="utf-8"))["fault"]:
        yield Fault(**entry | {"caught_by": tuple(entry["caught_by"])})


def copy_of_the_repository(folder: Path) -> None:
    """Every file that git knows of, as it is in the working tree."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)


def is_caught(fault: Fault, folder: Path) -> bool:
    """Whether the tests fail with the fault, which is taken out again."""
    file = folder / fault.file
    text = file.read_text(encoding="utf-8")
    file.write_text(fault.planted(text), encoding="utf-8")
    try:
        return _outcome(folder, fault.caught_by) == 1
    finally:
        file.write_text(text, encoding="utf-8")


def _outcome(folder: Path, tests: tuple[str, ...]) -> int:
    """pytest's exit code: 1 means that tests ran and one failed, 0 that all passed."""
    given = [test for test in tests if (folder / test).exists()]
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *given]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode
