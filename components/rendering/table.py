"""A frame as a table: the same figures as the chart, readable by everyone.

The cells travel as one piece of JSON that assets/src/table.js turns into rows: thousands of Dash
components would hold the browser up for minutes.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import orjson
import polars as pl
from dash import html

from components.contract.links import chart_links, subject_path
from components.contract.quantity import own_decimals
from components.look.amounts import DIGITS, each_number
from data_layer.vocabulary.field_frames import headers, with_names
from data_layer.vocabulary.fields import KIND, Field
from data_layer.vocabulary.text import Lang, Text
from data_layer.vocabulary.units import UNIT

Lists = Callable[[Sequence[Mapping[str, Any]], str], list[str | None]]
"""Where the enterprises are that rows (by code) count in a column."""
MOST_ROWS = 600
SEARCHABLE_ROWS = 30
"""Tables of at least so many rows get a search box, which needs no server."""
MOST_UNITS = 3
"""Columns that one quantity may take up: of more units, each has a table of its own."""
FLAG = ("true", "false", "—")
FLAGS: Mapping[Lang, Mapping[str, str]] = {
    "zh": {"true": "是", "false": "否"},
    "en": {"true": "yes", "false": "no"},
}
"""A flag that a frame holds as text, and how it reads."""
PHRASE, PROSE = 16, 60
"""Columns whose cells are longer than this get room to wrap: some, or much."""

WORDS = {
    "search": Text("在表中查找…", "Search this table…"),
    "more": Text(
        "仅列前 {shown} 行，共 {all} 行，请下载全部。",
        "The first {shown} of {all} rows; download for all.",
    ),
}


def table(
    frame: pl.DataFrame,
    fields: Sequence[Field],
    lang: Lang,
    home: str = "/",
    lists: Lists | None = None,
) -> html.Div:
    """At most MOST_ROWS rows, with a sentence that says so if there are more.

    A quantity of more than MOST_UNITS units divides the rows: a table for each unit. home: path of
    the app, under which the charts are that a column may link to. lists: where the enterprises are
    that a row (by code) counts in a column.
    """
    rows = frame.head(MOST_ROWS)
    fields = [f for f in fields if f.name in frame.columns and f.said_in is None]
    columns = _columns(rows, fields, lang, home=home, lists=lists)
    content = {
        "groups": [_group(columns, places, own) for places, own in by_units(rows, fields)],
        "more": WORDS["more"](lang).format(shown=MOST_ROWS, all=frame.height)
        if frame.height > MOST_ROWS
        else None,
        "search": WORDS["search"](lang) if frame.height >= SEARCHABLE_ROWS else None,
    }
    return html.Div(className="table-data", **{"data-table": orjson.dumps(content).decode()})


class Column(NamedTuple):
    """One column as it is shown. name: of the field that it shows."""

    name: str
    head: str
    style: str
    cells: list[Any]


def _columns(
    frame: pl.DataFrame, fields: Sequence[Field], lang: Lang, home: str, lists: Lists | None
) -> list[Column]:
    """Heads, classes and cells of all rows."""
    frame = frame.select([f.name for f in fields])
    named = with_names(frame, fields, lang)
    hidden = {f.name if f.name_column else f.english for f in fields}
    if KIND.name in named.columns and named[KIND.name].n_unique() == 1:
        hidden.add(KIND.name)  # one kind for all rows stands on the card already
    for field in fields:
        if field.key and frame[field.name].null_count() == frame.height > 0:  # of another level
            hidden |= {field.name, field.name_column}
    names = [c for c in named.columns if c not in hidden]
    heads, styles = titles(fields, lang), _styles(named.select(names), fields)
    links = {f.name for f in fields if f.domain == "exhibit"}
    digits = own_decimals(fields)
    years = {f.name for f in fields if f.is_year}
    written = [
        [chart_links(ids, home, lang) for ids in named[c]]
        if c in links
        else cells(named[c], lang, digits.get(c, DIGITS), years=c in years)
        for c in names
    ]
    if lists is not None:
        _link_counts(written, frame, names, lists=lists)
        _link_names(written, frame, fields, order=names, home=home)
    return [
        Column(c, heads.get(c, c), styles[c], cells=texts)
        for c, texts in zip(names, written, strict=True)
    ]


def _group(columns: Sequence[Column], places: Sequence[int], left_out: set[str]) -> dict[str, Any]:
    """Those rows as one table, without the columns that none of them fills."""
    in_group = [column for column in columns if column.name not in left_out]
    texts = [list(map(column.cells.__getitem__, places)) for column in in_group]
    return {
        "heads": [column.head for column in in_group],
        "styles": [column.style for column in in_group],
        "rows": list(zip(*texts, strict=True)),
    }


def by_units(frame: pl.DataFrame, fields: Sequence[Field]) -> list[tuple[Sequence[int], set[str]]]:
    """Places of the rows that make a table of their own, each with the columns that it leaves out.

    They are divided where a quantity has more than MOST_UNITS units: rows of one unit stand
    together, units in the order of their first row.
    """
    quantities = Counter([f.quantity for f in fields if f.quantity and frame[f.name].count()])
    if not quantities or max(quantities.values()) <= MOST_UNITS:
        return [(range(frame.height), set())]
    codes = _unit_codes(fields)
    own = [pl.when(pl.col(n).is_not_null()).then(pl.lit(code)) for n, code in codes.items()]
    groups = (
        frame.with_row_index("place")
        .group_by(pl.coalesce(*own, pl.lit("")).alias(UNIT), maintain_order=True)
        .agg(pl.col("place"), pl.col(*codes).count())
    )
    return [
        (places, {name for name, count in zip(codes, counts, strict=True) if not count})
        for _, places, *counts in groups.iter_rows()
    ]


def _unit_codes(fields: Sequence[Field]) -> dict[str, str]:
    """Column of a quantity to the code of its unit, which ends its name."""
    return {f.name: f.name.removeprefix(f"{f.quantity}_") for f in fields if f.quantity}


def _link_counts(
    columns: list[list[Any]],
    frame: pl.DataFrame,
    names: Sequence[str],
    lists: Lists,
) -> None:
    """Make each count whose enterprises can be listed a link to them."""
    rows = frame.rows(named=True)
    for at, name in enumerate(names):
        hrefs = lists(rows, name)
        if any(hrefs):
            columns[at] = [
                words if href is None else {"words": words, "href": href}
                for words, href in zip(columns[at], hrefs, strict=True)
            ]


def _link_names(
    columns: list[list[Any]],
    frame: pl.DataFrame,
    fields: Sequence[Field],
    order: Sequence[str],
    home: str,
) -> None:
    """Make the name of each place and industry a link to its page."""
    for field in fields:
        if field.domain is None or field.name_column not in order:
            continue
        at = order.index(field.name_column)
        names = field.names()
        columns[at] = [
            words if path is None or code not in names else [(words, home + path)]
            for words, code in zip(columns[at], frame[field.name], strict=True)
            for path in [subject_path(field.domain, str(code))]
        ]


def _styles(named: pl.DataFrame, fields: Sequence[Field]) -> dict[str, str]:
    """Class of each column: numbers to the right, sentences wide, keys unbroken."""
    numbers = {f.name for f in fields if f.digits is not None}
    keys = {f.name for f in fields if f.key}

    def style(column: str) -> str:
        if column in numbers:
            return "num"
        if column in keys:
            return "key"
        longest = named[column].cast(pl.String).str.len_chars().max()
        length = longest if isinstance(longest, int) else 0
        return "prose" if length > PROSE else "phrase" if length > PHRASE else ""

    return {column: style(column) for column in named.columns}


def titles(fields: Sequence[Field], lang: Lang) -> dict[str, str]:
    """Column name to what stands over it on a page: label and unit."""
    if lang == "zh":
        return headers(fields, "zh")
    heads = {f.name: f.title.en for f in fields}
    return heads | {
        f.name_column: f.label.en.removesuffix(" code") for f in fields if f.name_column
    }


def cells(column: pl.Series, lang: Lang, digits: int = DIGITS, *, years: bool = False) -> list[str]:
    """Values as they are read. digits: decimals of a number at most. years: have no thousands."""
    if column.dtype == pl.Boolean:
        yes = Text("是", "yes")(lang)
        return ["—" if value is None else yes if value else "" for value in column]
    if years and column.dtype.is_numeric():
        column = column.cast(pl.Int64)
    elif column.dtype.is_numeric():
        return [text or "—" for text in each_number(column, digits)]
    texts = column.cast(pl.String).fill_null("—")
    return texts.replace(FLAGS[lang]).to_list() if texts.is_in(FLAG).all() else texts.to_list()
