"""Queues for work that takes seconds: who is let in, who waits, who comes again. By hand."""

import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pytest

from app import create_app
from components.travel.turns import BusyError, Turns
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
