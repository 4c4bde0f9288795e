"""How many examples are drawn: as `make test` draws them, or as `make explore` does."""

import os

PROFILE = os.environ.get("TEST_PROFILE", "atlas")
FACTOR = 10 if PROFILE == "explore" else 1


def examples(usually: int) -> int:
    """How many to draw where `make test` draws a number of its own."""
    return usually * FACTOR
