"""What operators ask a running app: is it healthy, and what has it done."""

from __future__ import annotations

import dash
import prometheus_client
from flask import Flask, Response, request

from components.contract.workspace import NoRegistryError, Workspace
from components.http.layer import Layer
from data_layer.access.visitor import EVERYBODY

REQUESTS = prometheus_client.Counter(
    "srdi_requests_total", "Answers by kind of address and status", ["kind", "status"]
)
KINDS = ("cards", "export", "api", "embed", "assets", "_dash-update-component")


def register(server: Flask, workspace: Workspace) -> None:
    """Add /healthz and /metrics."""
    prefix = workspace.settings.prefix
    workspace = workspace.asked_by(lambda: EVERYBODY)  # it is the program that looks at itself

    @server.get(f"{prefix}healthz")
    def health() -> Response:
        try:
            registry = workspace.registry()
        except (NoRegistryError, LookupError, OSError) as missing:
            return Response(f"{missing}\n", 503, mimetype="text/plain")
        if registry.folder is not None and not (registry.folder / "manifest.json").is_file():
            return Response(f"{registry.version} is gone\n", 503, mimetype="text/plain")
        if registry.version != (wanted := workspace.store.current_version()):
            said = f"{wanted} is damaged; {registry.version} is served\n"
            return Response(said, 503, mimetype="text/plain")
        return Response(f"ok {registry.version}\n", mimetype="text/plain")

    @server.get(f"{prefix}metrics")
    def metrics() -> Response:
        return Response(prometheus_client.generate_latest(), mimetype="text/plain")


def counting(_: dash.Dash, workspace: Workspace) -> Layer:
    """Count every answer by kind of address and status."""
    prefix = workspace.settings.prefix

    def count(response: Response) -> Response:
        head = request.path.removeprefix(prefix).split("/", 1)[0]
        REQUESTS.labels(head if head in KINDS else "page", response.status_code).inc()
        return response

    return Layer(after=count)
