"""English tables of the pages whose figures are words: nothing of the sources stays Chinese."""

import re
from pathlib import Path

import polars as pl
import pytest

from components.contract.catalogue import on_page
from components.contract.delivery import delivered
from components.contract.workspace import Workspace
from data_layer.filters.query import Query
from data_layer.registry.settings import Settings
from data_layer.vocabulary.field_frames import with_names

CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uff65]")
"""Letters and punctuation."""
PAGES = ("pathway", "cases", "frontier", "patents", "enterprise", "sources")
IDS = [exhibit.id for page in PAGES for exhibit in on_page(page)]


@pytest.fixture(scope="module")
def workspace(demo_home: Path) -> Workspace:
    return Workspace.open(Settings(home=demo_home))


@pytest.mark.parametrize("id", IDS)
def test_words_are_english(workspace: Workspace, id: str) -> None:
    exhibit = next(e for page in PAGES for e in on_page(page) if e.id == id)
    result = workspace.run(exhibit, Query())
    named = with_names(*delivered(result, "all"), "en")
    texts = named.select(pl.selectors.string()).drop("name", strict=False)
    left = {cell for column in texts for cell in column.drop_nulls() if CHINESE.search(cell)}
    assert left == set()
