"""Signed links that open nothing any more: <home>/revoked holds the SHA-256 of each token."""

import hashlib
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, urlsplit

FILE: Final = "revoked"


def revoke(home: Path, link: str) -> None:
    """Let a token, or the one in an address, open nothing, on every instance over this folder."""
    token = parse_qs(urlsplit(link).query).get("token", [link])[-1]
    home.mkdir(parents=True, exist_ok=True)
    with (home / FILE).open("a", encoding="ascii") as file:
        file.write(f"{mark(token)}\n")


def is_revoked(home: Path, token: str) -> bool:
    """Whether a token was revoked."""
    try:
        return mark(token) in (home / FILE).read_text("ascii").split()
    except FileNotFoundError:
        return False


def mark(token: str) -> str:
    """By which a token is named where it is not to be held."""
    return hashlib.sha256(token.encode()).hexdigest()
