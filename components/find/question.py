"""A question as what the atlas can show: filters, a chart with its settings, and what is left over.

"苏州 小巨人 专利>50" gives a city, a tier and a range, and the list of these enterprises.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final
from urllib.parse import quote

from components.contract.exhibit import Exhibit
from components.find.notes import worded
from components.find.scan import Piece, scan
from components.find.targets import target
from components.find.unused import unused
from components.find.words import Meaning
from data_layer.enterprises.listing import SORT
from data_layer.filters.filters import Filters, read
from data_layer.filters.keys import keys
from data_layer.reference_figures.places import cities_top
from data_layer.vocabulary.places import CLUSTERS, cities, city_names
from data_layer.vocabulary.text import Text, same

COUNTED: Final = ("patents", "grants", "copyrights")
"""Figures of which an enterprise may have none."""


@dataclass(frozen=True)
class Question:
    """What was understood of a text.

    exhibit: the chart that answers it, None if a page does. params: of the chart, as far as they
    are asked for. page: where to go, None if nothing was understood. order: of the list of
    enterprises, as its address has it. taken: the pieces that filters and chart come from. left:
    words that were not understood. notes: what is not as asked.
    """

    filters: Filters
    exhibit: Exhibit | None
    params: Mapping[str, str]
    page: str | None
    order: str
    taken: tuple[Piece, ...]
    left: tuple[str, ...]
    notes: tuple[Text, ...]

    @property
    def path(self) -> str:
        """The page's path below the app's own, without a slash at the front."""
        return "" if self.page in (None, "overview") else str(self.page)

    @property
    def search(self) -> str:
        """Filters and settings as the query of the page's address, without a question mark."""
        own = {}
        if self.exhibit is not None:
            declared = {param.name: param for param in self.exhibit.params}
            own = {
                self.exhibit.address_key(declared[name]): value
                for name, value in self.params.items()
                if value != declared[name].default
            }
        parts = [self.filters.to_query()] if self.filters.values else []
        parts += [f"{key}={quote(value, safe=',.:')}" for key, value in sorted(own.items())]
        parts += [f"{SORT}={self.order}"] if self.order else []
        return "&".join(parts)

    @property
    def anchor(self) -> str:
        """The chart's place on its page; empty for a page as a whole."""
        return "" if self.exhibit is None else f"exhibit-{self.exhibit.id}"

    @property
    def address(self) -> str:
        """All three, as a link beside the app's own path."""
        query = f"?{self.search}" if self.search else ""
        anchor = f"#{self.anchor}" if self.anchor else ""
        return f"/{self.path}{query}{anchor}"


def understand(text: str) -> Question:
    """Read a question by rules; nothing is guessed, and what no rule reads is left over."""
    pieces = scan(text)
    pieces, notes = _settled(pieces)
    values = _values(pieces)
    filters, _ = read({key: ",".join(dict.fromkeys(codes)) for key, codes in values.items()})
    notes += _apart(filters)
    aim = target(pieces, filters)
    taken = tuple(p for p in pieces if p.meaning.kind not in ("stop", "left"))
    answered = bool(filters.values) or aim.exhibit is not None or bool(aim.order)
    left = tuple(p.words for p in pieces if p.meaning.kind == "left")
    rest = unused(aim, pieces) if answered else tuple(p.words for p in taken)
    return Question(
        filters=aim.filters,
        exhibit=aim.exhibit,
        params=aim.params,
        page=aim.page if answered else None,
        order=aim.order,
        taken=taken if answered else (),
        left=(*left, *rest),
        notes=(*notes, *aim.notes, *(p.note for p in pieces if p.note is not None)),
    )


def _settled(pieces: tuple[Piece, ...]) -> tuple[tuple[Piece, ...], list[Text]]:
    """The pieces without what filters cannot say: not, or between unlike keys, shared names."""
    notes: list[Text] = []
    named = {c for p in pieces if p.meaning.key == "province" for c in p.meaning.values}
    settled = [_placed(piece, named, notes) for piece in pieces]
    spoken = [at for at, piece in enumerate(settled) if piece.meaning.kind != "stop"]
    for at, to in pairwise(spoken):
        piece, after = settled[at], settled[to]
        if piece.meaning.key == "not" and (none := _none_of(after)) is not None:
            settled[at] = piece._replace(meaning=Meaning("stop"))
            settled[to] = none
        elif piece.meaning.key == "not" and after.meaning.kind == "filter":
            words = (" " if piece.words.isascii() else "").join((piece.words, after.words))
            settled[at] = _left(piece)
            settled[to] = _left(after)
            notes.append(worded("not", words=same(words)))
    for at in range(1, len(settled) - 1):
        before, piece, after = settled[at - 1 : at + 2]
        if piece.meaning.key == "or":
            alike = before.meaning.key == after.meaning.key
            if not alike:
                notes.append(worded("or", words=same(piece.words)))
                settled[at] = _left(piece)
    rest = [_left(p) if p.meaning.key == "not" else p for p in settled]
    return tuple(rest), notes


def _none_of(piece: Piece) -> Piece | None:
    """A figure that an enterprise has none of as a filter: 没有专利 is at most 0."""
    kind, key, _ = piece.meaning
    if kind != "field" or key not in COUNTED:
        return None
    return piece._replace(meaning=Meaning("filter", key, ("..0",)))


def _left(piece: Piece) -> Piece:
    return piece._replace(meaning=piece.meaning._replace(kind="left", key=""))


def _placed(piece: Piece, named: set[str], notes: list[Text]) -> Piece:
    """A county as its city, and one of several cities of a name by the province that is named, else
    that which the report's table of cities holds (e19)."""
    kind, _key, values = piece.meaning
    if kind == "county":
        notes.append(worded("county", words=same(piece.words), city=city_names()[values[0]]))
        return piece._replace(meaning=piece.meaning._replace(kind="filter"))
    if kind != "city":
        return piece
    within = tuple(code for code in values if cities()[code].parent in named)
    if len(within) == 1:
        return piece._replace(meaning=piece.meaning._replace(kind="filter", values=within))
    printed = [code for code in values if code in set(cities_top()["city_code"])]
    if not within and len(printed) == 1:
        others = [city_names()[code] for code in values if code not in printed]
        named_too = Text(
            "、".join(place.zh for place in others), ", ".join(place.en for place in others)
        )
        usual = city_names()[printed[0]]
        notes.append(worded("usual", words=same(piece.words), city=usual, others=named_too))
        return piece._replace(meaning=piece.meaning._replace(kind="filter", values=(printed[0],)))
    names = [city_names()[code] for code in values]
    cities_named = Text(
        "、".join(place.zh for place in names), ", ".join(place.en for place in names)
    )
    notes.append(worded("shared", words=same(piece.words), cities=cities_named))
    return _left(piece)


def _values(pieces: Iterable[Piece]) -> dict[str, list[str]]:
    """Values by filter key; a city's own province is left out, since the city says it."""
    values: dict[str, list[str]] = {}
    for piece in pieces:
        if piece.meaning.kind == "filter":
            values.setdefault(piece.meaning.key, []).extend(piece.meaning.values)
    ranges = [key for key in values if keys()[key].kind == "range"]
    for key in ranges:
        values[key] = [_narrowed(values[key])]
    parents = {cities()[code].parent for code in values.get("city", ())}
    if parents and set(values.get("province", ())) == parents:
        del values["province"]
    return values


def _narrowed(ranges: Sequence[str]) -> str:
    """The range that lies in all: 2010.. and ..2015 are 2010..2015."""
    lows = [low for low, _, _ in (interval.partition("..") for interval in ranges) if low]
    highs = [high for _, _, high in (interval.partition("..") for interval in ranges) if high]
    return f"{max(lows, key=float, default='')}..{min(highs, key=float, default='')}"


def _apart(filters: Filters) -> list[Text]:
    """What is said of a city outside the provinces or clusters named with it."""
    within = set(filters.chosen("province")) | {
        province
        for cluster in CLUSTERS
        if cluster.id in filters.chosen("cluster")
        for province in cluster.provinces
    }
    outside = [c for c in filters.chosen("city") if within and cities()[c].parent not in within]
    return [worded("apart", city=city_names()[code]) for code in outside]
