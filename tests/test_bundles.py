"""What is served is what the scripts in tools/bundle make, and holds what the app shows."""

import re
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import plotly
import pytest

from components.contract.catalogue import exhibits
from components.contract.workspace import Workspace
from components.rendering.draw import draw
from data_layer.filters.query import Query
from data_layer.registry.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
ASSETS, TOOLS = ROOT / "assets", ROOT / "tools" / "bundle"
BUNDLES = ("50-atlas.bundle.js", "picture.bundle.js")
SIGN = re.compile(r"\bbi-([a-z0-9-]+)")
CODE = [path for name in ("components", "pages") for path in (ROOT / name).rglob("*.py")]
MADE = ["plotly-atlas.min.js", "01-signs.css", "LICENSES/plotly.js.txt", *BUNDLES]


def _listed(script: str, name: str) -> set[str]:
    found = re.search(rf"const {name} = \[(.*?)\]", (TOOLS / script).read_text(), re.DOTALL)
    assert found
    return set(re.findall(r'"([a-z-]+)"', found[1]))


@pytest.mark.parametrize("name", BUNDLES)
def test_a_bundle_is_of_the_sources_as_they_are(name: str) -> None:
    sources = sha256()
    for path in sorted((ASSETS / "src").iterdir()):
        sources.update(path.read_bytes())
    first = (ASSETS / name).read_text(encoding="utf-8").partition("\n")[0]
    assert sources.hexdigest() in first, "cd tools/bundle && npm run all"


@pytest.mark.skipif(
    shutil.which("node") is None or not (TOOLS / "node_modules" / "esbuild").is_dir(),
    reason="needs node, and npm install in tools/bundle",
)
def test_the_scripts_make_what_is_there() -> None:
    before = {name: (ASSETS / name).read_bytes() for name in MADE}
    for script in ("plotly.mjs", "signs.mjs", "scripts.mjs"):
        subprocess.run(["node", script], cwd=TOOLS, check=True, capture_output=True, timeout=60)
    after = {name: (ASSETS / name).read_bytes() for name in MADE}
    assert [name for name in MADE if after[name] != before[name]] == []
    types = ["npm", "run", "--silent", "types"]
    checked = subprocess.run(types, cwd=TOOLS, capture_output=True, text=True, timeout=60)
    assert checked.stdout == ""


def test_the_chart_library_is_as_new_as_the_python_package_expects() -> None:
    whole = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    with whole.open(encoding="utf-8") as theirs:
        head = theirs.read(200)
    version = re.search(r"plotly\.js v([\d.]+)", head)
    assert version
    ours = (ASSETS / "plotly-atlas.min.js").read_text(encoding="utf-8")[:200]
    assert f"plotly.js v{version[1]}," in ours


def test_every_trace_of_every_exhibit_is_in_the_chart_library(demo_home: Path) -> None:
    workspace = Workspace.open(Settings(home=demo_home))
    held = _listed("plotly.mjs", "TRACES") | {"scatter"}
    for exhibit in exhibits().values():
        # Far more options than ten are places and industries, which are drawn alike.
        settings = [{p.name: o} for p in exhibit.params for o in list(p.options)[:10]]
        for params in [{}, *settings]:
            figure = draw(workspace.run(exhibit, Query(params=params)), "zh", "light")
            drawn = {trace.get("type", "scatter") for trace in figure["data"]}
            assert drawn <= held, (exhibit.id, params)


def test_every_sign_that_the_code_names_is_there_and_no_other() -> None:
    styled = set(re.findall(r"\.bi-([a-z0-9-]+)::before", (ASSETS / "01-signs.css").read_text()))
    assert styled == _listed("signs.mjs", "SIGNS")
    code = "".join(path.read_text(encoding="utf-8") for path in CODE)
    assert set(SIGN.findall(code)) <= styled
    assert [sign for sign in styled if not re.search(rf'bi-{sign}\b|"{sign}"', code)] == []
