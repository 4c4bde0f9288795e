"""Between the network and the routes: whoever sends or takes slowly holds nothing that others need.

A body is awaited whole before a thread is given to its request, within a time and a size. An
answer is handed over as its reader takes it (the WSGI interface of granian keeps all of what is
not taken yet in memory: 20 readers of a CSV took 1.3 GB), after the thread that began it is free
again, and a reader that takes nothing for a minute is let go.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import Any, Final, NamedTuple
from urllib.parse import quote_from_bytes

from a2wsgi import WSGIMiddleware

from components.contract.requests import BODY
from components.http.operations import REFUSED, WHY

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
ASGI = Callable[[Scope, Receive, Send], Awaitable[None]]
WSGI = Callable[..., Iterable[bytes]]

THREADS: Final = 32
"""Of a worker, for what is asked; none waits for a reader."""
PULLING: Final = 8
"""Threads of a worker that read the next piece of an answer, a moment each."""
MB: Final = 1_000_000
IN_MEMORY: Final = MB
"""Bytes of a body that stay in memory; the rest of a larger one goes to a file."""
PIECE: Final = 1 << 17
"""Bytes handed over at once: some of them wait in the server for each slow reader."""
UNTAKEN: Final = 60.0
"""Seconds after which a reader that takes nothing is let go."""
GONE: Final = "atlas.gone"
REST: Final = "atlas.rest"
"""In the scope of a request: what was not handed over yet."""


@dataclass(frozen=True)
class Patience:
    """What a request may send: at most so many bytes within so many seconds.

    own_words: the route itself refuses a body that says to be larger, in the reader's language.
    """

    bytes: int = MB
    seconds: float = 20.0
    own_words: bool = False


class TooMuchError(Exception):
    """A body beyond the limit: nothing of it is kept."""


def edge(
    app: WSGI,
    patience: Callable[[str], Patience],
    untaken: float = UNTAKEN,
    once: Collection[str | None] = (),
) -> ASGI:
    """The WSGI app as an ASGI app. patience: what a request to a path may send. once: headers that
    a proxy sets; a request with two of one is refused, since one may be the visitor's own.

    Headers with an underscore are dropped: WSGI spells X_Remote_User and X-Remote-User alike, so
    that a visitor's own would pass for what the proxy sets, which drops the other spelling alone.
    """
    single = {name.lower().encode() for name in once if name}
    inner: Any = WSGIMiddleware(_left_in_scope(app), workers=THREADS, send_queue_size=1)
    pulling = ThreadPoolExecutor(PULLING, thread_name_prefix="pieces")

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        limit = patience(scope["path"])
        query = quote_from_bytes(scope["query_string"], safe=SAFE)
        plain = [(name, value) for name, value in scope["headers"] if b"_" not in name]
        if any(sum(it == name for it, _ in plain) > 1 for name in single):
            await _refuse(send, 400, "a header that the proxy sets came twice\n")
            return
        scope = {**scope, "query_string": query.encode("ascii"), "headers": plain, GONE: False}
        with SpooledTemporaryFile(max_size=IN_MEMORY) as body:
            try:
                if not limit.own_words or _declared(scope) <= limit.bytes:
                    await asyncio.wait_for(_keep(receive, body, limit.bytes), limit.seconds)
            except TooMuchError:
                await _refuse(send, 413, f"{limit.bytes} bytes at most\n")
                return
            except TimeoutError:
                await _refuse(send, 408, "the body did not arrive in time\n")
                return
            except ConnectionError:
                return
            body.seek(0)
            scope[BODY] = body
            patient = _patiently(send, scope, untaken)
            try:
                await inner(scope, _replayed(body), _handing_over(patient, scope, pulling))
            finally:
                rest = scope.pop(REST, None)
                if rest is not None and rest.close is not None:
                    await _pulled(pulling, rest.close)

    return answer


SAFE: Final = "".join(chr(code) for code in range(0x21, 0x7F))
"""What stands in a query as it is; other bytes are spelt with %."""


def _declared(scope: Scope) -> int:
    length = dict(scope["headers"]).get(b"content-length", b"0")
    return int(length) if length.isdigit() else 0


async def _keep(receive: Receive, body: SpooledTemporaryFile[bytes], most: int) -> None:
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ConnectionError
        piece = message.get("body", b"")
        size += len(piece)
        if size > most:
            raise TooMuchError
        body.write(piece)
        if not message.get("more_body", False):
            return


def _replayed(body: SpooledTemporaryFile[bytes]) -> Receive:
    async def receive() -> Message:
        piece = body.read(IN_MEMORY)
        return {"type": "http.request", "body": piece, "more_body": bool(piece)}

    return receive


def _patiently(send: Send, scope: Scope, seconds: float) -> Send:
    """Send while the reader takes; after that, mark it as gone and throw the rest away."""

    async def sent(message: Message) -> None:
        if scope[GONE]:
            return
        try:
            await asyncio.wait_for(send(message), seconds)
        except Exception:  # whatever the server says of a reader that went: there is none any more
            scope[GONE] = True

    return sent


class _Rest(NamedTuple):
    """An answer as the app gave it: its first piece, those that follow, and how it is closed;
    these are None where the first piece is all of it."""

    first: bytes
    following: Iterator[bytes] | None = None
    close: Callable[[], object] | None = None


def _left_in_scope(app: WSGI) -> WSGI:
    """The app, whose answers are begun and left in the scope: its thread waits for no reader."""

    def answer(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        length = ""

        def started(status: str, headers: list[tuple[str, str]], *failed: Any) -> Any:
            nonlocal length
            length = next((it for name, it in headers if name.lower() == "content-length"), "")
            return start(status, headers, *failed)

        pieces: Any = app(environ, started)
        close, following = getattr(pieces, "close", bool), iter(pieces)
        rest = None
        try:
            first = next(following, b"")
            if length != str(len(first)):
                rest = _Rest(first, following, close)
        finally:
            if rest is None:  # nearly all answers: they need no other thread
                close()
        environ["asgi.scope"][REST] = rest or _Rest(first)
        return ()

    return answer


def _handing_over(send: Send, scope: Scope, pulling: ThreadPoolExecutor) -> Send:
    """Send what was left in the scope where the app's own, empty body stands; it stops in the
    middle of an answer that nobody reads."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.body" and REST in scope:
            rest: _Rest = scope[REST]
            piece: bytes | None = rest.first
            while piece is not None:
                for start in range(0, len(piece), PIECE):
                    part = piece[start : start + PIECE]
                    await send({"type": message["type"], "body": part, "more_body": True})
                if scope[GONE] or rest.following is None:
                    break
                piece = await _pulled(pulling, next, rest.following, None)
        await send(message)

    return sent


async def _pulled(pulling: ThreadPoolExecutor, work: Callable[..., Any], *given: Any) -> Any:
    return await asyncio.get_running_loop().run_in_executor(pulling, work, *given)


async def _refuse(send: Send, status: int, words: str) -> None:
    if status in WHY:
        REFUSED.labels(WHY[status]).inc()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": words.encode()})
