"""Large numbers, each with the published figure and the gap beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import html

from components.contract.exhibit import View
from components.contract.links import chart_link
from components.look.amounts import MONEY, number, spelled, with_unit
from data_layer.calibration.rounding import equals_printed
from data_layer.vocabulary.fields import KINDS, SMALL_GROUP
from data_layer.vocabulary.terms import PER_CENT
from data_layer.vocabulary.text import Lang, Text

WORDS = {
    "equal": Text("一致", "equal"),
    "gap": Text("相差 {gap}", "gap {gap}"),
    "points": Text(" 个百分点", " pp"),
    "unknown": Text("当前企业库无此数据", "not in the registry in use"),
    "erratum": Text("勘误 {id}", "erratum {id}"),
}


@dataclass(frozen=True)
class Tile:
    """One number. computed: the figure in the unit of `published`, if both are known."""

    label: str
    value: float | None
    unit: str
    published: float | None = None
    published_unit: str = ""
    computed: float | None = None
    erratum: str | None = None
    small: bool = False


def tiles(view: View, content: Sequence[Tile]) -> html.Div:
    """A row of tiles."""
    return html.Div([_tile(view, tile) for tile in content], className="tiles")


def _tile(view: View, tile: Tile) -> html.Div:
    number_of, unit = _large(tile, view.lang)
    large = [html.Span(number_of, className="value"), html.Span(f" {unit}", className="unit")]
    below = [html.P(part, className="beside") for part in _beside(view, tile)]
    return html.Div(
        [html.P(tile.label, className="label"), html.P(large), *below], className="tile"
    )


def _large(tile: Tile, lang: Lang) -> tuple[str, str]:
    """The number and what stands small beside it; no unit where there is no number."""
    if tile.value is None:
        return "—", ""
    if lang == "en" and tile.unit in MONEY:
        return with_unit(tile.value, tile.unit, lang), ""
    value, unit = spelled(tile.value, tile.unit, lang)
    return number(value), unit


def _beside(view: View, tile: Tile) -> list[list[Any]]:
    lines: list[list[Any]] = []
    if tile.value is None:
        lines.append([WORDS["unknown"](view.lang)])
    if tile.published is not None:
        lines.append(_published(view, tile))
    if tile.small:
        lines.append([html.Span(SMALL_GROUP.label(view.lang), className="small-group")])
    return lines


def _published(view: View, tile: Tile) -> list[Any]:
    figure = with_unit(tile.published, tile.published_unit, view.lang)
    line: list[Any] = [
        html.Span(f"◆ {figure}", className="published", title=KINDS["published"](view.lang))
    ]
    if tile.computed is not None and tile.published is not None:
        gap = gap_in_words(tile.computed, tile.published, tile.published_unit, lang=view.lang)
        line.append(f" · {gap}")
    if tile.erratum:
        words = WORDS["erratum"](view.lang).format(id=tile.erratum)
        line += [" · ", chart_link("errata", view.home, words)]
    return line


def gap_in_words(computed: float, printed: float, unit: str, lang: Lang) -> str:
    """How far a computed figure is from the printed one, or that it rounds to it."""
    points = unit == PER_CENT(lang)
    if equals_printed(computed, printed, share=points):
        return WORDS["equal"](lang)
    gap = computed - printed
    size = number(abs(gap)) + WORDS["points"](lang) if points else with_unit(abs(gap), unit, lang)
    return WORDS["gap"](lang).format(gap=f"{'+' if gap > 0 else '−'}{size}")
