"""Assets arrive compressed once, immutable where their address holds a hash, with every header."""

import gzip
import re
import time
from pathlib import Path

import brotli
import pytest
from flask.testing import FlaskClient

from app import create_app
from components.contract.fingerprint import digest
from components.http.assets_serving import LINKED, visit
from components.http.compressed import SMALLEST, THOROUGH, Asset, Compressed, encoding_of
from data_layer.registry.settings import Settings
from tests.updates import card

STYLE = Path(__file__).parents[2] / "assets" / "90-atlas.css"


@pytest.fixture(scope="module")
def client(demo_home: Path) -> FlaskClient:
    return create_app(Settings(home=demo_home)).server.test_client()


def _address(client: FlaskClient, name: str) -> str:
    found = re.search(rf'"([^"]*{re.escape(name)}[^"]*)"', client.get("/").get_data(as_text=True))
    assert found, name
    return found.group(1)


def test_an_asset_is_the_same_in_every_encoding(client: FlaskClient) -> None:
    address, raw = _address(client, "90-atlas.css"), STYLE.read_bytes()
    plain = client.get(address)
    assert plain.get_data() == raw
    assert "Content-Encoding" not in plain.headers
    small = client.get(address, headers={"Accept-Encoding": "gzip, deflate, br"})
    assert brotli.decompress(small.get_data()) == raw
    assert len(small.get_data()) < len(raw) / 2
    zipped = client.get(address, headers={"Accept-Encoding": "gzip, br;q=0"})
    assert gzip.decompress(zipped.get_data()) == raw


def test_an_address_with_the_hash_is_immutable_and_without_it_is_asked_again(
    client: FlaskClient,
) -> None:
    address = _address(client, "90-atlas.css")
    assert address.endswith(f"?m={digest(STYLE.read_bytes())}")
    assert "immutable" in client.get(address).headers["Cache-Control"]
    again = client.get("/assets/90-atlas.css")
    assert again.headers["Cache-Control"] == "public, no-cache"
    tag = again.headers["ETag"]
    same = client.get("/assets/90-atlas.css", headers={"If-None-Match": tag})
    assert (same.status_code, same.get_data()) == (304, b"")


@pytest.mark.parametrize(
    ("name", "says"), [("dash_renderer", b"DashRenderer"), ("plotly-atlas.min.js", b"choropleth")]
)
def test_scripts_are_compressed_and_immutable(client: FlaskClient, name: str, says: bytes) -> None:
    address = _address(client, name)
    for _ in range(2):
        found = client.get(address, headers={"Accept-Encoding": "br"})
        assert found.headers["Content-Encoding"] == "br"
        assert "immutable" in found.headers["Cache-Control"]
        assert says in brotli.decompress(found.get_data())
        assert found.mimetype in ("application/javascript", "text/javascript")
        assert "script-src 'self'" in found.headers["Content-Security-Policy"]
        assert found.headers["X-Content-Type-Options"] == "nosniff"
        assert found.headers["Vary"] == "Accept-Encoding"


def test_the_library_of_the_grid_comes_where_the_grid_is(client: FlaskClient) -> None:
    pages = {path: client.get(path).get_data(as_text=True) for path in ("/regions", "/enterprises")}
    assert [path for path, text in pages.items() if "/dash_ag_grid/" in text] == ["/enterprises"]
    assert all("dash_renderer" in text for text in pages.values())


def test_a_page_waits_for_its_scripts_in_its_language(client: FlaskClient) -> None:
    for query, words in {"": "载入中…", "?lang=en": "Loading…"}.items():
        page = client.get(f"/{query}").get_data(as_text=True)
        assert f'role="status">{words}</p>' in page
        assert "Loading..." not in page


def test_boundary_files_are_compressed(client: FlaskClient) -> None:
    found = client.get("/assets/geo/provinces.geojson", headers={"Accept-Encoding": "br"})
    assert found.headers["Content-Encoding"] == "br"
    assert len(found.get_data()) < 150_000


def test_a_map_names_its_boundaries_by_their_content(client: FlaskClient) -> None:
    drawn = client.get(card("?province=320000", "city_map"))
    traces = drawn.get_json()["figure"]["data"]
    (address,) = {trace["geojson"] for trace in traces if "geojson" in trace}
    assert address.startswith("/assets/geo/city/320000.geojson?m=")
    assert "immutable" in client.get(address).headers["Cache-Control"]


def test_updates_are_compressed_as_they_go(client: FlaskClient) -> None:
    found = client.get("/_dash-dependencies", headers={"Accept-Encoding": "br"})
    assert found.headers["Content-Encoding"] == "br"
    assert brotli.decompress(found.get_data()).startswith(b"[")


def test_the_thorough_form_is_kept_for_the_next_start(tmp_path: Path) -> None:
    raw = STYLE.read_bytes()
    asset = Asset(raw, "text/css", digest(raw))
    quick = Compressed(tmp_path).form(asset, "br")
    kept = tmp_path / f"{asset.digest}.br"
    for _ in range(200):
        if kept.exists():
            break
        time.sleep(0.05)
    thorough = Compressed(tmp_path).form(asset, "br")
    assert thorough == kept.read_bytes()
    assert brotli.decompress(thorough) == raw
    assert len(thorough) < len(quick)


def test_the_first_visitor_meets_the_small_forms(tmp_path: Path, demo_home: Path) -> None:
    for name in ("versions", "CURRENT"):
        (tmp_path / name).symlink_to(demo_home / name)
    app = create_app(Settings(home=tmp_path))
    visit(app).join(60)
    client = app.server.test_client()
    page = client.get("/regions").get_data(as_text=True)
    answers = [
        client.get(address, headers={"Accept-Encoding": "br"}) for address in LINKED.findall(page)
    ]
    assert len(answers) > 20
    assert {answer.status_code for answer in answers} == {200}
    # Quick forms: what a visitor meets in the first minute after the first start.
    assert sum(len(answer.get_data()) for answer in answers) < 905_000
    # The thorough ones after it; the chart library comes in its own.
    small = [len(answer.get_data()) for answer in answers]
    for place, address in enumerate(LINKED.findall(page)):
        raw = client.get(address).get_data()
        if SMALLEST <= len(raw) < 2_000_000:
            small[place] = len(THOROUGH["br"](raw))
    assert sum(small) < 900_000


@pytest.mark.parametrize("file", ["plotly-atlas.min.js", "geo/provinces.geojson"])
def test_what_is_large_comes_in_its_small_form(client: FlaskClient, file: str) -> None:
    small = client.get(f"/assets/{file}", headers={"Accept-Encoding": "br"})
    stands = (STYLE.parent / f"{file}.br").read_bytes()
    assert small.get_data() == stands
    assert brotli.decompress(stands) == (STYLE.parent / file).read_bytes()


def test_a_page_with_a_map_asks_for_its_boundaries_at_once(client: FlaskClient) -> None:
    for path, file in (
        ("/regions", "geo/provinces.geojson"),
        ("/regions?map.level=city", "geo/cities.geojson"),
        ("/regions?province=320000", "geo/city/320000.geojson"),
    ):
        page = client.get(path).get_data(as_text=True)
        (address,) = [it for it in LINKED.findall(page) if "/geo/" in it]
        assert address.startswith(f"/assets/{file}?m=")
        assert client.get(address).status_code == 200
    assert "/geo/" not in client.get("/structure").get_data(as_text=True)


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip;q=0.5", "gzip"), ("", None)],
)
def test_the_best_encoding_that_is_accepted(accepted: str, chosen: str | None) -> None:
    assert encoding_of(accepted) == chosen
