"""What changed between two versions: on a place's page, as a file and as a feed."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from app import create_app
from data_layer.registry.settings import Settings
from tests.data_layer.test_moves import AFTER, BEFORE, opened

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    opened(tmp_path, BEFORE, AFTER)
    return create_app(Settings(home=tmp_path)).server.test_client()


def test_a_place_tells_of_its_own_changes(client: FlaskClient) -> None:
    said = client.get("/parts/subject?path=/place/330000&lang=en").get_data(as_text=True)
    assert "1 entered." in said
    assert "Entered: 1 enterprise" in said
    assert 'href="/enterprise/H"' in said
    assert 'href="/feeds/changes.atom?province=330000&amp;lang=en"' in said
    gone = client.get("/parts/subject?path=/place/440000").get_data(as_text=True)
    assert "没有变化。" in gone


def test_one_version_has_nothing_to_compare(tmp_path: Path) -> None:
    opened(tmp_path, BEFORE)
    client = create_app(Settings(home=tmp_path)).server.test_client()
    assert "只有一个数据版本" in client.get("/parts/subject").get_data(as_text=True)
    assert client.get("/export/moves.csv").status_code == 404


def test_the_file_holds_every_change(client: FlaskClient) -> None:
    lines = client.get("/export/moves.csv?lang=en").get_data(as_text=True).lstrip("\ufeff")
    rows = [line.split(",")[:5] for line in lines.splitlines()]
    assert rows[0] == ["change", "id", "name", "tier_before", "tier_after"]
    assert rows[1:3] == [
        ["entered", "H", "H", "", "provincial"],
        ["promoted", "B", "B", "provincial", "national"],
    ]
    assert len(rows) == 8
    part = client.get("/export/moves.csv?lang=en&province=320000").get_data(as_text=True)
    assert [line.split(",")[1] for line in part.splitlines()[1:]] == ["A"]


@pytest.mark.parametrize("search", ["tier=national", "colour=red", "versions.a=000000000000"])
def test_what_the_file_cannot_mean_is_refused(client: FlaskClient, search: str) -> None:
    assert client.get(f"/export/moves.csv?{search}").status_code == 400


def test_the_feed_has_an_entry_for_a_version(client: FlaskClient) -> None:
    answer = client.get("/feeds/changes.atom?lang=en")
    assert answer.mimetype == "application/atom+xml"
    feed = ElementTree.fromstring(answer.get_data())
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 1
    title = entries[0].findtext(f"{ATOM}title") or ""
    assert title.endswith(": 1 entered, 2 promoted, 1 demoted, 1 left, 2 corrected")
    for name in ("id", "updated", "title"):
        assert feed.findtext(f"{ATOM}{name}")
        assert entries[0].findtext(f"{ATOM}{name}")
    assert client.get("/feeds/changes.atom?tier=national").status_code == 400
