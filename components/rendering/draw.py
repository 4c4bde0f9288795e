"""The figure of a result, whatever there is to draw."""

from __future__ import annotations

from components.charts.empty import sentence_figure
from components.charts.sentences import NOTHING
from components.contract.evaluate import Result
from components.contract.exhibit import Figure
from data_layer.filters.query import Theme
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Lang, Text

NO_CONTEXT = Text(
    "还没有选定指标：导入省份×年份的指标后在此选择",
    "No indicator is chosen: import figures by province and year, then choose one here",
)


def draw(result: Result, lang: Lang, theme: Theme, assets: str = "/assets/") -> Figure:
    """The exhibit's figure, or a figure that says why there is none."""
    if result.lacking:
        return sentence_figure(lacking_sentence(result, lang), theme)
    if result.frame.is_empty() or result.exhibit.figure is None:
        return sentence_figure(nothing_sentence(result, lang), theme)
    return result.exhibit.figure(result.view(lang, theme, assets))


def say(result: Result, lang: Lang) -> str:
    """The chart in one sentence, for screen readers and slide notes."""
    if result.lacking:
        return lacking_sentence(result, lang)
    if result.frame.is_empty():
        return nothing_sentence(result, lang)
    return result.exhibit.alt(result.view(lang))


def nothing_sentence(result: Result, lang: Lang) -> str:
    """Why there is no row: nobody passes, or no province figures were imported."""
    return NO_CONTEXT(lang) if result.exhibit.context is not None else NOTHING(lang)


def lacking_sentence(result: Result, lang: Lang) -> str:
    """Which columns the registry lacks for this exhibit."""
    names = Text("、", ", ")(lang).join(columns()[name].label(lang) for name in result.lacking)
    template = Text("当前企业库没有：{names}", "The registry in use has no data on: {names}")
    return template(lang).format(names=names)
