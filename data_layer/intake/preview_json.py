"""A preview as JSON, as the process that made it hands it over."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from data_layer.intake.preview import Asked, Preview
from data_layer.intake.tally import ColumnPreview, SetAside, Unknown
from data_layer.vocabulary.text import Text


def to_json(found: Preview) -> str:
    """A preview as JSON."""
    return json.dumps(asdict(found), ensure_ascii=False)


def from_json(text: str) -> Preview:
    """The preview that `to_json` has written."""
    held = json.loads(text)
    changed: dict[str, Any] = {
        "sheets": tuple(held["sheets"]),
        "headings": tuple(held["headings"]),
        "top": tuple((number, tuple(cells)) for number, cells in held["top"]),
        "columns": tuple(_column(it) for it in held["columns"]),
        "aside": tuple(SetAside(**it | {"first": tuple(it["first"])}) for it in held["aside"]),
        "notes": tuple(Text(*it) for it in held["notes"]),
        "conflicts": tuple(Asked(**it) for it in held["conflicts"]),
        "questions": tuple(Asked(**it) for it in held["questions"]),
    }
    return Preview(**held | changed)


def _column(held: dict[str, Any]) -> ColumnPreview:
    changed: dict[str, Any] = {
        "columns": tuple(held["columns"]),
        "assumed": None if held["assumed"] is None else Text(*held["assumed"]),
        "samples": tuple(held["samples"]),
        "helps": None if held["helps"] is None else tuple(held["helps"]),
        "unknown": tuple(Unknown(**one) for one in held["unknown"]),
    }
    return ColumnPreview(**held | changed)
