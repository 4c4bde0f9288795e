"""Signed embeds: every way round that other dashboards' users reported."""

import json
import time
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from app import create_app
from components.card.share import signed
from components.contract.workspace import Workspace
from components.travel.tokens import Grant, TokenError, secret_of, sign, verify
from data_layer.cli.commands import main
from data_layer.registry.settings import Settings, SettingsError
from data_layer.registry.store import Store
from tests.updates import card, crossing

LOCKED = "province=320000"


@pytest.fixture(scope="module")
def version(demo_home: Path) -> str:
    found = Store(demo_home).current_version()
    assert found is not None
    return found


@pytest.fixture(scope="module")
def clients(demo_home: Path) -> dict[str, FlaskClient]:
    """The same data open to all, and with tokens required."""
    return {
        name: create_app(Settings(home=demo_home, tokens_required=required)).server.test_client()
        for name, required in (("open", False), ("required", True))
    }


def _token(home: Path, version: str, expires: float = 1e10, exhibit: str = "province_map") -> str:
    return sign(secret_of(Settings(home=home)), Grant(exhibit, LOCKED, version, int(expires)))


def _card(client: FlaskClient, search: str, exhibit: str = "province_map") -> Any:
    """What the browser of a frame is answered."""
    return client.get(card(search, exhibit, lang="en"))


def _codes(answer: Any) -> set[str]:
    figure = answer.get_json()["figure"]
    return {c for t in figure["data"] if t.get("meta") == "values" for c in t["locations"]}


def test_a_grant_comes_back_and_an_altered_one_does_not(tmp_path: Path) -> None:
    secret = secret_of(Settings(home=tmp_path))
    grant = Grant("clusters", LOCKED, "0" * 12, int(time.time()) + 60)
    token = sign(secret, grant)
    assert verify(secret, token, "clusters") == grant
    for bad in (token[:-1], token + "A", "", "x.y", token.swapcase()):
        with pytest.raises(TokenError):
            verify(secret, bad)
    with pytest.raises(TokenError):
        verify("another secret", token)
    with pytest.raises(TokenError):
        verify(secret, token, "province_map")
    with pytest.raises(TokenError):
        verify(secret, sign(secret, Grant("clusters", "", "0" * 12, int(time.time()) - 1)))
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("mode", ["open", "required"])
def test_a_token_shows_what_it_locks_whatever_else_is_said(
    clients: dict[str, FlaskClient], demo_home: Path, version: str, mode: str
) -> None:
    token = _token(demo_home, version)
    for more in ("", "&province=330000", "&tier=national", "&version=" + "0" * 12, "&metric=x"):
        search = f"?token={token}{more}"
        assert clients[mode].get(f"/embed/province_map{search}").status_code == 200
        answer = _card(clients[mode], search)
        assert answer.status_code == 200, answer.data
        assert _codes(answer) == {"320000"}
        assert answer.headers["Cache-Control"] == "no-store"
        assert "ETag" not in answer.headers
        said = answer.get_json()
        assert "data-share" not in said["foot"]
        assert (said["menu"], said["share"]) == ("", None)


@pytest.mark.parametrize("mode", ["open", "required"])
def test_expired_altered_or_foreign_tokens_show_no_data(
    clients: dict[str, FlaskClient], demo_home: Path, version: str, mode: str
) -> None:
    expired = _token(demo_home, version, expires=time.time() - 1)
    foreign = _token(demo_home, version, exhibit="clusters")
    for token in (expired, foreign, "x" + _token(demo_home, version), "%00"):
        assert clients[mode].get(f"/embed/province_map?token={token}").status_code == 403
        answer = _card(clients[mode], f"?token={token}")
        assert answer.status_code == 403
        assert b"320000" not in answer.data


@pytest.mark.parametrize("mode", ["open", "required"])
@pytest.mark.parametrize(
    "path",
    [
        "/export/province_map.csv",
        "/export/province_map.png",
        "/export/enterprises.csv",
        "/api/v1/exhibits/province_map",
        "/api/v1/enterprises",
        "/api/v1/facets",
        "/briefing.pptx",
        "/sign/province_map",
        "/regions",
        "/",
    ],
)
def test_a_token_is_no_key_to_other_forms(
    clients: dict[str, FlaskClient], demo_home: Path, version: str, mode: str, path: str
) -> None:
    answer = clients[mode].get(f"{path}?token={_token(demo_home, version)}")
    assert answer.status_code == 403
    assert b"320000" not in answer.data


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/regions",
        "/embed/province_map",
        "/embed/province_map?province=320000",
        "/export/province_map.csv",
        "/export/enterprises.csv",
        "/export/province_map.svg",
        "/api/v1/exhibits",
        "/api/v1/exhibits/province_map",
        "/api/v1/enterprises",
        "/sign/province_map",
        "/metrics",
    ],
)
def test_nothing_is_shown_without_a_token_where_tokens_are_required(
    clients: dict[str, FlaskClient], path: str
) -> None:
    answer = clients["required"].get(path)
    assert answer.status_code == 403
    assert "签名".encode() in answer.data


def test_cards_and_updates_without_the_token_or_to_other_places_are_refused(
    clients: dict[str, FlaskClient], demo_home: Path, version: str
) -> None:
    token = _token(demo_home, version)
    client = clients["required"]
    assert _card(client, "").status_code == 403
    assert _card(client, "?province=320000").status_code == 403
    assert _card(client, f"?token={token}", exhibit="clusters").status_code == 403
    other = crossing(f"?token={token}")
    answer = client.post("/_dash-update-component", json=other)
    assert (answer.status_code, answer.data) == (204, b"")
    for name in ("status", "crumbs", "options"):
        for search in ("", f"?token={token}"):
            assert client.get(f"/parts/{name}{search}").status_code == 403
    assert client.get("/healthz").status_code == 200


def test_an_update_that_hides_another_page_behind_the_frames_address_is_refused(
    clients: dict[str, FlaskClient], demo_home: Path, version: str
) -> None:
    # Dash takes arguments by place: here the page asked for stands where the frame's address
    # belongs, under another name, and the frame's address where nothing reads it.
    body = {
        "output": "..page.children...page-title.data..",
        "outputs": [
            {"id": "page", "property": "children"},
            {"id": "page-title", "property": "data"},
        ],
        "inputs": [
            {"id": "elsewhere", "property": "pathname", "value": "/regions"},
            {"id": "url", "property": "pathname", "value": "/embed/province_map"},
        ],
        "state": [
            {
                "id": "url",
                "property": "search",
                "value": f"?token={_token(demo_home, version)}",
            }
        ],
        "changedPropIds": ["url.pathname"],
    }
    answer = clients["required"].post("/_dash-update-component", json=body)
    assert answer.status_code == 400
    assert b"region" not in answer.data


def test_sign_answers_an_address_that_works(
    clients: dict[str, FlaskClient], demo_home: Path
) -> None:
    address = json.loads(clients["open"].get("/sign/province_map?province=320000&days=2").data)
    path = address["address"]
    assert clients["required"].get(path).status_code == 200
    token = parse_qs(urlsplit(path).query)["token"][0]
    grant = verify(secret_of(Settings(home=demo_home)), token)
    assert grant.query == LOCKED
    assert 1.9 * 86_400 < grant.expires - time.time() <= 2 * 86_400
    workspace = Workspace.open(Settings(home=demo_home))
    assert "token=" in signed(workspace, "province_map", LOCKED, 1)
    for bad in ("province=1", "days=0", "days=x", "days=inf"):
        assert clients["open"].get(f"/sign/province_map?{bad}").status_code == 400
    assert clients["open"].get("/sign/nothing").status_code == 404


@pytest.mark.parametrize("query", ["provinces=320000", "province=32", "tier=x", "county=320583"])
def test_a_locked_query_that_is_not_understood_shows_nothing(
    clients: dict[str, FlaskClient], demo_home: Path, version: str, query: str
) -> None:
    grant = Grant("province_map", query, version, int(1e10))
    token = sign(secret_of(Settings(home=demo_home)), grant)
    for client in clients.values():
        answer = _card(client, f"token={token}")
        assert answer.status_code == 403
        assert "figure" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("kept", ["", "\n", "short"])
def test_a_file_without_a_secret_signs_nothing(tmp_path: Path, kept: str) -> None:
    (tmp_path / "secret").write_text(kept)
    with pytest.raises(SettingsError, match="delete it"):
        secret_of(Settings(home=tmp_path))


def test_a_link_that_was_taken_back_shows_nothing(
    clients: dict[str, FlaskClient],
    demo_home: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    link = json.loads(clients["open"].get("/sign/province_map?province=330000").data)["address"]
    search = urlsplit(link).query
    assert _card(clients["open"], search).status_code == 200
    monkeypatch.setenv("SRDI_HOME", str(demo_home))
    assert main(["revoke", f"http://127.0.0.1:8050{link}"]) == 0
    assert "revoked" in capsys.readouterr().out
    for client in clients.values():
        assert _card(client, search).status_code == 403
        assert client.get(link).status_code == 403


def test_a_server_for_others_signs_nothing_for_visitors(demo_home: Path) -> None:
    address = "/sign/province_map?province=320000"
    for signing, status in ((False, 403), (True, 200)):
        settings = Settings(home=demo_home, host="0.0.0.0", signing=signing)
        assert create_app(settings).server.test_client().get(address).status_code == status
    proxied = Settings(home=demo_home, address="https://atlas.example")
    local = create_app(proxied).server.test_client()
    assert local.get(address, headers={"Host": "atlas.example"}).status_code == 403
