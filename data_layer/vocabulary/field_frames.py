"""A frame as its fields declare it: columns and digits, names beside codes, headers of a file."""

from collections.abc import Iterable, Sequence

import polars as pl

from data_layer.vocabulary.fields import Field
from data_layer.vocabulary.text import Lang


def conform(frame: pl.DataFrame, fields: Sequence[Field]) -> pl.DataFrame:
    """The declared columns in their order, numbers rounded as declared, negative zero removed."""
    columns = {field.name: frame.get_column(field.name) for field in fields}
    changed = [_conformed(field) for field in fields if not _conforms(columns[field.name], field)]
    columns |= {column.name: column for column in frame.select_seq(changed).get_columns()}
    return pl.DataFrame([columns[field.name] for field in fields])


def _conforms(column: pl.Series, field: Field) -> bool:
    """Whether a column is as declared already, so that nothing needs to be computed."""
    if field.digits is None:
        return column.dtype == (pl.Boolean if field.domain == "flag" else pl.String)
    return field.digits == 0 and column.dtype == pl.Int64


def _conformed(field: Field) -> pl.Expr:
    column = pl.col(field.name)
    if field.digits is None:
        return column.cast(pl.Boolean if field.domain == "flag" else pl.String)
    if field.digits == 0:
        return column.cast(pl.Float64).round(0).cast(pl.Int64)
    rounded = column.cast(pl.Float64).round(field.digits)
    # Of -0.0 no sign is to be shown; Polars drops an added 0.0.
    return pl.when(rounded == 0).then(pl.lit(0.0)).otherwise(rounded).alias(field.name)


def with_names(frame: pl.DataFrame, fields: Iterable[Field], lang: Lang) -> pl.DataFrame:
    """Add the names of places and industries beside their codes; spell out enumerations."""
    worded = {field.name: field for field in fields if field.digits is None}
    wanted: list[pl.Expr] = []
    for column in frame.columns:
        field = worded.get(column)
        if field is None:
            wanted.append(pl.col(column))
        elif lang == "en" and field.english is not None:
            wanted.append(pl.col(field.english).alias(column))
        elif spelling := field.spellings[lang]:
            spelt = pl.col(column).cast(pl.String).replace(spelling)
            beside = field.name_column
            wanted += (
                [spelt.alias(column)] if beside is None else [pl.col(column), spelt.alias(beside)]
            )
        else:
            wanted.append(pl.col(column))
    return frame.select(wanted)


def headers(fields: Sequence[Field], lang: Lang) -> dict[str, str]:
    """Column name to header: itself in English, its label in Chinese."""
    named: dict[str, str] = {}
    for field in fields:
        named[field.name] = field.name if lang == "en" else field.title.zh
        if field.name_column is not None:
            bare = field.label.zh.removesuffix("代码")
            named[field.name_column] = (
                field.name_column
                if lang == "en"
                else bare + ("名称" if bare == field.label.zh else "")
            )
    return named
