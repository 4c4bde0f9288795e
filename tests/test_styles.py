"""Style sheets name what the pages show: a class that neither code nor library names is dead."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHEETS = sorted((ROOT / "assets").glob("9*.css"))
OF_LIBRARIES = frozenset(
    {
        "ag-theme-quartz",
        "dash-dropdown-placeholder",
        "dash-input-container",
        "dash-range-slider-input",
        "dash-slider-container",
        "dash-slider-mark",
        "dash-textarea",
    }
    | {"gradient", "gridlayer", "main-svg", "treemaplayer", "zerolinelayer"}
)
"""Names that the grid, Dash and Plotly give to what they draw."""
FAMILIES = ("gap-", "import-", "kind-", "result-", "exhibit-", "verdict-")
"""Classes and ids that end with a state, a kind or an id, put together where they are used."""
WORD = re.compile(r"-?[A-Za-z_][\w-]*")


@cache
def named() -> frozenset[str]:
    """Every word of a text in Python, of our scripts and of Bootstrap."""
    return frozenset(word for text in _texts() for word in WORD.findall(text))


def _texts() -> Iterator[str]:
    for layer in ("components", "pages"):
        for path in (ROOT / layer).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield node.value
    assets = ROOT / "assets"
    for path in (*(assets / "src").glob("*.js"), assets / "00-bootstrap.min.css"):
        yield path.read_text(encoding="utf-8")


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_no_rule_is_dead(sheet: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
    selectors = [it for it in re.findall(r"([^{}]+)\{", text) if not it.strip().startswith("@")]
    used = {name for it in selectors for name in re.findall(r"[.#](-?[A-Za-z_][\w-]*)", it)}
    assert used
    assert {
        name for name in used - named() - OF_LIBRARIES if not name.startswith(FAMILIES)
    } == set()
