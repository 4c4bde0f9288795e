"""A card that nobody asked for yet costs at most so many calls of our own functions.

Calls, not milliseconds: they are the same on a busy machine. Measured with a filter, which no
stored answer serves, after two others, which fill what is computed once a process.
"""

import sys
from pathlib import Path
from types import FrameType

import pytest
from flask.testing import FlaskClient

from app import create_app
from components.contract.catalogue import exhibits
from data_layer.registry.settings import Settings

MOST = 900
ROOT = Path(__file__).parents[2]
OWN = tuple(f"{ROOT / layer}/" for layer in ("components", "data_layer", "pages"))


@pytest.fixture(scope="module")
def client(demo_home: Path) -> FlaskClient:
    """A client of a process that has answered every card once."""
    client = create_app(Settings(home=demo_home)).server.test_client()
    for id in exhibits():
        client.get(f"/cards/{id}?province=320000")
    return client


@pytest.mark.parametrize("id", exhibits())
def test_a_card_makes_at_most_900_calls(client: FlaskClient, id: str) -> None:
    assert client.get(f"/cards/{id}?province=330000").status_code == 200
    calls = 0

    def count(frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call" and frame.f_code.co_filename.startswith(OWN)

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        answer = client.get(f"/cards/{id}?province=440000")
    finally:
        sys.setprofile(before)
    assert answer.status_code == 200
    assert 0 < calls < MOST, calls
