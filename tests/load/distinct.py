"""Many filters that nobody asked for before, one after another: is what a server keeps bounded?

python -m tests.load.distinct

3,000 requests, of which 2,000 are cards under a filter of their own; the others are pages, facets,
lists and files. Prints memory, open files and the cache after a sixth, the half and the whole, and
fails where an answer failed, or memory grew by more than MOST_GROWTH from the half to the end.
"""

import os
import sys
from itertools import cycle

from tests.bench.history import record
from tests.bench.homes import USUAL
from tests.bench.server import served
from tests.load.beside import CARDS, ask
from tests.load.pages import PAGES, PROVINCES
from tests.load.watch import Sample, Watch

REQUESTS = 3_000
MOST_GROWTH = 1.10
CLIENTS = 100
"""Addresses from which it is asked in turn, so that no limit of one client is met."""


def addresses() -> list[str]:
    """Of three, two are cards under a filter of their own."""
    cards, pages, places = cycle(CARDS), cycle(PAGES), cycle(PROVINCES)
    asked = []
    for number in range(REQUESTS // 3):
        place, least = next(places), f"patents={number % 50}..&insured={number}.."
        others = (
            next(pages),
            f"/api/v1/facets?{least}",
            f"/api/v1/enterprises?limit=20&{least}",
            f"/export/province_ranking.csv?{least}",
        )
        asked += [f"/cards/{next(cards)}?province={place}&{least}", others[number % len(others)]]
        asked.append(f"/cards/{next(cards)}?{least}")
    return asked


def told(name: str, sample: Sample) -> None:
    """Keep how it stands."""
    record("distinct", name, mb=sample.memory, files=sample.files, cache_mb=sample.cache)


def main() -> int:
    """Ask, and look at the server meanwhile."""
    os.environ["SRDI_PROXY_FROM"] = "127.0.0.1"
    asked = addresses()
    distinct = len({it for it in asked if it.startswith("/cards/")})
    samples: dict[int, Sample] = {}
    with served(USUAL) as server:
        watch, failed = Watch(server.process, server.home), 0
        for number, path in enumerate(asked, 1):
            status, _ = ask(server.address, path, number % CLIENTS)
            failed += status != 200
            if number in (REQUESTS // 6, REQUESTS // 2, REQUESTS):
                samples[number] = watch.look()
                told(f"after {number} requests", samples[number])
    growth = samples[REQUESTS].memory / samples[REQUESTS // 2].memory
    record("distinct", "of the whole", filters=distinct, failures=failed, growth=round(growth, 3))
    return 1 if failed or growth > MOST_GROWTH else 0


if __name__ == "__main__":
    sys.exit(main())
