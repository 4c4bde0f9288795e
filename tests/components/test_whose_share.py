"""Whose share of what: of the country, of the whole matrix; few enterprises are marked; zeros."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from components.contract.catalogue import exhibits
from components.contract.result import Result
from components.contract.workspace import Workspace
from components.rendering.draw import draw
from data_layer.filters.filters import Filters
from data_layer.filters.query import Query
from data_layer.registry.settings import Settings
from data_layer.registry.store import Store
from tests.components.small import small_registry

GUANGDONG = "440000"
RANKINGS = ("province_ranking", "industry_ranking", "patent_industries")
OPEN = ("place", "province_code", "city_code", "industry_code", "division", "group", "id", "parent")
"""Keys that a registry brings: listed where an enterprise is."""
LISTS = (
    "tier_pyramid",
    "clusters",
    "frontier_fields",
    "score_distribution",
    "success_by_score",
    "score_typology",
    "rd_bands",
    "rd_distribution",
    "insured_bands",
    "standards_holding",
    "standards_output",
    "evaluation_grants",
    "technology_evaluations",
    "honours",
    "honour_matrix",
    "pathway_stages",
    "key_figures",
    "registered_capital",
    "core_medians",
    "rd_benchmarks",
)
"""Exhibits whose rows are a list of their own."""


@pytest.fixture(scope="module")
def workspace(demo_home: Path) -> Workspace:
    return Workspace.open(Settings(home=demo_home))


def run(workspace: Workspace, id: str, query: str = "", **params: str) -> Result:
    return workspace.run(exhibits()[id], Query(Filters.from_query(query), params=params))


@pytest.mark.parametrize("id", ["province_map", "province_ranking"])
@pytest.mark.parametrize("other", ["", "tier=national"])
def test_a_share_of_the_country_stays_one_when_a_place_is_chosen(
    workspace: Workspace, id: str, other: str
) -> None:
    whole = run(workspace, id, other).frame.filter(province_code=GUANGDONG)
    chosen = run(workspace, id, f"{other}&province={GUANGDONG}").frame
    assert chosen["share_pct"].to_list() == whole["share_pct"].to_list()
    assert chosen["share_pct"][0] < 100
    assert "全国" in run(workspace, id).view("zh").field("share_pct").label.zh


def test_totals_of_the_matrix_are_of_all_columns_and_say_so(workspace: Workspace) -> None:
    whole = run(workspace, "industry_heatmap", by="province").frame
    chosen = run(workspace, "industry_heatmap", f"province={GUANGDONG}", by="province")
    same = chosen.frame.join(whole, on=["industry_code", "column"], suffix=" whole")
    for name in ("industry_total", "row_share_pct", "location_quotient", "column_share_pct"):
        assert same[name].to_list() == same[f"{name} whole"].to_list()
    for name in ("industry_total", "row_share_pct"):
        assert "含未选" in chosen.view("zh").field(name).label.zh
    assert "全部" in chosen.view("zh").field("location_quotient").label.zh


@pytest.mark.parametrize("id", RANKINGS)
def test_few_enterprises_never_lead_and_are_marked(id: str, tmp_path: Path) -> None:
    """One province of one little giant, one of eleven enterprises of which one is."""

    def enterprise(province: str, division: str, tier: str) -> dict[str, Any]:
        return {
            "province_code": province,
            "division": division,
            "tier": tier,
            "invention_grants": 5,
        }

    rows = [enterprise("540000", "C16", "national")]
    rows += [enterprise("320000", "C39", "national")] * 11
    rows += [enterprise("320000", "C39", "provincial")] * 11
    Store(tmp_path).add(small_registry(rows).collect(), demonstration=False, source="by hand")
    metric = "grants_median" if id == "patent_industries" else "little_giant_share_pct"
    result = run(Workspace.open(Settings(home=tmp_path)), id, metric=metric)
    assert result.frame["small_group"].to_list() == [False, True]
    bars = draw(result, "zh", "light")["data"][0]
    assert ["*" in text for text in bars["text"] if text] in ([False, True], [False])
    said = [note["text"] for note in draw(result, "zh", "light")["layout"]["annotations"]]
    assert "* 不足10家" in said


@pytest.mark.parametrize("id", sorted(exhibits()))
def test_shares_and_medians_of_groups_carry_the_mark(id: str) -> None:
    """A frame of places, industries or tiers with a share or median says which are of few."""
    names = {f.name for f in exhibits()[id].fields}
    if "little_giant_share_pct" in names or "patents_median" in names:
        assert exhibits()[id].basis == "reference" or "small_group" in names


@pytest.mark.parametrize("query", ["tier=provincial", "province=540000", "tier=national&listed=1"])
@pytest.mark.parametrize("id", LISTS)
def test_a_group_of_a_list_that_is_empty_is_zero(workspace: Workspace, id: str, query: str) -> None:
    keys = list(exhibits()[id].keys)
    whole, some = run(workspace, id).frame, run(workspace, id, query).frame
    if some.is_empty():
        return
    left = whole.join(some, on=keys, how="anti")
    unreported = pl.any_horizontal(
        pl.col(key).cast(pl.String).is_in(["unreported"]) for key in keys
    )
    assert left.filter(~unreported).is_empty()
