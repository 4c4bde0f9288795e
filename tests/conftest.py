"""What tests of every layer share: real data where it is at hand, and a small demonstration."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from data_layer.registry.settings import variables
from tests.drawing import PROFILE, examples

# `make test` draws the same examples each time: what is red is red again, what is green stays so.
# `make explore` draws others, and more. How long an example takes says nothing on a shared machine.
settings.register_profile("atlas", max_examples=30, deadline=None, derandomize=True)
settings.register_profile("explore", max_examples=examples(30), deadline=None, print_blob=True)
settings.load_profile(PROFILE)

# Tests choose their settings: those of the machine they run on say nothing.
for name in variables():
    os.environ.pop(name, None)
# One test asks for more files than one person.
os.environ["SRDI_EXPORTS_PER_MINUTE"] = os.environ["SRDI_PICTURES_PER_MINUTE"] = "0"

REPOSITORY = Path(__file__).resolve().parent.parent
DEMO_ROWS = 4_000
DEMO_SEED = 7


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print how many hostile files and queries there were, after a run of them.

    Here and not in their folder: where several processes run tests, none of these is the one that
    has the last word.
    """
    from tests.hostile.files import FILES
    from tests.hostile.queries import QUERIES

    ended = (report for reports in terminalreporter.stats.values() for report in reports)
    if any(str(getattr(report, "nodeid", "")).startswith("tests/hostile/") for report in ended):
        terminalreporter.write_line(f"hostile: {len(FILES)} files, {len(QUERIES)} queries")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real tables beside the repository; tests skip where it is missing."""
    folder = REPOSITORY.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("no ../shared/data beside the repository: real data not at hand")
    return folder


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder (SRDI_HOME) whose current version is a small demonstration registry."""
    from data_layer import demo
    from data_layer.registry.store import Store

    home = tmp_path_factory.mktemp("srdi-home")
    frame = demo.build(rows=DEMO_ROWS, seed=DEMO_SEED)
    Store(home).add(frame, demonstration=True, source=f"seed {DEMO_SEED}")
    return home
