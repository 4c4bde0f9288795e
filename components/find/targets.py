"""Which chart, list or page answers a question, with its settings."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final
from urllib.parse import parse_qsl

from components.contract.catalogue import exhibits
from components.contract.exhibit import Exhibit
from components.find.notes import NOTES, worded
from components.find.scan import Piece
from data_layer.enterprises.listing import DESCENDING
from data_layer.filters.filters import Filters
from data_layer.filters.keys import keys
from data_layer.filters.value_words import describe
from data_layer.vocabulary.text import Text

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
RANKS: Final = frozenset({"rank", "top", "more", "fewest"})
MEASURED: Final = {"tier": "tier_shares", "honour": "honours"}
"""Filters whose share a chart shows: it is then what is measured, and no filter."""

MAPS: Final[Mapping[str, str]] = {"province_ranking": "province_map", "city_quality": "city_map"}
"""Rankings of places, and the maps that show the same."""
OF_A_TIER: Final = ("criteria_met", "candidates")
"""Topics in which a tier is what enterprises are recognised for, and no filter."""


@dataclass(frozen=True)
class Target:
    """Where a question leads.

    exhibit: None for a page or list. filters: those that remain beside it. listed: a list is asked
    for. order: of the list.
    """

    exhibit: Exhibit | None
    filters: Filters
    params: Mapping[str, str] = field(default_factory=dict)
    listed: bool = False
    order: str = ""
    notes: tuple[Text, ...] = ()

    @property
    def page(self) -> str:
        """Where it is shown: places alone on their map, industries alone on their page, else a
        list."""
        if self.exhibit is not None:
            return self.exhibit.page
        named = set(self.filters.values)
        if self.listed or not named:
            return LIST
        if named <= set(PLACES):
            return "regions"
        return "industries" if named == {"industry"} else LIST


def target(pieces: Sequence[Piece], filters: Filters) -> Target:
    """The chart that is asked for, its settings, and the filters that remain beside them."""
    chosen = _drilled(_chosen(pieces, filters))
    return replace(chosen, params=_settings(chosen, pieces))


def _chosen(pieces: Sequence[Piece], filters: Filters) -> Target:
    acts = {p.meaning.key for p in pieces if p.meaning.kind == "act"}
    topic, by = _topic(pieces), _first(pieces, "by")
    if titled := _first(pieces, "exhibit"):
        return Target(exhibits()[titled], filters)
    if acts & {"compare", "more"} and (both := _compared(filters, topic, by)) is not None:
        return both
    if (ordered := _ordered(pieces, filters, acts)) is not None:
        return ordered
    if "list" in acts:
        return Target(None, filters, listed=True)
    shared = _measured(pieces, filters) if topic == "share" and by in ("", "tier") else None
    if shared is not None:
        return shared
    notes = [NOTES["one"]] if "compare" in acts and not (by or topic) else []
    notes += [NOTES["least"]] if "fewest" in acts and (by or topic) else []
    exhibit, params = _of_topic(topic, by, acts)
    beside = filters.without("tier") if topic in OF_A_TIER else filters
    return Target(exhibit, beside, params, notes=tuple(notes))


def _drilled(chosen: Target) -> Target:
    """The cities of one province, whose map takes the place of that of the provinces."""
    alone = len(chosen.filters.chosen("province")) == 1
    if chosen.exhibit is None or chosen.exhibit.id != "province_map" or not alone:
        return chosen
    return replace(chosen, exhibit=exhibits()["city_map"])


def _first(pieces: Iterable[Piece], kind: str) -> str:
    return next((p.meaning.key for p in pieces if p.meaning.kind == kind), "")


def _topic(pieces: Sequence[Piece]) -> str:
    """The topic: what is named as one, or a figure that stands without a bound."""
    return _first(pieces, "topic") or _first(pieces, "field")


def _ordered(pieces: Sequence[Piece], filters: Filters, acts: set[str]) -> Target | None:
    """The list by a figure, where enterprises are asked for and not places: 专利最多的小巨人."""
    named = any(p.meaning.key == "enterprise" for p in pieces if p.meaning.kind == "stop")
    figure = _first(pieces, "field")
    spoken = _first(pieces, "topic") or _first(pieces, "by") or "map" in acts
    if not acts & RANKS or spoken or not figure:
        return None
    if not named and not filters.chosen("tier"):
        return None
    way = "" if "fewest" in acts else DESCENDING
    return Target(None, filters, listed=True, order=f"{keys()[figure].column}{way}")


def _measured(pieces: Sequence[Piece], filters: Filters) -> Target | None:
    """A share of what a filter names: 省级占比 is no share within the provincial tier."""
    kinds = [p.meaning.key for p in pieces if p.meaning.kind == "filter"]
    for key, exhibit in MEASURED.items():
        if key in kinds and filters.chosen(key):
            return Target(exhibits()[exhibit], filters.without(key))
    if "listed" not in filters.values:
        return None
    words = (
        describe("listed", filters.values["listed"], "zh"),
        describe("listed", filters.values["listed"], "en"),
    )
    return Target(None, filters, notes=(worded("share", words=Text(*words)),))


def _of_topic(topic: str, by: str, acts: set[str]) -> tuple[Exhibit | None, Mapping[str, str]]:
    """The chart of a topic by something; a ranking by nothing is one of provinces, if there is."""
    if acts & RANKS and not by and topic and (topic, "province") in targets():
        by = "province"
    if acts & RANKS and by and not topic and ("count", by) in targets():
        topic = "count"
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
    if "map" in acts and id in MAPS:
        metric = params.get("metric") or params.get("order") or ""
        return exhibits()[MAPS[id]], {"metric": metric}
    counts = params.get("metric") in (None, "enterprises")
    if acts & RANKS and "map" not in acts and id == "province_map" and counts:
        return exhibits()["province_ranking"], {"metric": "share_pct"}
    return exhibits()[id], params


def _compared(filters: Filters, topic: str, by: str) -> Target | None:
    """Two groups beside each other; None unless two of one kind are named."""
    places = [(key, code) for key in PLACES for code in filters.chosen(key)]
    if len(places) == 2:
        (one, first), (other, second) = places
        sides = {"a": f"{one}.{first}", "b": f"{other}.{second}"}
        return Target(exhibits()["region_comparison"], filters.without(*PLACES), sides)
    if len(places) > 2:
        level = "city" if filters.chosen("city") else "province"
        return _charted(topic or "count", level, {"rank"}, filters=filters)
    for key, kind in GROUPS.items():
        codes = filters.chosen(key)
        whole = kind != "division" or all(len(code) == 3 for code in codes)
        if len(codes) == 2 and whole:
            if topic and ((topic, by or key) in targets() or key == "tier"):
                return _charted(topic, by or key, set(), filters=filters)
            sides = {"a": f"{kind}:{codes[0]}", "b": f"{kind}:{codes[1]}"}
            return Target(exhibits()["innovation_radar"], filters.without(key), sides)
    return None


def _charted(topic: str, by: str, acts: set[str], filters: Filters) -> Target | None:
    exhibit, params = _of_topic(topic, by, acts)
    return None if exhibit is None else Target(exhibit, filters, params)


def _settings(chosen: Target, pieces: Iterable[Piece]) -> Mapping[str, str]:
    """The settings that the chart has; 前10名 and 300家以上 where it has such bounds."""
    if chosen.exhibit is None:
        return {}
    declared = {param.name: param for param in chosen.exhibit.params}
    given = dict(chosen.params)
    for name in ("top", "least"):
        number = next((p.meaning.values[0] for p in pieces if counts(p, name)), None)
        if number is not None and name in declared and declared[name].problem(number) is None:
            given[name] = number
    return {name: value for name, value in given.items() if name in declared}


def counts(piece: Piece, name: str) -> bool:
    """Whether a piece is a number of that name: top, least."""
    return piece.meaning.kind == "act" and piece.meaning.key == name and bool(piece.meaning.values)


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
