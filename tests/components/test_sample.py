"""A chart's own n: by hand, and against pandas over the demonstration registry."""

from pathlib import Path

import orjson
import polars as pl
import pytest
from flask.testing import FlaskClient

from app import create_app
from components.contract.catalogue import exhibits
from components.contract.sample import Sample, by, by_row, each, largest, total
from components.contract.workspace import Workspace
from components.rendering.caption import caption, sample
from components.travel.exhibit_files import about
from data_layer.filters.filters import Filters
from data_layer.filters.query import Query
from data_layer.registry.settings import Settings
from data_layer.vocabulary.places import CLUSTERS
from tests.updates import card

FRAME = pl.DataFrame(
    {"key": ["x", "x", "y"], "a": [1, 2, 4], "b": [10, None, 30], "share": [50.0, 50.0, None]}
)


def test_a_sample_is_read_off_the_frame() -> None:
    assert total("a")(FRAME) == Sample(7, 7)
    assert total("a", where=pl.col("share").is_not_null())(FRAME) == Sample(3, 3)
    assert by_row("a", "b")(FRAME) == Sample(2, 34)
    assert each("a", "b")(FRAME) == Sample(1, 30)
    assert by("key", "a")(FRAME) == Sample(3, 4)
    assert largest("b")(FRAME) == Sample(30, 30)


@pytest.fixture(scope="module")
def desk(demo_home: Path) -> Workspace:
    return Workspace.open(Settings(home=demo_home))


@pytest.mark.parametrize("query", ["", "province=320000,440000"])
def test_score_and_research_count_those_who_report_research(desk: Workspace, query: str) -> None:
    rows = desk.registry().rows.collect().to_pandas()
    if query:
        rows = rows[rows["province_code"].isin(["320000", "440000"])]
    reported = int(rows["rd_ratio"].notna().sum())
    assert 0 < reported < len(rows)
    for id in ("score_typology", "rd_bands", "rd_distribution"):
        result = desk.run(exhibits()[id], Query(Filters.from_query(query)))
        assert result.sample == Sample(reported, reported), id
        assert result.selected == len(rows)
        assert sample(result, "zh") == f"n = {reported:,}"


def test_the_clusters_count_their_own_enterprises(desk: Workspace) -> None:
    """Sichuan is in none of the three: its enterprises are behind no bar. pandas counts."""
    rows = desk.registry().rows.collect().to_pandas()
    own = {code for cluster in CLUSTERS for code in cluster.provinces}
    for query, codes in (("", None), ("province=320000,510000", {"320000", "510000"})):
        placed = rows if codes is None else rows[rows["province_code"].isin(codes)]
        n = int(placed["province_code"].isin(own).sum())
        result = desk.run(exhibits()["clusters"], Query(Filters.from_query(query)))
        assert 0 < n < len(placed)
        assert sample(result, "zh") == f"n = {n:,}"


def test_who_is_in_no_cluster_gets_words_and_no_empty_chart(client: FlaskClient) -> None:
    told = client.get("/cards/clusters?province=510000").get_json()
    assert told["alt"] == "所选企业都不在这三个城市群"
    assert (told["figure"], told["menu"], told["share"]) == (None, "", None)


@pytest.mark.parametrize("query", ["", "province=330000"])
def test_every_computed_chart_names_its_n(client: FlaskClient, desk: Workspace, query: str) -> None:
    """On card and slide and in its pictures; those of one enterprise too."""
    for exhibit in exhibits().values():
        result = desk.run(exhibit, Query(Filters.from_query(query)))
        if result.kind == "published" or result.lacking or result.frame.is_empty():
            continue
        n = sample(result, "zh")
        assert n.startswith("n = "), exhibit.id
        assert n in caption(result, "zh").lines[1]
        if exhibit.id in ("enterprise_standing", "enterprise_radar", "enterprise_quadrant"):
            assert (
                f'<span class="n">{n}</span>'
                in client.get(f"/cards/{exhibit.id}?{query}").get_json()["foot"]
            )


def test_no_chart_counts_more_than_pass(desk: Workspace) -> None:
    for exhibit in exhibits().values():
        result = desk.run(exhibit, Query(Filters.from_query("tier=national&province=320000")))
        if (
            exhibit.basis == "registry"
            and exhibit.page != "enterprise"
            and not exhibit.ignores(result.params)
        ):
            assert result.sample.most <= result.selected, exhibit.id
            assert result.sample.least <= result.sample.most, exhibit.id
        in_file, n = dict(about(result, "zh")), sample(result, "zh").replace(",", "")
        ends = [in_file[it] for it in ("enterprises_least", "enterprises") if it in in_file]
        assert not n or n == f"n = {'–'.join(ends)}", exhibit.id
        assert ends == [] or result.kind != "published", "printed figures are of no registry"


def test_two_places_are_not_narrowed_by_a_third(desk: Workspace) -> None:
    """Sichuan is no part of what the card compares, so it does not say that it were."""
    result = desk.run(
        exhibits()["region_comparison"], Query(Filters.from_query("province=510000&listed=1"))
    )
    assert dict(result.filters.values) == {"listed": ("1",)}
    rows = desk.registry().rows.collect().to_pandas()
    listed = rows[rows["listed"].fillna(False).astype(bool)]
    sizes = listed["province_code"].value_counts()
    assert result.frame["a_enterprises"][0] == sizes["320000"]
    assert result.frame["b_enterprises"][0] == sizes["440000"]


def test_two_tiers_are_not_narrowed_by_a_third(desk: Workspace) -> None:
    """National against provincial is what it is, under a filter to champions too."""
    query = Query(Filters.from_query("tier=champion&province=320000"))
    result = desk.run(exhibits()["innovation_radar"], query)
    assert dict(result.filters.values) == {"province": ("320000",)}
    ranked = desk.run(
        exhibits()["innovation_radar"], Query(query.filters, params={"score": "percentile"})
    )
    assert "tier" in ranked.filters.values, "a percentile is among those who pass"


@pytest.fixture(scope="module")
def client(demo_home: Path) -> FlaskClient:
    return create_app(Settings(home=demo_home)).server.test_client()


def test_card_file_and_api_bear_the_same_n(client: FlaskClient, desk: Workspace) -> None:
    expected = desk.run(exhibits()["score_typology"], Query()).sample.most
    foot = client.get(card("", "score_typology")).get_json()["foot"]
    assert f"n = {expected:,}<" in foot
    api = client.get("/api/v1/exhibits/score_typology").get_json()
    file = orjson.loads(client.get("/export/score_typology.json").data)
    assert api["enterprises"] == file["enterprises"] == str(expected)
    assert api["selected"] == str(desk.registry().manifest.rows)
