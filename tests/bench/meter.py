"""Processor time and memory of families of processes, watched from outside while they run."""

import threading
from collections.abc import Mapping
from types import TracebackType
from typing import Self

import psutil

SECONDS = 0.5
MB = 1e6


class Meter:
    """Watches the families of some processes, by name, for the time of a `with` block.

    What a process spends between the last look and its end is not seen: at most SECONDS each.
    """

    def __init__(self, roots: Mapping[str, int]) -> None:
        self._roots = {name: psutil.Process(pid) for name, pid in roots.items()}
        self._spent: dict[str, dict[int, float]] = {name: {} for name in roots}
        self._peak = dict.fromkeys([*roots, "all"], 0.0)
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._done.set()
        self._thread.join()

    def cpu_s(self) -> dict[str, float]:
        """Seconds of all cores by family."""
        return {name: round(sum(spent.values()), 1) for name, spent in self._spent.items()}

    def peak_mb(self) -> dict[str, float]:
        """Most resident memory at one time by family, and of all together."""
        return {name: round(peak, 1) for name, peak in self._peak.items()}

    def _watch(self) -> None:
        before = {name: self._look(name)[0] for name in self._roots}
        while not self._done.wait(SECONDS):
            together = 0.0
            for name in self._roots:
                seconds, resident = self._look(name)
                spent = self._spent[name]
                for pid, total in seconds.items():
                    spent[pid] = total - before[name].get(pid, 0.0)
                self._peak[name] = max(self._peak[name], resident)
                together += resident
            self._peak["all"] = max(self._peak["all"], together)

    def _look(self, name: str) -> tuple[dict[int, float], float]:
        """Seconds so far by process, and the family's resident MB."""
        seconds, resident = {}, 0.0
        try:
            family = [self._roots[name], *self._roots[name].children(recursive=True)]
        except psutil.NoSuchProcess:
            return {}, 0.0
        for process in family:
            try:
                spent = process.cpu_times()
                seconds[process.pid] = spent.user + spent.system
                resident += process.memory_info().rss / MB
            except psutil.NoSuchProcess:
                continue
        return seconds, resident
