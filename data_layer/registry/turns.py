"""Imports over one data folder take turns, whoever begins them: a page's, a command's.

Who has the turn first removes what killed processes left.
"""

import fcntl
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from data_layer.registry.drafts import remove_drafts


@contextmanager
def own_turn(home: Path, waiting: Callable[[], None] | None = None) -> Generator[None]:
    """Wait until no other import runs, and keep others waiting. waiting: called if one does."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / "import.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if waiting is not None:
                waiting()
            fcntl.flock(file, fcntl.LOCK_EX)
        remove_drafts(home)
        yield
