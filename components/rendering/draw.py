"""The figure of a result, whatever there is to draw."""

from components.charts.empty import sentence_figure
from components.contract.exhibit import Figure
from components.contract.notes import notes_of
from components.contract.result import Result
from components.rendering.headline import lacking_sentence, nothing_sentence
from components.rendering.noted import noted
from data_layer.filters.query import Theme
from data_layer.vocabulary.text import Lang


def draw(result: Result, lang: Lang, theme: Theme, assets: str = "/assets/") -> Figure:
    """The exhibit's figure, or a figure that says why there is none."""
    if result.lacking:
        return sentence_figure(lacking_sentence(result, lang), theme)
    if result.frame.is_empty() or result.exhibit.figure is None:
        return sentence_figure(nothing_sentence(result, lang), theme)
    figure = result.exhibit.figure(result.view(lang, theme, assets))
    return noted(figure, notes_of(result.notes), theme) if result.notes else figure
