"""Debian's Chromium, set up so that it can reach this machine only, and what it asked for."""

from typing import Any
from urllib.parse import urlsplit

from selenium.webdriver.chrome.options import Options

LOOPBACK = ("127.0.0.1", "localhost")
ARGUMENTS = (
    "--lang=zh-CN",
    # Pages of one test follow each other: a process for each of them is started for nothing.
    "--renderer-process-limit=1",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--host-resolver-rules=MAP * ~NOTFOUND , " + " , ".join(f"EXCLUDE {h}" for h in LOOPBACK),
)


class ChromiumOptions(Options):
    """Options that keep a network log beside the console log that dash.testing asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.binary_location = "/usr/bin/chromium"
        for argument in ARGUMENTS:
            self.add_argument(argument)

    def set_capability(self, name: str, value: Any) -> None:
        if name == "goog:loggingPrefs":
            value = {**value, "performance": "ALL"}
        super().set_capability(name, value)


def leaving(addresses: list[str]) -> list[str]:
    """Those of the addresses that are on another machine; data and blob addresses are on none."""
    return [
        address
        for address in addresses
        if (parts := urlsplit(address)).hostname is not None and parts.hostname not in LOOPBACK
    ]
