"""The address of a card: one answer for all spellings, tagged, and kept in no other's place."""

from pathlib import Path
from typing import Any

import brotli
import pytest
from flask.testing import FlaskClient

from app import create_app
from components.contract.catalogue import exhibits
from data_layer import demo
from data_layer.filters.keys import VIEW_KEYS, keys
from data_layer.registry.settings import Settings
from data_layer.registry.store import Store
from tests.updates import card

PARTS = {
    *("figure", "config", "height", "rows", "alt", "sub", "key"),
    *("foot", "method", "menu", "compare", "share", "areas"),
}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    Store(tmp_path).add(demo.build(rows=300, seed=1), demonstration=True, source="seed 1")
    return tmp_path


@pytest.fixture
def client(home: Path) -> FlaskClient:
    return create_app(Settings(home=home)).server.test_client()


def _codes(answer: Any) -> set[str]:
    traces = answer.get_json()["figure"]["data"]
    return {c for t in traces if t.get("meta") == "values" for c in t["locations"]}


def _store(answer: Any) -> str:
    return answer.headers["Server-Timing"].split('"')[1]


def test_a_card_is_all_that_it_shows(client: FlaskClient) -> None:
    found = client.get("/cards/province_map?province=320000&lang=en")
    assert found.status_code == 200
    assert found.mimetype == "application/json"
    assert found.get_json().keys() == PARTS
    assert _codes(found) == {"320000"}
    assert "Province: Jiangsu" in found.get_json()["sub"]
    assert found.headers["Cache-Control"] == "no-cache"
    assert found.headers["Vary"] == "Accept-Encoding"
    assert "script-src 'self'" in found.headers["Content-Security-Policy"]


def test_a_ranking_of_one_row_says_what_the_row_holds(client: FlaskClient) -> None:
    told = client.get("/cards/province_ranking?province=320000&lang=en").get_json()
    rows = client.get("/api/v1/exhibits/province_ranking?province=320000&lang=en").get_json()
    (row,) = rows["data"]
    assert f"<dt>Enterprises</dt><dd>{row['enterprises']}</dd>" in told["rows"]
    assert told["height"] < 200
    several = client.get("/cards/province_ranking?lang=en").get_json()
    assert several["rows"] == ""
    assert several["height"] == exhibits()["province_ranking"].height


def test_what_the_browser_holds_is_not_sent_again(client: FlaskClient, home: Path) -> None:
    address = card("?province=320000")
    tag = client.get(address).headers["ETag"]
    again = client.get(address, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == tag
    for other in (
        card("?province=110000"),
        card("?province=320000", lang="en"),
        card("?province=320000", theme="dark"),
        card("?province=320000", table="1"),
        card("?province=320000", "city_map"),
    ):
        assert client.get(other, headers={"If-None-Match": tag}).status_code == 200, other
    small = client.get(address, headers={"If-None-Match": tag, "Accept-Encoding": "br"})
    assert small.status_code == 200
    Store(home).add(demo.build(rows=200, seed=2), demonstration=True, source="x")
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200


def test_a_repeated_card_is_answered_alike_in_every_encoding(client: FlaskClient) -> None:
    first = client.get(card("?province=320000"))
    again = client.get(card("?province=320000"))
    assert again.data == first.data
    for _ in "ab":
        small = client.get(card("?province=320000"), headers={"Accept-Encoding": "br"})
        assert small.headers["Content-Encoding"] == "br"
        assert brotli.decompress(small.data) == first.data


def test_two_spellings_are_one_answer(client: FlaskClient) -> None:
    one = client.get(card("?tier=national&province=320000,110000"))
    other = client.get(card("?province=110000,320000&map.metric=enterprises&tier=national"))
    assert (_store(one), _store(other)) == ("computed", "memory")
    assert one.headers["ETag"] == other.headers["ETag"]
    different = client.get(card("?province=320000,110000&tier=national&map.metric=share_pct"))
    assert different.headers["ETag"] != one.headers["ETag"]


def test_an_answer_says_which_store_it_comes_from(client: FlaskClient, home: Path) -> None:
    address = card("?tier=national", "clusters")
    assert _store(client.get(address)) == "computed"
    assert _store(client.get(address)) == "memory"
    other = create_app(Settings(home=home)).server.test_client()
    assert _store(other.get(address)) == "disk"
    assert _store(client.get(card("?tier=national", "clusters", "dark"))) == "memory"


def test_what_an_address_cannot_mean_is_left_out(client: FlaskClient) -> None:
    plain = client.get(card("?province=320000"))
    for more in (
        "&nothing=1",
        "&province_map.metric=x",
        "&map.metric=beauty",
        "&version=x",
        "&version=0123456789ab",
    ):
        found = client.get(card(f"?province=320000{more}"))
        assert found.status_code == 200, more
        assert found.data == plain.data, more


def test_an_unknown_card_is_404(client: FlaskClient) -> None:
    found = client.get("/cards/nothing")
    assert found.status_code == 404
    assert "province_map" in found.get_json()["error"][0]["allowed"]


def test_the_path_of_a_profile_names_the_enterprise(client: FlaskClient) -> None:
    address = card("?province=110000", "enterprise_record", path="/enterprise/D00002")
    found = client.get(address)
    assert found.status_code == 200
    other = client.get(card("", "enterprise_record", path="/enterprise/D00003"))
    plain = client.get(card("?enterprise.id=D00002", "enterprise_record", path="/regions"))
    assert found.headers["ETag"] == plain.headers["ETag"] != other.headers["ETag"]


def test_rows_stand_in_place_of_the_chart(client: FlaskClient) -> None:
    found = client.get(card("", table="1")).get_json()
    assert (found["figure"], found["height"]) == (None, 0)
    assert "data-table" in found["rows"]


def test_cards_move_with_the_prefix(home: Path) -> None:
    client = create_app(Settings(home=home, prefix="/atlas/")).server.test_client()
    found = client.get("/atlas/cards/province_map?province=320000")
    assert _codes(found) == {"320000"}
    assert 'href="/atlas/export/province_map.csv?province=320000"' in found.get_json()["menu"]
    assert client.get("/cards/province_map").status_code == 404


def test_no_key_of_an_address_is_one_of_the_cards_own() -> None:
    own = {"table", "path", "token"}
    assert not own & (keys().keys() | VIEW_KEYS.keys())
    assert not any(own & exhibit.params_by_key.keys() for exhibit in exhibits().values())
