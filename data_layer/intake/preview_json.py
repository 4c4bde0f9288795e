"""A preview as JSON, as the process that made it hands it over."""

import json
from dataclasses import asdict
from typing import Any

from data_layer.importer.tables.source import Alike
from data_layer.intake.preview import Asked, Preview
from data_layer.intake.tally import ColumnPreview, Otherwise, SetAside, Unknown
from data_layer.vocabulary.text import Text


def to_json(preview: Preview) -> str:
    """A preview as JSON."""
    return json.dumps(asdict(preview), ensure_ascii=False)


def from_json(text: str) -> Preview:
    """The preview that `to_json` has written."""
    parsed = json.loads(text)
    changed: dict[str, Any] = {
        "sheets": tuple(parsed["sheets"]),
        "headings": tuple(parsed["headings"]),
        "top": tuple((number, tuple(cells)) for number, cells in parsed["top"]),
        "columns": tuple(_column(column) for column in parsed["columns"]),
        "aside": tuple(
            SetAside(**reason | {"first": tuple(reason["first"])}) for reason in parsed["aside"]
        ),
        "joined": tuple(parsed["joined"]),
        "notes": tuple(Text(*note) for note in parsed["notes"]),
        "alike": tuple(Alike(*sheet) for sheet in parsed["alike"]),
        "conflicts": tuple(Asked(**row) for row in parsed["conflicts"]),
        "questions": tuple(Asked(**row) for row in parsed["questions"]),
    }
    return Preview(**parsed | changed)


def _column(parsed: dict[str, Any]) -> ColumnPreview:
    changed: dict[str, Any] = {
        "columns": tuple(parsed["columns"]),
        "assumed": None if parsed["assumed"] is None else Text(*parsed["assumed"]),
        "samples": tuple(parsed["samples"]),
        "helps": None if parsed["helps"] is None else tuple(parsed["helps"]),
        "said": tuple(Otherwise(**one) for one in parsed["said"]),
        "unknown": tuple(Unknown(**one) for one in parsed["unknown"]),
    }
    return ColumnPreview(**parsed | changed)
