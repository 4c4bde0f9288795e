"""Scripts, styles and boundary files: compressed once, kept on disk, immutable by their hash.

An asset is compressed quickly for whoever asks first and thoroughly in the background; the
thorough form is kept in the data folder by content hash, so that no start repeats it. A server asks
for its own pages as soon as it runs, so that its first visitor meets the thorough forms.
"""

import re
import threading
from collections import OrderedDict
from pathlib import Path
from typing import Any

import dash
from flask import Response, request

from components.compat import ReaddressedDash, is_fingerprinted
from components.contract.fingerprint import digest, file_digest
from components.contract.workspace import Workspace
from components.http.compressed import QUICK, Asset, Compressed, encoding_of
from components.http.layer import Layer
from components.travel import chromium

YEAR = "public, max-age=31536000, immutable"
REVALIDATED = "public, no-cache"
MOST_ASSETS = 400
THOROUGHLY = "SRDI_SMALLEST_ASSETS"
"""Setting of the server: spend a minute of a processor, once a data folder, on smallest forms."""


def asset(app: dash.Dash, name: str) -> str:
    """The address of an asset, by its content."""
    mark = file_digest(Path(app.config.assets_folder) / name)
    return f"{app.config.requests_pathname_prefix}assets/{name}?m={mark}"


def plotly(app: dash.Dash) -> str:
    """The address of the chart library."""
    return asset(app, chromium.PLOTLY)


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
    compressed.take(Path(app.config.assets_folder))
    assets: OrderedDict[str, Asset] = OrderedDict()
    homes = (f"{settings.prefix}assets/", f"{settings.prefix}_dash-component-suites/")

    def known_asset() -> Response | None:
        asset = assets.get(request.path)
        return _answer(asset, compressed) if asset and request.method == "GET" else None

    def compressed_answer(response: Response) -> Response:
        if request.method != "GET" and not request.path.endswith("/_dash-update-component"):
            return response
        if response.status_code != 200 or response.headers.get("Content-Encoding"):
            return response
        if request.path in assets:
            return response
        if request.path.startswith(homes):
            response.direct_passthrough = False
            raw = response.get_data()
            assets[request.path] = Asset(raw, response.mimetype or "", digest(raw))
            while len(assets) > MOST_ASSETS:
                assets.popitem(last=False)
            return _answer(assets[request.path], compressed)
        return _compressed_now(response)

    return Layer(before=known_asset, after=compressed_answer)


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


LINKED = re.compile(r'<(?:script|link)[^>]* (?:src|href)="([^"]+)"')
VISITED = ("regions", "enterprises")
"""Pages that load between them whatever a page loads."""


def visit(app: dash.Dash) -> threading.Thread:
    """Ask for all that pages load, so that it is compressed before anyone else asks."""
    client, prefix = app.server.test_client(), app.config.requests_pathname_prefix

    def ask() -> None:
        addresses: dict[str, None] = {}
        for name in VISITED:
            page = client.get(f"{prefix}{name}").get_data(as_text=True)
            addresses |= dict.fromkeys(LINKED.findall(page))
        for address in addresses:
            client.get(address, headers={"Accept-Encoding": "br"})

    thread = threading.Thread(target=ask, daemon=True, name="assets")
    thread.start()
    return thread
