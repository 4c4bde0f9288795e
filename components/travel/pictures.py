"""Pictures of an exhibit made on the server: PNG, SVG and PDF with their caption inside."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from components.contract.delivery import readable
from components.contract.exhibit import Figure
from components.contract.result import Result
from components.receipts.manifest import manifest_of, written
from components.rendering.caption import Caption, caption, for_script, headed
from components.rendering.draw import draw
from components.rendering.legend import without_kinds
from components.rendering.written import MOST_COLUMNS, Written
from components.rendering.written import written as table_of
from components.travel.carried import carrying
from components.travel.chromium import ASSETS, Format, Studio
from data_layer.filters.problems import Problem
from data_layer.filters.query import Theme
from data_layer.vocabulary.text import Lang, Text, same

FORMATS: tuple[Format, ...] = ("png", "svg", "pdf")
MIME: Mapping[str, str] = MappingProxyType(
    {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}
)


class Size(NamedTuple):
    """CSS pixels in which type is set, and by how much PNG and SVG are enlarged."""

    width: int
    height: int
    scale: float
    label: Text


SIZES: Mapping[str, Size] = MappingProxyType(
    {
        "slide": Size(1200, 675, 4 / 3, label=Text("幻灯片 16:9", "Slide 16:9")),
        "a4": Size(1123, 794, 2, label=Text("A4 横向", "A4 landscape")),
        "social": Size(960, 504, 1.25, label=Text("社交媒体", "Social")),
    }
)
"""PNG pixels: slide 1600 x 900, A4 2246 x 1588 (192 dpi), social 1200 x 630."""

MOST_ROWS = 60
LEFT_OUT = Text("图中未列：", "Columns left out: ")


def size_problem(size: str) -> Problem | None:
    """What is wrong with a size, or None."""
    return None if size in SIZES else Problem("size", size[:80], same(", ".join(SIZES)))


def captioned(result: Result, words: Caption, lang: Lang, theme: Theme) -> Figure:
    """The figure with its caption for assets/src/picture.js; rows where there is no figure."""
    figure = without_kinds(draw(result, lang, theme, assets=f"{ASSETS.as_uri()}/"), lang)
    meta: dict[str, Any] = {"caption": for_script(words, theme)}
    if result.exhibit.figure is None and not result.frame.is_empty():
        rows = table_of(*readable(result), lang, MOST_ROWS)
        meta["table"] = _narrowed(rows, lang)
    return {"data": figure["data"], "layout": {**figure["layout"], "meta": meta}}


def _narrowed(rows: Written, lang: Lang) -> dict[str, Any]:
    """The columns that can be read beside each other; `left` names the others."""
    others = Text("、", ", ")(lang).join(rows.titles[MOST_COLUMNS:])
    left = [*rows.aside, *([LEFT_OUT(lang) + others] if others else [])]
    return {
        "titles": rows.titles[:MOST_COLUMNS],
        "rows": [row[:MOST_COLUMNS] for row in rows.rows],
        "right": rows.right[:MOST_COLUMNS],
        "total": rows.total,
        "left": " · ".join(left),
    }


def picture(
    studio: Studio,
    result: Result,
    lang: Lang,
    theme: Theme,
    format: Format,
    size: str = "slide",
    title: str = "",
) -> bytes:
    """One picture; PictureError and its kinds as `Studio.picture` raises them."""
    wide, high, scale, _ = SIZES[size]
    words = headed(caption(result, lang, title, coded=True), title)
    figure = captioned(result, words, lang, theme=theme)
    body = studio.picture(
        figure, format, width=wide, height=high, scale=1 if format == "pdf" else scale
    )
    return carrying(body, format, written(manifest_of(result, lang, title)))
