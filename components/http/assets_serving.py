"""Scripts, styles and boundary files: compressed once, kept on disk, immutable by their hash.

An asset is compressed quickly for whoever asks first and thoroughly in the background; the
thorough form is kept in the data folder by content hash, so that no start repeats it.
"""

from __future__ import annotations

import gzip
import queue
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import brotli
import dash
from flask import Response, request

from components.compat import ReaddressedDash, is_fingerprinted
from components.contract.fingerprint import digest, file_digest
from components.contract.workspace import Workspace
from components.http.layer import Layer
from components.travel import chromium

YEAR = "public, max-age=31536000, immutable"
REVALIDATED = "public, no-cache"
COMPRESSIBLE = (
    "text/",
    "application/javascript",
    "application/json",
    "application/geo+json",
    "image/svg+xml",
)
SMALLEST = 1_000
"""Bytes below which compressing saves nothing worth having."""
MOST_ASSETS = 400
THOROUGHLY = "SRDI_SMALLEST_ASSETS"
"""Setting of the server: spend a minute of a processor, once a data folder, on smallest forms."""

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
            found = THOROUGH[encoding](asset.raw)
            path = self._path(asset, encoding)
            draft = path.with_suffix(f".{threading.get_native_id()}")
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                draft.write_bytes(found)
                draft.replace(path)
            except OSError:
                # A folder that cannot be written costs a start its thorough forms, nothing else.
                draft.unlink(missing_ok=True)
            with self._lock:
                self._near[asset.digest, encoding] = found


def plotly(app: dash.Dash) -> str:
    """The address of the chart library, by its content."""
    name = chromium.PLOTLY
    mark = file_digest(Path(app.config.assets_folder) / name)
    return f"{app.config.requests_pathname_prefix}assets/{name}?m={mark}"


class HashedAssets(ReaddressedDash):
    """Dash whose asset addresses hold the hash of the content instead of the time of the file."""

    def readdress(self, source: Any) -> Any:
        """The address with the hash of the asset's content; others as they are."""
        address, mark, _ = str(source).partition("?m=")
        home = self.get_asset_url("")
        if not mark or not address.startswith(home):
            return source
        return f"{address}?m={file_digest(Path(self.config.assets_folder) / address[len(home) :])}"


def serving(app: dash.Dash, workspace: Workspace) -> Layer:
    """Answer for assets before the routes do; compress other pages and updates as they go."""
    settings = workspace.settings
    folder = settings.home / "cache" / "assets"
    compressed = Compressed(folder, thorough=bool(app.server.config.get(THOROUGHLY)))
    known: OrderedDict[str, Asset] = OrderedDict()
    homes = (f"{settings.prefix}assets/", f"{settings.prefix}_dash-component-suites/")

    def known_asset() -> Response | None:
        asset = known.get(request.path)
        return _answer(asset, compressed) if asset and request.method == "GET" else None

    def compressed_answer(response: Response) -> Response:
        if request.method != "GET" and not request.path.endswith("/_dash-update-component"):
            return response
        if response.status_code != 200 or response.headers.get("Content-Encoding"):
            return response
        if request.path in known:
            return response
        if request.path.startswith(homes):
            response.direct_passthrough = False
            raw = response.get_data()
            known[request.path] = Asset(raw, response.mimetype or "", digest(raw))
            while len(known) > MOST_ASSETS:
                known.popitem(last=False)
            return _answer(known[request.path], compressed)
        return _compressed_now(response)

    return Layer(before=known_asset, after=compressed_answer)


def encoding_of(accepted: str) -> str | None:
    """The best encoding that a browser takes: brotli, then gzip."""
    names = {
        part.partition(";")[0].strip()
        for part in accepted.split(",")
        if not part.replace(" ", "").endswith(";q=0")
    }
    return next((encoding for encoding in ("br", "gzip") if encoding in names), None)


def _answer(asset: Asset, compressed: Compressed) -> Response:
    hashed = is_fingerprinted(request.path) or request.args.get("m") == asset.digest
    encoding = encoding_of(request.headers.get("Accept-Encoding", ""))
    used = encoding if encoding and asset.compressible else None
    body = compressed.form(asset, used) if used else asset.raw
    response = Response(body, mimetype=asset.mimetype)
    response.headers["Cache-Control"] = YEAR if hashed else REVALIDATED
    response.headers["Vary"] = "Accept-Encoding"
    response.set_etag(f"{asset.digest}-{used}" if used else asset.digest)
    if used:
        response.headers["Content-Encoding"] = used
    response.make_conditional(request)
    return response


def _compressed_now(response: Response) -> Response:
    """An answer made for this request, compressed at once; streams and tagged answers are left."""
    if response.is_streamed or response.direct_passthrough or "ETag" in response.headers:
        return response
    encoding = encoding_of(request.headers.get("Accept-Encoding", ""))
    asset = Asset(response.get_data(), response.mimetype or "", "")
    if encoding is None or not asset.compressible:
        return response
    response.set_data(QUICK[encoding](asset.raw))
    response.headers["Content-Encoding"] = encoding
    response.headers.add("Vary", "Accept-Encoding")
    return response
