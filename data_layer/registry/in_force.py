"""What the store asks of those who know which version several hosts have agreed on."""

from collections.abc import Callable, Iterable
from typing import Protocol


class InForce(Protocol):
    """Which version is in use where several hosts have to agree."""

    def announce(self, version: str) -> None:
        """Ask all hosts to switch."""
        ...

    def current(self, versions: Callable[[], Iterable[str]], own: str | None) -> str | None:
        """The version agreed on, or None. versions: those that this host has; own: its CURRENT."""
        ...
