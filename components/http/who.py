"""Who asks: told by a session of this server, or by the header of a proxy that is trusted."""

import logging
from collections.abc import Iterable
from ipaddress import ip_address
from typing import Final

from flask import Request, session

from data_layer.access import sessions
from data_layer.access.roles import read_access
from data_layer.access.visitor import Visitor
from data_layer.registry.settings import Settings, SettingsError

log = logging.getLogger(__name__)
SECRET: Final = "sid"
LONGEST: Final = 200


class UnknownError(PermissionError):
    """Nobody is signed in."""


def visitor_of(request: Request, settings: Settings) -> Visitor | None:
    """Who asks, None for somebody without a role; UnknownError if nobody is signed in.

    The file of roles is read again whenever it changed; what is wrong with it is in the log, and
    nobody has a role meanwhile.
    """
    subject, name, groups = (_by_proxy if settings.access == "proxy" else _by_session)(
        request, settings
    )
    try:
        return read_access(settings.roles).visitor(subject, name, groups)
    except SettingsError as error:
        log.error("%s", error.message.en)
        return None


def client_address(request: Request, settings: Settings) -> str:
    """Where a request comes from: as the trusted proxy says, else who is connected."""
    given = request.headers.get("X-Forwarded-For", "").split(",")
    if _is_proxy(request.remote_addr, settings):
        for address in reversed([address.strip() for address in given if address.strip()]):
            if not _is_proxy(address, settings):
                return address[:LONGEST]
    return request.remote_addr or ""


def _by_session(_: Request, settings: Settings) -> tuple[str, str, Iterable[str]]:
    identity = sessions.find(settings.home, str(session.get(SECRET, "")))
    if identity is None:
        raise UnknownError
    return identity.subject, identity.name, identity.groups


def _by_proxy(request: Request, settings: Settings) -> tuple[str, str, Iterable[str]]:
    subject = _header(request, settings.proxy_header)
    if not subject or not _is_proxy(request.remote_addr, settings):
        raise UnknownError
    if "," in subject:  # two names: a proxy that adds its header to the visitor's own joins them
        log.error("a name with a comma was refused: the proxy must drop %s", settings.proxy_header)
        raise UnknownError
    groups = _header(request, settings.proxy_groups)
    return (
        subject[:LONGEST],
        subject[:LONGEST],
        [group.strip() for group in groups.split(",") if group],
    )


def _header(request: Request, name: str | None) -> str:
    """What a header says, in UTF-8, as proxies send it."""
    given = request.headers.get(name, "") if name else ""
    return given.encode("latin-1", "replace").decode("utf-8", "replace").strip()


def _is_proxy(address: str | None, settings: Settings) -> bool:
    try:
        where = ip_address(address or "")
    except ValueError:
        return False
    return any(where in network for network in settings.proxy_from)
