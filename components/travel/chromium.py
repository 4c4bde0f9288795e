"""One Chromium that draws figures to pictures, for all threads of a process, one at a time.

kaleido's own blocking server hands a picture to whoever waits longest and hangs if the browser
dies. Here a loop of its own runs the browser, each caller waits for its own future, and whatever
goes wrong closes the browser, so that the next attempt starts a new one.
"""

import asyncio
import atexit
import logging
import os
import shutil
import signal
import threading
from collections.abc import Coroutine
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar

import kaleido
import prometheus_client

from components.contract.exhibit import Figure
from components.travel.turns import WAITING, Turns
from data_layer.files.disk import reason

log = logging.getLogger(__name__)
Format = Literal["png", "svg", "pdf"]
Answer = TypeVar("Answer")

ASSETS = Path(__file__).parents[2] / "assets"
PLOTLY = "plotly-atlas.min.js"
"""The chart library with the traces in use, by tools/bundle/plotly.mjs."""
SCRIPTS = ("picture.bundle.js",)
NO_NETWORK = "127.0.0.1:9"
"""A proxy that nobody serves: a figure can make this browser ask no other machine."""
PATIENT = 10
"""How much the browser gives way to others (nice)."""
STARTING, CLOSING = 15, 10
"""Seconds that the browser may take, beside those for a picture."""
PICTURES = prometheus_client.Counter("srdi_pictures_total", "Pictures of Chromium", ["outcome"])
BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
"""The headless shell draws the same with a quarter less of the processor."""
_HOOK = "<style>@page{margin:0}</style><script>atlasPicture.captureAll()</script></head>"


class PictureError(RuntimeError):
    """No picture was made."""


class SlowError(PictureError):
    """A picture took longer than one may: beside many others the next try may not."""


class BrowserMissingError(PictureError):
    """There is no Chromium on this machine."""


def chromium() -> str:
    """The browser: BROWSER_PATH if set, else Debian's Chromium; BrowserMissingError if none."""
    given = os.environ.get("BROWSER_PATH")
    browsers = [given] if given else [path for name in BROWSERS if (path := shutil.which(name))]
    if not browsers or not os.access(browsers[0], os.X_OK):
        raise BrowserMissingError(
            "Chromium is missing on the server: apt-get install chromium fonts-wqy-microhei, "
            "or set BROWSER_PATH"
        )
    return browsers[0]


class _Page(kaleido.PageGenerator):
    """kaleido's page with the composer of captions, and no margin around a PDF."""

    def generate_index(self) -> str:
        """The page as HTML."""
        return super().generate_index().replace("</head>", _HOOK)


class Studio:
    """waiting: how many callers may wait for the one at work. timeout: seconds for one picture."""

    def __init__(self, waiting: int = WAITING, timeout: float = 30) -> None:
        self._timeout = timeout
        self._turns = Turns(waiting)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._browser: kaleido.Kaleido | None = None

    def picture(
        self, figure: Figure, format: Format, width: int, height: int, scale: float
    ) -> bytes:
        """The figure with the caption of its layout.meta. width, height: CSS pixels before scale.

        BrowserMissingError, BusyError, or PictureError for a figure that cannot be drawn.
        """
        path = chromium()
        with self._turns.turn():
            return self._drawn(path, figure, format, width, height, scale)

    def close(self) -> None:
        """End the browser; the next picture starts another."""
        with self._turns.lock:
            self._close()

    def _drawn(
        self, path: str, figure: Figure, format: Format, width: int, height: int, scale: float
    ) -> bytes:
        options: Any = {"format": format, "width": width, "height": height, "scale": scale}
        try:
            drawn = self._drawn_or_again(path, figure, options)
        except Exception as error:
            PICTURES.labels("failed").inc()
            log.error("Chromium could not draw a picture: %s", error)
            words = f"Chromium could not draw the picture: {reason(error).en}"
            kind = SlowError if isinstance(error, TimeoutError) else PictureError
            raise kind(words[:300]) from error
        PICTURES.labels("drawn").inc()
        return drawn

    def _drawn_or_again(self, path: str, figure: Figure, options: Any) -> bytes:
        """A browser that has died since its last picture is noticed by the next: that is asked of a
        new one, once. Who has waited until the timeout waits no second time."""
        try:
            return self._attempt(path, figure, options)
        except TimeoutError:
            raise
        except Exception:
            return self._attempt(path, figure, options)

    def _attempt(self, path: str, figure: Figure, options: Any) -> bytes:
        try:
            return self._await(self._calculate(path, figure, options), self._timeout + STARTING)
        except Exception:
            self._close()
            raise

    async def _calculate(self, path: str, figure: Figure, options: Any) -> bytes:
        if self._browser is None:
            scripts: list[Any] = [(ASSETS / name).as_uri() for name in SCRIPTS]
            page = _Page(plotly=(ASSETS / PLOTLY).as_uri(), mathjax=False, others=scripts)
            browser = kaleido.Kaleido(
                timeout=self._timeout, page_generator=page, path=path, proxy_server=NO_NETWORK
            )
            await browser.open()
            _give_way(browser.subprocess.pid)
            self._browser = browser
        return await self._browser.calc_fig(figure, opts=options)

    def _await(self, work: Coroutine[Any, Any, Answer], seconds: float) -> Answer:
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            threading.Thread(target=self._loop.run_forever, name="studio", daemon=True).start()
            atexit.register(self.close)
        waited = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return waited.result(seconds)
        except TimeoutError:
            waited.cancel()
            raise

    def _close(self) -> None:
        browser, self._browser = self._browser, None
        if browser is None:
            return
        leader = browser.subprocess.pid
        try:
            self._await(browser.close(), CLOSING)
        except Exception:  # gone already, or stuck: it would stay with all of its memory
            with suppress(OSError):
                os.killpg(leader, signal.SIGKILL)


def _give_way(leader: int) -> None:
    """Let a browser and its processes have the processor after what answers pages."""
    with suppress(OSError):
        os.setpriority(os.PRIO_PGRP, leader, PATIENT)


@cache
def shared() -> Studio:
    """The studio of this process."""
    return Studio()
