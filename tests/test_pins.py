"""Pins are rewritten one by one, and nothing else of the file; what is behind them is named."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.tools import tool

pins = tool("pins")
PROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"


def test_a_pin_gets_the_resolved_version() -> None:
    text = 'a = ["dash[testing]==4.4.1", "Foo_bar==1.0"]\nversion = "0.1.0"\n'
    found = pins.repinned(text, {"dash": "5.0.0", "foo-bar": "2.1"})
    assert found == 'a = ["dash[testing]==5.0.0", "Foo_bar==2.1"]\nversion = "0.1.0"\n'


def test_what_was_not_resolved_stays() -> None:
    assert pins.repinned('"x==1"', {}) == '"x==1"'


def test_what_is_behind_is_named_pinned_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    """By hand: flask is asked for, werkzeug comes with it, markupsafe comes no more."""
    asked: list[list[str]] = []

    def pip(wanted: Iterable[str]) -> dict[str, str]:
        asked.append(sorted(wanted))
        found = {"flask": "3.1.3", "werkzeug": "3.1.9", "orjson": "3.13.0"}
        if len(asked) == 1:
            return found | {"markupsafe": "3.0.4"}
        return found | {"werkzeug": "3.1.10"}

    monkeypatch.setattr(pins, "resolved", pip)
    text = '[project]\ndependencies = ["flask==3.1.3", "orjson==3.13.0"]\n'
    assert pins.lines_behind(text) == [
        "markupsafe 3.0.4 -> not needed",
        "werkzeug 3.1.9 -> 3.1.10",
    ]
    assert asked == [["flask==3.1.3", "orjson==3.13.0"], ["flask", "orjson"]]


def test_every_dependency_is_pinned_to_one_version() -> None:
    """Another one would be installed without anybody having looked at it."""
    project = pins.tomllib.loads(PROJECT.read_text("utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    wanted = [*project["dependencies"], *(it for extra in extras for it in extra)]
    assert [it for it in wanted if not pins.PIN.fullmatch(f'"{it}"')] == []
