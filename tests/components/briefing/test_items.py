"""A tray's items are read strictly: every problem is named with its place."""

import orjson
import pytest

from components.travel.briefing.address import view_address
from components.travel.briefing.command import read_file
from components.travel.briefing.items import MOST_ITEMS, read_items, read_json
from data_layer.filters.problems import FilterError

GOOD = {"exhibit": "clusters", "query": "tier=national&metric=share_pct"}


def keys(error: pytest.ExceptionInfo[FilterError]) -> list[str]:
    """Which places an error names."""
    return [problem.key for problem in error.value.problems]


def test_items_keep_order_title_and_comment() -> None:
    found = read_json(orjson.dumps([GOOD, {"exhibit": "province_map", "title": "T"}]).decode(), "B")
    assert [item.exhibit.id for item in found.items] == ["clusters", "province_map"]
    assert (found.title, found.items[1].title, found.items[1].comment) == ("B", "T", "")
    assert found.items[0].query.filters.to_query() == "tier=national"
    assert found.items[0].query.params == {"metric": "share_pct"}


@pytest.mark.parametrize(
    ("items", "places"),
    [
        ([{"exhibit": "no_such"}], ["items[0].exhibit"]),
        (
            [GOOD, {"exhibit": "clusters", "query": "tier=x&foo=1"}],
            ["items[1].query.tier", "items[1].query.foo"],
        ),
        ([{"exhibit": "clusters", "query": "metric=x"}], ["items[0].query.metric"]),
        ([{**GOOD, "script": "x"}], ["items[0].script"]),
        ([{**GOOD, "title": "t" * 161}], ["items[0].title"]),
        ([{**GOOD, "comment": 3}], ["items[0].comment"]),
        (["clusters", {"exhibit": "no_such"}], ["items[0]", "items[1].exhibit"]),
        ([], ["items"]),
        ({"a": 1}, ["items"]),
        ([GOOD] * (MOST_ITEMS + 1), ["items"]),
    ],
)
def test_every_problem_is_named(items: object, places: list[str]) -> None:
    with pytest.raises(FilterError) as error:
        read_items(items)
    assert keys(error) == places


@pytest.mark.parametrize("text", ["", "[", "x" * 200_001])
def test_what_is_no_json(text: str) -> None:
    with pytest.raises(FilterError) as error:
        read_json(text)
    assert keys(error) == ["items"]


def test_a_file_names_its_unknown_keys() -> None:
    with pytest.raises(FilterError) as error:
        read_file({"items": [GOOD], "lang": "fr", "size": 1, "title": 2})
    assert keys(error) == ["size", "lang", "title"]
    briefing, lang, home = read_file({"items": [GOOD], "lang": "en", "url": "https://a.example"})
    assert (len(briefing.items), lang, home) == (1, "en", "https://a.example/")


def test_the_address_of_a_view_opens_it_on_its_page() -> None:
    (item,) = read_items([GOOD]).items
    address = view_address(item.exhibit, item.query, "https://a.example/", "en")
    assert address == (
        "https://a.example/regions?tier=national&lang=en&clusters.metric=share_pct#exhibit-clusters"
    )


def test_control_signs_get_into_no_slide() -> None:
    found = read_items(
        [{"exhibit": "clusters", "title": "a\x00b\x0b", "comment": "one\ntwo\x1f\ud800"}], "t\x01"
    )
    assert (found.title, found.items[0].title, found.items[0].comment) == ("t", "ab", "one\ntwo")
