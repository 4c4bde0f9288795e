"""Who signs below a list, with or without the date beside it."""

import re
from collections.abc import Sequence
from typing import Final

from data_layer.importer.reading.groups import BUREAU, plain
from data_layer.vocabulary.text import Text

SIGNATURE: Final = Text("签名或填表信息，不是企业", "a signature, no enterprise")
DATE: Final = r"(?:[12]\d{3}|二[〇○零]..)[年./-].{1,3}(?:[月./-](?:.{1,3}日?)?)?"
SIGNED: Final = re.compile(rf"{BUREAU.pattern}(?P<date>{DATE})?")


def is_signed(filled: Sequence[str]) -> bool:
    """Whether the filled cells of a row say who signs, and nothing else but when."""
    signed = SIGNED.fullmatch(plain("".join(filled)))
    return signed is not None and (len(filled) == 1 or signed["date"] is not None)
