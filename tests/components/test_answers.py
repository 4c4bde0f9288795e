"""Finished answers: the same for everybody, once for all spellings, never in another's place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import brotli
import pytest
from flask.testing import FlaskClient

from app import create_app
from components.contract.workspace import Workspace
from components.http.kept_answers import state_of
from data_layer import demo
from data_layer.registry.settings import Settings
from data_layer.registry.store import Store
from tests.updates import fill


@pytest.fixture
def home(tmp_path: Path) -> Path:
    Store(tmp_path).add(demo.build(rows=300, seed=1), demonstration=True, source="seed 1")
    return tmp_path


@pytest.fixture
def client(home: Path) -> FlaskClient:
    found = create_app(Settings(home=home)).server.test_client()
    found.get("/")
    return found


def _post(client: FlaskClient, body: dict[str, Any], **headers: str) -> bytes:
    found = client.post("/_dash-update-component", json=body, headers=headers)
    assert found.status_code == 200
    assert "script-src 'self'" in found.headers["Content-Security-Policy"]
    return found.get_data()


def test_a_repeated_state_is_answered_alike_in_every_encoding(client: FlaskClient) -> None:
    first = _post(client, fill("?province=320000"))
    assert _post(client, fill("?province=320000")) == first
    small = [_post(client, fill("?province=320000"), **{"Accept-Encoding": "br"}) for _ in "ab"]
    assert brotli.decompress(small[0]) == brotli.decompress(small[1]) == first


def test_two_spellings_are_one_state(home: Path) -> None:
    workspace = Workspace.open(Settings(home=home))
    one = state_of(fill("?tier=national&province=320000,110000"), workspace)
    other = state_of(
        fill("?province=110000,320000&map.metric=enterprises&tier=national"), workspace
    )
    assert one is not None
    assert one == other
    for different in (
        fill("?province=320000"),
        fill("?province=320000,110000&tier=national", theme="dark"),
        fill("?province=320000,110000&tier=national", exhibit="city_map"),
        fill("?province=320000,110000&tier=national&map.metric=share_pct"),
    ):
        assert state_of(different, workspace) not in (one, None)


def test_what_depends_on_more_than_the_request_is_not_kept(home: Path) -> None:
    workspace = Workspace.open(Settings(home=home))
    for search in ("?token=abc", "?version=0123456789ab"):
        assert state_of(fill(search), workspace) is None
    for broken in (None, [], {}, {"inputs": [], "state": [], "outputs": []}, {"inputs": 3}):
        assert state_of(broken, workspace) is None


def test_a_forged_request_puts_nothing_in_the_place_of_another(client: FlaskClient) -> None:
    forged = fill("")
    forged["outputs"]["id"]["exhibit"] = "city_map"
    client.post("/_dash-update-component", json=forged)
    honest = _post(client, fill(""))
    assert b"province_map" in honest
    assert b"provinces.geojson" in honest


def test_a_new_version_is_answered_anew(client: FlaskClient, home: Path) -> None:
    before = _post(client, fill(""))
    version = Store(home).add(demo.build(rows=200, seed=2), demonstration=True, source="x").version
    after = _post(client, fill(""))
    assert version.encode() in after
    assert version.encode() not in before
