"""What a query may not hold, and how that is said."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches

from data_layer.vocabulary.text import Lang, Text

MOST_NAMED, NEAREST, ALIKE = 12, 3, 0.5
"""What is allowed is named up to here on a page; beyond, the few that look most like it."""
PARAMETER = Text("参数", "parameter")
VERSION = Text("数据版本", "data version")
EXHIBIT = Text("图表", "exhibit")


@dataclass(frozen=True)
class Problem:
    """A key or value that a query may not hold; `value` is what was given, as plain text.

    what: what the value names that is not there, as a province; None of a value that is no name.
    by_key: it is the key that is not there.
    """

    key: str
    value: str
    allowed: Text
    what: Text | None = None
    by_key: bool = False

    def message(self, lang: Lang) -> str:
        """One sentence that names the key, the value and what is allowed."""
        if self.by_key or self.what is not None:
            return self._no_such(self.what or PARAMETER)(lang)
        if not self.value:
            missing = Text("缺少“{key}”；应为：{allowed}", '"{key}" is missing; it is: {allowed}')
            return missing(lang).format(key=self.key, allowed=self.allowed(lang))
        template = Text(
            "参数“{key}”的值“{value}”不可用；允许：{allowed}",
            'The value "{value}" of "{key}" cannot be used; allowed: {allowed}',
        )
        return template(lang).format(key=self.key, value=self.value, allowed=self.allowed(lang))

    def _no_such(self, what: Text) -> Text:
        """That nothing of that kind has the name; `allowed` names what there is."""
        given = self.key if self.by_key else self.value
        zh = "" if self.by_key else f"（参数 {self.key}）"
        en = "" if self.by_key else f' (parameter "{self.key}")'
        kind = what.en if what.en[1:2].isupper() else what.en[:1].lower() + what.en[1:]
        return Text(
            f"没有名为“{given}”的{what.zh}{zh}；允许：{self.allowed.zh}",
            f'There is no {kind} called "{given}"{en}; allowed: {self.allowed.en}',
        )

    def brief(self, lang: Lang) -> str:
        """The same for a page: of a long list of what is allowed only what is nearest."""
        names = self.allowed(lang).split(", ")
        if len(names) <= MOST_NAMED:
            return self.message(lang)
        like = (get_close_matches(given, names, NEAREST, ALIKE) for given in (self.key, self.value))
        near = next(filter(None, like), names[:NEAREST])
        some = Text("{near}等{n}种", "{near} and others, {n} in all")
        suggestion = some(lang).format(near=", ".join(near), n=len(names))
        return replace(self, allowed=Text(suggestion, suggestion)).message(lang)


class FilterError(ValueError):
    """A query that cannot be answered as it stands."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(problem.message("en") for problem in self.problems))
