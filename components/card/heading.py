"""The line under a card's headline: what the chart is. The headline is rendering/headline.py's."""

import re
from html import escape

from components.contract.exhibit import Figure
from components.contract.result import Result
from components.rendering.caption import chosen, settings
from data_layer.vocabulary.fields import Field
from data_layer.vocabulary.text import Lang, Text

APART = " · "
BREAK_IN_CHINESE = re.compile(
    r"(?<=[\u3000-\u9fff\uff00-\uffef])<br>|<br>(?=[\u3000-\u9fff\uff00-\uffef])"
)
WORDS = {
    "published": Text("报告原值，不随筛选变化", "Published figures; filters do not change them"),
    "whole": Text("整个企业库，不随筛选变化", "The whole registry; filters do not change it"),
}


def subline(result: Result, figure: Figure | None, lang: Lang) -> str:
    """HTML: title, measure with its unit, switches as they stand, filters.

    figure: the chart that stands, or None.
    """
    title = result.exhibit.title(lang)
    axes = [] if figure is None or _metric(result) else _axes(figure)
    parts = [" × ".join(axes), *_switches(result, lang), scope(result, lang)]
    shown_parts = [escape(part) for part in dict.fromkeys(parts) if part not in ("", title)]
    return APART.join([f"<b>{escape(title)}</b>", *shown_parts])


def _metric(result: Result) -> Field | None:
    """The column that a switch has chosen."""
    chosen = set(result.params.values())
    return next(
        (f for f in result.exhibit.fields if f.digits is not None and f.name in chosen), None
    )


def _switches(result: Result, lang: Lang) -> list[str]:
    """The switches as they stand; of a measure its name and unit alone."""
    metric, switches = _metric(result), []
    for param, words in zip(settings(result), chosen(result, lang), strict=True):
        if metric is None or result.params[param.name] != metric.name:
            switches.append(words)
            continue
        name, unit = param.options[metric.name](lang), metric.unit(lang)
        marked = Text(f"{name}（{unit}）", f"{name} ({unit})")(lang)
        switches.insert(0, marked if unit and unit not in name else name)
    return switches


def _axes(figure: Figure) -> list[str]:
    """The titles of the axes, and of the colours."""
    layout = figure["layout"]
    parts = [layout.get("xaxis", {}), layout.get("yaxis", {})]
    parts.append(layout.get("coloraxis", {}).get("colorbar", {}))
    titles = [part.get("title", {}) for part in parts]
    texts = [title.get("text") if isinstance(title, dict) else title for title in titles]
    return [_one_line(str(text)) for text in texts if text]


def _one_line(text: str) -> str:
    """A title without its breaks; Chinese is broken where no space was."""
    return " ".join(BREAK_IN_CHINESE.sub("", text).replace("<br>", " ").split())


def scope(result: Result, lang: Lang) -> str:
    """What is counted: the filters, or that none apply."""
    if result.kind == "published":
        return WORDS["published"](lang)
    if result.exhibit.basis == "whole" and not result.rule.values:
        return WORDS["whole"](lang)
    return result.scope(lang)
