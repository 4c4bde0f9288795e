"""How many hostile files and queries there are, at the end of a run of them."""

import pytest

from tests.hostile.files import FILES
from tests.hostile.queries import QUERIES


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the count."""
    terminalreporter.write_line(f"hostile: {len(FILES)} files, {len(QUERIES)} queries")
