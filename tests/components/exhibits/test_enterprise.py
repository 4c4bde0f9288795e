"""The profile of one enterprise: what names it, what is said of it, and who is near."""

from typing import Any

import polars as pl
import pytest

from components.contract.catalogue import exhibits
from components.contract.evaluate import evaluate
from components.panels.profile import head, missing
from components.parts.page_path import at_path
from components.rendering.draw import draw
from components.shell.frame import match
from data_layer.filters.filters import Filters
from data_layer.filters.query import Query, query_of
from data_layer.filters.reading import parse_pairs
from data_layer.registry.cache import ResultCache
from data_layer.registry.manifest import Manifest
from data_layer.registry.registry import Registry
from data_layer.vocabulary.field_frames import conform
from tests.components.small import small_registry

HOSTILE = "<script>alert(1)</script>"
ROWS: list[dict[str, Any]] = [
    {
        "id": f"F{n:02}",
        "tier": "national" if n % 2 else "provincial",
        "division": "C39",
        "province_code": "320000",
        "city_code": "320500",
        "registered_capital": 100.0 * n,
        "insured": 60 * n,
        "patents": 20 * n,
        "invention_grants": n,
        "software_copyrights": n,
    }
    for n in range(12)
]
PAGE = {"path": "/enterprise", "path_template": "/enterprise/<id>"}


def run(name: str, rows: list[dict] = ROWS, query: str = "", **given: str) -> pl.DataFrame:
    exhibit = exhibits()[name]
    lazy = small_registry(rows)
    found = exhibit.query(lazy, Filters.from_query(query), exhibit.settings(given))
    return conform(found, exhibit.fields)


def test_without_an_id_the_first_that_passes() -> None:
    assert run("enterprise_record")["id"].to_list() == ["F00"]
    assert run("enterprise_record", query="patents=100..")["id"].to_list() == ["F05"]


def test_an_id_is_found_whatever_the_filters_are() -> None:
    found = run("enterprise_record", query="province=110000", id="F07")
    assert found["id"].to_list() == ["F07"]
    assert run("enterprise_record", id="nobody").is_empty()


@pytest.mark.parametrize(
    "id", ["record", "standing", "radar", "neighbours", "quadrant", "criteria"]
)
def test_nothing_is_said_of_an_unknown_enterprise(id: str) -> None:
    assert run(f"enterprise_{id}", id="nobody").is_empty()


def test_standing_among_peers() -> None:
    found = run("enterprise_standing", id="F03")
    patents = found.filter(indicator="patents").row(0, named=True)
    # Twelve peers with 0, 20 ... 220: three below 60 and half of one equal, 3.5 / 12.
    assert patents["percentile"] == 29.2
    assert (patents["value_pieces"], patents["median_pieces"]) == (60, 110)
    assert patents["values"] == 12
    assert set(found["peers"]) == {"division_province"}


def test_radar_scores_the_value_and_the_median_of_the_peers() -> None:
    found = run("enterprise_radar", id="F03", score="median").filter(dimension="technology")
    # Odd numbers are national: patents 20, 60 ... 220, their median 120; peers' median 110.
    assert found.select("side", "value_pieces", "score").rows() == [
        ("enterprise", 60.0, 50.0),
        ("peers", 110.0, 91.7),
    ]
    ranked = run("enterprise_radar", id="F03").filter(dimension="technology")
    assert ranked["score"].to_list() == [29.2, 50.0]


def test_quadrants_at_the_bounds_of_the_report() -> None:
    found = dict(run("enterprise_quadrant", id="F02").select("id", "cell").iter_rows())
    # F02: 120 persons and 40 patents; F01: 60 and 20; F03: 180 and 60.
    assert (found["F02"], found["F01"], found["F03"]) == ("scale", "nurturing", "leading")


def test_neighbours_start_with_the_enterprise_itself() -> None:
    found = run("enterprise_neighbours", id="F05")
    assert found.height == 11
    assert found.select("role", "id").row(0) == ("enterprise", "F05")
    # F04 and F06 are one rank away on all five indicators: 100 / 12; ties by id.
    assert found["id"].to_list()[1:3] == ["F04", "F06"]
    assert found["distance"].to_list()[1:3] == [8.33, 8.33]
    assert found["shared"].to_list()[1] == 5


def test_criteria_are_those_of_the_calculator() -> None:
    rows = [ROWS[0] | {"revenue": 5000.0}]
    found = run("enterprise_criteria", rows, id="F00")
    asked = run("recognition_calculator", rows, enterprise="F00")
    assert found.equals(asked)
    assert set(found.filter(indicator="revenue_last_year")["status"]) == {"met"}


def test_the_path_names_the_enterprise_and_drops_filters() -> None:
    pairs = at_path(parse_pairs("?lang=en&province=320000&top.x=1"), "/a/enterprise/F%2001", "/a/")
    query = query_of(pairs, frozenset({"enterprise.id", "top.x"}))
    assert query.params == {"enterprise.id": "F 01", "top.x": "1"}
    assert query.lang == "en"
    assert query.filters == Filters()


def test_other_paths_keep_their_query() -> None:
    assert at_path({"province": "320000"}, "/a/regions", "/a/") == {"province": "320000"}
    assert at_path({}, "", "/") == {}


def test_an_id_cannot_add_parameters() -> None:
    pairs = at_path({}, "/enterprise/x%26version%3D00000000", "/")
    query = query_of(pairs, frozenset({"enterprise.id"}))
    assert (query.params["enterprise.id"], query.version) == ("x&version=00000000", None)


def test_addresses_of_the_page() -> None:
    assert match(PAGE, "/enterprise/F01") == {"id": "F01"}
    assert match(PAGE, "/enterprise") == {}
    assert match(PAGE, "/enterprise/F01/more") is None
    assert match(PAGE, "/enterprises") is None


def registry(rows: list[dict]) -> Registry:
    frame = small_registry(rows)
    names = tuple(frame.collect_schema().names())
    manifest = Manifest("0" * 12, len(rows), False, "test", "2026-01-01T00:00:00Z", names, {})
    return Registry(manifest, frame)


def test_head_says_who_it_is_and_where() -> None:
    row = small_registry([ROWS[3] | {"high_tech": True, "founded_year": 2001}])
    held = row.with_columns(pl.col(pl.Enum).cast(pl.String)).collect().row(0, named=True)
    said = str(head(held, registry(ROWS), "/", "en"))
    for word in (
        "Jiangsu",
        "Suzhou",
        "C39",
        "National (little giant)",
        "2001",
        "High-tech enterprise",
    ):
        assert word in said
    assert "Gazelle" not in said


def test_unknown_enterprises_are_named_in_the_language_of_the_page() -> None:
    for lang, words in (("zh", "企业库中没有"), ("en", "The registry has no enterprise")):
        said = missing(HOSTILE, Query(), "/", lang)
        assert words in str(said[0].children)
        assert HOSTILE in str(said[0].children)  # as text of a component, which is escaped


def test_no_name_becomes_markup_in_a_figure() -> None:
    rows = [row | {"name": f"{HOSTILE}{row['id']}"} for row in ROWS]
    for id in ("enterprise_quadrant", "candidates"):
        result = evaluate(exhibits()[id], registry(rows), Filters(), {}, ResultCache(None))
        assert "<script" not in str(draw(result, "zh", "light"))
