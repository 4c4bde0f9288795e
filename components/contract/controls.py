"""Controls whose value stands in the address; assets/src/controls.js keeps both in step."""

from collections.abc import Iterable
from typing import Any, Literal

from dash import dcc, html

from components.contract.choice import choice
from components.contract.exhibit import Exhibit, Param
from data_layer.vocabulary.text import Lang, Text

Part = Literal["one", "many", "number", "low", "high"]
FEW_OPTIONS = 4
ROW_LETTERS = 50
"""Latin letters (a Chinese sign is two) that a row of a card has room for on a phone, 300 px."""
BUTTON_LETTERS = 3
"""As many as a button's own edges take."""
MANY_OPTIONS = 14
LIST_WORDS = {
    "search": Text("搜索", "Search"),
    "clear_search": Text("清空搜索", "Clear the search"),
    "clear_selection": Text("清除所选", "Clear the choice"),
    "select_all": Text("全选", "Select all"),
    "deselect_all": Text("清除", "Clear"),
    "no_options_found": Text("无匹配项", "No match"),
    "selected_count": Text("已选 {num_selected} 项", "{num_selected} chosen"),
}
"""What a list of several says around its options."""


def list_words(lang: Lang) -> Any:
    """The same in one language, as `dcc.Dropdown` takes it."""
    return {name: words(lang) for name, words in LIST_WORDS.items()}


def control_id(key: str, part: Part, at: str, default: str = "") -> dict[str, str]:
    """The id of a control: its key in the address, which part of the value it holds, where it is.

    `default` is left out of the address.
    """
    return {"type": "control", "key": key, "part": part, "at": at, "default": default}


def param_control(exhibit: Exhibit, param: Param, value: str | None, lang: Lang) -> html.Div:
    """A switch, list or slider for one parameter of an exhibit."""
    part: Part = "number" if param.slider else "one"
    id = control_id(exhibit.address_key(param), part, exhibit.id, default=param.default)
    label = html.Label(param.label(lang), className="control-label")
    style = "control slider" if param.slider else "control"
    return html.Div([label, _input(param, id, value or param.default, lang=lang)], className=style)


def _input(param: Param, id: dict[str, str], value: str, lang: Lang) -> Any:
    if param.slider:
        ends = {param.low: f"{param.low:g}", param.high: f"{param.high:g}"}
        return dcc.Slider(param.low, param.high, param.step, id=id, value=float(value), marks=ends)
    if not param.options:
        return dcc.Input(
            id=id,
            type="number" if param.high > param.low else "text",
            min=param.low,
            max=param.high,
            step=param.step,
            value=value,
            debounce=0.4,
            className="form-control form-control-sm number",
        )
    options = {option: text(lang) for option, text in param.options.items()}
    options.setdefault(value, param.words(value, lang))  # one that only the pattern allows
    if len(options) > MANY_OPTIONS:
        return dcc.Dropdown(options, value, id=id, clearable=False, className="choice")
    return choice(id, options, value, buttons=_in_one_row(param.label(lang), options.values()))


def _in_one_row(label: str, options: Iterable[str]) -> bool:
    """Whether the options as buttons stand in one row on a phone, and are few."""
    words = list(options)
    letters = sum(1 + (sign > "\u2e80") for sign in label + "".join(words))
    return len(words) <= FEW_OPTIONS and letters + BUTTON_LETTERS * len(words) <= ROW_LETTERS
