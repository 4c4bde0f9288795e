"""Schemathesis over the OpenAPI document: what it allows is answered, never with 500."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.core.result import Ok

from app import create_app
from components.http.parts import PARTS
from data_layer import demo
from data_layer.registry.settings import Settings
from data_layer.registry.store import Store
from tests.drawing import examples

EXAMPLES = 5
"""Cases drawn of each address; the exhibits share one of these lists."""
ALIKE = ("/exhibits/province_map", "/exhibits/clusters", "/exhibits/insured_bands")


@pytest.fixture(scope="module")
def operations(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """Every operation of the document, of the exhibits some."""
    home = tmp_path_factory.mktemp("schema")
    Store(home).add(demo.build(rows=400, seed=7), demonstration=True, source="seed 7")
    server = create_app(Settings(home=home)).server
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", server)
    found = [it.ok() for it in schema.get_all_operations() if isinstance(it, Ok)]
    return [it for it in found if it.path in ALIKE or not it.path.startswith("/exhibits/")]


def test_cards_and_data_are_among_them(operations: list[Any]) -> None:
    paths = {it.path for it in operations}
    beside = {f"/{it}/{{exhibit}}" for it in ("cards", "receipts", "manifests")}
    assert beside | {f"/parts/{it}" for it in PARTS} | set(ALIKE) <= paths


def test_what_the_document_allows_is_answered(operations: list[Any]) -> None:
    for operation in operations:

        @given(operation.as_strategy())
        @settings(
            max_examples=examples(EXAMPLES),
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        def asked(case: Any) -> None:
            answer = case.call()
            assert answer.status_code < 500, (case.path, case.query)
            case.validate_response(answer, checks=[schemathesis.checks.not_a_server_error])

        asked()
