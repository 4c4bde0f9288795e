"""Single numbers of a result: which there are, and which of them a reader means."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from components.contract.claimed import Claim, Source, Value
from components.contract.receipt_code import encode
from components.contract.result import Result
from components.look.amounts import with_unit
from data_layer.filters.query import Query
from data_layer.vocabulary.field_frames import with_names
from data_layer.vocabulary.fields import ENTERPRISES, Field
from data_layer.vocabulary.text import Lang

NUMBER = re.compile(r"-?\d[\d,]*\.?\d*")
MOST = 8
"""Numbers that a reader is asked to choose between."""


@dataclass(frozen=True)
class Cell:
    """One number of a result: where it stands and what it is. text: instead of the number, where a
    text prints it. row: its keys; the first alone where it is the sum over all rows that begin so.
    """

    source: Source
    row: tuple[Value, ...]
    field: Field
    value: float | int
    at: int
    text: str = ""

    def claim(self, result: Result) -> Claim:
        """What its code says."""
        return Claim(
            result.exhibit.id,
            query_of(result),
            self.source,
            row=self.row,
            column=self.field.name,
            value=self.text or self.value,
            n=result.sample.most,
            version="" if self.source == "published" else result.version,
        )


def query_of(result: Result) -> str:
    """Filters and parameters that are not at their default, in the exhibit's own spelling."""
    exhibit = result.exhibit
    moved = {
        p.name: result.params[p.name]
        for p in exhibit.params
        if p.name in result.params and result.params[p.name] != p.default
    }
    return Query(result.filters, params=exhibit.spelt(moved)).to_query()


def frame_of(result: Result, source: Source) -> pl.DataFrame | None:
    """The computed or the printed rows."""
    if source == "published":
        return result.frame if result.kind == "published" else result.published
    return None if result.kind == "published" else result.frame


def cells(result: Result) -> Iterator[Cell]:
    """Every number, the computed ones first, row by row."""
    sources: tuple[Source, ...] = ("computed", "published")
    for source in sources:
        frame = frame_of(result, source)
        if frame is None:
            continue
        fields = [f for f in result.exhibit.fields if f.digits is not None]
        for at, row in enumerate(frame.iter_rows(named=True)):
            for field in fields:
                if row[field.name] is not None:
                    key = row_key(result, row, at)
                    yield Cell(source, key, field, value=row[field.name], at=at)


def row_key(result: Result, row: dict[str, Any], at: int) -> tuple[Value, ...]:
    """The values of a row's keys; its place where the exhibit has no keys."""
    keys = result.exhibit.keys
    return tuple(row[key] for key in keys) if keys else (at,)


def exact(result: Result, source: Source, row: tuple[Value, ...], column: str) -> Cell | None:
    """The number at a place, or None if there is none any more."""
    frame = frame_of(result, source)
    field = next((f for f in result.exhibit.fields if f.name == column), None)
    if frame is None or field is None:
        return None
    if is_sum(result, row):
        return next((it for it in _sums(result) if (it.row, it.field.name) == (row, column)), None)
    for at, values in enumerate(frame.iter_rows(named=True)):
        if row_key(result, values, at) == row and values[column] is not None:
            value = values[column]
            text = value if isinstance(value, str) else ""
            return Cell(source, row, field, value=0 if text else value, at=at, text=text)
    return None


def is_sum(result: Result, row: tuple[Value, ...]) -> bool:
    """Whether a number is of several rows: it names the first of their keys only."""
    return 0 < len(row) < len(result.exhibit.keys)


def _sums(result: Result) -> Iterator[Cell]:
    """The enterprises of all rows with the same first key: n under the name of a map or panel."""
    frame, field, keys = frame_of(result, "computed"), ENTERPRISES, result.exhibit.keys
    if frame is None or not keys[1:] or field not in result.exhibit.fields:
        return
    for first, part in frame.with_row_index("at").group_by(keys[:1], maintain_order=True):
        total = int(part[field.name].sum())
        yield Cell("computed", first, field, value=total, at=part["at"][0])


def _printed_texts(result: Result) -> Iterator[Cell]:
    """Texts of the report's tables in which there is a number, such as a target of at least 50%."""
    frame = frame_of(result, "published")
    for at, row in enumerate(() if frame is None else frame.iter_rows(named=True)):
        for field in (f for f in result.exhibit.fields if f.digits is None and not f.key):
            if isinstance(row[field.name], str) and NUMBER.search(row[field.name]):
                key = row_key(result, row, at)
                yield Cell("published", key, field, value=0, at=at, text=row[field.name])


def meant(result: Result, number: str, words: str, lang: Lang, column: str = "") -> list[Cell]:
    """The numbers that a reader may mean: those that read so, the most fitting first.

    number: as it was read, with its unit. words: what stands beside it, such as its row's name and
    the head of its column. Those whose row and column are both named go before all others; if any
    are, the rest are left out. What no cell says may be a sum of cells, or stand in a printed text.
    """
    wanted = {text.replace(",", "").lstrip("-+") for text in NUMBER.findall(number)}
    kinds = (cells, _sums, _printed_texts)
    read = ([it for it in kind(result) if _reads(it, wanted, column, lang=lang)] for kind in kinds)
    candidates = next((found for found in read if found), [])
    scored = [
        (_fit(result, cell, words, lang=lang), place) for place, cell in enumerate(candidates)
    ]
    best = max((fit for fit, _ in scored), default=0)
    return [candidates[place] for fit, place in scored if fit == best][:MOST]


def _reads(cell: Cell, wanted: set[str], column: str, lang: Lang) -> bool:
    """Whether a cell is in the column that is asked for, if one is, and reads as is wanted."""
    if column and cell.field.name != column:
        return False
    texts = NUMBER.findall(cell.text.replace(",", ""))
    return not wanted.isdisjoint(texts or readings(cell.value, cell.field, lang))


def printed_alone(result: Result) -> Result:
    """The same with its printed figures alone, for a number that a text says the report prints."""
    if result.kind == "published":
        return result
    return replace(result, frame=result.frame.clear())


def readings(amount: float, field: Field, lang: Lang) -> set[str]:
    """How a value may be written: as it is, rounded, and with its unit; without separators."""
    value = abs(float(amount))
    rounded = {f"{value:.{digits}f}".rstrip("0").rstrip(".") for digits in (2, 4)}
    rounded |= {f"{value:.{digits}f}" for digits in range(3)}
    written = NUMBER.findall(with_unit(value, field.unit(lang), lang))
    near = {f"{value:.0f}", f"{value:.1f}"} if value >= 10 else set()
    return rounded | near | {text.replace(",", "") for text in written}


def _fit(result: Result, cell: Cell, words: str, lang: Lang) -> int:
    """How well words name a number: 4 for each key of its row, 3 for its column, 1 for computed."""
    named = sum(4 for name in row_names(result, cell, lang) if name and name in words)
    label = cell.field.label(lang)
    return named + 3 * (label.lower() in words.lower()) + (cell.source == "computed")


def row_names(result: Result, cell: Cell, lang: Lang) -> list[str]:
    """What the keys of its row are called."""
    frame = frame_of(result, cell.source)
    if frame is None or not result.exhibit.keys:
        return []
    named = with_names(frame[cell.at], result.exhibit.fields, lang).row(0, named=True)
    keys = [f for f in result.exhibit.fields if f.key]
    return [str(named[f.name_column or f.name] or "") for f in keys][: len(cell.row)]


def view_code(result: Result) -> str:
    """What verifies all its numbers; empty where there are none."""
    return "" if result.lacking else encode(view_claim(result))


def view_claim(result: Result) -> Claim:
    """What the code of a whole view says: a digest of all its numbers."""
    sources: tuple[Source, ...] = ("computed", "published")
    frames = [frame_of(result, source) for source in sources]
    written = b"".join(_written(result, frame) for frame in frames if frame is not None)
    return _claim(
        result, "published" if result.kind == "published" else "computed", (), written=written
    )


def row_claims(result: Result, source: Source) -> dict[tuple[Value, ...], Claim]:
    """What the codes of the rows say, by their keys: digests of their numbers."""
    frame = frame_of(result, source)
    if frame is None:
        return {}
    lines = _written(result, frame).splitlines()[1:]
    keys = [row_key(result, row, at) for at, row in enumerate(frame.iter_rows(named=True))]
    claims = zip(keys, lines, strict=True)
    return {key: _claim(result, source, key, written=line) for key, line in claims}


def digest_of(result: Result, claim: Claim) -> Value:
    """The digest of the row or view of a claim in a result; None if the row is no longer there."""
    if not claim.row:
        return view_claim(result).value
    row = row_claims(result, claim.source).get(claim.row)
    return None if row is None else row.value


def _claim(result: Result, source: Source, row: tuple[Value, ...], written: bytes) -> Claim:
    digest = hashlib.blake2b(written, digest_size=6).hexdigest()
    version = "" if source == "published" else result.version
    most = result.sample.most
    return Claim(
        result.exhibit.id,
        query_of(result),
        source,
        row=row,
        column="",
        value=digest,
        n=most,
        version=version,
    )


def _written(result: Result, frame: pl.DataFrame) -> bytes:
    """Keys and numbers as lines under a head, a line a row."""
    fields = [f for f in result.exhibit.fields if f.key or f.digits is not None]
    plain = [
        pl.col(f.name).str.replace_all(r"[\r\n]", " ") if f.digits is None else pl.col(f.name)
        for f in fields
        if f.domain != "flag"
    ]
    return frame.select(plain).write_csv().encode()
