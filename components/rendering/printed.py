"""What the sources print, where the registry lacks the columns for figures of its own."""

from dash import html

from components.contract.result import Result
from components.rendering.headline import lacking_sentence
from components.rendering.table import table
from data_layer.vocabulary.text import Lang


def printed_rows(result: Result, lang: Lang, home: str) -> html.Div | None:
    """The printed rows under the sentence that says what is missing; None if there are none."""
    if not result.lacking or result.published is None or result.published.is_empty():
        return None
    rows = result.published.height
    filled = [column.name for column in result.published if column.null_count() < rows]
    listed = table(result.published.select(filled), result.exhibit.fields, lang, home=home)
    return html.Div([html.P(lacking_sentence(result, lang), className="muted"), listed])
