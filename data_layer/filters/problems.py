"""What a query may not hold, and how that is said."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from data_layer.vocabulary.text import Lang, Text

MOST_NAMED, NEAREST, ALIKE = 12, 3, 0.5
"""What is allowed is named up to here on a page; beyond, the few that look most like it."""


@dataclass(frozen=True)
class Problem:
    """A key or value that a query may not hold; `value` is what was given, as plain text."""

    key: str
    value: str
    allowed: Text

    def message(self, lang: Lang) -> str:
        """One sentence that names the key, the value and what is allowed."""
        template = Text(
            "参数“{key}”的值“{value}”不可用；允许：{allowed}",
            'The value "{value}" of "{key}" cannot be used; allowed: {allowed}',
        )
        return template(lang).format(key=self.key, value=self.value, allowed=self.allowed(lang))

    def brief(self, lang: Lang) -> str:
        """The same for a page: of a long list of what is allowed only what is nearest."""
        names = self.allowed(lang).split(", ")
        if len(names) <= MOST_NAMED:
            return self.message(lang)
        like = (get_close_matches(given, names, NEAREST, ALIKE) for given in (self.key, self.value))
        near = next(filter(None, like), names[:NEAREST])
        some = Text("{near}等{n}种", "{near} and others, {n} in all")
        suggestion = some(lang).format(near=", ".join(near), n=len(names))
        return Problem(self.key, self.value, Text(suggestion, suggestion)).message(lang)


class FilterError(ValueError):
    """A query that cannot be answered as it stands."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(problem.message("en") for problem in self.problems))
