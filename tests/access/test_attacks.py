"""Ways around the door that were tried by hand, each refused: spelt headers, names that lead here,
tokens that are none, paths with line ends, another Host in what leaves."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from components.http.edge import Message, Patience, edge
from data_layer import demo
from data_layer.registry.settings import Settings
from tests.access.homes import GROUPS, HEADER, behind_proxy, named, whole
from tests.conftest import DEMO_SEED

PEOPLE = """
[[people]]
groups = ["admins"]
role = "admin"
[[people]]
who = ["li"]
role = "viewer"
rows = "province=420000"
[[people]]
who = ["anybody", "*"]
role = "viewer"
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    whole(home, demo.build(rows=300, seed=DEMO_SEED))
    return home


@pytest.fixture(scope="module")
def client(home: Path) -> FlaskClient:
    return behind_proxy(home, PEOPLE)


def _over_asgi(client: FlaskClient, path: str, headers: list[tuple[bytes, bytes]]) -> int:
    """The status of an answer that comes by the way of the server: edge.py."""
    app = edge(client.application.wsgi_app, lambda _: Patience(), once=(HEADER, GROUPS, None))
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope: dict[str, Any] = {
        "type": "http",
        "method": "GET",
        "path": path,
        "http_version": "1.1",
        "query_string": b"",
        "headers": [(b"host", b"localhost"), *headers],
        "server": ("127.0.0.1", 80),
        "client": ("127.0.0.1", 5),
    }

    async def asked() -> None:
        await app(scope, receive, send)

    asyncio.run(asked())
    return sent[0]["status"]


def test_a_header_spelt_with_underscores_is_not_the_proxys(client: FlaskClient) -> None:
    """WSGI spells X_Remote_Groups and X-Remote-Groups alike."""
    who, groups = HEADER.encode(), GROUPS.encode()
    spelt = groups.replace(b"-", b"_")
    for path, wanted in (("/import/home", 403), ("/cards/province_map", 200)):
        given = [(who, b"li"), (spelt, b"admins")]
        assert _over_asgi(client, path, given) == wanted
    assert _over_asgi(client, "/import/home", [(who, b"li"), (groups, b"admins")]) == 200
    assert _over_asgi(client, "/", [(who.replace(b"-", b"_"), b"li")]) == 401


def test_two_names_are_nobody(client: FlaskClient) -> None:
    """A proxy that adds its header to the visitor's own: whoever signs in sees all, li does not.

    Joined by a comma they are neither; the entry for everybody would fit them.
    """
    who, groups = HEADER.lower().encode(), GROUPS.lower().encode()
    path = "/cards/province_map"
    assert _over_asgi(client, path, [(who, b"anybody")]) == 200
    for given in ([(who, b"x"), (who, b"li")], [(who, b"li"), (groups, b"admins"), (groups, b"")]):
        assert _over_asgi(client, path, given) == 400
    for joined in ("x, li", "x,li", "li,", ",li"):
        assert client.get(path, headers=named(joined)).status_code == 401
        assert client.get("/", headers=named(joined, "admins")).status_code == 401


@pytest.mark.parametrize("token", ["token=", "token", "token=&token=", "token=a", "%74oken=x"])
def test_a_token_that_is_none_opens_no_card(client: FlaskClient, token: str) -> None:
    answer = client.get(f"/cards/province_map?{token}")
    assert answer.status_code in (401, 403)
    assert "figure" not in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "path",
    [
        "/export/enterprises.csv%0A",
        "/export/enterprises%0A.csv",
        "/export/candidates.png.csv",
        "/export/candidates.csv%0A.png",
        "/export//enterprises.csv",
        "/export/enterprises.csv/",
        "/api/v1/exhibits/candidates%0A",
        "/api/v1/enterprises%0A",
        "/assets/../export/enterprises.csv",
        "/assets/%2e%2e/export/enterprises.csv",
        "/sign/province_map%0A",
        "/import/home%0A",
        "/import/versions%0A",
        "/metrics%0A",
    ],
)
def test_no_spelling_of_a_path_goes_round_a_right(client: FlaskClient, path: str) -> None:
    for headers in ({}, named("li")):
        assert client.get(path, headers=headers).status_code in (401, 403, 404)


def test_a_name_that_was_made_to_lead_here_reads_nothing(home: Path) -> None:
    """DNS rebinding: the browser takes the atlas for a page of the other site."""
    client = create_app(Settings(home=home)).server.test_client()
    for host in ("evil.example", "evil.example:8050", "127.0.0.1.evil.example"):
        answer = client.get("/cards/province_map", headers={"Host": host})
        assert answer.status_code in (400, 421), host
    for host in ("localhost", "127.0.0.1:8050", "[::1]:8050"):
        assert client.get("/cards/province_map", headers={"Host": host}).status_code == 200
    named_so = Settings(home=home, address="https://atlas.example.org")
    own = create_app(named_so).server.test_client()
    assert own.get("/", headers={"Host": "atlas.example.org"}).status_code == 200
    assert own.get("/", headers={"Host": "evil.example"}).status_code == 421


def test_what_leaves_links_to_the_address_that_is_set(home: Path) -> None:
    settings = Settings(home=home, address="https://atlas.example.org")
    client = create_app(settings).server.test_client()
    assert b"https://atlas.example.org/feeds" in client.get("/feeds/changes.atom").data
    assert b"localhost" not in client.get("/feeds/changes.atom").data


def test_a_deck_made_anew_stands_in_the_log_and_counts(home: Path) -> None:
    client = behind_proxy(home, PEOPLE, pictures_per_minute=2)
    items = json.dumps([{"exhibit": "province_ranking"}])
    deck = client.post("/briefing.pptx", data={"items": items}, headers=named("li")).data
    assert client.post("/briefing/refresh", data=deck, headers=named("li")).status_code == 200
    assert client.post("/briefing/check", data=deck, headers=named("li")).status_code == 429
    lines = (home / "audit" / "audit.jsonl").read_text("utf-8").splitlines()[-3:]
    assert [json.loads(it)["event"] for it in lines] == ["export", "export", "refused"]
