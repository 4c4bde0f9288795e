"""One layer around all routes."""

from collections.abc import Callable
from typing import NamedTuple

from flask import Response


class Layer(NamedTuple):
    """before: may answer in the place of what lies below. after: takes what it answered."""

    before: Callable[[], Response | None] | None = None
    after: Callable[[Response], Response] | None = None
