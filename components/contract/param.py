"""A switch or a number of an exhibit, as its address names it and its card offers it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from components.contract.notes import GRAMMAR, LONGEST, PATTERN
from data_layer.filters.problems import Problem
from data_layer.vocabulary.text import Lang, Text

LONGEST_VALUE = 120
MOST_NAMED = 40


@dataclass(frozen=True)
class Param:
    """A switch (options) or a number (low, high, step) of an exhibit.

    slider: show the number as a slider. pattern: other values that are allowed beside the options,
    as a full-match regular expression, of at most `longest` signs; known: whether one of them
    stands for something; allowed: what to say of them.
    scope: exhibits on one page that share a scope share the setting. quiet: said beside a chart
    only where it is not at its default. names: of values that are listed by commas and are no
    options. Values are text in addresses; `float(params[name])` reads a number.
    """

    name: str
    label: Text
    default: str
    options: Mapping[str, Text] = field(default_factory=dict)
    low: float = 0
    high: float = 0
    step: float = 1
    slider: bool = False
    pattern: str | None = None
    known: Callable[[str], bool] | None = None
    scope: str | None = None
    quiet: bool = False
    longest: int = LONGEST_VALUE
    allowed: Text | None = None
    names: Mapping[str, Text] = field(default_factory=dict)

    def words(self, value: str, lang: Lang) -> str:
        """A value as it is read; of a code without a name what stands after its kind."""
        if value in self.options:
            return self.options[value](lang)
        if not self.names:
            return value
        names = [
            self.names[part](lang) if part in self.names else part.partition(":")[2] or part
            for part in value.split(",")
        ]
        return Text("、", ", ")(lang).join(names)

    def problem(self, value: str) -> Problem | None:
        """What is wrong with a value, or None."""
        fits = self.pattern and len(value) <= self.longest and re.fullmatch(self.pattern, value)
        if fits and (self.known is None or self.known(value)):
            return None
        if self.options:
            names = ", ".join(list(self.options)[:MOST_NAMED])
            good = value in self.options
            option = Text(f"“{self.label.zh}”选项", f'option of "{self.label.en}"')
            allowed = self.allowed or Text(names, names)
            return None if good else Problem(self.name, value[:80], allowed, what=option)
        if self.allowed:
            return Problem(self.name, value[:80], self.allowed)
        bounds = f"{self.low:g}..{self.high:g}"
        try:
            inside = self.low <= float(value) <= self.high
        except ValueError:
            inside = False
        return None if inside else Problem(self.name, value[:80], Text(bounds, bounds))


NOTES = Param("notes", Text("标注", "Notes"), "", pattern=PATTERN, longest=LONGEST, allowed=GRAMMAR)
"""Of every chart: a reader's notes on it, which change no number."""
