"""What people say of a version: its name, a description, and whether it is pinned.

It lies beside the version's manifest (`label.json`), so that its content and hash stay.
"""

import json
import shutil
import uuid
from dataclasses import asdict, dataclass
from pathlib import Path

from data_layer.registry.checksums import LABEL
from data_layer.registry.drafts import owner
from data_layer.registry.store import Store
from data_layer.vocabulary.text import Text

LONGEST = 200


@dataclass(frozen=True)
class Label:
    """Empty texts where nothing was said. pinned: not to be removed."""

    name: str = ""
    description: str = ""
    pinned: bool = False


class KeptVersionError(Exception):
    """A version that is in use or pinned is not removed; `message` says so."""

    def __init__(self, message: Text) -> None:
        self.message = message
        super().__init__(message.zh)


def label_of(home: Path, version: str) -> Label:
    """What was said of a version."""
    path = _path(home, version)
    return Label(**json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else Label()


def say(store: Store, version: str, label: Label) -> None:
    """Keep what is said of a version; UnknownVersion if missing."""
    store.manifest(version)
    cut = Label(label.name[:LONGEST], label.description[:LONGEST], label.pinned)
    path = _path(store.home, version)
    draft = path.parents[1] / f".{owner()}-{uuid.uuid4().hex}"
    draft.write_text(json.dumps(asdict(cut), ensure_ascii=False), encoding="utf-8")
    draft.replace(path)


def remove(store: Store, version: str) -> None:
    """Remove a version that is neither in use nor pinned; UnknownVersion if missing."""
    store.manifest(version)
    if version == store.current_version():
        raise KeptVersionError(
            Text("正在使用的版本不能删除", "The version in use cannot be removed")
        )
    if label_of(store.home, version).pinned:
        raise KeptVersionError(
            Text(
                "已固定的版本不能删除，请先取消固定", "A pinned version cannot be removed; unpin it"
            )
        )
    folder = _path(store.home, version).parent
    going = folder.with_name(f".{owner()}-{uuid.uuid4().hex}")
    folder.replace(going)
    shutil.rmtree(going, ignore_errors=True)


def _path(home: Path, version: str) -> Path:
    return home / "versions" / version / LABEL
