"""Manifests inside slides: a part of tags, as PowerPoint keeps what programs say of a slide."""

import re
import zipfile
import zlib
from collections.abc import Iterable
from functools import cache
from io import BytesIO
from typing import Any, NamedTuple
from xml.sax.saxutils import quoteattr

from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from components.compat import element
from components.contract.cells import NUMBER
from components.receipts.manifest import MOST_MANIFESTS, Manifest, found_in

CONTENT = "application/vnd.openxmlformats-officedocument.presentationml.tags+xml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATION = f"{RELATIONS}/tags"
NAME = "SRDI_ATLAS"
MAIN = "http://schemas.openxmlformats.org/presentationml/2006/main"
TEXT = re.compile(rb"<a:t>([^<]*)</a:t>")
SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml")
MOST_BYTES = 200_000_000
"""That the parts of a deck may unpack to."""
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError),
    *(KeyError, NotImplementedError, RuntimeError, ValueError),
)
"""What reading an archive raises that is none, is damaged, locked, or packed in a rare way."""


class DeckError(ValueError):
    """No PowerPoint file, or one that is too large to be read."""


class Slide(NamedTuple):
    """One slide of a deck: its place from 1, what it carries, and its words. cover: made here too,
    and without numbers of a view."""

    place: int
    manifests: tuple[Manifest, ...]
    texts: tuple[str, ...]
    cover: bool = False


COVER = "cover"


def numbers_in(texts: Iterable[str]) -> list[str]:
    """The numbers that stand in words, as they are written."""
    return [digits for text in texts for digits in NUMBER.findall(text)]


def texts_of(slide: Any) -> list[str]:
    """The words of a slide that is being made."""
    return [text.decode() for text in TEXT.findall(element(slide).xml.encode())]


def tag(deck: Any, slide: Any, at: int, manifest: str) -> None:
    """Let a slide carry a manifest. at: a number that no other slide of the deck has."""
    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<p:tagLst xmlns:p="{MAIN}"><p:tag name="{NAME}" val={quoteattr(manifest)}/></p:tagLst>'
    )
    part = Part(PackURI(f"/ppt/tags/tag{at}.xml"), CONTENT, deck.part.package, xml.encode())
    relation = slide.part.relate_to(part, RELATION)
    data = parse_xml(
        f'<p:custDataLst xmlns:p="{MAIN}" xmlns:r="{RELATIONS}"><p:tags r:id="{relation}"/>'
        "</p:custDataLst>"
    )
    element(slide).find(f"{qn('p:cSld')}/{qn('p:spTree')}").addnext(data)


def slides_of(raw: bytes) -> list[Slide]:
    """The slides of a deck in the order of their numbers; DeckError if it cannot be read.

    Every part is unpacked once, however many slides say that it is theirs.
    """
    try:
        with zipfile.ZipFile(BytesIO(raw)) as deck:
            if sum(entry.file_size for entry in deck.infolist()) > MOST_BYTES:
                raise DeckError
            names = {
                int(slide.group(1)): name
                for name in deck.namelist()
                if (slide := SLIDE.fullmatch(name))
            }
            carried = cache(lambda name: _carried(deck.read(name)))
            return _bounded(_slide(deck, at, names[at], carried=carried) for at in sorted(names))
    except BROKEN as error:
        raise DeckError from error


def _bounded(slides: Iterable[Slide]) -> list[Slide]:
    """The slides; DeckError as soon as they carry more than one file may."""
    read, views = [], 0
    for slide in slides:
        views += len(slide.manifests)
        if views > MOST_MANIFESTS:
            raise DeckError
        read.append(slide)
    return read


def _carried(raw: bytes) -> tuple[tuple[Manifest, ...], bool]:
    """The manifests of a part of tags, and whether it is a cover's."""
    return tuple(found_in(raw)), f'val="{COVER}"'.encode() in raw


def _slide(deck: zipfile.ZipFile, place: int, name: str, carried: Any) -> Slide:
    """A slide with the tags that its relations lead to."""
    body = deck.read(name)
    folder, _, file = name.rpartition("/")
    relations = f"{folder}/_rels/{file}.rels"
    targets: list[bytes] = []
    if relations in deck.namelist():
        targets = re.findall(rb'Target="\.\./(tags/[^"/]+\.xml)"', deck.read(relations))
    parts = [carried(f"ppt/{target.decode()}") for target in dict.fromkeys(targets)]
    texts = tuple(text.decode("utf-8", "replace") for text in TEXT.findall(body))
    manifests = tuple(manifest for carried_here, _ in parts for manifest in carried_here)
    return Slide(place, manifests, texts, cover=any(cover for _, cover in parts))
