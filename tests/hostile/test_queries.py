"""Hostile queries are read or refused by every address, and never echoed as markup."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from data_layer.registry.settings import Settings
from tests.hostile.queries import QUERIES

ADDRESSES = ("/regions", "/cards/province_map", "/export/clusters.csv", "/api/v1/enterprises")


@pytest.fixture(scope="module")
def client(demo_home: Path) -> FlaskClient:
    return create_app(Settings(home=demo_home)).server.test_client()


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_hostile_query_is_read_or_refused(client: FlaskClient, address: str) -> None:
    for query in QUERIES:
        answer = client.get(f"{address}?{query}")
        assert answer.status_code in (200, 400, 404, 414), (address, query[:200])
        body = answer.get_data(as_text=True)
        assert "<script>alert" not in body, query[:200]
        assert "<img src=x" not in body, query[:200]
        assert "Traceback" not in body, query[:200]
        assert not {"Set-Cookie", "X-Injected"} & set(answer.headers.keys()), query[:200]
