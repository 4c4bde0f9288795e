"""Whether versions are whole: their files held against checksums once, and again when changed."""

from pathlib import Path
from typing import NamedTuple

from data_layer.registry import checksums


class Verdict(NamedTuple):
    """What the files of a version were when they were held against their checksums."""

    files: tuple[str, ...]
    state: checksums.State
    damaged: tuple[str, ...]

    @property
    def stands(self) -> bool:
        """Whether none of the files has changed since."""
        return checksums.state(self.files) == self.state


class Verdicts:
    """The verdicts of one process, by the folder of the version."""

    def __init__(self) -> None:
        self._by_folder: dict[Path, Verdict] = {}

    def damaged(self, folder: Path) -> tuple[str, ...]:
        """Files that are not as they were stored, read anew where one has changed."""
        verdict = self._by_folder.get(folder)
        if verdict is None or not verdict.stands:
            files = checksums.watched(folder)
            state = checksums.state(files)
            verdict = Verdict(files, state, checksums.damaged(folder))
            self._by_folder[folder] = verdict
        return verdict.damaged

    def is_whole(self, folder: Path) -> bool:
        """Whether a version that was judged was whole and is as it was."""
        verdict = self._by_folder.get(folder)
        return verdict is not None and not verdict.damaged and verdict.stands

    def is_damaged(self, folder: Path) -> bool:
        """Whether a version that was judged was damaged and is as it was."""
        verdict = self._by_folder.get(folder)
        return verdict is not None and bool(verdict.damaged) and verdict.stands
