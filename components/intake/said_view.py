"""What a title or a name says of every row, to be taken by a click, and what was taken so."""

from pathlib import PurePath
from typing import Any

from markupsafe import Markup

from components.intake import tags as html
from components.intake.check_words import WORDS
from components.intake.parts import correction
from data_layer.intake.choices import Choices
from data_layer.intake.preview import Preview
from data_layer.intake.said_above import said_above
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Lang


def said_of_all(preview: Preview, choices: Choices, file: str, at: str, lang: Lang) -> Any:
    """A button for each column that the file lacks and its title says; None where there is none."""
    taken = {name: str(text) for name, text in choices.content()["constants"].items()}
    offers = [
        _button(
            one.column, one.text, at, words=WORDS[f"said_{one.where}"](lang), took=False, lang=lang
        )
        for one in said_above(preview, PurePath(file).stem)
        if one.column not in taken
    ]
    given = [
        _button(name, text, at, words=WORDS["said_back"](lang), took=True, lang=lang)
        for name, text in taken.items()
    ]
    if not offers and not given:
        return None
    parts = [
        html.Div([html.Span(WORDS[word](lang)), *buttons], className="import-offer")
        for word, buttons in (("said", offers), ("said_taken", given))
        if buttons
    ]
    return html.Section(parts, id="import-said")


def _button(name: str, text: str, at: str, words: str, took: bool, lang: Lang) -> Markup:
    """One that takes a text for every row, or takes it back."""
    column = columns()[name]
    shown = column.labels[text](lang) if text in column.labels else text
    data = correction("constant", "", at, label=None)
    data |= {"data-column": name, "data-value": "" if took else text}
    return html.Button(
        WORDS["said_button"](lang).format(label=column.thing(lang), text=shown, words=words),
        type="button",
        id=f"import-said-{name}",
        className="import-chip",
        **data,
    )
