"""How long ordinary answers take beside twenty heavy ones.

python -m tests.load.beside

Workbooks of enterprises, pictures and decks are asked for at once, again and again for the time
that is set, by clients of their own; meanwhile others open pages and filter cards. Prints what was
made and what was told to come again, and of the ordinary answers the median, the 95th percentile
and the slowest, alone and beside. Fails where an ordinary answer failed or took LONGEST or longer.
"""

import argparse
import os
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count, cycle
from threading import Event
from urllib.parse import quote

import orjson

from tests.bench.history import record
from tests.bench.homes import USUAL
from tests.bench.server import served
from tests.load.pages import PAGES, PROVINCES

LONGEST = 1.0
"""Seconds that an ordinary answer may take."""
ORDINARY = 4
"""Visitors who browse, each with half a second between two answers."""
THINKING = 0.5
PATIENCE, NO_ANSWER = 120, 0
CARDS = tuple(card for cards in PAGES.values() for card in cards)
DECK = quote(orjson.dumps([{"exhibit": it} for it in CARDS[:6]]))
NUMBERS = count(1)
HEAVY: tuple[Callable[[int], str], ...] = (
    *[lambda n: f"/export/enterprises.xlsx?insured={n % 60}..&patents=30.."] * 8,
    *[lambda n: f"/export/{CARDS[n % len(CARDS)]}.png?patents={n % 90}.."] * 6,
    *[lambda n: f"/briefing.pptx?items={DECK}&title={n}"] * 6,
)


def ask(address: str, path: str, client: int) -> tuple[int, float]:
    """Status of an answer, read to its end, and the seconds that it took; NO_ANSWER after PATIENCE
    seconds."""
    headers = {"X-Forwarded-For": f"10.1.{client // 250}.{client % 250 + 1}"}
    began = time.perf_counter()
    try:
        with urllib.request.urlopen(
            urllib.request.Request(address + path, headers=headers), timeout=PATIENCE
        ) as answer:
            answer.read()
            status = answer.status
    except urllib.error.HTTPError as refused:
        refused.read()
        status = refused.code
    except TimeoutError:
        status = NO_ANSWER
    return status, time.perf_counter() - began


def browse(address: str, visitor: int, ended: Event) -> list[tuple[int, float]]:
    """Pages and their cards, under filters that nobody asked for before."""
    answers = []
    for page, cards in cycle(PAGES.items()):
        place = PROVINCES[next(NUMBERS) % len(PROVINCES)]
        query = f"?province={place}&patents={next(NUMBERS) % 300}.."
        for path in (page, *(f"/cards/{card}{query}" for card in cards)):
            if ended.wait(THINKING):
                return answers
            answers.append(ask(address, path, visitor))
    return answers


def burden(address: str, client: int, ended: Event) -> list[int]:
    """One heavy answer after another."""
    made = []
    while not ended.is_set():
        made.append(ask(address, HEAVY[client](next(NUMBERS)), 100 + client)[0])
        ended.wait(1 if made[-1] == 429 else 0)
    return made


def measured(address: str, seconds: float, heavy: int) -> tuple[list[tuple[int, float]], Counter]:
    """Ordinary answers beside so many clients that ask for heavy ones, and what those got."""
    ended = Event()
    with ThreadPoolExecutor(ORDINARY + heavy) as pool:
        visitors = [pool.submit(browse, address, it, ended) for it in range(ORDINARY)]
        burdens = [pool.submit(burden, address, it, ended) for it in range(heavy)]
        time.sleep(seconds)
        ended.set()
        answers = [answer for it in visitors for answer in it.result()]
        made: Counter = Counter(status for it in burdens for status in it.result())
    return answers, made


def told(name: str, answers: list[tuple[int, float]], made: Counter) -> float:
    """Keep what was measured; the slowest answer."""
    times = sorted(took for _, took in answers)
    record(
        "beside",
        name,
        answers=len(answers),
        failures=sum(status != 200 for status, _ in answers),
        median_ms=round(times[len(times) // 2] * 1e3),
        p95_ms=round(times[int(len(times) * 0.95)] * 1e3),
        slowest_ms=round(times[-1] * 1e3),
        made=made[200],
        told_to_come_again=made[429],
    )
    return times[-1]


def main(arguments: list[str]) -> int:
    """Measure alone, then beside."""
    parser = argparse.ArgumentParser(prog="python -m tests.load.beside")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--rows", type=int, default=USUAL)
    chosen = parser.parse_args(arguments)
    os.environ["SRDI_PROXY_FROM"] = "127.0.0.1"
    with served(chosen.rows) as server:
        address = server.address
        told("alone", *measured(address, chosen.seconds / 3, heavy=0))
        answers, made = measured(address, chosen.seconds, heavy=len(HEAVY))
        slowest = told(f"beside {len(HEAVY)} heavy ones", answers, made)
    failed = [status for status, _ in answers if status != 200]
    wrong = {status for status in made if status not in (200, 429)}
    return 1 if failed or wrong or slowest >= LONGEST else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
