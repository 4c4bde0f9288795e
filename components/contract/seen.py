"""What an exhibit calls things where a row rule leaves rows out: the whole is what may be seen.

"Share of the country" would be false there: the rows of a rule are all that there is for who asks.
"""

import re
from dataclasses import replace
from typing import Final

from components.contract.exhibit import Exhibit, Param
from data_layer.vocabulary.fields import Field
from data_layer.vocabulary.text import Lang, Text

ROWS: Final = Text("可见范围", "the rows you may see")
WHOLE: Final = "全国"
_NATION: Final = re.compile(r"\bthe (?:nation|country)(?P<of>'s)?\b")


def seen_words(words: str, lang: Lang) -> str:
    """Words of a computed figure, with what may be seen in the place of the country."""
    if lang == "zh":
        return words.replace(WHOLE, ROWS.zh)
    return _NATION.sub(lambda match: f"{'of ' if match['of'] else ''}{ROWS.en}", words)


def as_seen(exhibit: Exhibit) -> Exhibit:
    """The exhibit as it is called under a row rule; one of printed figures stays as it is."""
    if exhibit.basis == "reference":
        return exhibit
    return replace(
        exhibit,
        title=_in_both(exhibit.title),
        reading=_in_both(exhibit.reading),
        note=None if exhibit.note is None else _in_both(exhibit.note),
        fields=tuple(_field(field) for field in exhibit.fields),
        params=tuple(_param(param) for param in exhibit.params),
    )


def _field(field: Field) -> Field:
    """Of names of codes that of the whole alone: some are of printed figures of the country."""
    labels = field.labels and {
        code: ROWS if name.zh == WHOLE else name for code, name in field.labels.items()
    }
    formula = field.formula and _in_both(field.formula)
    return replace(field, label=_in_both(field.label), labels=labels, formula=formula)


def _param(param: Param) -> Param:
    options = {value: _in_both(name) for value, name in param.options.items()}
    return replace(param, label=_in_both(param.label), options=options)


def _in_both(text: Text) -> Text:
    return Text(seen_words(text.zh, "zh"), seen_words(text.en, "en"))
