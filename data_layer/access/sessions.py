"""Who is signed in: a file a session in <home>/sessions, found by the hash of its secret.

Signing out removes the file, so that a copied cookie opens nothing any more; removing the folder
signs everybody out.
"""

import hashlib
import os
import secrets
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import orjson

FOLDER: Final = "sessions"
MODE: Final = 0o700


@dataclass(frozen=True)
class Session:
    """Somebody who signed in, as the provider told. expires: seconds since 1970."""

    subject: str
    name: str
    groups: Sequence[str]
    expires: float


def begin(home: Path, session: Session) -> str:
    """Keep a session; its secret. OSError where nothing can be written."""
    folder = home / FOLDER
    folder.mkdir(mode=MODE, parents=True, exist_ok=True)
    _forget(folder)
    secret = secrets.token_urlsafe(32)
    draft = folder / f".{secrets.token_hex(8)}"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(orjson.dumps(asdict(session)))
    draft.replace(_path(home, secret))
    return secret


def find(home: Path, secret: str) -> Session | None:
    """The session of a secret, None if it has ended."""
    try:
        session = Session(**orjson.loads(_path(home, secret).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None
    return session if session.expires > time.time() else None


def end(home: Path, secret: str) -> None:
    """Let a secret open nothing any more."""
    _path(home, secret).unlink(missing_ok=True)


def end_all_of(home: Path, subject: str) -> int:
    """Let every session of somebody open nothing any more; how many there were."""
    ended = 0
    for path in (home / FOLDER).glob("[0-9a-f]*"):
        try:
            theirs = orjson.loads(path.read_bytes())["subject"] == subject
        except (OSError, ValueError, KeyError):
            continue
        if theirs:
            path.unlink(missing_ok=True)
            ended += 1
    return ended


def _path(home: Path, secret: str) -> Path:
    return home / FOLDER / hashlib.sha256(secret.encode()).hexdigest()


def _forget(folder: Path) -> None:
    """Remove what has ended."""
    for path in folder.iterdir():
        try:
            ended = orjson.loads(path.read_bytes())["expires"] < time.time()
        except (OSError, ValueError, KeyError):
            ended = not path.name.startswith(".")
        if ended:
            path.unlink(missing_ok=True)
