"""What the answers that the OpenAPI document describes are made of."""

from collections.abc import Mapping
from typing import Any, Final

TEXT: Final[Mapping[str, Any]] = {"type": "string"}
TEXTS = {"type": "object", "properties": {"zh": TEXT, "en": TEXT}, "required": ["zh", "en"]}
ROWS = {"type": "array", "items": {"type": "object"}}
COUNT = {"type": "integer", "minimum": 0}
SCHEMAS: Mapping[str, Any] = {
    "Entry": {
        "type": "object",
        "properties": {
            "id": TEXT,
            "title": TEXTS,
            "reading": TEXTS,
            "page": TEXT,
            "origin": {"type": "array", "items": TEXT},
            "basis": {"enum": ["registry", "whole", "reference"]},
            "params": ROWS,
            "columns": {"type": "array", "items": {"$ref": "#/components/schemas/Column"}},
            "formats": {"type": "array", "items": TEXT},
            "errata": {"type": "array", "items": TEXT},
        },
        "required": ["id", "title", "page", "origin", "params", "columns", "formats"],
    },
    "Column": {
        "type": "object",
        "properties": {"name": TEXT, "unit": TEXT, "zh": TEXT, "en": TEXT},
        "required": ["name", "unit", "zh", "en"],
    },
    "Catalogue": {
        "type": "object",
        "properties": {
            "exhibits": {"type": "array", "items": {"$ref": "#/components/schemas/Entry"}}
        },
        "required": ["exhibits"],
    },
    "Figures": {
        "type": "object",
        "properties": {
            **dict.fromkeys(("exhibit", "title", "filters", "query", "kind", "version"), TEXT),
            **dict.fromkeys(("kinds", "formulas", "enterprises", "selected"), TEXT),
            **dict.fromkeys(("enterprises_least", "source", "date", "code"), TEXT),
            "params": {"type": "object"},
            "entry": {"$ref": "#/components/schemas/Entry"},
            "lacking": {"type": "array", "items": TEXT},
            "columns": {"type": "array", "items": {"$ref": "#/components/schemas/Column"}},
            "data": ROWS,
        },
        "required": ["exhibit", "filters", "kind", "version", "source", "date", "data"],
    },
    "Facets": {
        "type": "object",
        "properties": {
            "version": TEXT,
            "filters": TEXT,
            "enterprises": COUNT,
            "facets": {
                "type": "object",
                "additionalProperties": {"type": "object", "additionalProperties": COUNT},
            },
        },
        "required": ["version", "filters", "enterprises", "facets"],
    },
    "Enterprises": {
        "type": "object",
        "properties": {
            "version": TEXT,
            "filters": TEXT,
            "enterprises": COUNT,
            "next": {"type": ["string", "null"], "description": "the cursor of the next page"},
            "columns": {"type": "array", "items": {"$ref": "#/components/schemas/Column"}},
            "data": ROWS,
        },
        "required": ["version", "filters", "enterprises", "next", "data"],
    },
    "Card": {
        "type": "object",
        "properties": {
            "figure": {"type": ["object", "null"], "description": "of Plotly; null: rows stand"},
            "config": {"type": "object"},
            "height": {**COUNT, "description": "pixels of the chart; 0: there is none"},
            "areas": {**TEXT, "description": "HTML: the areas of a map, to choose from"},
            "rows": {**TEXT, "description": "HTML in place of the chart"},
            "alt": {**TEXT, "description": "the chart in one sentence: the headline"},
            "sub": {**TEXT, "description": "HTML: title, unit, switches, filters"},
            "key": {**TEXT, "description": "HTML: kinds of numbers"},
            "foot": {**TEXT, "description": "HTML: source, sample, date"},
            "method": {**TEXT, "description": "HTML: all that stands behind the numbers"},
            "menu": {**TEXT, "description": "HTML: downloads; empty if there is nothing to take"},
            "compare": {**TEXT, "description": "HTML: what of it can be compared; empty as menu"},
            "share": {"type": ["object", "null"], "description": "of the share dialog"},
        },
        "required": ["figure", "height", "rows", "alt", "sub", "key", "foot", "method"],
    },
    "Verified": {
        "type": "object",
        "properties": {
            **dict.fromkeys(("status", "version", "said"), TEXT),
            "reason": {"type": ["string", "null"], "description": "of a number that changed"},
            "claim": {"type": "object", "description": "what the code says"},
            "now": {"description": "the same number of the version in use; null if it is gone"},
            "n": {**COUNT, "description": "enterprises behind it now"},
        },
        "required": ["status", "claim", "now", "said"],
    },
    "Options": {"type": "object", "description": "what the lists of the filter bar offer"},
    "Found": {
        "type": "object",
        "properties": {
            "question": {"type": ["object", "null"], "description": "null: nothing understood"},
            "left": {"type": "array", "items": TEXT, "description": "words not understood"},
            "notes": {"type": "array", "items": TEXT},
            "groups": ROWS,
        },
        "required": ["question", "left", "notes", "groups"],
    },
    "Receipts": {
        "type": "object",
        "properties": {
            "html": {**TEXT, "description": "of the one receipt, or of the choice among several"},
            "none": {**TEXT, "description": "said where no number of the card is meant"},
            "pages": {"type": "array", "items": TEXT, "description": "HTML of each receipt"},
            "receipts": ROWS,
            "words": {"type": "object"},
        },
        "required": ["html", "none", "pages", "receipts"],
    },
    "Manifest": {
        "type": "object",
        "properties": {
            "manifest": {**TEXT, "description": "query, version and values, as pictures carry it"},
            "code": TEXT,
            "line": TEXT,
        },
        "required": ["manifest", "code", "line"],
    },
    "Refusal": {
        "type": "object",
        "properties": {
            "error": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": dict.fromkeys(("key", "value", "allowed", "message"), TEXT),
                    "required": ["key", "value", "allowed"],
                },
            }
        },
        "required": ["error"],
    },
}
