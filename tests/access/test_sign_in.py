"""Sign-in by OpenID Connect, against a provider that runs on loopback in a process of its own."""

import json
import time
from collections.abc import Iterator
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
import requests
from flask.testing import FlaskClient

from app import create_app
from data_layer import demo
from data_layer.registry.settings import Settings
from data_layer.registry.store import Store
from tests.access.provider import provider
from tests.conftest import DEMO_SEED

pytestmark = pytest.mark.flaky(reruns=1)

ADDRESS = "http://localhost"
PEOPLE = """
[[people]]
who = ["zhang@example.org"]
role = "admin"
[[people]]
groups = ["hubei"]
role = "analyst"
rows = "province=420000"
"""
CLAIMS = {
    "zhang": {"email": "zhang@example.org", "email_verified": True, "name": "张<b>三"},
    "li": {"email": "li@example.org", "email_verified": True, "groups": ["hubei"]},
    "wang": {"email": "zhang@example.org", "email_verified": False},
    "zhao": {"email": "zhao@example.org", "email_verified": True},
}
PAGE = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """The provider's address."""
    with provider(CLAIMS) as base:
        yield base


@pytest.fixture
def home(tmp_path: Path) -> Path:
    Store(tmp_path).add(demo.build(rows=300, seed=DEMO_SEED), demonstration=True, source="seed")
    (tmp_path / "access.toml").write_text(PEOPLE, "utf-8")
    return tmp_path


def _app(home: Path, issuer: str, **more: Any) -> Any:
    given: dict[str, Any] = {
        "access": "oidc",
        "address": ADDRESS,
        "oidc_issuer": issuer,
        "oidc_client": "atlas",
        "oidc_secret": "secret",
    }
    return create_app(Settings(home=home, **(given | more))).server


def _begin(client: FlaskClient, wanted: str = "/") -> str:
    """Where the provider asks who somebody is."""
    answer = client.get(f"/sign-in?next={quote(wanted)}")
    assert answer.status_code == 302
    return answer.headers["Location"]


def _agree(asked: str, sub: str) -> str:
    """Where the provider sends the browser of somebody who signed in there."""
    answer = requests.post(asked, data={"sub": sub}, allow_redirects=False, timeout=10)
    assert answer.status_code == 302
    return answer.headers["Location"]


def _sign_in(client: FlaskClient, sub: str, wanted: str = "/") -> Any:
    back = _agree(_begin(client, wanted), sub)
    assert back.startswith(f"{ADDRESS}/sign-in/done?")
    return client.get(back.removeprefix(ADDRESS))


def test_a_page_leads_to_the_sign_in_and_back(home: Path, issuer: str) -> None:
    client = _app(home, issuer).test_client()
    wanted = "/regions?province=420000&lang=en"
    answer = client.get(wanted, headers=PAGE)
    assert answer.status_code == 302
    asked = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert asked["next"] == [wanted]
    provider = parse_qs(urlsplit(_begin(client, wanted)).query)
    assert provider["code_challenge_method"] == ["S256"]
    assert provider["redirect_uri"] == [f"{ADDRESS}/sign-in/done"]
    assert {"state", "nonce", "code_challenge"} <= set(provider)
    signed = _sign_in(client, "zhang", wanted)
    assert (signed.status_code, signed.headers["Location"]) == (302, wanted)
    assert client.get(wanted, headers=PAGE).status_code == 200
    assert client.get("/export/enterprises.csv").status_code == 200


def test_a_script_is_told_and_not_led(home: Path, issuer: str) -> None:
    client = _app(home, issuer).test_client()
    for path in ("/cards/province_map", "/api/v1/facets", "/embed/province_map"):
        answer = client.get(path, headers=PAGE | {"Sec-Fetch-Dest": "empty"})
        assert answer.status_code == 401
        assert "请先登录" in answer.get_data(as_text=True)
    assert client.get("/embed/province_map", headers=PAGE).status_code == 401


def test_groups_of_the_provider_decide_role_and_rows(home: Path, issuer: str) -> None:
    client = _app(home, issuer).test_client()
    _sign_in(client, "li")
    rows = client.get("/api/v1/enterprises?lang=en&limit=300").get_json()["data"]
    assert {row["province_code"] for row in rows} == {"420000"}
    assert client.get("/import/home").status_code == 403


def test_somebody_without_a_role_gets_nothing(home: Path, issuer: str) -> None:
    client = _app(home, issuer).test_client()
    assert _sign_in(client, "zhao").status_code == 302
    answer = client.get("/", headers=PAGE)
    assert answer.status_code == 403
    assert "没有被授予任何角色" in answer.get_data(as_text=True)


def test_an_address_that_nobody_vouches_for_opens_nothing(home: Path, issuer: str) -> None:
    client = _app(home, issuer).test_client()
    answer = _sign_in(client, "wang")
    assert answer.status_code == 403
    assert "没有确认您的电子邮箱" in answer.get_data(as_text=True)
    assert client.get("/", headers=PAGE).status_code == 302


def test_signing_out_ends_the_session_for_every_copy_of_the_cookie(home: Path, issuer: str) -> None:
    app = _app(home, issuer)
    client, thief = app.test_client(), app.test_client()
    _sign_in(client, "zhang")
    cookie = client.get_cookie("srdi")
    assert cookie is not None
    thief.set_cookie("srdi", cookie.value)
    assert thief.get("/cards/province_map").status_code == 200
    foreign = client.post("/sign-out", headers={"Origin": "https://example.org"})
    assert foreign.status_code == 403
    assert thief.get("/cards/province_map").status_code == 200
    answer = client.post("/sign-out")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/signed-out")
    assert client.get("/cards/province_map").status_code == 401
    assert thief.get("/cards/province_map").status_code == 401
    page = client.get("/signed-out")
    assert page.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert f"{issuer}/oauth2/end_session?client_id=atlas" in page.get_data(as_text=True)


def test_signing_in_anew_ends_the_session_before(home: Path, issuer: str) -> None:
    """ASVS 7.2.4; to be led to the sign-in alone, as by a link of another site, ends nothing."""
    app = _app(home, issuer)
    client, thief = app.test_client(), app.test_client()
    _sign_in(client, "zhang")
    cookie = client.get_cookie("srdi")
    assert cookie is not None
    thief.set_cookie("srdi", cookie.value)
    _begin(client)
    assert client.get("/cards/province_map").status_code == 200
    _sign_in(client, "li")
    assert thief.get("/cards/province_map").status_code == 401
    assert client.get("/cards/province_map").status_code == 200


def test_an_ended_session_opens_nothing(
    home: Path, issuer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = _app(home, issuer, session_hours=1).test_client()
    _sign_in(client, "zhang")
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 3_601)
    assert client.get("/cards/province_map").status_code == 401


def test_answers_of_others_are_refused(home: Path, issuer: str) -> None:
    """A state that was not given out, a code of somebody else's sign-in, one used twice, a no."""
    app = _app(home, issuer)
    client, other = app.test_client(), app.test_client()
    mine = _agree(_begin(client), "zhang").removeprefix(ADDRESS)
    assert other.get(mine).status_code == 403
    theirs = parse_qs(urlsplit(_agree(_begin(other), "zhao")).query)
    mixed = (
        f"/sign-in/done?code={theirs['code'][0]}&state={parse_qs(urlsplit(mine).query)['state'][0]}"
    )
    assert client.get(mixed).status_code == 403
    assert client.get("/", headers=PAGE).status_code == 302
    again = _agree(_begin(client), "zhang").removeprefix(ADDRESS)
    assert client.get(again).status_code == 302
    assert client.get(again).status_code == 403
    refused = "/sign-in/done?error=access_denied&error_description=%3Cscript%3E"
    answer = client.get(refused)
    assert answer.status_code == 403
    assert "<script>" not in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "wanted",
    ["https://example.org/", "//example.org/", "//[", "/\\example.org", "javascript:x", "x", ""],
)
def test_nobody_is_led_elsewhere(home: Path, issuer: str, wanted: str) -> None:
    client = _app(home, issuer).test_client()
    assert _sign_in(client, "zhang", wanted).headers["Location"] == "/"


def test_a_provider_that_is_silent_is_said(home: Path) -> None:
    client = _app(home, "http://127.0.0.1:9").test_client()
    answer = client.get("/sign-in")
    assert answer.status_code == 503
    assert "登录服务没有应答" in answer.get_data(as_text=True)
    assert client.get("/healthz").status_code == 200


def test_the_cookie_is_no_scripts_and_no_other_sites(home: Path, issuer: str) -> None:
    secure = _app(home, issuer, address="https://atlas.example.org").test_client()
    answer = secure.get("/sign-in", base_url="https://atlas.example.org")
    [(name, cookie)] = SimpleCookie(answer.headers["Set-Cookie"]).items()
    assert name == "__Host-srdi"
    assert cookie["secure"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == "/"
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert (
        "Strict-Transport-Security" not in _app(home, issuer).test_client().get("/healthz").headers
    )


def test_sign_ins_stand_in_the_log(home: Path, issuer: str) -> None:
    client = _app(home, issuer).test_client()
    _sign_in(client, "wang")
    _sign_in(client, "zhang")
    client.post("/sign-out")
    lines = [
        json.loads(line)
        for line in (home / "audit" / "audit.jsonl").read_text("utf-8").splitlines()
    ]
    assert [(it["event"], it.get("who")) for it in lines] == [
        ("sign-in failed", None),
        ("refused", None),
        ("sign-in", "zhang@example.org"),
        ("sign-out", "zhang@example.org"),
    ]


def test_a_provider_of_another_name_signs_nobody_in(home: Path, issuer: str) -> None:
    client = _app(home, f"{issuer}/.").test_client()
    assert client.get("/sign-in").status_code == 503
