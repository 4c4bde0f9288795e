"""What operators ask a running app: does it live, may it be asked, and what has it done.

Several processes answer; their counters are added up by way of files (PROMETHEUS_MULTIPROC_DIR,
which the command that serves sets).
"""

import logging
import os
import re
import tempfile
import time

import dash
import prometheus_client
from flask import Flask, Response, g, request
from prometheus_client.multiprocess import MultiProcessCollector

from components.contract.fingerprint import is_replaced
from components.contract.workspace import NoRegistryError, Workspace
from components.http.gauges import Moment
from components.http.layer import Layer
from components.travel.chromium import BrowserMissingError, chromium
from data_layer.access.roles import read_access
from data_layer.access.visitor import EVERYBODY
from data_layer.files.disk import reason
from data_layer.registry.manifest import DamagedVersionError, UnknownVersion
from data_layer.registry.settings import SettingsError

log = logging.getLogger(__name__)
REQUESTS = prometheus_client.Counter(
    "srdi_requests_total", "Answers by kind of address and status", ["kind", "status"]
)
STORES = prometheus_client.Counter(
    "srdi_answers_total",
    "Answers of cards and parts by where they were: memory, disk, version, computed, client",
    ["store"],
)
REFUSED = prometheus_client.Counter(
    "srdi_refusals_total", "Refusals: unknown, forbidden, busy, too large, too slow", ["why"]
)
IMPORTS = prometheus_client.Counter("srdi_imports_total", "Imports that the page began")
SECONDS = prometheus_client.Histogram(
    "srdi_answer_seconds",
    "Time until an answer begins",
    ["kind"],
    buckets=(0.01, 0.03, 0.1, 0.3, 1, 3, 10),
)
ROOM = 65_536
"""Bytes that a data folder takes while there is room."""
ROLES = "SRDI_ACCESS_FILE cannot be used; the log says why"
"""Anybody may ask: who has which role is for the log alone."""
RESTART = "restart needed: its files were replaced while it runs; nothing can be imported"
KINDS = ("cards", "parts", "export", "api", "embed", "assets", "import", "_dash-update-component")
WHY = {401: "unknown", 403: "forbidden", 408: "too slow", 413: "too large", 429: "busy"}


def register(server: Flask, workspace: Workspace) -> None:
    """Add /healthz, /readyz and /metrics."""
    prefix = workspace.settings.prefix
    own = workspace.asked_by(lambda: EVERYBODY)  # it is the program that looks at itself

    @server.get(f"{prefix}healthz")
    def health() -> Response:
        wrong = _wrong(own)
        if wrong is not None:
            return Response(f"{wrong}\n", 503, mimetype="text/plain")
        return Response(f"ok {own.registry().version}\n", mimetype="text/plain")

    @server.get(f"{prefix}readyz")
    def ready() -> Response:
        problems = {**_needed(own), **_missed(own)}
        lines = "".join(f"{name}: {wrong or 'ok'}\n" for name, wrong in problems.items())
        status = 503 if any(_needed(own).values()) else 200
        return Response(lines, status, mimetype="text/plain")

    @server.get(f"{prefix}metrics")
    def metrics() -> Response:
        counted = prometheus_client.REGISTRY
        if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
            counted = prometheus_client.CollectorRegistry()
            MultiProcessCollector(counted)
        moment = prometheus_client.CollectorRegistry()
        moment.register(Moment(own))
        text = b"".join(
            prometheus_client.generate_latest(registry) for registry in (counted, moment)
        )
        return Response(text, mimetype="text/plain")


def _wrong(workspace: Workspace) -> str | None:
    """What is the matter with the data in use, if anything is."""
    try:
        registry = workspace.registry()
    except (NoRegistryError, UnknownVersion, DamagedVersionError) as missing:
        return str(missing)
    except OSError as error:
        log.error("the data folder cannot be read: %s", error)
        return f"the data folder cannot be read: {reason(error).en}"
    if registry.folder is not None and not (registry.folder / "manifest.json").is_file():
        return f"{registry.version} is gone"
    wanted = workspace.store.current_version() or ""
    if not wanted:
        return f"CURRENT names no version; {registry.version} is served"
    if registry.version != wanted:
        return f"{wanted[:40]} is damaged; {registry.version} is served"
    if workspace.store.is_damaged(wanted):
        return f"{wanted} is damaged; its rows are served as they were read"
    return None


def _needed(workspace: Workspace) -> dict[str, str | None]:
    """Without these nobody is answered."""
    wrong = {"data": _wrong(workspace)}
    if workspace.settings.access != "off":
        try:
            read_access(workspace.settings.roles)
            wrong["roles"] = None
        except SettingsError as error:
            log.error("%s", error.message.en)
            wrong["roles"] = ROLES
    return wrong


def _missed(workspace: Workspace) -> dict[str, str | None]:
    """Without these something is missing: pictures, what is kept, or imports."""
    missed: dict[str, str | None] = {"chromium": None, "home": None, "program": None}
    if is_replaced():
        missed["program"] = RESTART
    try:
        chromium()
    except BrowserMissingError as error:
        missed["chromium"] = str(error)
    try:
        with tempfile.TemporaryFile(dir=workspace.settings.home) as file:
            file.write(bytes(ROOM))  # a full disk still makes an empty file
            file.flush()
    except OSError as error:
        missed["home"] = f"cannot be written: {reason(error).en}"
    return missed


def counting(_: dash.Dash, workspace: Workspace) -> Layer:
    """Count every answer by kind of address and status, and time it."""
    prefix = workspace.settings.prefix

    def count(response: Response) -> Response:
        path = request.path.removeprefix(prefix)
        head = path.split("/", 1)[0]
        kind = head if head in KINDS else "page"
        status = response.status_code
        REQUESTS.labels(kind, status).inc()
        if "began" in g:
            SECONDS.labels(kind).observe(time.perf_counter() - g.began)
        if status in WHY:
            REFUSED.labels(WHY[status]).inc()
        if kind in ("cards", "parts") and status in (200, 304):
            STORES.labels(_store(response)).inc()
        if kind == "import" and path.endswith("/start") and status == 200:
            IMPORTS.inc()
        return response

    return Layer(after=count)


def _store(response: Response) -> str:
    named = re.search(r'desc="(\w+)"', response.headers.get("Server-Timing", ""))
    return named[1] if named else "client"
