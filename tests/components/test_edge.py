"""Slow senders and slow readers, by hand: neither holds a thread, neither costs memory."""

import asyncio
import threading
from collections.abc import Iterable, Iterator
from typing import Any

from components.http.edge import ASGI, PIECE, THREADS, Message, Patience, edge
from components.http.operations import REFUSED

MUCH = 50 * PIECE


def _echo(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
    body = environ["wsgi.input"].read()
    start("200 OK", [("Content-Type", "text/plain")])
    return [environ["QUERY_STRING"].encode(), b"|", body]


class _Endless:
    """An answer of many pieces that notes how far it came and that it was closed."""

    def __init__(self) -> None:
        self.given = 0
        self.closed = threading.Event()

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        start("200 OK", [("Content-Type", "text/csv")])
        return self

    def __iter__(self) -> Iterator[bytes]:
        for _ in range(1_000):
            self.given += MUCH
            yield b"x" * MUCH

    def close(self) -> None:
        self.closed.set()


def _ask(
    app: ASGI, *body: bytes, query: bytes = b"", headers: tuple[tuple[bytes, bytes], ...] = ()
) -> tuple[int, bytes]:
    """Status and body of one request. An empty piece is one that never comes."""
    sent: list[Message] = []
    pieces = list(body) or [b""]

    async def receive() -> Message:
        piece = pieces.pop(0)
        if not piece and body:
            await asyncio.sleep(60)
        return {"type": "http.request", "body": piece, "more_body": bool(pieces)}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/a",
        "http_version": "1.1",
        "query_string": query,
        "headers": list(headers),
        "server": ("127.0.0.1", 80),
    }
    asyncio.run(_awaited(app(scope, receive, send)))
    return sent[0]["status"], b"".join(message.get("body", b"") for message in sent[1:])


async def _awaited(answer: Any) -> None:
    await answer


def _limited(**limits: Any) -> ASGI:
    return edge(_echo, lambda _: Patience(**limits))


def test_a_body_comes_through_whole() -> None:
    assert _ask(_limited(), b"ab", b"cd", query=b"q=1") == (200, b"q=1|abcd")


def test_a_query_of_other_bytes_is_spelt() -> None:
    assert _ask(_limited(), query="q=精密&a=%E7".encode()) == (200, b"q=%E7%B2%BE%E5%AF%86&a=%E7|")


def test_a_body_that_never_comes_is_refused() -> None:
    assert _ask(_limited(seconds=0.05), b"ab", b"") == (408, b"the body did not arrive in time\n")


def test_a_body_too_large_is_refused() -> None:
    assert _ask(_limited(bytes=10), b"x" * 6, b"x" * 6) == (413, b"10 bytes at most\n")


def test_metrics_count_what_is_refused_here() -> None:
    """No route is asked for these, which a monitor has to hear of all the same."""
    before = {why: REFUSED.labels(why)._value.get() for why in ("too slow", "too large")}
    _ask(_limited(seconds=0.05), b"ab", b"")
    _ask(_limited(bytes=10), b"x" * 6, b"x" * 6)
    assert {why: REFUSED.labels(why)._value.get() - it for why, it in before.items()} == {
        "too slow": 1,
        "too large": 1,
    }


def test_a_route_with_its_own_words_is_asked_without_the_body() -> None:
    large = ((b"content-length", b"11"),)
    app = _limited(bytes=10, own_words=True)
    assert _ask(app, b"x" * 11, headers=large) == (200, b"|")


SCOPE = {
    "type": "http",
    "method": "GET",
    "path": "/a",
    "http_version": "1.1",
    "query_string": b"",
    "headers": [],
    "server": ("127.0.0.1", 80),
}


async def _nothing() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


async def _never_taken(message: Message) -> None:
    if message["type"] == "http.response.body":
        await asyncio.sleep(60)


def test_a_reader_that_takes_nothing_is_let_go() -> None:
    endless = _Endless()
    app = edge(endless, lambda _: Patience(), untaken=0.1)
    asyncio.run(_awaited(app(SCOPE, _nothing, _never_taken)))
    assert endless.closed.is_set()
    assert endless.given == MUCH


def test_more_readers_than_threads_that_take_nothing_stop_nobody() -> None:
    """Each has been sent the beginning of an endless answer when somebody else asks."""
    begun: list[Message] = []

    def wsgi(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        slow = environ["PATH_INFO"] == "/slow"
        return _Endless()(environ, start) if slow else _echo(environ, start)

    async def never_taken(message: Message) -> None:
        begun.append(message)
        await _never_taken(message)

    async def ask() -> list[Message]:
        app = edge(wsgi, lambda _: Patience())
        slow = [
            asyncio.create_task(_awaited(app({**SCOPE, "path": "/slow"}, _nothing, never_taken)))
            for _ in range(2 * THREADS)
        ]
        answer: list[Message] = []

        async def taken(message: Message) -> None:
            answer.append(message)

        try:
            await asyncio.wait_for(_awaited(app(SCOPE, _nothing, taken)), 20)
        finally:
            for it in slow:
                it.cancel()
        return answer

    assert asyncio.run(ask())[0]["status"] == 200
    assert len(begun) == 4 * THREADS, "all slow ones were begun before"
