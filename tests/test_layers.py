"""Imports point one way: pages -> components -> data_layer, and inside a layer from floor to floor.

docs/architecture.md says what lives in each room.
"""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FORBIDDEN = {
    "data_layer": {"dash", "plotly", "flask", "components", "pages", "app", "pandas"},
    "components": {"pages", "app", "pandas"},
    "pages": {"app", "pandas"},
}
FLOORS = {
    "data_layer": (
        "vocabulary",
        "files",
        "reference_figures",
        "measures",
        "policy",
        "scoring",
        "filters",
        "registry",
        "access",
        "topics",
        "enterprises",
        "calibration",
        "demo",
        "importer",
        "intake",
        "rollup",
        "cli",
    ),
    "components": (
        "look",
        "claims",
        "contract",
        "charts",
        "rendering",
        "receipts",
        "parts",
        "exhibits",
        "travel",
        "card",
        "panels",
        "intake",
        "find",
        "stories",
        "shell",
        "http",
    ),
}
"""Rooms of a layer from the ground up: a room imports from lower floors only."""
INNER_FLOORS = {
    "data_layer/importer": (
        "errors",
        "cells",
        "headings",
        "tables",
        "columns",
        "reading",
        "rows",
        "figures",
        "patents",
        "run",
    ),
}
"""The same within a room that has rooms of its own."""


def _imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("layer", sorted(FORBIDDEN))
def test_no_import_points_back(layer: str) -> None:
    files = sorted((ROOT / layer).rglob("*.py"))
    assert files
    for path in files:
        assert not _imported(path) & FORBIDDEN[layer], path.relative_to(ROOT)


def _arrows(layer: str) -> dict[tuple[str, str], set[str]]:
    """Which room imports from which other room of its layer, and in which files."""
    found: dict[tuple[str, str], set[str]] = {}
    above = layer.split("/")
    for path in sorted((ROOT / layer).rglob("*.py")):
        room = path.relative_to(ROOT / layer).parts[0].removesuffix(".py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for name in _modules(node):
                parts = name.split(".")
                other = parts[len(above) : len(above) + 1]
                if parts[: len(above)] == above and other and other != [room]:
                    file = path.relative_to(ROOT).as_posix()
                    found.setdefault((room, other[0]), set()).add(file)
    return found


def _modules(node: ast.AST) -> list[str]:
    """Full names that an import brings in; there are no relative imports here."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        assert not node.level
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []


@pytest.mark.parametrize("layer", sorted(FLOORS | INNER_FLOORS))
def test_rooms_import_from_lower_floors_only(layer: str) -> None:
    floors = (FLOORS | INNER_FLOORS)[layer]
    rooms = {path.parent.name for path in (ROOT / layer).glob("*/__init__.py")}
    files = {path.stem for path in (ROOT / layer).glob("*.py")} - {"__init__", "compat"}
    assert rooms | files == set(floors)
    floor = {room: at for at, room in enumerate(("compat", *floors, "__init__"))}
    arrows = _arrows(layer)
    assert len(arrows) > len(rooms)
    upward = {pair: files for pair, files in arrows.items() if floor[pair[0]] <= floor[pair[1]]}
    assert upward == {}


@pytest.mark.parametrize("layer", sorted(FLOORS))
def test_every_room_says_what_lives_there(layer: str) -> None:
    packages = sorted((ROOT / layer).rglob("__init__.py"))
    assert packages
    for path in packages:
        words = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        lines = [line for line in words.splitlines() if line]
        assert path.parent == ROOT / layer or len(lines) >= 2, path.relative_to(ROOT)
