"""Round trip of a card's update through the app: first time and repeated, and bytes sent."""

import tempfile
from itertools import count
from pathlib import Path

from app import create_app
from data_layer.registry.settings import Settings
from tests.bench.history import record
from tests.bench.homes import home
from tests.bench.timing import interleaved
from tests.updates import card

SHOWN = ("province_map", "city_map", "city_quality", "province_ranking", "industry_heatmap")
BROTLI = {"Accept-Encoding": "br"}


def run(rows: int, repeats: int) -> None:
    """A state never asked before, and the same state again; peaks of bytes on the wire."""
    with tempfile.TemporaryDirectory() as folder:
        linked = Path(folder)
        for name in ("versions", "CURRENT"):
            (linked / name).symlink_to(home(rows) / name)
        client = create_app(Settings(home=linked)).server.test_client()
        client.get("/")
        unseen = count(1)

        def update(exhibit: str, low: int) -> int:
            found = client.get(card(f"?patents={low}..", exhibit), headers=BROTLI)
            assert found.status_code == 200, found.status_code
            return len(found.get_data())

        for exhibit in SHOWN:
            cases = {
                "unseen": lambda exhibit=exhibit: update(exhibit, next(unseen)),
                "repeated": lambda exhibit=exhibit: update(exhibit, 1),
            }
            took = interleaved(cases, repeats)
            record(
                "update",
                f"{exhibit}, {rows:,} rows",
                cpu_ms={name: it.cpu_ms for name, it in took.items()},
                wall_ms={name: it.wall_ms for name, it in took.items()},
                sent_bytes=update(exhibit, 1),
            )
