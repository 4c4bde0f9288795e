"""A piece of text in the two languages of the product."""

from __future__ import annotations

from typing import Literal, NamedTuple

Lang = Literal["zh", "en"]


class Text(NamedTuple):
    """The same words in Chinese and English; call it with a language."""

    zh: str
    en: str

    def __call__(self, lang: Lang) -> str:
        return self.zh if lang == "zh" else self.en


def same(words: str) -> Text:
    """Text that is written alike in both languages (names of enterprises, codes)."""
    return Text(words, words)
