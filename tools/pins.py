"""Pin the newest versions that go together: rewrites the `==` pins of pyproject.toml.

pip resolves all of them at once, so the result installs; `make test` says whether it also works.

`python tools/pins.py behind` changes nothing: it names what the atlas runs on, pinned or not, of
which there is a newer version, and fails if there is any. What is the newest has every mend that
there is.
"""

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"
PIN = re.compile(r'"(?P<name>[A-Za-z0-9_.-]+)(?P<extra>\[[a-z,]+\])?==(?P<version>[^"]+)"')


def newest(text: str) -> Mapping[str, str]:
    """Name to the version that pip would install, given the names without their versions."""
    return resolved({f"{pin['name']}{pin['extra'] or ''}" for pin in PIN.finditer(text)})


def resolved(wanted: Iterable[str]) -> Mapping[str, str]:
    """Name to the version of each package that pip would install, into nothing."""
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "-q"]
    made = subprocess.run(
        [*command, "--report", "-", *sorted(wanted)], check=True, capture_output=True, text=True
    )
    installs = json.loads(made.stdout)["install"]
    return {spelt(it["metadata"]["name"]): it["metadata"]["version"] for it in installs}


def behind(pinned: Mapping[str, str], newer: Mapping[str, str]) -> list[str]:
    """A line for each package that is not the newest, or that the newest ones need no more."""
    return [
        f"{name} {version} -> {newer.get(name, 'not needed')}"
        for name, version in sorted(pinned.items())
        if newer.get(name) != version
    ]


def lines_behind(text: str) -> list[str]:
    """The same of what pyproject.toml says that the atlas runs on."""
    pins: list[str] = tomllib.loads(text)["project"]["dependencies"]
    return behind(resolved(pins), resolved(pin.partition("==")[0] for pin in pins))


def spelt(name: str) -> str:
    """A package's name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def repinned(text: str, versions: Mapping[str, str]) -> str:
    """The text with each pin at its new version; pins that pip did not resolve stay."""

    def pin(found: re.Match[str]) -> str:
        version = versions.get(spelt(found["name"]), found["version"])
        return f'"{found["name"]}{found["extra"] or ""}=={version}"'

    return PIN.sub(pin, text)


if __name__ == "__main__":
    before = PROJECT.read_text(encoding="utf-8")
    if sys.argv[1:] == ["behind"]:
        lines = lines_behind(before)
        print(*lines, sep="\n")
        sys.exit(1 if lines else 0)
    PROJECT.write_text(repinned(before, newest(before)), encoding="utf-8")
