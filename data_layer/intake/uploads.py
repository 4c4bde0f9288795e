"""Files that were brought, a folder each under the data folder until they are used.

<home>/uploads/<id>/owner           the process that took the file, see registry.drafts
<home>/uploads/<id>/file/<name>     the file
<home>/uploads/<id>/choices.json    what was decided about it
<home>/uploads/<id>/preview.json    what an import would make of it
<home>/uploads/<id>/rejects.csv     what of it would not be taken
<home>/uploads/<id>/questions.csv   what would be taken and should be looked at
<home>/uploads/<id>/headings.json   its headings, as the importer found them by itself
<home>/uploads/<id>/job.json        how far its import is
"""

import json
import re
import secrets
import shutil
import zipfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from data_layer.importer.errors import UnreadableFileError
from data_layer.importer.tables.source import FORMAT_OF_SUFFIX
from data_layer.intake.choices import Choices, dumped, loaded
from data_layer.registry.drafts import is_gone, owner, remove_drafts
from data_layer.vocabulary.text import Text

ID = re.compile(r"[0-9a-f]{32}")
MB = 1_000_000
MOST = 40
"""Files that wait at once: one more ends the one that was untouched longest."""
LONGEST_NAME = 200
"""Bytes of a file's name that stay; file systems take 255."""
ZIPPED = (".xlsx", ".xlsm", ".xlsb", ".ods")


class TooLargeError(UnreadableFileError):
    """More than the operator allows."""


@dataclass(frozen=True)
class Upload:
    """A folder of one file."""

    folder: Path

    @property
    def id(self) -> str:
        return self.folder.name

    @property
    def file(self) -> Path:
        return next((self.folder / "file").iterdir())

    @property
    def preview(self) -> Path:
        return self.folder / "preview.json"

    @property
    def rejects(self) -> Path:
        return self.folder / "rejects.csv"

    @property
    def questions(self) -> Path:
        return self.folder / "questions.csv"

    def choices(self) -> Choices:
        """What was decided so far."""
        path = self.folder / "choices.json"
        return loaded(path.read_text(encoding="utf-8")) if path.is_file() else Choices()

    def keep(self, choices: Choices) -> None:
        """Keep what was decided."""
        write(self.folder / "choices.json", dumped(choices))

    def headings(self) -> tuple[str, ...]:
        """As the importer found them by itself; none before it looked."""
        path = self.folder / "headings.json"
        return tuple(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else ()

    def keep_headings(self, header: tuple[str, ...]) -> None:
        """Keep what the importer found."""
        write(self.folder / "headings.json", json.dumps(header, ensure_ascii=False))

    def remove(self) -> None:
        """Remove the file and all about it."""
        shutil.rmtree(self.folder, ignore_errors=True)


def receive(home: Path, name: str, pieces: Iterable[bytes], most_mb: int) -> Upload:
    """Write a file as it comes in; TooLargeError or UnreadableFileError leave nothing behind."""
    plain = re.sub(r"[^\w.()（）\- ]", "_", Path(name.replace("\\", "/")).name)
    plain = plain.encode()[-LONGEST_NAME:].decode("utf-8", "ignore").strip(". ")
    if Path(plain).suffix.lower() not in FORMAT_OF_SUFFIX:
        raise UnreadableFileError(
            Text(
                "这种文件不能导入；可用 CSV、Excel（XLSX、XLS、ODS）、Parquet、JSON",
                "Files of this kind cannot be imported; CSV, Excel (XLSX, XLS, ODS), Parquet and "
                "JSON can",
            )
        )
    _make_room(home / "uploads")
    upload = Upload(home / "uploads" / secrets.token_hex(16))
    (upload.folder / "file").mkdir(parents=True)
    write(upload.folder / "owner", owner())
    try:
        written = 0
        with (upload.folder / "file" / plain).open("wb") as file:
            for piece in pieces:
                written += len(piece)
                if written > most_mb * MB:
                    raise too_large(most_mb)
                file.write(piece)
    except BaseException:
        upload.remove()
        raise
    return upload


def _make_room(folder: Path) -> None:
    """Remove the longest untouched of too many: whoever may bring files fills no disk."""
    touched: list[tuple[float, Path]] = []
    for path in folder.glob("*"):
        with suppress(FileNotFoundError):
            touched.append((path.stat().st_mtime, path))
    for _, path in sorted(touched)[: max(0, len(touched) - MOST + 1)]:
        shutil.rmtree(path, ignore_errors=True)


def too_large(most_mb: int) -> TooLargeError:
    """The file is larger than the operator allows."""
    return TooLargeError(
        Text(f"文件超过 {most_mb} MB，没有接收", f"The file is larger than {most_mb} MB: not taken")
    )


def check_unpacked(path: Path, most_mb: int) -> None:
    """TooLargeError for a workbook that unpacks to more than is allowed; read from its own list."""
    if path.suffix.lower() not in ZIPPED or not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as packed:
        size = sum(part.file_size for part in packed.infolist())
    if size > most_mb * MB:
        raise TooLargeError(
            Text(
                f"工作簿解压后有 {size // MB:,} MB，超过 {most_mb:,} MB，没有接收",
                f"The workbook unpacks to {size // MB:,} MB, more than {most_mb:,} MB: not taken",
            )
        )


def find(home: Path, id: str) -> Upload | None:
    """An upload by its id, None if there is none."""
    upload = Upload(home / "uploads" / id)
    return upload if ID.fullmatch(id) and (upload.folder / "owner").is_file() else None


def clean(home: Path) -> None:
    """Remove what processes that have ended left: uploads, and drafts of versions."""
    remove_drafts(home)
    folders = (home / "uploads").iterdir() if (home / "uploads").is_dir() else ()
    for folder in folders:
        name = folder / "owner"
        if not name.is_file() or is_gone(name.read_text(encoding="utf-8")):
            shutil.rmtree(folder, ignore_errors=True)


def write(path: Path, text: str) -> None:
    """Write a small file in one step: a reader never sees half of it."""
    draft = path.with_name(f".{owner()}-{secrets.token_hex(4)}")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)
