"""The text of cells as their column reads it, or why a cell holds none that can be read."""

import unicodedata
from typing import Final

import polars as pl

from data_layer.importer.cells.cleaning import FAILED, UNCOMPUTED, both, cleaned, missing_words
from data_layer.importer.columns.binding import Binding
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Text

UNLISTED: Final = both(Text("没有列在对应的值中", "not among the values that are listed"))
NO_RESULT: Final = both(
    Text(
        "公式没有存下结果；请在 Excel 中打开并保存后再导入",
        "the formula's result is not stored: open the file in Excel, save it, import that",
    )
)


def text_of(binding: Binding) -> tuple[pl.Expr, pl.Expr]:
    """The clean text of `raw`, null where missing, and a reason for what `values` lacks."""
    missing, cell = missing_words(columns()[binding.column]), pl.col("raw")
    if binding.values is None:
        why = failed(cell)
        return pl.when(why.is_null()).then(cleaned(cell, missing)).alias("text"), why.alias(
            "refused"
        )
    values = {value_key(text): value for text, value in binding.values.items()}
    key = cell.fill_null("").str.normalize("NFKC").str.to_lowercase().str.replace_all(r"\s", "")
    listed, has_text = key.is_in(list(values)), cleaned(cell).is_not_null()
    text = (
        pl.when(listed)
        .then(key.replace_strict(values, default=None, return_dtype=pl.String))
        .when(has_text)
        .then(cell if binding.keep_others else pl.lit(binding.otherwise, dtype=pl.String))
    )
    strict = binding.otherwise is None and not binding.keep_others
    refused = pl.when(~listed & has_text & pl.lit(strict)).then(pl.lit(UNLISTED))
    return cleaned(text, missing).alias("text"), refused.alias("refused")


def failed(cell: pl.Expr) -> pl.Expr:
    """Why a cell has no value whose formula gave none."""
    return (
        pl.when(cell.str.contains(FAILED))
        .then(pl.lit(both(Text("公式出错，没有值", "the formula failed: there is no value"))))
        .when(cell.str.starts_with(UNCOMPUTED))
        .then(pl.lit(NO_RESULT))
    )


def value_key(text: str) -> str:
    """A text as values of a mapping are compared: without spaces, case and width."""
    return "".join(unicodedata.normalize("NFKC", text).lower().split())
