"""Queues for work that takes seconds: who is let in, who waits, who comes again, and how long one
at work may hold the others up. By hand."""

import contextlib
import json
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import psutil
import pytest
from werkzeug.test import TestResponse

from app import create_app
from components.travel import turns as queues
from components.travel.chromium import SlowError, Studio
from components.travel.turns import BusyError, Turns
from data_layer.enterprises import workbook
from data_layer.registry.settings import Settings


def test_one_at_a_time_a_few_wait_the_next_is_refused() -> None:
    turns, at_work, finish = Turns(waiting=1), threading.Event(), threading.Event()
    together: list[int] = []
    inside = 0

    def work() -> None:
        nonlocal inside
        with turns.turn():
            inside += 1
            together.append(inside)
            at_work.set()
            assert finish.wait(20)
            inside -= 1

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(work)
        assert at_work.wait(20)
        second = pool.submit(work)
        while turns.free():
            time.sleep(0.01)
        with pytest.raises(BusyError), turns.turn():
            pytest.fail("let in beyond the queue")
        finish.set()
        first.result(20)
        second.result(20)
    assert together == [1, 1]


def test_who_waits_for_too_long_is_told_and_leaves_the_place_free() -> None:
    """One at work that does not end keeps nobody for longer than the patience of the queue."""
    turns, began = Turns(waiting=1, patience=0.2), time.monotonic()
    with turns.turn():
        with ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(turns.turn().__enter__)
            with pytest.raises(BusyError):
                waiting.result(20)
        assert 0.2 <= time.monotonic() - began < 10
        assert turns.free(), "who went holds no place"
        with pytest.raises(RuntimeError, match="fails"), Turns().turn():
            raise RuntimeError("fails")
    with turns.turn():  # whoever comes after the one at work is let in
        pass


DECK = f"/briefing.pptx?items={quote(json.dumps([{'exhibit': 'clusters', 'query': ''}]))}"


@pytest.mark.parametrize("path", ["/export/enterprises.xlsx?q=a", DECK])
def test_a_workbook_or_deck_too_many_is_told_when_to_come_again(
    demo_home: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    client = create_app(Settings(home=demo_home)).server.test_client()
    full = Turns(waiting=0)
    for module in ("downloads", "briefing.routes"):
        monkeypatch.setattr(f"components.travel.{module}.documents", lambda: full)
    with full.turn():
        answer = client.get(path)
        assert client.get("/healthz").status_code == 200
        assert client.get("/export/enterprises.csv?q=a").status_code == 200, "quick files go on"
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0


SLOW_DECK = f"/briefing.pptx?items={quote(json.dumps([{'exhibit': 'province_map'}] * 9))}"


def _is_told_to_come_again(answer: TestResponse) -> None:
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert "the file took too long and was given up: come again" in answer.get_data(as_text=True)


def _asleep() -> list[int]:
    """Processes of the sleeper that live on (one that has ended has no line of its own)."""
    found = []
    for child in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.NoSuchProcess):  # a zombie is one, too
            found += [child.pid] * ("3599" in child.cmdline())
    return found


def test_a_workbook_that_is_stuck_is_ended_and_the_next_is_made(
    demo_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process that writes it sleeps for an hour in place of writing."""
    client = create_app(Settings(home=demo_home)).server.test_client()
    asleep = tmp_path / "asleep"
    asleep.write_text("#!/bin/sh\nexec sleep 3599\n", "ascii")
    asleep.chmod(0o755)
    with monkeypatch.context() as stuck:
        stuck.setattr(workbook, "LONGEST", 0.5)
        stuck.setattr(workbook.sys, "executable", str(asleep))
        _is_told_to_come_again(client.get("/export/enterprises.xlsx?q=b"))
    assert sys.executable != str(asleep)
    assert not _asleep()
    assert queues.documents().free()
    assert client.get("/export/enterprises.xlsx?q=b").data.startswith(b"PK")


def test_a_deck_of_slow_pictures_is_given_up_and_the_next_is_made(
    demo_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each of nine maps takes as long as a picture may, and is then a table on its slide."""
    client = create_app(Settings(home=demo_home)).server.test_client()
    drawn: list[float] = []

    def slow(*_: object, **__: object) -> bytes:
        drawn.append(0.3)
        time.sleep(0.3)
        raise SlowError

    monkeypatch.setattr(Studio, "picture", slow)
    with monkeypatch.context() as short:
        short.setattr(queues, "DECK_SECONDS", 0.5)
        _is_told_to_come_again(client.get(SLOW_DECK))
    assert 1 <= len(drawn) <= 2
    assert queues.documents().free()
    deck = client.get(SLOW_DECK).data
    assert deck.startswith(b"PK")
    with monkeypatch.context() as short:
        short.setattr(queues, "DECK_SECONDS", -1.0)
        headers = {"Sec-Fetch-Site": "same-origin"}
        for path in ("/briefing/check", "/briefing/refresh"):
            _is_told_to_come_again(client.post(path, data=deck, headers=headers))
