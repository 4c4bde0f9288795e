"""Decisions about files that were imported, offered again for a file with the same headings.

<home>/mappings/<headings>.json: the decisions, the file they were made for, and when; `headings`
is a hash of a file's headings in their order.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from data_layer.importer.headings.meaning import heading_key
from data_layer.intake.choices import Choices, dumped, loaded
from data_layer.intake.uploads import write
from data_layer.registry import clock


@dataclass(frozen=True)
class Remembered:
    """file: for which the choices were made. moment: when, in ISO 8601; a day alone where an older
    program kept them."""

    file: str
    moment: str
    choices: Choices

    def day(self, zone: ZoneInfo) -> date:
        """The day on which they were made."""
        return clock.day_of(self.moment, zone)


def remember(home: Path, headers: Sequence[Sequence[str]], file: str, choices: Choices) -> None:
    """Keep the choices for each of these headings: as the importer found them by itself, and as
    they are under the choices. Choices that decide nothing are forgotten."""
    for header in headers:
        path = _path(home, header)
        if choices == Choices(choices.sheet):
            path.unlink(missing_ok=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        content = {"file": file, "day": clock.now().isoformat()}
        write(path, json.dumps(content | {"choices": dumped(choices)}, ensure_ascii=False))


def recall(home: Path, header: Sequence[str]) -> Remembered | None:
    """What was decided about a file with the same headings in the same order."""
    path = _path(home, header)
    if not path.is_file():
        return None
    content = json.loads(path.read_text(encoding="utf-8"))
    return Remembered(content["file"], content["day"], loaded(content["choices"]))


def offered(home: Path, header: Sequence[str], choices: Choices) -> Remembered | None:
    """What was decided about such a file, unless that is what holds now. choices: of now."""
    remembered = recall(home, header)
    return None if remembered is None or remembered.choices == choices else remembered


def _path(home: Path, header: Sequence[str]) -> Path:
    keys = "\x1f".join(heading_key(text) for text in header)
    return home / "mappings" / f"{hashlib.sha256(keys.encode()).hexdigest()[:32]}.json"
