"""Kept facet counts: the same for everybody, once for all spellings, never in another's place."""

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
from tests.updates import counts, status


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
    first = _post(client, counts("?tier=national"))
    assert _post(client, counts("?tier=national")) == first
    small = [_post(client, counts("?tier=national"), **{"Accept-Encoding": "br"}) for _ in "ab"]
    assert brotli.decompress(small[0]) == brotli.decompress(small[1]) == first


def test_two_spellings_are_one_state(home: Path) -> None:
    workspace = Workspace.open(Settings(home=home))
    one = state_of(counts("?tier=national&province=320000,110000"), workspace)
    other = state_of(counts("?province=110000,320000&map.metric=x&tier=national"), workspace)
    assert one is not None
    assert one == other
    for different in (counts("?province=320000"), counts("?tier=national", lang="en")):
        assert state_of(different, workspace) not in (one, None)


def test_what_depends_on_more_than_the_request_is_not_kept(home: Path) -> None:
    workspace = Workspace.open(Settings(home=home))
    for search in ("?token=abc", "?version=0123456789ab"):
        assert state_of(counts(search), workspace) is None
    for other in (status(""), None, [], {}, {"inputs": [], "state": [], "outputs": []}):
        assert state_of(other, workspace) is None


def test_a_forged_request_puts_nothing_in_the_place_of_another(client: FlaskClient) -> None:
    forged = counts("")
    forged["outputs"][0]["id"] = {**forged["outputs"][0]["id"], "key": "sector"}
    forged["state"][2][0]["id"] = {**forged["state"][2][0]["id"], "key": "sector"}
    client.post("/_dash-update-component", json=forged)
    honest = _post(client, counts(""))
    assert b'"key":"province"' in honest.replace(b'\\"', b'"')
    assert "江苏".encode() in honest or b"\\u6c5f\\u82cf" in honest


def test_a_new_version_is_counted_anew(client: FlaskClient, home: Path) -> None:
    before = _post(client, counts(""))
    Store(home).add(demo.build(rows=200, seed=2), demonstration=True, source="x")
    assert _post(client, counts("")) != before
