"""A line of a log as JSON. It loads nothing of the atlas: the process that starts workers uses it,
and forks."""

import logging
from datetime import UTC, datetime
from typing import Any, Final

import orjson
from flask import g, has_request_context

FACTS: Final = "facts"
"""The extra of a record that holds more names and values."""


class JsonLines(logging.Formatter):
    """Time, level, what spoke, what it said, the request's id, and the facts of a request."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name.lstrip("_"),
            "message": record.getMessage(),
            "request": g.get("request_id") if has_request_context() else None,
            **getattr(record, FACTS, {}),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        entries = {
            name: _encodable(value) for name, value in line.items() if value not in (None, "")
        }
        return orjson.dumps(entries, default=str).decode()


def _encodable(value: Any) -> Any:
    """A text without lone surrogates, which UTF-8 cannot say; anything else as it is."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
