"""What the atlas runs on may be used as it is: the licence of every installed package is looked at.

Vendored parts: tests/test_notice.py.
"""

import re
import tomllib
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
ALLOWED = re.compile(
    r"\b(Apache|MIT|BSD|0BSD|ISC|MPL-2\.0|Mozilla Public License 2\.0|PSF|Zlib|CC0|HPND|Unlicense)"
)
REFUSED = re.compile(r"\b(A?GPL|LGPL|SSPL|BUSL|Commons Clause|Proprietary|Non-?Commercial)", re.I)
FIELDS = ("License-Expression", "License")
IN_TEXT = {"dataframely"}
"""Packages whose licence stands in a file of theirs alone: BSD, read there."""


def installed() -> dict[str, Distribution]:
    """What `pyproject.toml` asks for, and all that those ask for."""
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    waiting = [Requirement(it).name for it in tomllib.loads(text)["project"]["dependencies"]]
    found: dict[str, Distribution] = {}
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if name in found:
            continue
        found[name] = distribution(name)
        for asked in map(Requirement, found[name].requires or []):
            if asked.marker is None or asked.marker.evaluate({"extra": ""}):
                waiting.append(asked.name)
    return found


def _licence(package: Distribution) -> str:
    """What a package says of its licence, or the beginning of the file that holds it."""
    told = {name: package.metadata.get_all(name) or [] for name in ("Classifier", *FIELDS)}
    said = [line[:100] for name in FIELDS for line in told[name]]
    said += [it for it in told["Classifier"] if it.startswith("License ::")]
    if package.metadata["Name"] in IN_TEXT:
        files = [it for it in package.files or [] if "licen" in it.name.lower()]
        said += [Path(str(it.locate())).read_text("utf-8")[:200] for it in files]
    return " ".join(said)


def test_every_licence_lets_the_atlas_be_used_and_passed_on() -> None:
    packages = installed()
    assert len(packages) > 50
    for name, package in packages.items():
        said = _licence(package)
        assert ALLOWED.search(said), (name, said)
        assert not REFUSED.search(said), (name, said)
