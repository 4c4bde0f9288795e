"""What runs before and after every request, in one list.

The layers stand around the routes as skins do: each sees a request before those below it, and the
answer after them.
"""

from collections.abc import Callable

import dash

from components.contract.workspace import Workspace
from components.http import access, assets_serving, found, gate, logs, operations, security
from components.http.layer import Layer

LAYERS: tuple[Callable[[dash.Dash, Workspace], Layer], ...] = (
    logs.logging_requests,  # a request has an id
    operations.counting,  # whatever was answered is counted
    security.guarding,  # no body that no page sends; every answer has its headers
    found.finding,  # an address without a page is said to be none
    access.admitting,  # who asks, and what they may do
    gate.checking,  # nothing below is asked without the right to see it
    assets_serving.serving,  # files, and smaller answers
)


def register(app: dash.Dash, workspace: Workspace) -> None:
    """Put the layers around the routes of the app."""
    made = [layer(app, workspace) for layer in LAYERS]
    for layer in made:  # Flask runs what comes after a request from the last to the first
        if layer.before is not None:
            app.server.before_request(layer.before)
        if layer.after is not None:
            app.server.after_request(layer.after)
