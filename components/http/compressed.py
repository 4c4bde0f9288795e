"""Compressed forms of what is served: quick ones for whoever asks first, thorough ones after."""

import gzip
import queue
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import brotli

from components.contract.fingerprint import digest

COMPRESSIBLE = (
    "text/",
    "application/javascript",
    "application/json",
    "application/geo+json",
    "image/svg+xml",
)
SMALLEST = 1_000
"""Bytes below which compressing saves nothing worth having."""

Compressor = Callable[[bytes], bytes]
QUICK: Mapping[str, Compressor] = {
    "br": lambda raw: brotli.compress(raw, quality=5),
    "gzip": lambda raw: gzip.compress(raw, 6, mtime=0),
}
THOROUGH: Mapping[str, Compressor] = {
    "br": lambda raw: brotli.compress(raw, quality=11),
    "gzip": lambda raw: gzip.compress(raw, 9, mtime=0),
}


@dataclass(frozen=True)
class Asset:
    """One file as it is served. digest: of its content, and so its ETag."""

    raw: bytes
    mimetype: str
    digest: str

    @property
    def compressible(self) -> bool:
        return len(self.raw) >= SMALLEST and self.mimetype.startswith(COMPRESSIBLE)


class Compressed:
    """Compressed forms by content hash and encoding: in memory, and thoroughly in a folder."""

    def __init__(self, folder: Path, *, thorough: bool = True) -> None:
        self._folder = folder
        self._thorough = thorough
        self._near: dict[tuple[str, str], bytes] = {}
        self._waiting: queue.SimpleQueue[tuple[Asset, str]] = queue.SimpleQueue()
        self._worker: threading.Thread | None = None
        self._lock = threading.Lock()

    def take(self, folder: Path) -> None:
        """Take the forms that stand beside the files in a folder, made when these were."""
        for path in folder.rglob("*.br"):
            raw = path.with_suffix("").read_bytes()
            self._near[digest(raw), "br"] = path.read_bytes()

    def form(self, asset: Asset, encoding: str) -> bytes:
        """The asset in an encoding: the thorough form if it is there, else a quick one."""
        key = (asset.digest, encoding)
        with self._lock:
            if key in self._near:
                return self._near[key]
            path = self._path(asset, encoding)
            if path.is_file():
                self._near[key] = path.read_bytes()
            else:
                self._near[key] = QUICK[encoding](asset.raw)
                if self._thorough:
                    self._waiting.put((asset, encoding))
                    self._start()
            return self._near[key]

    def _path(self, asset: Asset, encoding: str) -> Path:
        return self._folder / f"{asset.digest}.{encoding}"

    def _start(self) -> None:
        if self._worker is None:
            self._worker = threading.Thread(target=self._compress_waiting, daemon=True)
            self._worker.start()

    def _compress_waiting(self) -> None:
        while True:
            asset, encoding = self._waiting.get()
            path = self._path(asset, encoding)
            # Another process may have been first.
            body = path.read_bytes() if path.is_file() else THOROUGH[encoding](asset.raw)
            draft = path.with_suffix(f".{threading.get_native_id()}")
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                draft.write_bytes(body)
                draft.replace(path)
            except OSError:
                # A folder that cannot be written costs a start its thorough forms, nothing else.
                draft.unlink(missing_ok=True)
            with self._lock:
                self._near[asset.digest, encoding] = body


def encoding_of(accepted: str) -> str | None:
    """The best encoding that a browser takes: brotli, then gzip."""
    names = {
        part.partition(";")[0].strip()
        for part in accepted.split(",")
        if not part.replace(" ", "").endswith(";q=0")
    }
    return next((encoding for encoding in ("br", "gzip") if encoding in names), None)
