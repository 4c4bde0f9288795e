"""Behind a trusted proxy: who is admitted, what each role may, what is offered, what is logged."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from data_layer import demo
from data_layer.registry.settings import Settings, SettingsError
from data_layer.registry.store import Store
from tests.access.homes import behind_proxy, named
from tests.conftest import DEMO_SEED

PEOPLE = "".join(
    f'[[people]]\nwho = ["{role}"]\nrole = "{role}"\n'
    for role in ("viewer", "analyst", "publisher", "admin")
)
FORBIDDEN = {
    "/export/enterprises.csv": {"viewer", "publisher"},
    "/export/enterprises.parquet": {"viewer", "publisher"},
    "/export/candidates.csv": {"viewer", "publisher"},
    "/export/version_changes.csv": {"viewer", "publisher"},
    "/export/moves.csv": {"viewer", "publisher"},
    "/api/v1/enterprises?limit=1": {"viewer", "publisher"},
    "/api/v1/exhibits/candidates": {"viewer", "publisher"},
    "/sign/province_map": {"viewer", "analyst"},
    "/import/home": {"viewer", "analyst", "publisher"},
    "/metrics": {"viewer", "analyst", "publisher"},
    "/": set(),
    "/cards/candidates": set(),
    "/cards/province_map": set(),
    "/export/province_map.csv": set(),
    "/api/v1/facets": set(),
    "/import/versions": set(),
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    rows = demo.build(rows=600, seed=DEMO_SEED)
    Store(home).add(rows, demonstration=True, source="seed")
    Store(home).add(rows.head(500), demonstration=True, source="seed")
    return home


@pytest.fixture(scope="module")
def client(home: Path) -> FlaskClient:
    return behind_proxy(home, PEOPLE, proxy_sign_out="https://login.example.org/out")


@pytest.mark.parametrize("path", FORBIDDEN)
@pytest.mark.parametrize("role", ["viewer", "analyst", "publisher", "admin"])
def test_what_a_role_may(client: FlaskClient, path: str, role: str) -> None:
    answer = client.get(path, headers=named(role))
    assert answer.status_code == (403 if role in FORBIDDEN[path] else 200)
    if answer.status_code == 403:
        assert "您的角色不能" in answer.get_data(as_text=True)
        english = client.get(f"{path}{'&' if '?' in path else '?'}lang=en", headers=named(role))
        assert english.get_data(as_text=True).startswith("Your role does not")


@pytest.mark.parametrize("path", FORBIDDEN)
def test_nobody_else_is_let_in(client: FlaskClient, home: Path, path: str) -> None:
    for headers, status in (({}, 401), (named("stranger"), 403), (named(" "), 401)):
        assert client.get(path, headers=headers).status_code == status
    far = {"REMOTE_ADDR": "10.1.2.3"}
    assert client.get(path, headers=named("admin"), environ_base=far).status_code == 401


def test_off_is_off(home: Path) -> None:
    client = create_app(Settings(home=home)).server.test_client()
    assert client.get("/export/enterprises.csv").status_code == 200
    assert client.get("/cards/province_map").headers["Cache-Control"] == "no-cache"
    assert client.get("/cards/province_map").headers["Vary"] == "Accept-Encoding"


def test_health_and_files_are_open_and_say_nothing(client: FlaskClient) -> None:
    assert client.get("/healthz").status_code == 200
    assert client.get("/assets/90-atlas.css").status_code == 200
    assert "private" not in client.get("/assets/90-atlas.css").headers["Cache-Control"]


def test_answers_are_kept_by_nobody_else(client: FlaskClient) -> None:
    for path in ("/", "/cards/province_map", "/export/enterprises.csv", "/api/v1/facets"):
        answer = client.get(path, headers=named("admin"))
        assert answer.headers["Cache-Control"] in ("private, no-cache", "no-store")
        assert "X-Remote-User" in answer.headers["Vary"]


def test_what_changes_something_comes_from_a_page_of_this_server(client: FlaskClient) -> None:
    version = client.get("/cards/province_map", headers=named("admin")).headers["X-Data-Version"]
    path = f"/import/version/{version}/label"
    foreign = named("admin", **{"Sec-Fetch-Site": "cross-site"})
    assert client.post(path, headers=foreign, data={"name": "x"}).status_code == 403
    assert client.post(path, headers=named("admin"), data={"name": "x"}).status_code == 200
    assert client.post(path, headers=named("analyst"), data={"name": "y"}).status_code == 403


def _shell(client: FlaskClient, role: str, lang: str) -> str:
    body = {
        "output": "..top.children...colophon.children..",
        "outputs": [
            {"id": "top", "property": "children"},
            {"id": "colophon", "property": "children"},
        ],
        "inputs": [{"id": "locale", "property": "data", "value": {"lang": lang, "theme": "light"}}],
        "state": [
            {"id": "url", "property": "pathname", "value": "/"},
            {"id": "url", "property": "search", "value": ""},
        ],
        "changedPropIds": ["locale.data"],
    }
    answer = client.post("/_dash-update-component", json=body, headers=named(role))
    assert answer.status_code == 200
    return json.dumps(answer.get_json(), ensure_ascii=False)


def test_the_bar_says_who_is_signed_in_and_offers_what_they_may(client: FlaskClient) -> None:
    viewer, admin = _shell(client, "viewer", "zh"), _shell(client, "admin", "en")
    assert "已登录：viewer（查看）" in viewer
    assert "Signed in: admin (Admin)" in admin
    assert "https://login.example.org/out" in viewer
    assert "/import" not in viewer
    assert "/import" in admin


def _card(client: FlaskClient, exhibit: str, role: str) -> Mapping[str, Any]:
    return client.get(f"/cards/{exhibit}", headers=named(role)).get_json()


def test_a_card_offers_what_a_role_may(client: FlaskClient) -> None:
    assert "candidates.csv" in _card(client, "candidates", "analyst")["menu"]
    assert "candidates.csv" not in _card(client, "candidates", "viewer")["menu"]
    assert "data-picture" in _card(client, "candidates", "viewer")["menu"]
    assert "province_map.csv" in _card(client, "province_map", "viewer")["menu"]
    assert _card(client, "province_map", "publisher")["share"]["signs"]
    assert not _card(client, "province_map", "analyst")["share"]["signs"]


def test_the_log_says_what_was_done_and_refused(home: Path) -> None:
    client = behind_proxy(home, PEOPLE)
    file = home / "audit" / "audit.jsonl"
    before = len(file.read_text("utf-8").splitlines()) if file.is_file() else 0
    signed = client.get("/sign/province_map", headers=named("publisher")).get_json()["address"]
    client.get("/export/enterprises.csv?q=%E7%B2%BE", headers=named("analyst"))
    client.get("/export/enterprises.csv", headers=named("viewer"))
    client.get(signed)
    client.get("/cards/province_map", headers=named("viewer"))
    client.get("/metrics")
    version = Store(home).current_version()
    client.post(f"/import/version/{version}/label", headers=named("admin"), data={"name": "x"})
    far = named("analyst", **{"X-Forwarded-For": "192.0.2.1, 203.0.113.9"})
    client.get("/export/enterprises.parquet", headers=far)
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()[before:]]
    assert [(it["event"], it.get("who"), it["status"]) for it in lines] == [
        ("sign", "publisher", 200),
        ("export", "analyst", 200),
        ("refused", "viewer", 403),
        ("refused", None, 401),
        ("import", "admin", 200),
        ("export", "analyst", 200),
    ]
    assert lines[1]["query"] == "q=%E7%B2%BE"
    assert lines[1]["address"] == "127.0.0.1"
    assert lines[-1]["address"] == "203.0.113.9"
    token = signed.partition("token=")[2]
    assert token not in file.read_text("utf-8")
    assert len(lines[0]["token"]) == 64


def test_a_monitor_reads_metrics_with_its_password(home: Path) -> None:
    client = behind_proxy(home, PEOPLE, metrics_token="m" * 16)
    for given, status in (("Bearer " + "m" * 16, 200), ("Bearer x", 401), ("", 401)):
        assert client.get("/metrics", headers={"Authorization": given}).status_code == status


def test_a_file_of_roles_that_breaks_lets_nobody_in(home: Path) -> None:
    client = behind_proxy(home, PEOPLE)
    (home / "access.toml").write_text("[[people]", "utf-8")
    assert client.get("/", headers=named("admin")).status_code == 403
    (home / "access.toml").write_text(PEOPLE, "utf-8")
    assert client.get("/", headers=named("admin")).status_code == 200


def test_the_start_refuses_what_cannot_work(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no such file to read"):
        create_app(
            Settings(
                home=tmp_path,
                access="proxy",
                proxy_header="X-Remote-User",
                proxy_from="127.0.0.1",
            )
        )
    with pytest.raises(SettingsError, match="SRDI_PROXY_FROM"):
        create_app(Settings(home=tmp_path, access="proxy", proxy_header="X-Remote-User"))
