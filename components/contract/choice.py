"""One of several options, as buttons in a row or as a list: assets/src/choice.js."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from components.compat import OwnComponent

CHOICE: Final = ("id", "options", "value", "label", "buttons")


class Choice(OwnComponent):
    """A control whose `value` is one of the options.

    options: words by value. label: what is chosen, for screen readers. buttons: all options beside
    each other, instead of a list that opens.
    """

    def __init__(
        self,
        id: dict[str, str],
        options: Mapping[str, str],
        value: str | None,
        *,
        label: str,
        buttons: bool = False,
    ) -> None:
        pairs = [{"value": value, "label": words} for value, words in options.items()]
        super().__init__(CHOICE, id=id, options=pairs, value=value, label=label, buttons=buttons)
