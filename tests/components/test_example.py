"""Each chart says how its form is read, with an example from what it shows, in both languages."""

import re
from pathlib import Path
from typing import Any

import pytest

from components.card.example import READ, example
from components.card.method import method
from components.contract.catalogue import exhibits
from components.contract.requests import card_query
from components.contract.workspace import Workspace
from data_layer.filters.filters import Filters
from data_layer.filters.query import Query
from data_layer.registry.settings import Settings

IDS = sorted(exhibits())
CHINESE = re.compile(r"[\u4e00-\u9fff]")
WORDS_ALONE = {"catalogue", "sources"}
"""Lists of titles: nothing in them is measured."""


@pytest.fixture(scope="module")
def workspace(demo_home: Path) -> Workspace:
    return Workspace.open(Settings(home=demo_home))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("id", IDS)
def test_no_chart_with_figures_lacks_help(workspace: Workspace, id: str, lang: Any) -> None:
    result = workspace.run(exhibits()[id], Query())
    said = example(result, lang)
    numbers = [f.name for f in exhibits()[id].fields if f.digits is not None and not f.key]
    held = [n for n in numbers if result.frame[n].null_count() < result.frame.height]
    assert bool(said) == (bool(held) and not result.frame.is_empty())
    if said:
        starts = [words(lang).partition("{")[0] for words in READ.values()]
        assert any(said.startswith(start) for start in starts)
        assert said.endswith(("。", "."))
        assert ("看图" if lang == "zh" else "Reading the chart") in method(
            workspace, result, lang, shared=False
        )


def test_the_example_is_the_first_row_of_what_is_shown(workspace: Workspace) -> None:
    """A bar's length is what the ranking is by; the example follows the filter."""
    exhibit = exhibits()["province_ranking"]
    narrow = workspace.run(exhibit, Query(Filters.from_query("province=330000")))
    share = narrow.frame["share_pct"][0]
    assert example(narrow, "zh").startswith("条的长度表示“占全国比重”。例如浙江：")
    assert example(narrow, "en").startswith("The length of a bar shows “Share of the country”.")
    assert f"{share:g}%" in example(narrow, "zh")
    assert not CHINESE.search(example(narrow, "en"))


def test_a_map_says_what_its_colours_are(workspace: Workspace) -> None:
    """The measure that the reader chose, not one that happens to be a count too."""
    exhibit = exhibits()["province_map"]
    (chosen,) = (param for param in exhibit.params if param.name == "metric")
    for metric in ("enterprises", "little_giant_share_pct"):
        asked = card_query(exhibit, f"?{exhibit.address_key(chosen)}={metric}")
        result = workspace.run(exhibit, asked)
        label = next(f.label.zh for f in exhibit.fields if f.name == metric)
        said = example(result, "zh")
        assert said.startswith(f"颜色表示“{label}”，见图例"), said
