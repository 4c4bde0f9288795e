"""What is written in a picture or on a slide: title, badges, filters, source, version, date.

The written parts are the same for every form in which a view leaves.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from components.contract.cells import view_code
from components.contract.exhibit import Param
from components.contract.result import Result
from components.contract.sources import source_line
from components.look.theme import FONT, INK
from components.rendering.headline import headline
from data_layer.filters.query import Theme
from data_layer.vocabulary.fields import KINDS
from data_layer.vocabulary.text import Lang, Text

WORDS = {
    "brand": Text("专精特新图谱", "SRDI Atlas"),
    "filters": Text("筛选：", "Filters: "),
    "printed": Text(
        "报告原值，不随筛选变化", "Figures as the report prints them; filters do not change them"
    ),
    "sample": Text("n = {n}", "n = {n}"),
    "source": Text("来源：", "Source: "),
    "version": Text("数据版本 {version}", "data version {version}"),
    "code": Text("核验码 ", "Code "),
    "more": Text("仅列前 {shown} 行，共 {total} 行", "The first {shown} of {total} rows"),
}

# Ink and ground of each badge, as the cards' style sheet has them.
BADGES: Mapping[Theme, Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "light": MappingProxyType(
            {
                "published": ("#a34400", "#fdeee4"),
                "derived": ("#7a3f66", "#f7e9f2"),
                "computed": ("#1f5fa8", "#e9f0f8"),
                "demonstration": ("#7a4b00", "#fdf1dc"),
            }
        ),
        "dark": MappingProxyType(
            {
                "published": ("#f0a83a", "#33240f"),
                "derived": ("#dda0c8", "#33202d"),
                "computed": ("#6aa6e8", "#1d2b3d"),
                "demonstration": ("#f3c26b", "#33290f"),
            }
        ),
    }
)


MARKS: Mapping[str, str] = MappingProxyType({"computed": "■ ", "published": "◆ ", "derived": "◇ "})
"""What a kind of number is drawn as, before its name."""


@dataclass(frozen=True)
class Caption:
    """The words of one view. kinds: ids of data_layer.fields.KINDS, the demonstration last."""

    title: str
    kinds: tuple[str, ...]
    filters: str
    sample: str
    source: str
    version: str
    date: str
    alt: str
    lang: Lang
    code: str = ""

    @property
    def badges(self) -> tuple[str, ...]:
        """The kinds of numbers in words."""
        return tuple(KINDS[kind](self.lang) for kind in self.kinds)

    @property
    def lines(self) -> tuple[str, ...]:
        """The foot: source; then sample, data version, date and who made it; then the code."""
        parts = (self.sample, self.version, self.date, WORDS["brand"](self.lang))
        words = (self.source, " · ".join(part for part in parts if part))
        return (*words, WORDS["code"](self.lang) + self.code) if self.code else words


def caption(result: Result, lang: Lang, title: str = "", *, coded: bool = False) -> Caption:
    """The caption of a result of its day; `title` replaces the exhibit's own.

    coded: with the code that verifies it, which a card asks for only when a picture is saved.
    """
    printed = result.kind == "published"
    filters = WORDS["filters"](lang) + result.scope(lang)
    first = WORDS["printed"](lang) if printed else filters
    version = WORDS["version"](lang).format(version=result.versions)
    return Caption(
        title=title or result.exhibit.title(lang),
        kinds=result.kinds,
        filters=" · ".join([first, *chosen(result, lang)]),
        sample=sample(result, lang),
        source=WORDS["source"](lang) + source_line(result.exhibit.origin, lang),
        version="" if printed else version,
        date=result.day.isoformat(),
        alt=headline(result, lang),
        lang=lang,
        code=view_code(result) if coded else "",
    )


def headed(words: Caption, own: str = "") -> Caption:
    """The same as a newspaper has it: what the chart says as its title, what it is below.

    own: a title that the reader gave, which then stands.
    """
    alt = words.alt.removesuffix("。").removesuffix(".")
    if own or not alt:
        return words
    return replace(words, title=alt, filters=f"{words.title} · {words.filters}")


def sample(result: Result, lang: Lang) -> str:
    """The enterprises behind the computed figures; nothing where none are computed."""
    if result.kind == "published" or result.lacking:
        return ""
    least, most = result.sample
    n = f"{most:,}" if least == most else f"{least:,}–{most:,}"
    return WORDS["sample"](lang).format(n=n)


def settings(result: Result) -> list[Param]:
    """The switches of the exhibit that stand at something worth saying."""
    stand = result.params
    return [
        param
        for param in result.exhibit.params
        if stand[param.name] and not (param.quiet and stand[param.name] == param.default)
    ]


def chosen(result: Result, lang: Lang) -> list[str]:
    """Those switches as they stand: label and value."""
    colon = Text("：", ": ")(lang)
    switches = []
    for param in settings(result):
        value = result.params[param.name]
        switches.append(f"{param.label(lang)}{colon}{param.words(value, lang)}")
    return switches


def for_script(words: Caption, theme: Theme) -> dict[str, Any]:
    """The caption as assets/src/picture.js takes it, with the colours of the theme."""
    ink, badges = INK[theme], BADGES[theme]
    return {
        "title": words.title,
        "filters": words.filters,
        "lines": list(words.lines),
        "alt": words.alt,
        "badges": [
            {
                "text": MARKS.get(kind, "") + KINDS[kind](words.lang),
                "ink": badges[kind][0],
                "ground": badges[kind][1],
            }
            for kind in words.kinds
        ],
        "more": WORDS["more"](words.lang),
        "surface": ink.surface,
        "text": ink.text,
        "muted": ink.muted,
        "line": ink.line,
        "font": FONT,
    }
