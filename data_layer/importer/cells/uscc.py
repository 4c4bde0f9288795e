"""Check digits of unified social credit codes, and what spreadsheets make of long numbers.

GB 32100-2015: seventeen signs of an alphabet of 31 and a last one that makes the sum divisible by
31, each of the seventeen times 3 to the power of its position (from 0), the last one by itself.
"""

from typing import Final

import numpy as np
import polars as pl

from data_layer.importer.cells.cleaning import Cell, both, words
from data_layer.vocabulary.text import Text

SIGNS: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH: Final = 18
LETTERED: Final = rf"^[0-9A-Z]{{{LENGTH}}}$"
NEARLY: Final = r"^9[1-3]\d{6}[0-9A-Z]{8,9}$|^9[1-3]\d{6}[0-9A-Z]{11}$"
SPACED: Final = r"[\s\-·]"
SHAPE: Final = rf"^[{SIGNS}]{{{LENGTH}}}$"
SCIENTIFIC: Final = r"^[+-]?\d(?:\.\d+)?[eE]\+?\d+$"
ROUNDED: Final = r"^\d{15}0{3}$"
LOST: Final = both(
    Text(
        "Excel 把代码存成了数字，只留前 15 位，不能当作代码；请在 Excel 中设为文本后重新填写",
        "Excel kept the code as a number, 15 digits of it: no id; enter it again as text",
    )
)
WORDY: Final = both(Text("是文字，不是代码", "words, no id"))
BRACKETS: Final = '()（）[]【】“”"'
WEIGHTS: Final = np.array([*(pow(3, at, 31) for at in range(LENGTH - 1)), 1], np.int64)


def malformed(ids: pl.Series) -> pl.Series:
    """Whether an id begins like an enterprise's credit code and has another length or a letter that
    none has (I, O, S, V, Z)."""
    odd = ids.str.contains(r"^9[1-3]\d{6}") & ids.str.contains(LETTERED) & ~ids.str.contains(SHAPE)
    return (odd | ids.str.contains(NEARLY)).fill_null(False)


def wrong_check_digit(ids: pl.Series) -> pl.Series:
    """Whether an id has the form of a credit code and a check digit that does not fit it."""
    plain = ids.str.to_uppercase()
    shaped = plain.str.contains(SHAPE).fill_null(False)
    wrong = np.zeros(ids.len(), bool)
    texts = plain.filter(shaped)
    if texts.len():
        signs = np.frombuffer(texts.str.join("").item().encode("ascii"), np.uint8)
        values = _values()[signs].reshape(-1, LENGTH)
        wrong[shaped.to_numpy()] = (values @ WEIGHTS) % 31 != 0
    return pl.Series(ids.name, wrong)


def identifier(raw: pl.Expr) -> Cell:
    """An id as it stands, without the .0 of numbers and brackets; none where digits were lost or
    words stand. Credit codes are written in capitals, without what divides them and the width of
    their signs."""
    text = words(raw).str.strip_chars(BRACKETS).str.replace(r"^(\d+)\.0+$", "$1")
    code = text.str.normalize("NFKC").str.replace_all(SPACED, "").str.to_uppercase()
    text = pl.when(code.str.contains(LETTERED)).then(code).otherwise(text)
    rounded = text.str.contains(ROUNDED) & text.map_batches(
        wrong_check_digit, return_dtype=pl.Boolean
    )
    lost = text.str.contains(SCIENTIFIC) | rounded
    wordy = text.str.contains(r"\p{Han}") & ~text.str.contains(r"\d")
    reason = pl.when(lost).then(pl.lit(LOST)).when(wordy).then(pl.lit(WORDY))
    return Cell(pl.when(~lost & ~wordy).then(text), reason)


def _values() -> np.ndarray:
    values = np.zeros(256, np.int64)
    for value, sign in enumerate(SIGNS):
        values[ord(sign)] = value
    return values
