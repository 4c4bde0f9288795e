"""An operator's address is told of a switch: a server on this machine takes what is sent."""

import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from queue import Queue
from typing import Any

import pytest

from data_layer.registry.hosts import open_store
from data_layer.registry.settings import SettingsError, read_settings
from data_layer.registry.store import Store
from data_layer.registry.webhook import SIGNATURE, deliver, payload, signature
from tests.components.small import small_registry

SECRET = "sixteen signs ..."
Taken = Queue[tuple[dict[str, str], bytes]]


class Listener(HTTPServer):
    """Answers in turn what it is told to, and keeps what it was sent."""

    answers: list[int]
    taken: Taken


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        server = self.server
        assert isinstance(server, Listener)
        body = self.rfile.read(int(self.headers["Content-Length"]))
        status = server.answers.pop(0) if server.answers else 204
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/elsewhere")
        server.taken.put((dict(self.headers), body))
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing on stderr."""


@pytest.fixture
def listener() -> Iterator[Listener]:
    """A server on a free port of this machine."""
    server = Listener(("127.0.0.1", 0), _Handler)
    server.answers, server.taken = [], Queue()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def address(server: Listener) -> str:
    return f"http://127.0.0.1:{server.server_port}/hook"


def switched(store: Store) -> tuple[str, str]:
    """Two versions: one enterprise rises, one leaves, one enters."""
    one = [{"id": "A", "tier": "provincial"}, {"id": "B", "tier": "national"}]
    two = [{"id": "A", "tier": "national"}, {"id": "C", "tier": "national"}]
    versions = [
        store.add(small_registry(rows), demonstration=False, source="x").version
        for rows in (one, two)
    ]
    return versions[0], versions[1]


def test_a_switch_is_told_and_signed_without_waiting(
    tmp_path: Path, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SRDI_WEBHOOK", address(listener))
    monkeypatch.setenv("SRDI_WEBHOOK_SECRET", SECRET)
    before, after = switched(open_store(read_settings(tmp_path)))
    sent = {json.loads(body)["id"]: (headers, body) for headers, body in _both(listener)}
    assert set(sent) == {f"none-{before}", f"{before}-{after}"}
    headers, body = sent[f"{before}-{after}"]
    moment, given = (part.partition("=")[2] for part in headers[SIGNATURE].split(","))
    expected = hmac.new(SECRET.encode(), f"{moment}.".encode() + body, hashlib.sha256)
    assert given == expected.hexdigest()
    told = json.loads(body)
    assert told["event"] == "version.switched"
    assert told["changes"] == {
        "entered": 1,
        "promoted": 1,
        "demoted": 0,
        "left": 1,
        "corrected": 0,
    }
    assert (told["before"]["version"], told["after"]["enterprises"]) == (before, 2)
    assert json.loads(sent[f"none-{before}"][1])["changes"] is None


def _both(listener: Listener) -> list[tuple[dict[str, str], bytes]]:
    return [listener.taken.get(timeout=60) for _ in range(2)]


def test_the_version_in_use_is_no_switch(tmp_path: Path) -> None:
    told: list[tuple[str | None, str]] = []
    store = Store(tmp_path, switched=lambda before, after: told.append((before, after)))
    before, after = switched(store)
    store.use(after)
    assert told == [(None, before), (before, after)]


@pytest.mark.parametrize(
    ("answers", "taken", "attempts"),
    [
        ([204], True, 1),
        ([500, 200], True, 2),
        ([503, 500, 500], False, 3),
        ([410], False, 1),  # refused for good
        ([302], False, 1),  # no other address is asked
    ],
)
def test_what_fails_is_tried_again_and_what_is_refused_is_not(
    listener: Listener, answers: list[int], taken: bool, attempts: int
) -> None:
    listener.answers = answers
    assert deliver(address(listener), SECRET, {"event": "x"}, waits=(0.0, 0.0)) is taken
    assert listener.taken.qsize() == attempts


def test_nobody_listens(caplog: pytest.LogCaptureFixture) -> None:
    assert not deliver("http://127.0.0.1:9/hook", SECRET, {}, waits=(0.0,))
    assert "given up after 2 attempts" in caplog.text


def test_the_signature_of_a_known_text() -> None:
    # printf '1700000000.{}' | openssl dgst -sha256 -hmac 'sixteen signs ...'
    made = signature(SECRET, 1_700_000_000, b"{}")
    assert made == f"t=1700000000,v1={KNOWN}"


KNOWN = "169ac21b902ecc8fcc77a212da014135c880814351828679e63f3822f83c4d8a"


def test_links_lead_to_the_atlas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SRDI_ADDRESS", "https://atlas.example.org")
    store = Store(tmp_path)
    before, after = switched(store)
    links = payload(store, before, after, read_settings(tmp_path))["links"]
    pair = f"versions.a={before}&versions.b={after}"
    assert links["changes"] == f"https://atlas.example.org/export/moves.csv?{pair}"


def test_where_access_is_on_no_number_of_rows_is_sent(
    tmp_path: Path, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever reads the address may be somebody of whom a row rule hides all but one province."""
    on = {"ACCESS": "proxy", "PROXY_HEADER": "X-Remote-User", "PROXY_FROM": "127.0.0.1"}
    given = on | {"WEBHOOK": address(listener), "WEBHOOK_SECRET": SECRET}
    for name, value in given.items():
        monkeypatch.setenv(f"SRDI_{name}", value)
    before, after = switched(open_store(read_settings(tmp_path)))
    sent = [json.loads(body) for _, body in _both(listener)]
    told = next(it for it in sent if it["id"] == f"{before}-{after}")
    assert (told["before"]["version"], told["after"]["version"]) == (before, after)
    assert told["links"]["page"].endswith("lifecycle")
    assert not [it for it in _numbers(sent) if not isinstance(it, bool)]


def _numbers(told: Any) -> list[float]:
    """Every number of a payload, however deep."""
    if isinstance(told, dict | list):
        parts = told.values() if isinstance(told, dict) else told
        return [number for part in parts for number in _numbers(part)]
    return [told] if isinstance(told, int | float) else []


@pytest.mark.parametrize(
    ("url", "secret"),
    [
        ("http://example.org/hook", SECRET),
        ("ftp://127.0.0.1/x", SECRET),
        ("https://user:word@example.org/", SECRET),
        ("https://example.org/hook", None),
        ("https://example.org/hook", "short"),
    ],
)
def test_what_is_neither_https_nor_this_machine_or_unsigned_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str, secret: str | None
) -> None:
    monkeypatch.setenv("SRDI_WEBHOOK", url)
    if secret is not None:
        monkeypatch.setenv("SRDI_WEBHOOK_SECRET", secret)
    with pytest.raises(SettingsError, match="SRDI_WEBHOOK") as refused:
        read_settings(tmp_path)
    assert "word" not in str(refused.value)
