"""Sentences made of plain words and of claims, which a test holds against what is shown.

Words that name a leader, an order or a multiple stand in claims alone;
`tests/components/test_claims.py` evaluates those of every exhibit under drawn filters.
"""

from dataclasses import dataclass

from components.claims.cell import Claim
from data_layer.vocabulary.text import Lang


@dataclass(frozen=True)
class Sentence:
    """Plain words and claims, in one language; plain words claim nothing of the figures."""

    lang: Lang
    parts: tuple[str | Claim, ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """What it asserts."""
        return tuple(part for part in self.parts if not isinstance(part, str))

    @property
    def plain(self) -> tuple[str, ...]:
        """What it says beside."""
        return tuple(part for part in self.parts if isinstance(part, str))

    def __str__(self) -> str:
        words = [part if isinstance(part, str) else part.words(self.lang) for part in self.parts]
        comma, stop = ("；", "。") if self.lang == "zh" else ("; ", ".")
        joined = comma.join(words) + stop
        return joined[:1].upper() + joined[1:]


AltText = Sentence | str
"""What an exhibit says of its frame: claims, or plain words that claim nothing; "" says nothing."""
