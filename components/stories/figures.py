"""Numbers in a story's text, filled from what the sources print or from the registry in use.

    {fact f_total}                                    a printed figure of facts.csv
    {cell e26_core_medians indicator=参保人数 ratio}   a cell of a printed table
    {now tier_shares?cluster=yrd tier=national share_pct}   a cell of an exhibit, computed
    {says province_ranking?tier=national}             the sentence that an exhibit says, computed

A unit may follow a printed figure: `|件`, or `|` for none.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final, NamedTuple

import polars as pl

from components.contract.catalogue import exhibits
from components.contract.cells import meant, printed_alone
from components.contract.requests import exhibit_query
from components.contract.result import Result
from components.contract.sources import short_source
from components.contract.workspace import Workspace
from components.look.amounts import number, with_unit
from components.rendering.headline import headline
from data_layer.filters.query import Query
from data_layer.reference_figures import tables as reference
from data_layer.vocabulary.field_frames import with_names
from data_layer.vocabulary.fields import KINDS, Kind, words
from data_layer.vocabulary.places import cities, own_province, provinces, resolve_city
from data_layer.vocabulary.text import Lang, Text, same
from data_layer.vocabulary.units import UNITS

FIGURE: Final = re.compile(r"\{(fact|cell|now|says) ([^{}]+)\}")
ENDINGS: Final[Mapping[str, Text]] = {
    "_pct": Text("%", "%"),
    "_pp": Text("个百分点", "percentage points"),
    "_10k": Text("万家", "10,000 enterprises"),
    "ratio": Text("倍", "times"),
}
"""Units of printed columns by the end of their names."""
PLAIN_DIGITS: Final = 3
UNKNOWN: Final = Text("（当前企业库无此数据）", "(not in the registry in use)")


class Shown(NamedTuple):
    """The exhibit that shows a number of a text: its id, its query, and the words and the column
    that tell the number from others (`cells.meant`). source: `published` of one among the rows that
    are printed."""

    exhibit: str
    query: str = ""
    beside: str = ""
    column: str = ""
    source: str = ""


class Figure(NamedTuple):
    """A number, or a sentence, as it stands in a text. source: where it comes from, in words.
    shown: where its receipt is found; None where no exhibit shows it."""

    words: str
    kind: Kind
    source: str
    shown: Shown | None = None


class Asker(NamedTuple):
    """Who reads: the registry of a version, in a language."""

    workspace: Workspace
    version: str | None
    lang: Lang


def filled(text: str, asker: Asker) -> Iterator[str | Figure]:
    """Plain words and figures of a text, in their order. ValueError names a wrong placeholder."""
    at = 0
    for match in FIGURE.finditer(text):
        yield text[at : match.start()]
        try:
            yield READERS[match[1]](match[2].strip(), asker)
        except (LookupError, ValueError, pl.exceptions.PolarsError) as wrong:
            raise ValueError(f"{match[0]}: {wrong}") from wrong
        at = match.end()
    yield text[at:]


def _fact(asked: str, asker: Asker) -> Figure:
    id, bare, own = asked.partition("|")
    fact = reference.facts()[id]
    printed = own if bare else fact.unit or ""
    unit = _unit(words().get(printed, same(printed)))
    if fact.value is None:
        raise KeyError(f"{id} is no number")
    title = reference.sources()[fact.source].title
    source = words().get(title, same(title))(asker.lang)
    dated = f"{source} · {fact.as_of}" if fact.as_of else source
    number_of_fact = _written(fact.value, unit, asker.lang)
    return Figure(number_of_fact, "published", dated, Shown("facts", beside=id, source="published"))


def _cell(asked: str, asker: Asker) -> Figure:
    asked, _, unit = asked.partition("|")
    table, *keys, column = asked.split()
    frame = reference.table(table).filter(_matching(keys))
    (value,) = frame[column].to_list()
    ending = next((unit for end, unit in ENDINGS.items() if column.endswith(end)), same(""))
    named = words().get(unit, same(unit)) if unit else ending
    origin = (table.partition("_")[0],)
    catalogued = origin[0] in reference.catalogue()
    source = short_source(origin if catalogued else ("r01_criteria_2026",), asker.lang)
    written = _written(float(value), _unit(named), asker.lang)
    names = [key.partition("=")[2] for key in keys]
    beside = " ".join(part for name in names for part in _called(name))
    receipt = _shown(table, written, beside, column=column, asker=asker)
    return Figure(written, "published", source, receipt)


def _called(name: str) -> Text:
    """What a row of a printed table is called in both languages: a place by its own name."""
    code = own_province(name) or resolve_city(name, None)
    place = provinces().get(code or "") or cities().get(code or "")
    return words().get(name, same(name)) if place is None else place.short


def _shown(table: str, written: str, beside: str, column: str, asker: Asker) -> Shown | None:
    """The first exhibit that prints a table and has the number."""
    origins = {table, table.partition("_")[0]}
    for exhibit in exhibits().values():
        if exhibit.page == "sources" or not origins & set(exhibit.origin):
            continue
        own = column if column in {field.name for field in exhibit.fields} else ""
        result = asker.workspace.run(exhibit, Query(version=asker.version))
        printed = printed_alone(result)
        if meant(printed, written, beside, lang=asker.lang, column=own):
            return Shown(exhibit.id, beside=beside, column=own, source="published")
        for cell in meant(result, written, beside, lang=asker.lang):
            if cell.field.source == "published":
                return Shown(exhibit.id, beside=beside, column=cell.field.name)
    return None


def _written(value: float, unit: Text, lang: Lang) -> str:
    """As the atlas writes amounts; a number without a unit with all that is printed of it."""
    return with_unit(value, unit(lang), lang) if unit.zh else number(value, PLAIN_DIGITS)


def _unit(unit: Text) -> Text:
    """A unit as the atlas writes it: of pieces English says nothing."""
    return next((own for own in UNITS.values() if own.zh == unit.zh), unit)


def _matching(keys: list[str]) -> list[pl.Expr]:
    pairs = (key.partition("=") for key in keys)
    return [pl.col(name).cast(pl.String) == value for name, _, value in pairs]


def _now(asked: str, asker: Asker) -> Figure:
    target, *keys, column = asked.split()
    result, source, query = _result_of(target, asker)
    frame = result.frame.filter(_matching(keys))
    row = frame.row(0, named=True) if frame.height == 1 else {}
    own = [f for f in result.exhibit.fields if column in (f.name, f.quantity)]
    field = next((f for f in own if row.get(f.name) is not None), own[0])
    value = row.get(field.name)
    if value is None:
        return Figure(UNKNOWN(asker.lang), result.kind, source)
    names = with_names(frame, result.exhibit.fields, asker.lang).row(0)
    beside = " ".join(str(name) for name in names if isinstance(name, str))
    receipt = Shown(result.exhibit.id, query, beside, column=field.name)
    return Figure(
        with_unit(value, field.unit(asker.lang), asker.lang), result.kind, source, receipt
    )


def _says(asked: str, asker: Asker) -> Figure:
    result, source, query = _result_of(asked, asker)
    sentence = headline(result, asker.lang)
    return Figure(sentence, result.kind, source, Shown(result.exhibit.id, query, sentence))


def _result_of(target: str, asker: Asker) -> tuple[Result, str, str]:
    """The result of an exhibit with its query, what it is of in words, and the query."""
    id, _, search = target.partition("?")
    query = replace(exhibit_query(exhibits()[id], search), version=asker.version)
    result = asker.workspace.run(exhibits()[id], query)
    return result, f"{result.exhibit.title(asker.lang)} · {result.scope(asker.lang)}", search


READERS: Final[Mapping[str, Callable[[str, Asker], Figure]]] = {
    "fact": _fact,
    "cell": _cell,
    "now": _now,
    "says": _says,
}


def kind_words(kind: Kind, lang: Lang) -> str:
    """What kind of number it is; a demonstration's are computed too."""
    computed = KINDS["computed"](lang)
    return f"{computed} · {KINDS[kind](lang)}" if kind == "demonstration" else KINDS[kind](lang)
