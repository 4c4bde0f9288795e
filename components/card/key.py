"""The kinds of numbers that a card shows, as the legend over its chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from components.contract.delivery import kinds_of
from components.contract.evaluate import Result
from components.contract.exhibit import Figure
from components.look.theme import PUBLISHED_COLOR
from data_layer.vocabulary.fields import KINDS, Kind
from data_layer.vocabulary.text import Lang

PUBLISHED_COLORS = frozenset(PUBLISHED_COLOR.values())


def key(result: Result, figure: Figure | None, lang: Lang) -> str:
    """HTML: ■ computed, with the mark of the demonstration; ◆ published or ◇ derived where shown.

    figure: the chart that stands; None where a table or words do, which hold all figures.
    """
    kinds = shown_kinds(result, figure)
    said = {kind: escape(KINDS[kind](lang)) for kind in KINDS}
    mark = f' <span class="demo">{said["demonstration"]}</span>'
    demo = mark if "demonstration" in kinds else ""
    return "".join(
        f'<span class="kind kind-{kind}"><i class="mark"></i>{said[kind]}'
        f"{demo if kind == 'computed' else ''}</span>"
        for kind in ("computed", "published", "derived")
        if kind in kinds
    )


def shown_kinds(result: Result, figure: Figure | None) -> tuple[Kind, ...]:
    """The kinds of numbers that the card shows; printed ones only where the chart draws some."""
    kinds = kinds_of(result)
    if result.kind == "published" or figure is None or draws_published(figure):
        return kinds
    return tuple(kind for kind in kinds if kind not in ("published", "derived"))


def draws_published(figure: Figure) -> bool:
    """Whether a chart has marks of published figures: they alone have their colour."""
    return any(_colored(trace.get(part)) for trace in figure["data"] for part in ("marker", "line"))


def _colored(style: Any) -> bool:
    if not isinstance(style, Mapping):
        return False
    color = style.get("color")
    several = isinstance(color, Sequence) and not isinstance(color, str)
    return any(one in PUBLISHED_COLORS for one in (color if several else [color]) if one)
