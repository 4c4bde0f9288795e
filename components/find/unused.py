"""Words of a question that its answer makes no use of: they are said, and nothing is dropped."""

from collections.abc import Collection, Iterable
from typing import Final

from components.find.scan import Piece
from components.find.targets import MAPS, MEASURED, OF_A_TIER, Target, counts, targets
from data_layer.enterprises.listing import DESCENDING
from data_layer.filters.keys import keys

SIDES: Final = frozenset(
    {"count", "little_giant_share", "patents", "grants", "copyrights", "rd", "insured", "capital"}
)
SHOWS: Final = {
    "region_comparison": SIDES,
    "innovation_radar": SIDES - {"count", "little_giant_share", "rd"},
    "correlations": frozenset({"patents", "grants", "insured", "capital"}),
}
"""Charts of many figures at once: what is named of them is shown, whatever led to the chart."""


def unused(chosen: Target, pieces: Iterable[Piece]) -> tuple[str, ...]:
    """Words that neither chart nor list makes use of: 前10名 where the chart has no such setting, a
    figure that it does not show, a division that it does not make."""
    pieces = tuple(pieces)
    shown = _shown(chosen)
    named = {p.meaning.key for p in pieces if p.meaning.kind in ("topic", "field")}
    return tuple(p.words for p in pieces if not _used(p, chosen, shown, named))


def _used(
    piece: Piece, chosen: Target, shown: Collection[tuple[str, str]], named: Collection[str]
) -> bool:
    kind, key, _ = piece.meaning
    if counts(piece, "top") or counts(piece, "least"):
        return chosen.listed or key in chosen.params
    if kind in ("topic", "field"):
        said = key == "share" and (bool(chosen.notes) or _id(chosen) in MEASURED.values())
        beside = key in SHOWS.get(_id(chosen), ()) or _id(chosen) in OF_A_TIER
        return said or beside or any(key == topic for topic, _ in shown) or _orders(chosen, key)
    if kind == "by":
        return any(key == by and topic in {*named, "count", "share"} for topic, by in shown)
    return True


def _id(chosen: Target) -> str:
    return "" if chosen.exhibit is None else chosen.exhibit.id


def _orders(chosen: Target, field: str) -> bool:
    return field in keys() and chosen.order.removesuffix(DESCENDING) == keys()[field].column


def _shown(chosen: Target) -> frozenset[tuple[str, str]]:
    """What the chart shows, as topics and what they are asked by; a map what its ranking does."""
    if chosen.exhibit is None:
        return frozenset()
    alike = {
        chosen.exhibit.id,
        *(one for pair in MAPS.items() if chosen.exhibit.id in pair for one in pair),
    }
    return frozenset(asked for asked, (id, _) in targets().items() if id in alike)
