"""What a version of the registry is, as the file beside its rows says."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from data_layer.registry import clock
from data_layer.registry.validity import FOLLOWS
from data_layer.vocabulary.text import Text

FILE = "manifest.json"
AS_OF = "as_of"
"""The note of a version that says of which day its rows are."""


class UnknownVersion(LookupError):  # noqa: N818
    """No such data version; `message` names those that exist."""

    def __init__(self, version: str, versions: tuple[str, ...]) -> None:
        version, listed = version[:80], ", ".join(versions) if versions else "-"
        self.message = Text(
            f"没有数据版本 {version}；现有版本：{listed}",
            f"there is no data version {version}; existing versions: {listed}",
        )
        super().__init__(f"{self.message.zh} / {self.message.en}")


class DamagedVersionError(OSError):
    """The rows of a version are not those that were stored; `message` says which version."""

    def __init__(self, version: str) -> None:
        self.message = Text(
            f"数据版本 {version} 的文件已损坏：重新导入，或切换到其他版本",
            f"the file of data version {version} is damaged: import it again, or use another",
        )
        super().__init__(f"{self.message.zh} / {self.message.en}")


@dataclass(frozen=True)
class Manifest:
    """What a version is. `created` is ISO 8601 in UTC; `source` is a file name or the seed."""

    version: str
    rows: int
    demonstration: bool
    source: str
    created: str
    columns_present: tuple[str, ...]
    notes: Mapping[str, Any] = field(default_factory=dict)

    @property
    def as_of(self) -> date:
        """The day of which the rows are: as whoever brought them said, else that of the import."""
        stated = self.notes.get(AS_OF)
        return (
            clock.day_of(self.created, clock.CHINA)
            if stated is None
            else date.fromisoformat(stated)
        )


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Put a manifest beside the rows that it is of."""
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1)
    (folder / FILE).write_text(text, encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a version's folder; DamagedVersionError if it cannot be read."""
    try:
        fields = json.loads((folder / FILE).read_text(encoding="utf-8"))
        present = fields["columns_present"]
        present = [*present, *_followed(present)]
        return Manifest(**fields | {"columns_present": tuple(present)})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DamagedVersionError(folder.name) from error


def _followed(present: list[str]) -> list[str]:
    """What an older version holds though it was stored before there were such columns."""
    more = [] if "section" in present or "division" not in present else ["section"]
    dated = {"batch", "recognised_year"} & set(present)
    return [*more, *([] if "valid_until" in present or not dated else FOLLOWS)]
