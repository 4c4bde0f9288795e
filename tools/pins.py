"""Pin the newest versions that go together: rewrites the `==` pins of pyproject.toml.

pip resolves all of them at once, so the result installs; `make test` says whether it also works.
"""

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"
PIN = re.compile(r'"(?P<name>[A-Za-z0-9_.-]+)(?P<extra>\[[a-z,]+\])?==(?P<version>[^"]+)"')


def newest(text: str) -> Mapping[str, str]:
    """Name to the version that pip would install, given the names without their versions."""
    wanted = sorted({f"{pin['name']}{pin['extra'] or ''}" for pin in PIN.finditer(text)})
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "-q"]
    made = subprocess.run(
        [*command, "--report", "-", *wanted], check=True, capture_output=True, text=True
    )
    installs = json.loads(made.stdout)["install"]
    return {spelt(it["metadata"]["name"]): it["metadata"]["version"] for it in installs}


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
    PROJECT.write_text(repinned(before, newest(before)), encoding="utf-8")
