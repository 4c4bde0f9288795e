"""A piece of text in the two languages of the product."""

from typing import Literal, NamedTuple

Lang = Literal["zh", "en"]


class Text(NamedTuple):
    """The same words in Chinese and English; call it with a language."""

    zh: str
    en: str

    def __call__(self, lang: Lang) -> str:
        return self.zh if lang == "zh" else self.en


def several(n: int, one: str, more: str) -> str:
    """A number of things in English: several(1, "row is", "rows are") is `1 row is`."""
    return f"{n:,} {one if n == 1 else more}"


def same(words: str) -> Text:
    """Text that is written alike in both languages (names of enterprises, codes)."""
    return Text(words, words)
