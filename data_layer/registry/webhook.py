"""Tell an operator's address that another data version is in use: `python -m <this> HOME OLD NEW`.

A process of its own does it, so that nobody who imports or switches waits for it, nor for what the
comparison of two versions takes. What is sent, and how it is signed: docs/operation.md.
"""

import hashlib
import hmac
import json
import logging
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import IO, Any, Final
from urllib.error import HTTPError
from urllib.parse import urlsplit

from data_layer.registry.manifest import Manifest, UnknownVersion
from data_layer.registry.moves import CHANGES, moves
from data_layer.registry.registry import IN_MEMORY_ROWS
from data_layer.registry.settings import LOOPBACK, Settings, read_settings
from data_layer.registry.store import Store

EVENT: Final = "version.switched"
SIGNATURE: Final = "X-Atlas-Signature"
SECONDS: Final = 10.0
"""How long an address may take to connect, and to answer."""
WAITS: Final = (2.0, 10.0)
"""Seconds before the second and the third attempt."""
MOST_CLIENT_FAULT: Final = 499
log = logging.getLogger(__name__)


def tell(home: Path, before: str | None, after: str) -> None:
    """Start the process that tells of a switch, and come back at once."""
    command = [sys.executable, "-m", __name__, str(home), before or "", after]
    root = Path(__file__).parents[2]
    try:
        process = subprocess.Popen(
            command, cwd=root, stdin=subprocess.DEVNULL, start_new_session=True
        )
    except OSError:
        log.exception("the webhook's process did not start")
        return
    threading.Thread(target=process.wait, daemon=True, name="webhook").start()


def payload(store: Store, before: str | None, after: str, settings: Settings) -> dict[str, Any]:
    """What is sent of a switch: both versions, how many changed in which way, where to read on.

    changes: None where there is no version before, or one is too large to be compared at once.
    Where access is on nobody knows what rows the reader of the address may see, so that no number
    of rows is sent: `enterprises` and `changes` are None.
    """
    counted = settings.access == "off"
    now, then = store.manifest(after), _manifest(store, before)
    home = f"{settings.address or ''}{settings.prefix}"
    pair = f"versions.a={then.version}&versions.b={now.version}" if then else ""
    links = {"feed": f"{home}feeds/changes.atom", "page": f"{home}lifecycle"}
    return {
        "event": EVENT,
        "id": f"{before or 'none'}-{after}",
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "before": None if then is None else _described(then, counted=counted),
        "after": _described(now, counted=counted),
        "changes": _changes(store, then, now) if counted else None,
        "links": links | ({"changes": f"{home}export/moves.csv?{pair}"} if pair else {}),
    }


def _manifest(store: Store, version: str | None) -> Manifest | None:
    try:
        return store.manifest(version) if version else None
    except UnknownVersion:
        return None


def _described(manifest: Manifest, *, counted: bool) -> dict[str, Any]:
    return {
        "version": manifest.version,
        "enterprises": manifest.rows if counted else None,
        "demonstration": manifest.demonstration,
        "created": manifest.created,
        "as_of": manifest.as_of.isoformat(),
    }


def _changes(store: Store, before: Manifest | None, after: Manifest) -> dict[str, int] | None:
    if before is None or max(before.rows, after.rows) > IN_MEMORY_ROWS:
        return None
    changes = moves(store.open(before.version), store.open(after.version))
    counts = dict(changes.group_by("change").len().iter_rows())
    return {change: int(counts.get(change, 0)) for change in CHANGES}


def signature(secret: str, moment: int, body: bytes) -> str:
    """`t=<seconds since 1970>,v1=<HMAC-SHA256 of "<t>.<body>" in hexadecimal digits>`."""
    signed = f"{moment}.".encode() + body
    return f"t={moment},v1={hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()}"


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """What is sent goes to the address that the operator named, and to no other."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> None:
        return None


def deliver(
    address: str, secret: str, body: Mapping[str, Any], waits: Sequence[float] = WAITS
) -> bool:
    """Post a payload until it is taken (2xx), refused (4xx) or every attempt has failed."""
    data = json.dumps(body, ensure_ascii=False).encode()
    local = urlsplit(address).hostname in LOOPBACK
    handlers = [urllib.request.ProxyHandler({})] if local else []
    opener = urllib.request.build_opener(_NoRedirect, *handlers)
    for wait in (0.0, *waits):
        time.sleep(wait)
        sign = signature(secret, int(time.time()), data)
        headers = {"Content-Type": "application/json; charset=utf-8", SIGNATURE: sign}
        request = urllib.request.Request(address, data, headers, method="POST")
        try:
            with opener.open(request, timeout=SECONDS) as answer:
                log.info("webhook: %s", answer.status)
                return True
        except HTTPError as refused:
            log.warning("webhook: answered %s", refused.code)
            if refused.code <= MOST_CLIENT_FAULT:
                return False
        except (OSError, HTTPException) as failed:
            log.warning("webhook: %s: %s", type(failed).__name__, failed)
    log.error("webhook: given up after %s attempts", len(waits) + 1)
    return False


def main(arguments: Sequence[str]) -> int:
    """Tell of one switch; 1 if nobody took it."""
    home, before, after = arguments
    settings = read_settings(Path(home))
    if settings.webhook is None or settings.webhook_secret is None:
        return 1
    body = payload(Store(settings.home), before or None, after, settings=settings)
    taken = deliver(settings.webhook, settings.webhook_secret.get_secret_value(), body)
    return 0 if taken else 1


if __name__ == "__main__":
    logging.basicConfig(
        format='{"time": "%(asctime)s", "level": "%(levelname)s", "logger": "webhook", '
        '"message": "%(message)s"}'
    )
    sys.exit(main(sys.argv[1:]))
