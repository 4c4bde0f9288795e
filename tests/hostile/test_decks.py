"""Decks and pictures that are brought to be checked, made to cost or to break.

Every one is refused, or answered, within what one file may cost: no error, and no part of it read
more than once.
"""

import base64
import io
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

import orjson
import pytest
from flask.testing import FlaskClient

from app import create_app
from components.receipts import manifest as manifests
from components.receipts.manifest import MOST_MANIFESTS, found_in
from components.travel.briefing import tags
from data_layer.registry.settings import Settings

# As decks of November 2026 hold it.
VIEW = {
    "exhibit": "province_ranking",
    "query": "",
    "version": "0" * 12,
    "lang": "zh",
    "code": "x",
    "n": 1,
    "values": [["computed", ["420000"], "enterprises", 1]],
    "title": "",
    "comment": "",
    "said": [],
}


def _manifest(**other: object) -> str:
    packed = zlib.compress(orjson.dumps(VIEW | other))
    return f"srdi1:{base64.urlsafe_b64encode(packed).decode().rstrip('=')}~"


def _deck(tagged: Mapping[str, str], slides: int = 1, times: int = 1) -> bytes:
    """Slides that each say, so many times, that every part of tags is theirs."""
    buffer = io.BytesIO()
    names = "".join(f'<Relationship Target="../tags/{it}.xml"/>' for it in tagged) * times
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as deck:
        for n in range(1, slides + 1):
            deck.writestr(f"ppt/slides/slide{n}.xml", "<a:t>1</a:t>")
            deck.writestr(f"ppt/slides/_rels/slide{n}.xml.rels", names)
        for name, words in tagged.items():
            deck.writestr(f"ppt/tags/{name}.xml", words)
    return buffer.getvalue()


def _damaged() -> bytes:
    raw = bytearray(_deck({"tag1": _manifest() * 50}))
    for at in range(120, 170):
        raw[at] ^= 0xFF
    return bytes(raw)


WHOLE = _deck({"tag1": _manifest()})
HOSTILE = {
    "unpacks to much": _deck({f"tag{n}": " " * 40_000_000 for n in range(6)}),
    "more views than a file may carry": _deck(
        {f"tag{n}": _manifest(title=str(n)) for n in range(MOST_MANIFESTS + 1)}
    ),
    "views of many slides": _deck({"tag1": _manifest()}, slides=MOST_MANIFESTS + 1),
    "damaged within": _damaged(),
    "cut off": WHOLE[:-30],
    "no such part": _deck({}).replace(b"slide1.xml", b"slide9.xml", 1),
}
ODD = {
    "a row of lists": _manifest(values=[["computed", [["a"]], "enterprises", 1]]),
    "a row of mappings": _manifest(values=[["computed", [{}], "enterprises", 1]]),
    "a value of words": _manifest(values=[["computed", ["420000"], "enterprises", "1"]]),
    "a value that is none": _manifest(values=[["computed", ["420000"], "enterprises", None]]),
    "a source of its own": _manifest(values=[[{}, ["420000"], "enterprises", 1]]),
    "no list": _manifest(values=7),
    "a query as a list": _manifest(query=[]),
    "a query that means nothing": _manifest(query="province=x&y=z"),
    "an exhibit by path": _manifest(exhibit="../../etc/passwd"),
    "a version by path": _manifest(version="../..", values=[["computed", ["x"], "y", 2]]),
    "markup": _manifest(title="<script>alert(1)</script>", comment="<img src=x onerror=a()>"),
    "a formula": _manifest(title="=cmd|' /C calc'!A0"),
    "a bomb": _manifest(title="x" * (manifests.LONGEST + 1)),
    "no JSON": "srdi1:eJwDAAAAAAE~",
}


@pytest.fixture(scope="module")
def client(demo_home: Path) -> FlaskClient:
    # Without a limit for one client: all of them come from one.
    return create_app(Settings(home=demo_home, pictures_per_minute=0)).server.test_client()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_deck_is_refused(client: FlaskClient, name: str) -> None:
    for step in ("check", "refresh"):
        assert client.post(f"/briefing/{step}", data=HOSTILE[name]).status_code == 400


@pytest.mark.parametrize("name", ODD)
def test_an_odd_manifest_is_read_or_passed_over(client: FlaskClient, name: str) -> None:
    for body in (_deck({"tag1": ODD[name]}), ODD[name].encode()):
        answer = client.post("/briefing/check", data=body)
        assert answer.status_code == 200
        assert b"<script" not in answer.data
        assert client.post("/briefing/refresh", data=body).status_code in (200, 400)


def test_a_part_is_read_once_however_often_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[bytes] = []

    def counted(raw: bytes) -> list[manifests.Manifest]:
        read.append(raw)
        return found_in(raw)

    monkeypatch.setattr(tags, "found_in", counted)
    slides = tags.slides_of(_deck({"tag1": _manifest()}, slides=50, times=1_000))
    assert len(slides) == 50
    assert len(read) == 1


def test_a_file_carries_so_many_views() -> None:
    raw = "".join(_manifest(title=str(n)) for n in range(MOST_MANIFESTS + 9)).encode()
    assert len(found_in(raw)) == MOST_MANIFESTS


def test_streams_without_an_end_are_read_once(client: FlaskClient) -> None:
    """Read anew from each beginning, this file of 4 MB would take hours."""
    body = b"%PDF-1.7\n" + b"stream\n" * 600_000
    answer = client.post("/briefing/check", data=body)
    assert answer.status_code == 200
    assert answer.get_json()["parts"][0]["views"] == []
