"""One of several options, as buttons in a row or as a list."""

from collections.abc import Mapping
from typing import Any

import dash_bootstrap_components as dbc


def choice(
    id: dict[str, str], options: Mapping[str, str], value: str | None, *, buttons: bool = False
) -> Any:
    """A control whose `value` is one of the options; the label beside it is its name.

    options: words by value. buttons: all options beside each other, instead of a list that opens.
    """
    pairs: list[Any] = [{"value": value, "label": words} for value, words in options.items()]
    if not buttons:
        return dbc.Select(pairs, value, id=id, size="sm", class_name="select")
    return dbc.RadioItems(
        pairs,
        value,
        id=id,
        className="btn-group",
        inputClassName="btn-check",
        labelClassName="btn btn-sm btn-outline",
        labelCheckedClassName="active",
    )
