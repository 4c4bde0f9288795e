"""A moved threshold: each card of the rule simulator and its counts, first time and repeated."""

import tempfile
from itertools import count
from pathlib import Path

from app import create_app
from data_layer.registry.settings import Settings
from tests.bench.history import record
from tests.bench.homes import home
from tests.bench.timing import interleaved
from tests.updates import card

ASKED = (
    "rule_verdicts",
    "rule_binding",
    "rule_changes",
    "rule_sensitivity",
    "rule_edge",
)
FINEST = 0.001


def run(rows: int, repeats: int) -> None:
    """Each answer of a rule never asked before, over all rows; the bar is 100 ms at 167,372."""
    with tempfile.TemporaryDirectory() as folder:
        linked = Path(folder)
        for name in ("versions", "CURRENT"):
            (linked / name).symlink_to(home(rows) / name)
        client = create_app(Settings(home=linked)).server.test_client()
        unseen = count(1)

        def moved(address: str) -> int:
            found = client.get(address)
            assert found.status_code == 200, found.status_code
            return len(found.get_data())

        def rule() -> str:
            return f"?rule.rd_ratio={3 + next(unseen) * FINEST:.3f}"

        cases = {id: lambda id=id: moved(card(rule(), id)) for id in ASKED}
        counts = {"counts": lambda: moved(f"/parts/rule{rule()}")}
        for name, it in interleaved(cases | counts, repeats).items():
            record("rule", f"{name}, {rows:,} rows", cpu_ms=it.cpu_ms, wall_ms=it.wall_ms)
