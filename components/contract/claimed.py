"""What a code claims: that an exhibit had a value at a place."""

from dataclasses import dataclass
from typing import Literal

Value = float | int | str | bool | None
Source = Literal["computed", "published"]


@dataclass(frozen=True)
class Claim:
    """What a code says: that an exhibit had this value there.

    query: filters and parameters in the exhibit's own spelling. row: the values of its keys.
    column: empty where the claim is of all numbers of the row, or, without a row, of the view; the
    value is then a digest of them. source: the printed figures or the computed ones. version, n: of
    the registry, or the signs that it begins with, and the enterprises behind the view then.
    """

    exhibit: str
    query: str
    source: Source
    row: tuple[Value, ...]
    column: str
    value: Value
    n: int
    version: str

    @property
    def of_many(self) -> bool:
        """Whether it is of all numbers of a row or a view together."""
        return not self.column
