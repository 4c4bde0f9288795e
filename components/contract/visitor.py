"""Who asks, in the middle of a request: what was admitted at its door (components/http/access.py).

Where access is on and nobody was admitted, or there is no request, there is no right and no row.
"""

from typing import Final

from flask import current_app, g, has_request_context

from data_layer.access.visitor import EVERYBODY, NOBODY, Right, Visitor

CLOSED: Final = "SRDI_ACCESS"
"""Set in the configuration of an app to which not everybody is admitted."""


def admit(who: Visitor) -> None:
    """Answer this request as somebody's."""
    g.visitor = who


def visitor() -> Visitor:
    """Who asks."""
    if not has_request_context():
        return NOBODY
    return g.get("visitor", NOBODY if current_app.config.get(CLOSED) else EVERYBODY)


def may(right: Right) -> bool:
    """Whether who asks has a right."""
    return right in visitor().rights
