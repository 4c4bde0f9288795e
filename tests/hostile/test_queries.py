"""Hostile queries are read or refused by every address, and never echoed as markup."""

import pytest
from flask.testing import FlaskClient

from app import create_app
from data_layer import demo
from data_layer.registry.settings import Settings
from data_layer.registry.store import Store
from tests.hostile.queries import QUERIES

ADDRESSES = (
    *("/regions", "/cards/province_map", "/export/clusters.csv", "/api/v1/enterprises"),
    *("/export/moves.csv", "/parts/changes"),
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """Over two versions, so that they can be compared."""
    home = tmp_path_factory.mktemp("home")
    for seed in (1, 2):
        Store(home).add(demo.build(rows=300, seed=seed), demonstration=True, source=str(seed))
    return create_app(Settings(home=home, exports_per_minute=0)).server.test_client()


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
