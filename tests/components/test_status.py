"""What is said of an address that holds what is not known."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from data_layer.settings import Settings


@pytest.fixture(scope="module")
def client(demo_home: Path) -> FlaskClient:
    return create_app(Settings(home=demo_home)).server.test_client()


def _said(client: FlaskClient, search: str, before: Any) -> tuple[str, Any]:
    update = {
        "output": "..status.children...problems.data..",
        "outputs": [
            {"id": "status", "property": "children"},
            {"id": "problems", "property": "data"},
        ],
        "inputs": [
            {"id": "url", "property": "search", "value": search},
            {"id": "url", "property": "pathname", "value": "/regions"},
            {"id": "locale", "property": "data", "value": {"lang": "en", "theme": "light"}},
            {"id": "origins", "property": "data", "value": {}},
        ],
        "state": [{"id": "problems", "property": "data", "value": before}],
        "changedPropIds": ["url.search"],
    }
    answer = client.post("/_dash-update-component", json=update)
    assert answer.status_code == 200
    held = json.loads(answer.data)["response"]
    return json.dumps(held["status"]["children"]).replace("\\", ""), held["problems"]["data"]


def test_what_a_list_drops_stays_said_until_another_selection(client: FlaskClient) -> None:
    """By hand: the address loses tier=king to the list, then is read again and again."""
    said, kept = _said(client, "?colour=red&tier=king&lang=en", None)
    for _ in range(3):
        assert '"colour"' in said
        assert '"king"' in said
        said, kept = _said(client, "?colour=red&lang=en", kept)
    said, kept = _said(client, "?colour=red&province=320000&lang=en", kept)
    assert '"colour"' in said
    assert '"king"' not in said
    said, _ = _said(client, "?province=320000&lang=en", kept)
    assert '"colour"' in said
    said, _ = _said(client, "?province=330000&lang=en", kept)
    assert '"colour"' not in said


@pytest.mark.parametrize("before", ["x", 3, [], {"shown": 1}, {"search": ["?x=1"]}])
def test_a_forged_memory_says_nothing_and_breaks_nothing(client: FlaskClient, before: Any) -> None:
    said, kept = _said(client, "?province=320000", before)
    assert "ignored" not in said
    assert kept["search"] == "?province=320000"
