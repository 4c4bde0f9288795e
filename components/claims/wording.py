"""How names are listed in a sentence."""

from collections.abc import Sequence

from data_layer.vocabulary.text import Lang

MOST = 4
"""Names that a sentence lists; of more, the first and how many more."""


def and_joined(names: Sequence[str], lang: Lang) -> str:
    """A, B and C; of many, the first three and the number of others."""
    if len(names) > MOST:
        others = len(names) - MOST + 1
        first = [*names[: MOST - 1]]
        if lang == "zh":
            return "、".join(first) + f"等{len(names)}项"
        return ", ".join(first) + f" and {others:,} others"
    if lang == "zh":
        return "、".join(names)
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
