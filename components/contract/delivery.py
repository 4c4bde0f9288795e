"""A result as it leaves: which kinds of numbers it holds, and its rows for tables and files.

Kinds never mix: a file holds rows of one kind, with the printed figure in a column of its own where
it is comparable, or, if asked for, the rows of all kinds below each other under one header.
"""

from dataclasses import replace
from typing import Literal, NamedTuple

import polars as pl

from components.contract.result import Result
from data_layer.filters.problems import FilterError, Problem
from data_layer.filters.reading import parse_pairs
from data_layer.vocabulary.fields import KIND, KINDS, Field, Kind
from data_layer.vocabulary.text import Lang, Text, same

Rows = Literal["one", "all"]
KEY = "kind"
"""The key of an address that asks for the rows of all kinds: `kind=all`."""


PRINTED = " printed"
"""Ends the name of a printed column while it stands beside the computed one."""


class Delivered(NamedTuple):
    """Rows with a column `kind`, and what each column is."""

    frame: pl.DataFrame
    fields: tuple[Field, ...]


def formulas(result: Result, lang: Lang) -> str:
    """How numbers follow from printed ones, where a result holds such; else nothing."""
    if "derived" not in result.kinds:
        return ""
    stated = [f"{f.label(lang)} = {f.formula(lang)}" for f in result.exhibit.fields if f.formula]
    return Text("；", "; ")(lang).join(stated)


def delivered(result: Result, rows: Rows = "one") -> Delivered:
    """The rows of a file. Where nothing can be computed, the printed rows are the one kind."""
    if rows == "all" or (result.lacking and result.printed is not None):
        return _with_drawn(result, _all_kinds(result))
    return _with_drawn(result, _one_kind(result))


def _with_drawn(result: Result, file: Delivered) -> Delivered:
    """With what the chart makes of each computed row, which are the first, before the kind."""
    column = None if result.lacking else result.exhibit.drawn(result.view("zh"))
    if column is None:
        return file
    field, values = column
    values = values.extend_constant(None, file.frame.height - len(values))
    *rest, kind = file.frame.columns
    frame = file.frame.with_columns(values).select(*rest, field.name, kind)
    return Delivered(frame, (*file.fields[:-1], field, KIND))


def readable(result: Result) -> Delivered:
    """The rows of a table to read: all kinds where a printed row has no computed one beside it."""
    keys = list(result.exhibit.keys)
    printed = result.printed
    alone = printed is not None and not printed.join(result.frame, on=keys, how="anti").is_empty()
    return delivered(result, "all" if alone else "one")


def rows_asked(search: str) -> tuple[Rows, str]:
    """Which rows an address asks for, and the address without that key; FilterError if neither."""
    asked = parse_pairs(search).get(KEY)
    if asked not in (None, "all"):
        raise FilterError([Problem(KEY, asked[:80], same("all"))])
    parts = [part for part in search.split("&") if part.partition("=")[0] != KEY]
    return "one" if asked is None else "all", "&".join(parts)


def _one_kind(result: Result) -> Delivered:
    beside, frame = _beside(result), result.frame
    if beside is not None:
        keys = list(result.exhibit.keys)
        frame = frame.join(beside, on=keys, how="left", maintain_order="left", suffix=PRINTED)
    fields: list[Field] = []
    columns: list[pl.Expr] = []
    for field in result.exhibit.fields:
        columns_of_field = [(field.name, field.kind(result.kind))]
        if field.name + PRINTED in frame.columns:
            columns_of_field.append((field.name + PRINTED, field.kind("published")))
        for name, kind in columns_of_field:
            fields.append(_titled(field, kind, result.kind))
            columns.append(pl.col(name).alias(fields[-1].name))
    kind = pl.lit(result.kind, pl.String).alias(KIND.name)
    return Delivered(frame.select(*columns, kind), (*fields, KIND))


def _beside(result: Result) -> pl.DataFrame | None:
    """The printed columns, by the keys of the exhibit, that hold anything beside a computed row."""
    keys = list(result.exhibit.keys)
    if result.printed is None or not keys:
        return None
    matched = result.printed.join(result.frame.select(keys), on=keys, how="semi")
    filled = [
        f.name
        for f in result.exhibit.fields
        if not f.key and f.source is None and matched[f.name].null_count() < matched.height
    ]
    return matched.select(*keys, *filled) if filled else None


def _all_kinds(result: Result) -> Delivered:
    """Rows of every kind; a printed row gives one of what is printed and one of what follows."""
    fields = result.exhibit.fields
    parts = [_marked(result, result.frame, result.kind)]
    if result.printed is not None:
        parts += [_part(result, result.printed, kind) for kind in ("published", "derived")]
    titled = [_titled(f, f.kind(result.kind), result.kind) for f in fields]
    names = {f.name: t.name for f, t in zip(fields, titled, strict=True)}
    return Delivered(pl.concat(parts, how="vertical_relaxed").rename(names), (*titled, KIND))


def _part(result: Result, printed: pl.DataFrame, kind: Kind) -> pl.DataFrame:
    """Of printed rows the columns of one kind, the others empty; rows that hold any."""
    free = [f for f in result.exhibit.fields if not f.key]
    own = [f.name for f in free if f.kind("published") == kind]
    empty = [pl.lit(None, printed.schema[f.name]).alias(f.name) for f in free if f.name not in own]
    some = pl.any_horizontal(pl.col(own).is_not_null()) if own else pl.lit(value=False)
    return _marked(result, printed.filter(some).with_columns(empty), kind)


def _marked(result: Result, frame: pl.DataFrame, kind: Kind) -> pl.DataFrame:
    names = [f.name for f in result.exhibit.fields]
    return frame.select(*names, pl.lit(kind, pl.String).alias(KIND.name))


def of_kind(label: Text, kind: Kind) -> Text:
    """What stands over numbers of another kind than their row."""
    return Text(f"{label.zh}·{KINDS[kind].zh}", f"{label.en}, {KINDS[kind].en.lower()}")


def _titled(field: Field, kind: Kind, row: Kind) -> Field:
    """A column that holds another kind of number than its row says so in name and label."""
    if kind == row or (field.quantity or field.name).endswith(kind):
        return field
    label = of_kind(field.label, kind)
    english = None if field.english is None else f"{field.english}_{kind}"
    quantity = None if field.quantity is None else f"{field.quantity}_{kind}"
    return replace(
        field,
        name=f"{field.name}_{kind}",
        label=label,
        key=False,
        english=english,
        quantity=quantity,
    )
