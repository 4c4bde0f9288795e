"""The choice of a sheet, the same for lists and for figures of provinces."""

from collections.abc import Sequence
from typing import Any

from components.intake import tags as html
from components.intake.check_words import WORDS
from components.intake.parts import correction
from data_layer.vocabulary.text import Lang


def sheet_choice(names: Sequence[str], read: str | None, at: str, lang: Lang) -> Any:
    """The sheet that is read, of a workbook with several; None of any other file."""
    if len(names) < 2:
        return None
    options = [html.Option(name, value=name, selected=name == read) for name in names]
    select = html.Select(
        options,
        id="import-sheet",
        className="form-select",
        **correction("sheet", "", at, label=None),
    )
    return html.Div(
        [html.Label(WORDS["sheet"](lang), htmlFor="import-sheet"), select], className="import-line"
    )
