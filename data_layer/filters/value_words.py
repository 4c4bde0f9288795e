"""A filter in words."""

from data_layer.filters.condition_words import condition_words
from data_layer.filters.days import Days, Year
from data_layer.filters.keys import keys
from data_layer.filters.values import WHERE, Range, Value, number
from data_layer.vocabulary.text import Lang, Text


def describe(name: str, value: Value, lang: Lang) -> str:
    """One key and its value in words."""
    key = keys()[name]
    label = key.label(lang)
    if isinstance(value, Year):
        return value.words(lang)
    if isinstance(value, Days):
        return f"{label} {value.words(lang)}"
    if isinstance(value, Range):
        unit = f" {key.unit(lang)}" if key.unit(lang) else ""
        return f"{label} {_interval(value, lang)}{unit}"
    if isinstance(value, str):
        return Text(f"{label}含“{value}”", f'{label} contains "{value}"')(lang)
    if key.name == WHERE:
        return Text("；", "; ")(lang).join(condition_words(part, lang) for part in value)
    options = key.options()
    joined = Text("、", ", ")(lang).join(options[code](lang) for code in value)
    if key.kind == "flag":
        return joined
    return Text(f"{label}：{joined}", f"{label}: {joined}")(lang)


def _interval(value: Range, lang: Lang) -> str:
    low, high = number(value.low), number(value.high)
    if value.low is None:
        return Text(f"不超过 {high}", f"at most {high}")(lang)
    if value.high is None:
        return Text(f"不低于 {low}", f"at least {low}")(lang)
    return f"{low}–{high}"
