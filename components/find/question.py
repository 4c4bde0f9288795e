"""A question as what the atlas can show: filters, a chart with its settings, and what is left over.

"苏州 小巨人 专利>50" gives a city, a tier and a range, and the list of these enterprises.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Final
from urllib.parse import parse_qsl, quote

from components.contract.catalogue import exhibits
from components.contract.exhibit import Exhibit
from components.find.scan import Piece, scan
from data_layer.filters.filters import Filters, read
from data_layer.filters.keys import keys
from data_layer.vocabulary.places import CLUSTERS, cities, city_names
from data_layer.vocabulary.text import Text, same

TARGETS: Final = Path(__file__).parents[2] / "data_layer" / "data" / "question_targets.csv"
"""`topic`, `by`, `exhibit`, `params`: the chart that shows a topic by something."""
LIST: Final = "enterprises"
PLACES: Final = ("cluster", "province", "city")
GROUPS: Final[Mapping[str, str]] = {
    "tier": "tier",
    "sector": "sector",
    "frontier": "frontier",
    "industry": "division",
}
"""Filter keys whose values the radar sets against each other, with what it calls them."""
NOTES: Final = MappingProxyType(
    {
        "county": Text(
            "“{words}”：数据只到城市一级，按{city}处理",
            '"{words}": there are no places below cities, read as {city}',
        ),
        "shared": Text(
            "“{words}”：有几个同名城市（{cities}），请加上省份",
            '"{words}": several cities have this name ({cities}); add the province',
        ),
        "not": Text(
            "“{words}”：筛选不能表示“不是”，未使用",
            '"{words}": a filter cannot say "not"; left out',
        ),
        "or": Text(
            "“{words}”：不同条件之间只能同时满足，不能“或”",
            '"{words}": different conditions hold together; "or" is not possible between them',
        ),
        "one": Text(
            "对比需要两个对象，只找到一个", "Two things are needed to compare; one was named"
        ),
        "apart": Text(
            "{city}不在所选的省份或城市群内：没有企业同时满足",
            "{city} lies in none of the provinces or clusters named: no enterprise passes both",
        ),
    }
)


@dataclass(frozen=True)
class Question:
    """What was understood of a text.

    exhibit: the chart that answers it, None if a page does. params: of the chart, as far as they
    are asked for. page: where to go, None if nothing was understood. taken: the pieces that
    filters and chart come from. left: words that were not understood. notes: what is not as asked.
    """

    filters: Filters
    exhibit: Exhibit | None
    params: Mapping[str, str]
    page: str | None
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
    filters, _ = read({key: ",".join(dict.fromkeys(held)) for key, held in values.items()})
    notes += _apart(filters)
    exhibit, params, filters, more = _target(pieces, filters)
    params = _settings(exhibit, params, pieces)
    taken = tuple(p for p in pieces if p.meaning.kind not in ("stop", "left"))
    answered = bool(filters.values) or exhibit is not None
    left = tuple(p.words for p in pieces if p.meaning.kind == "left")
    unused = [p.words for p in taken if not answered]
    return Question(
        filters=filters,
        exhibit=exhibit,
        params=params,
        page=_page(exhibit, filters) if answered else None,
        taken=taken if answered else (),
        left=(*left, *unused),
        notes=(*notes, *more, *(p.note for p in pieces if p.note is not None)),
    )


def _settled(pieces: tuple[Piece, ...]) -> tuple[tuple[Piece, ...], list[Text]]:
    """The pieces without what filters cannot say: not, or between unlike keys, shared names."""
    notes: list[Text] = []
    named = {c for p in pieces if p.meaning.key == "province" for c in p.meaning.values}
    settled = [_placed(piece, named, notes) for piece in pieces]
    spoken = [at for at, piece in enumerate(settled) if piece.meaning.kind != "stop"]
    for at, to in pairwise(spoken):
        piece, after = settled[at], settled[to]
        if piece.meaning.key == "not" and after.meaning.kind == "filter":
            words = (" " if piece.words.isascii() else "").join((piece.words, after.words))
            settled[at] = _left(piece)
            settled[to] = _left(after)
            notes.append(_worded("not", words=same(words)))
    for at in range(1, len(settled) - 1):
        before, piece, after = settled[at - 1 : at + 2]
        if piece.meaning.key == "or":
            alike = before.meaning.key == after.meaning.key
            if not alike:
                notes.append(_worded("or", words=same(piece.words)))
                settled[at] = _left(piece)
    rest = [_left(p) if p.meaning.key == "not" else p for p in settled]
    return tuple(rest), notes


def _left(piece: Piece) -> Piece:
    return piece._replace(meaning=piece.meaning._replace(kind="left", key=""))


def _worded(name: str, **parts: Text) -> Text:
    note = NOTES[name]
    return Text(
        note.zh.format(**{part: words.zh for part, words in parts.items()}),
        note.en.format(**{part: words.en for part, words in parts.items()}),
    )


def _placed(piece: Piece, named: set[str], notes: list[Text]) -> Piece:
    """A county as its city, and one of several cities of a name by the province that is named."""
    kind, _key, values = piece.meaning
    if kind == "county":
        notes.append(_worded("county", words=same(piece.words), city=city_names()[values[0]]))
        return piece._replace(meaning=piece.meaning._replace(kind="filter"))
    if kind != "city":
        return piece
    within = tuple(code for code in values if cities()[code].parent in named)
    if len(within) == 1:
        return piece._replace(meaning=piece.meaning._replace(kind="filter", values=within))
    names = [city_names()[code] for code in values]
    cities_named = Text("、".join(it.zh for it in names), ", ".join(it.en for it in names))
    notes.append(_worded("shared", words=same(piece.words), cities=cities_named))
    return _left(piece)


def _values(pieces: Iterable[Piece]) -> dict[str, list[str]]:
    """Values by filter key; a city's own province is left out, since the city says it."""
    found: dict[str, list[str]] = {}
    for piece in pieces:
        if piece.meaning.kind == "filter":
            found.setdefault(piece.meaning.key, []).extend(piece.meaning.values)
    ranges = [key for key in found if keys()[key].kind == "range"]
    for key in ranges:
        found[key] = [_narrowed(found[key])]
    parents = {cities()[code].parent for code in found.get("city", ())}
    if parents and set(found.get("province", ())) == parents:
        del found["province"]
    return found


def _narrowed(ranges: Sequence[str]) -> str:
    """The range that lies in all: 2010.. and ..2015 are 2010..2015."""
    lows = [low for low, _, _ in (it.partition("..") for it in ranges) if low]
    highs = [high for _, _, high in (it.partition("..") for it in ranges) if high]
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
    return [_worded("apart", city=city_names()[code]) for code in outside]


Target = tuple[Exhibit | None, Mapping[str, str], Filters, list[Text]]


def _target(pieces: Sequence[Piece], filters: Filters) -> Target:
    """The chart that is asked for, its settings, and the filters that remain beside them."""
    acts = {p.meaning.key for p in pieces if p.meaning.kind == "act"}
    titled = [p.meaning.key for p in pieces if p.meaning.kind == "exhibit"]
    topic, by = _asked(pieces), _first(pieces, "by")
    if "compare" in acts and not titled:
        compared = _compared(filters, topic, by)
        if compared is not None:
            return (*compared, [])
        notes = [] if by or topic else [NOTES["one"]]
        exhibit, params = _of_topic(topic, by, acts)
        return exhibit, params, filters, notes
    if titled:
        return exhibits()[titled[0]], {}, filters, []
    if "list" in acts:
        return None, {}, filters, []
    exhibit, params = _of_topic(topic, by, acts)
    return exhibit, params, filters, []


def _first(pieces: Iterable[Piece], kind: str) -> str:
    return next((p.meaning.key for p in pieces if p.meaning.kind == kind), "")


def _asked(pieces: Sequence[Piece]) -> str:
    """The topic: what is named as one, or a figure that stands without a bound."""
    return _first(pieces, "topic") or _first(pieces, "field")


def _of_topic(topic: str, by: str, acts: set[str]) -> tuple[Exhibit | None, Mapping[str, str]]:
    """The chart of a topic by something; a ranking by nothing is one of provinces, if there is."""
    if acts & {"rank", "top"} and not by and topic and (topic, "province") in targets():
        by = "province"
    if "map" in acts and by not in ("province", "city"):
        by = "province"
    for wanted in ((topic, by), (topic, "")):
        if wanted in targets():
            id, params = targets()[wanted]
            return _mapped(id, params, acts)
    return None, {}


def _mapped(
    id: str, params: Mapping[str, str], acts: set[str]
) -> tuple[Exhibit, Mapping[str, str]]:
    """The chart, or the map that has the same metric where a map is asked for."""
    maps = {"province_ranking": "province_map", "city_quality": "city_map"}
    if "map" in acts and id in maps:
        metric = params.get("metric") or params.get("order") or ""
        return exhibits()[maps[id]], {"metric": metric}
    counts = params.get("metric") in (None, "enterprises")
    if acts & {"rank", "top"} and "map" not in acts and id == "province_map" and counts:
        return exhibits()["province_ranking"], {"metric": "share_pct"}
    return exhibits()[id], params


def _compared(
    filters: Filters, topic: str, by: str
) -> tuple[Exhibit, Mapping[str, str], Filters] | None:
    """Two groups beside each other; None unless two of one kind are named."""
    named = [(key, code) for key in PLACES for code in filters.chosen(key)]
    if len(named) == 2:
        (one, first), (other, second) = named
        sides = {"a": f"{one}.{first}", "b": f"{other}.{second}"}
        return exhibits()["region_comparison"], sides, filters.without(*PLACES)
    if len(named) > 2:
        level = "city" if filters.chosen("city") else "province"
        exhibit, params = _of_topic(topic or "count", level, {"rank"})
        return None if exhibit is None else (exhibit, params, filters)
    for key, kind in GROUPS.items():
        codes = filters.chosen(key)
        whole = kind != "division" or all(len(code) == 3 for code in codes)
        if len(codes) == 2 and whole:
            if topic and ((topic, by or key) in targets() or key == "tier"):
                exhibit, params = _of_topic(topic, by or key, set())
                return None if exhibit is None else (exhibit, params, filters)
            sides = {"a": f"{kind}:{codes[0]}", "b": f"{kind}:{codes[1]}"}
            return exhibits()["innovation_radar"], sides, filters.without(key)
    return None


def _settings(
    exhibit: Exhibit | None, params: Mapping[str, str], pieces: Iterable[Piece]
) -> Mapping[str, str]:
    """The settings that the chart has; `top 10` where it has such a bound."""
    if exhibit is None:
        return {}
    declared = {param.name: param for param in exhibit.params}
    given = dict(params)
    top = next((p.meaning.values[0] for p in pieces if p.meaning.key == "top"), None)
    if top is not None and "top" in declared and declared["top"].problem(top) is None:
        given["top"] = top
    return {name: value for name, value in given.items() if name in declared}


def _page(exhibit: Exhibit | None, filters: Filters) -> str:
    """Where it is shown: places alone on their map, industries alone on their page, else a list."""
    if exhibit is not None:
        return exhibit.page
    named = set(filters.values)
    if named <= set(PLACES):
        return "regions"
    return "industries" if named == {"industry"} else LIST


@cache
def targets() -> Mapping[tuple[str, str], tuple[str, Mapping[str, str]]]:
    """Chart and settings by topic and what it is asked by."""
    with TARGETS.open(encoding="utf-8", newline="") as file:
        return MappingProxyType(
            {
                (row["topic"], row["by"]): (row["exhibit"], dict(parse_qsl(row["params"])))
                for row in csv.DictReader(file)
            }
        )
