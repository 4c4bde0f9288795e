"""Who asks: a name, what they may do, and which rows there are for them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, get_args

from data_layer.filters.filters import Filters
from data_layer.vocabulary.text import Text

Right = Literal["view", "export_rows", "sign", "import"]
RIGHTS: Final[frozenset[Right]] = frozenset(get_args(Right))
NEEDS: Final[Mapping[Right, Text]] = {
    "view": Text(
        "您已登录，但没有被授予任何角色；请联系管理员。",
        "You are signed in but were given no role; ask the operator.",
    ),
    "export_rows": Text(
        "您的角色不能导出企业名单；请联系管理员。",
        "Your role does not export enterprises; ask the operator.",
    ),
    "sign": Text(
        "您的角色不能生成签名链接；请联系管理员。",
        "Your role does not sign links; ask the operator.",
    ),
    "import": Text(
        "您的角色不能导入数据或切换版本；请联系管理员。",
        "Your role does not import data or switch versions; ask the operator.",
    ),
}
"""What is said to whoever lacks a right."""


class RightError(PermissionError):
    """What a visitor may not do; `message` says so."""

    def __init__(self, right: Right) -> None:
        self.right = right
        self.message = NEEDS[right]
        super().__init__(self.message.en)


@dataclass(frozen=True)
class Visitor:
    """subject: as the log names them. rule: filters that every row they get passes."""

    subject: str
    name: str
    role: Text
    rights: frozenset[Right]
    rule: Filters = field(default_factory=Filters)

    @property
    def scope(self) -> str:
        """What an answer depends on beside what was asked; part of every key and ETag."""
        if self is EVERYBODY:
            return ""
        return f"{self.rule.to_query()}|{','.join(sorted(self.rights))}"

    def need(self, right: Right) -> None:
        """RightError unless the visitor has it."""
        if right not in self.rights:
            raise RightError(right)


EVERYBODY: Final = Visitor("", "", Text("", ""), rights=RIGHTS)
"""Whoever asks where access is off, and the program itself."""
NOBODY: Final = Visitor("", "", Text("", ""), rights=frozenset())
"""Whoever was not admitted."""


def framed(rule: Filters) -> Visitor:
    """Whoever has the address of a signed frame: the rows are those of the signer."""
    return Visitor("frame", "", Text("", ""), rights=frozenset({"view"}), rule=rule)
