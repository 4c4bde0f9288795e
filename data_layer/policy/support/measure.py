"""What a measure of support is: to whom, under which conditions, giving what, printed where."""

from collections.abc import Mapping
from functools import cached_property
from typing import Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from data_layer.policy.compared import RD_EXPENSE_2Y
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.terms import PER_CENT, WAN_YUAN
from data_layer.vocabulary.text import Text

Kind = Literal[
    "recognition",
    "tax",
    "reward",
    "finance",
    "listing",
    "talent",
    "platform",
    "advice",
    "digital",
]
KINDS: Final[Mapping[str, Text]] = {
    "recognition": Text("认定", "Recognition"),
    "tax": Text("税收", "Tax"),
    "reward": Text("奖励补贴", "Award or subsidy"),
    "finance": Text("融资", "Finance"),
    "listing": Text("上市", "Listing"),
    "talent": Text("人才", "Talent"),
    "platform": Text("平台与合作", "Platforms and research"),
    "advice": Text("指标与辅导", "Targets and guidance"),
    "digital": Text("数字化", "Digital"),
}
INVENTION_SHARE = "invention_share"
FOLLOWING: Final[Mapping[str, tuple[Text, Text]]] = {
    RD_EXPENSE_2Y: (Text("近两年研发费用合计", "R&D expense of two years"), WAN_YUAN),
    INVENTION_SHARE: (Text("发明占比", "Share of inventions"), PER_CENT),
}
"""Values that follow from columns, with label and unit."""
BOUNDS: Final[Mapping[str, str]] = {"at_least": "≥", "at_most": "≤", "below": "<"}
"""Comparisons with a number, as they are written."""
TESTS: Final = (*BOUNDS, "one_of", "is", "any", "stated")


def label_of(column: str) -> Text:
    """What a column of a condition is called."""
    return FOLLOWING[column][0] if column in FOLLOWING else columns()[column].thing


def unit_of(column: str) -> Text:
    """The unit of its values."""
    return FOLLOWING[column][1] if column in FOLLOWING else columns()[column].unit


class Words(BaseModel):
    """Words in Chinese and, where a region gives them, in English."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    zh: str = Field(min_length=1, max_length=300)
    en: str = Field(default="", max_length=400)

    @property
    def text(self) -> Text:
        """In both languages: the Chinese words where there are no English ones."""
        return Text(self.zh, self.en or self.zh)


class Condition(BaseModel):
    """A column against a bound, values or a flag; several of which one is enough; or words alone.

    stated: a condition that is printed and that no column holds.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    column: str | None = None
    at_least: float | None = None
    at_most: float | None = None
    below: float | None = None
    one_of: tuple[str, ...] = ()
    is_: bool | None = Field(default=None, alias="is", strict=True)
    any: tuple["Condition", ...] = ()
    stated: Words | None = None

    @property
    def parts(self) -> tuple["Condition", ...]:
        """The conditions that are held against columns: itself, or those of which one is enough."""
        return self.any or (self,)

    @property
    def bound(self) -> tuple[str, float] | None:
        """Which comparison with a number it is, and the number."""
        given = [(name, getattr(self, name)) for name in BOUNDS]
        return next((pair for pair in given if pair[1] is not None), None)

    @property
    def tests(self) -> tuple[str, ...]:
        """Which of TESTS it has."""
        given = {
            "one_of": bool(self.one_of),
            "is": self.is_ is not None,
            "any": bool(self.any),
            "stated": self.stated is not None,
        }
        return tuple(
            name
            for name in TESTS
            if given.get(name, name in BOUNDS and getattr(self, name) is not None)
        )

    @cached_property
    def addresses(self) -> bool:
        """Whether it says whom a measure is for: codes, a flag that is not to be, an upper bound.

        Of the others an enterprise may be short: it can grow into them.
        """
        return any(
            part.one_of or part.is_ is False or part.below is not None for part in self.parts
        )


class Measure(BaseModel):
    """A measure with conditions that can be looked up, or with the reason why none can.

    own: added by the operator's file.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z][a-z0-9_]{2,40}$")
    kind: Kind
    name: Words
    gives: Words
    period: Words | None = None
    source: Words
    note: Words | None = None
    conditions: tuple[Condition, ...] = Field(default=(), max_length=20)
    unchecked: Words | None = None
    own: bool = False

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if bool(self.conditions) == (self.unchecked is not None):
            raise ValueError("conditions or unchecked, one of both")
        return self

    @property
    def checkable(self) -> bool:
        """Whether the registry can say anything of it."""
        return bool(self.conditions)
