"""What a slide, a picture or a printed view carries of itself: query, version and values.

A manifest is text, `srdi1:`, compressed JSON and `~`, so that it is found in any file by its first
signs: in the tags of a slide, a text chunk of a PNG, the metadata of an SVG or PDF.
"""

import base64
import binascii
import re
import zlib
from dataclasses import dataclass
from itertools import islice
from typing import Any

import orjson

from components.contract.cells import cells, query_of, view_code
from components.contract.claimed import Source, Value
from components.contract.result import Result
from data_layer.vocabulary.text import Lang

START, END = "srdi1:", "~"
FOUND = re.compile(rb"srdi1:[A-Za-z0-9_-]+~")
MOST_VALUES = 3_000
"""Values that a manifest holds; of a longer view the first, and the code is of all."""
MOST_MANIFESTS = 200
"""Views that are read of one file, each of which is computed anew: a briefing has 60 at most."""
LONGEST = 4_000_000
"""Bytes of JSON that a manifest may unpack to."""
Carried = tuple[Source, tuple[Value, ...], str, float | int]


class ManifestError(ValueError):
    """Text that begins like a manifest and is none."""


@dataclass(frozen=True)
class Manifest:
    """A view as it was when it left.

    query: filters and parameters as `cells.query_of` spells them. values: source, row, column and
    value of each number. title, comment: the presenter's own. readings: every number of the text
    put beside it, which is nobody else's.
    """

    exhibit: str
    query: str
    version: str
    lang: Lang
    code: str
    n: int
    values: tuple[Carried, ...]
    title: str = ""
    comment: str = ""
    readings: tuple[str, ...] = ()


def manifest_of(
    result: Result, lang: Lang, title: str = "", comment: str = "", readings: tuple[str, ...] = ()
) -> Manifest:
    """The manifest of a result as it stands."""
    values = [
        (cell.source, cell.row, cell.field.name, cell.value)
        for cell in islice(cells(result), MOST_VALUES)
    ]
    return Manifest(
        exhibit=result.exhibit.id,
        query=query_of(result),
        version=result.version,
        lang=lang,
        code=view_code(result),
        n=result.sample.most,
        values=tuple(values),
        title=title,
        comment=comment,
        readings=readings,
    )


def written(manifest: Manifest) -> str:
    """The manifest as text."""
    packed = zlib.compress(orjson.dumps(manifest), 9)
    return START + base64.urlsafe_b64encode(packed).decode().rstrip("=") + END


def read(text: str) -> Manifest:
    """The manifest of such text; ManifestError if it is none."""
    body = text.removeprefix(START).removesuffix(END)
    try:
        packed = base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))
        opener = zlib.decompressobj()
        raw = opener.decompress(packed, LONGEST)
        if opener.unconsumed_tail:
            raise ManifestError(text[:20])
        return _from(orjson.loads(raw))
    except (binascii.Error, zlib.error, ValueError, TypeError, KeyError) as error:
        raise ManifestError(text[:20]) from error


def _from(parsed: dict[str, Any]) -> Manifest:
    lang: Lang = "en" if parsed["lang"] == "en" else "zh"
    values = tuple(_value(*row) for row in parsed["values"])
    texts = {k: str(parsed[k]) for k in ("exhibit", "query", "version", "code", "title", "comment")}
    # Decks and pictures made until November 2026 spell it "said".
    readings = parsed["readings"] if "readings" in parsed else parsed["said"]
    return Manifest(
        **texts,
        lang=lang,
        n=int(parsed["n"]),
        values=values,
        readings=tuple(str(reading) for reading in readings),
    )


def _value(source: Source, row: list[Value], column: str, value: float) -> Carried:
    """A number as a manifest carries it; TypeError for what none can be."""
    plain = all(cell is None or isinstance(cell, str | int | float) for cell in row)
    if not plain or isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(column)
    return ("published" if source == "published" else "computed", tuple(row), str(column), value)


def found_in(raw: bytes) -> list[Manifest]:
    """The manifests that stand in the bytes of a file, in their order, each once; the first
    MOST_MANIFESTS of them."""
    texts = dict.fromkeys(
        match.group().decode() for match in islice(FOUND.finditer(raw), MOST_MANIFESTS)
    )
    manifests = []
    for text in texts:
        try:
            manifests.append(read(text))
        except ManifestError:
            continue
    return manifests
