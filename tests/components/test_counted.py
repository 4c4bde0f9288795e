"""A count leads to the enterprises that it counts: as many of them as it says."""

from __future__ import annotations

import re
from pathlib import Path

import orjson
import polars as pl
import pytest

from components.card.answer import answer
from components.contract.catalogue import exhibits
from components.contract.counted import COUNTS, counted
from components.contract.evaluate import count_selected
from components.contract.workspace import Workspace
from data_layer.filters.filters import Filters
from data_layer.filters.query import Query, parse_query
from data_layer.registry.settings import Settings

IDS = sorted(exhibits())
LED = ("province_map", "city_map", "clusters", "industry_ranking", "tier_shares", "base_share")


@pytest.fixture(scope="module")
def workspace(demo_home: Path) -> Workspace:
    return Workspace.open(Settings(home=demo_home))


@pytest.mark.parametrize("id", IDS)
@pytest.mark.parametrize("asked", ["", "province=320000&patents=20.."])
def test_the_list_of_a_count_is_as_long_as_the_count(
    workspace: Workspace, id: str, asked: str
) -> None:
    exhibit = exhibits()[id]
    if exhibit.basis != "registry":
        return
    result = workspace.run(exhibit, parse_query(asked))
    for row in result.frame.head(40).iter_rows(named=True):
        for column in COUNTS:
            found = counted(exhibit.fields, row, column, result.filters)
            if found is not None:
                held = count_selected(workspace.registry(), found, workspace.cache)
                assert held == row[column], (column, found.to_query(), row)


def _said(workspace: Workspace, id: str, *, shared: bool = True) -> dict[str, str]:
    query = Query(Filters({"tier": ("national",)}), lang="en")
    result = workspace.run(exhibits()[id], query)
    return orjson.loads(answer(workspace, result, query, tabled=True, shared=shared))


@pytest.mark.parametrize("id", LED)
def test_tables_lead_to_lists(workspace: Workspace, id: str) -> None:
    assert "/enterprises?tier=" in _said(workspace, id)["rows"]
    assert "/enterprises" not in _said(workspace, id, shared=False)["rows"]


def test_the_sample_of_a_card_leads_to_its_rows(workspace: Workspace) -> None:
    rows = workspace.registry().rows.filter(pl.col("tier") == "national").collect().height
    for id, n in (("province_map", f"{rows}"), ("correlations", r"\d+–\d+")):
        foot = _said(workspace, id)["foot"]
        link = re.search(r'<a class="n to-list" href="([^"]+)" title="([^"]+)">([^<]+)</a>', foot)
        assert link is not None
        assert link[1] == "/enterprises?tier=national&amp;lang=en"
        assert link[2] == f"The list of the {rows} enterprises that pass"
        assert re.fullmatch(f"n = {n}", link[3])
    assert "to-list" not in _said(workspace, "correlations", shared=False)["foot"]


def test_bands_and_narrower_filters_lead_nowhere() -> None:
    fields = exhibits()["industry_ranking"].fields
    row = {"industry_code": "C39", "enterprises": 5}
    assert counted(fields, row, "enterprises", Filters({"industry": ("C3985",)})) is None
    assert counted(fields, row, "enterprises", Filters()) == Filters({"industry": ("C39",)})
    band = exhibits()["insured_bands"].fields
    assert counted(band, {"band": "x", "national": 3}, "national", Filters()) is None
