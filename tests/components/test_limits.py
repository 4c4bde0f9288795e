"""Limits of one client on files and pictures: 429 with Retry-After, others are answered."""

import time
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from components.travel.chromium import Studio
from data_layer.registry.settings import Settings

FILE = "/export/province_map.csv"


@pytest.fixture
def client(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    monkeypatch.setattr(Studio, "picture", lambda *_, **__: b"drawn")
    given = Settings(
        home=demo_home,
        exports_per_minute=5,
        pictures_per_minute=2,
        proxy_from=("127.0.0.1/32",),
    )
    return create_app(given).server.test_client()


def _asked(client: FlaskClient, path: str, times: int, address: str = "192.0.2.1") -> list[int]:
    headers = {"X-Forwarded-For": address}
    return [client.get(path, headers=headers).status_code for _ in range(times)]


def test_the_next_file_is_refused_until_later(client: FlaskClient) -> None:
    assert _asked(client, FILE, 6) == [200] * 5 + [429]
    refused = client.get("/export/enterprises.csv", headers={"X-Forwarded-For": "192.0.2.1"})
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert "一分钟内的下载次数已满" in refused.get_data(as_text=True)
    assert _asked(client, "/api/v1/enterprises?limit=1", 1) == [429]


def test_others_and_other_things_are_answered(client: FlaskClient) -> None:
    _asked(client, FILE, 6)
    assert _asked(client, FILE, 1, "192.0.2.2") == [200]
    assert _asked(client, "/cards/province_map", 20) == [200] * 20
    assert _asked(client, "/api/v1/facets", 10) == [200] * 10


def test_pictures_have_their_own_limit(client: FlaskClient) -> None:
    assert _asked(client, "/export/province_map.png", 3) == [200, 200, 429]
    assert _asked(client, "/export/clusters.pdf", 1) == [429]
    assert _asked(client, FILE, 1) == [200]


def test_pieces_of_a_file_are_not_files(client: FlaskClient) -> None:
    headers = {"X-Forwarded-For": "192.0.2.1", "Range": "bytes=0-9"}
    codes = [client.get(FILE, headers=headers).status_code for _ in range(101)]
    assert codes == [206] * 100 + [429]


def test_an_address_that_nobody_vouches_for_is_not_believed(demo_home: Path) -> None:
    client = create_app(Settings(home=demo_home, exports_per_minute=2)).server.test_client()
    codes = [_asked(client, FILE, 1, f"192.0.2.{n}")[0] for n in range(3)]
    assert codes == [200, 200, 429]


def test_a_clock_that_is_set_back_closes_nothing(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files of a day that has not come yet are no files of the last minute."""
    assert _asked(client, FILE, 6) == [200] * 5 + [429]
    now = time.time
    monkeypatch.setattr(time, "time", lambda: now() - 86_400)
    assert _asked(client, FILE, 6) == [200] * 5 + [429]
