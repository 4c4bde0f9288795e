"""A cell's text: cleaned, and what of it stands for no value."""

from typing import Final, NamedTuple

import polars as pl

from data_layer.vocabulary.schema import Column
from data_layer.vocabulary.text import Text

MISSING: Final = (
    "",
    "-",
    "--",
    "---",
    "—",
    "——",
    "–",
    "/",
    "\\",
    "n/a",
    "na",
    "#n/a",
    "nan",
    "null",
    "none",
    "nil",
    "无",
    "暂无",
    "不详",
    "未知",
    "未披露",
    "未公布",
    "未公开",
    "未提供",
    "未公示",
    "不公示",
    "选择不公示",
    "企业选择不公示",
    "未填报",
    "未填写",
    "未报送",
    "不适用",
)
YES: Final = ("是", "有", "1", "1.0", "true", "yes", "y", "t", "√", "✓", "✔")
NO: Final = ("否", "无", "没有", "不是", "0", "0.0", "false", "no", "n", "f", "×", "✗", "x")
UNSEEN: Final = r"[\s\p{Cc}\x{feff}\x{200b}\x{202a}-\x{202e}\x{2066}-\x{2069}\x{fffe}\x{ffff}]+"


FAILED: Final = r"^#(?i:N/A|DIV/0!|REF!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!)$"
"""What a cell shows whose formula failed."""
UNCOMPUTED: Final = "#="
"""How a formula without a stored result begins in the text of its cell."""
AS_TEXT: Final = r'^="(.*)"$'
"""How a CSV that is made for Excel keeps digits as text."""


MARKUP: Final = r"&(?:[a-z]{2,8}|#\d{2,5});|</?[a-zA-Z][^<>]*>"
"""Of web pages, in cells that a program has copied from them."""
TAG: Final = r"</?[a-zA-Z][^<>]*>"
ENTITIES: Final = {
    " ": "&(?:nbsp|ensp|emsp|#160);",
    "<": "&(?:lt|#60);",
    ">": "&(?:gt|#62);",
    '"': "&(?:quot|ldquo|rdquo|#34);",
    "·": "&(?:middot|#183);",
    "'": "&(?:apos|#39);",
    "&": "&(?:amp|#38);",
}
"""What stands for a sign there; that of & itself comes last."""


class Cell(NamedTuple):
    """The value of a cell in the schema's type, or the reason (zh / en) why it has none."""

    value: pl.Expr
    reason: pl.Expr


def both(text: Text) -> str:
    """A reason as it is written into the rejects file."""
    return f"{text.zh} / {text.en}"


def words(text: pl.Expr) -> pl.Expr:
    """Text with single spaces and none at its ends; control signs, and those that turn the
    direction of what follows, count as spaces."""
    # Excel's sign for "this is text" stands at the beginning of cells that were exported as typed.
    plain = text.str.replace_all(UNSEEN, " ").str.strip_chars().str.strip_prefix("'")
    return plain.str.replace(AS_TEXT, "$1")


def squeezed(texts: pl.Series) -> pl.Series:
    """Texts without spaces and case; few have any."""
    if not texts.str.contains(r"[\s\p{Lu}]").any():
        return texts
    return texts.str.replace_all(r"\s", "").str.to_lowercase()


def unmarked(texts: pl.Series) -> pl.Series:
    """Texts of a web page without its tags and entities; others as they are."""
    if not texts.str.contains(MARKUP).any():
        return texts
    bare = texts.str.replace_all(TAG, " ")
    for sign, names in ENTITIES.items():
        bare = bare.str.replace_all(names, sign)
    return bare.str.replace_all(r"\s+", " ").str.strip_chars()


def cleaned(text: pl.Expr, missing: tuple[str, ...] = MISSING) -> pl.Expr:
    """Lower-case half-width text; null where it only says that there is no value."""
    plain = words(text.str.normalize("NFKC")).str.to_lowercase()
    return pl.when(~plain.is_in(list(missing))).then(plain)


def missing_words(column: Column) -> tuple[str, ...]:
    """What stands for no value in a column: in a yes-no column 无 is an answer."""
    return tuple(word for word in MISSING if column.dtype != pl.Boolean or word not in NO)


def unless(value: pl.Expr, text: pl.Expr, reason: str) -> pl.Expr:
    """The reason where a text has no value."""
    return pl.when(text.is_not_null() & value.is_null()).then(pl.lit(reason))
