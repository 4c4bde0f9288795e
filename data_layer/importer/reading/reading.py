"""A file opened for conversion: its columns bound, their units decided, odd rows set aside."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

import polars as pl

from data_layer.importer.cells.units import measure_of
from data_layer.importer.columns import names
from data_layer.importer.columns.bind import bind
from data_layer.importer.columns.binding import Binding, OfTier, ruled
from data_layer.importer.columns.left_out import left_out
from data_layer.importer.columns.ratio_units import decide_units
from data_layer.importer.columns.tier_columns import in_words, speaks
from data_layer.importer.errors import UnreadableFileError
from data_layer.importer.headings.mapping import ImportMapping, Rule
from data_layer.importer.headings.meaning import heading_key
from data_layer.importer.reading.aside import Aside
from data_layer.importer.reading.exported import in_own_unit, kind_position
from data_layer.importer.reading.filling import FillDown, blank_below
from data_layer.importer.reading.groups import FEEDS, HEADINGS, Kind
from data_layer.importer.reading.name_places import places_in_names
from data_layer.importer.reading.odd_lists import long_table, names_elsewhere
from data_layer.importer.reading.remarks import assumptions, helped, resembling
from data_layer.importer.tables.joined_sheets import sheet_by_sheet
from data_layer.importer.tables.open import open_source
from data_layer.importer.tables.source import Batch, Source, Wanted, joined, without_rows
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Text


@dataclass(frozen=True)
class Reading:
    """header: with columns for what groups say and no other column does. first: the first batch, as
    it stands among `batches`. named: whether something gives the names. assumed: what was taken for
    the unit, by heading; blank: headings whose cells seem to stand for the empty ones below.
    remarks: the notes that no correction changes."""

    source: Source
    header: tuple[str, ...]
    bindings: tuple[Binding, ...]
    first: Batch | None
    batches: Iterator[Batch]
    notes: tuple[Text, ...]
    named: bool
    assumed: Mapping[str, Text] = field(default_factory=dict)
    blank: tuple[str, ...] = ()
    remarks: tuple[Text, ...] = ()


def read_file(
    path: Path, mapping: ImportMapping, sheet: str | None = None, nameless: bool = False
) -> Reading:
    """Open a file and decide what each of its columns is.

    nameless: a file without names is read too, as if every row had one, so that its other columns
    can be looked at. UnreadableFileError and BadMappingError say what is wrong.
    """
    source = open_source(path, sheet or mapping.sheet, _wanted(mapping), join=mapping.join)
    batches = map(_without_blanks, source.batches)
    first = next(batches, None)
    if first is None and not nameless:
        raise without_rows(path)
    bindings, named = _bound(source, mapping, first, nameless=nameless)
    if kind_position(source.header) is not None:
        bindings = tuple(map(in_own_unit, bindings))
    if first is not None:
        return _with_rows(source, mapping, bindings, named=named, raw=first, batches=batches)
    return Reading(
        source,
        source.header,
        bindings,
        first=None,
        batches=iter(()),
        notes=source.notes,
        named=named,
    )


def _titles(source: Source) -> list[str]:
    """What stands above the headings, alone in its row."""
    above = (source.heading_row or 0) - source.heading_rows
    filled = ([cell for cell in cells if cell] for number, cells in source.top if number <= above)
    return [cells[0] for cells in filled if len(cells) == 1]


def _wanted(mapping: ImportMapping) -> Wanted:
    """Where the headings are looked for, and which are named."""
    mapped = {
        heading_key(heading): any(rule.column == "name" for rule in rules)
        for heading, rules in mapping.columns.items()
    }
    return Wanted(mapped, mapping.heading_row, mapping.heading_rows)


def _with_rows(
    source: Source,
    mapping: ImportMapping,
    stated: tuple[Binding, ...],
    named: bool,
    raw: Batch,
    batches: Iterator[Batch],
) -> Reading:
    """A file whose first batch, `raw`, decides about groups and units; `batches` are the others."""
    titles = _titles(source)
    probe = Aside(source.header, stated, titles=titles)
    looked = probe.look(raw)
    own = _own_groups(stated, probe.groups.kinds)
    header = (*source.header, *(HEADINGS[kind] for kind in own))
    stated = (*stated, *_of_groups(own, len(source.header), mapping))
    titled = tuple(_titled(binding, source) for binding in stated)
    decided = tuple(names.numbered(one, raw.rows) for one in decide_units(titled, raw.rows))
    aside = Aside(source.header, decided, own, titles) if own else probe
    fill = FillDown(decided)
    first = fill.look(aside.look(raw) if own else looked)
    rest = _rest(source, aside, fill, batches, decided=decided, own=own)
    assumed, blank = assumptions(stated, titled, decided), blank_below(first.rows, decided)
    unused = _unused(header, decided, first.rows)
    notes = (*source.notes, *assumed.values(), *unused, *blank.values())
    return Reading(
        source,
        header,
        decided,
        first=first,
        batches=chain([first], rest),
        notes=(*notes, *helped(first.rows, decided), *resembling(header, decided)),
        named=named,
        assumed=assumed,
        blank=tuple(blank),
        remarks=(*source.remarks, *unused),
    )


def _rest(
    source: Source,
    aside: Aside,
    fill: FillDown,
    batches: Iterator[Batch],
    decided: tuple[Binding, ...],
    own: tuple[Kind, ...],
) -> Iterator[Batch]:
    """The batches after the first one; of a further sheet nothing goes on from the one before."""
    now = [(aside, fill)]

    def begin() -> Callable[[Batch], Batch]:
        fresh = (Aside(source.header, decided, own, _titles(source)), FillDown(decided))
        rows, cells = now.pop() if now else fresh
        return lambda batch: cells.look(rows.look(batch))

    return sheet_by_sheet(batches, begin)


def _unused(
    header: tuple[str, ...], bindings: tuple[Binding, ...], rows: pl.DataFrame
) -> tuple[Text, ...]:
    """What of the columns and their cells is not taken. rows: the first ones."""
    return (
        *left_out(header, bindings),
        *places_in_names(rows, bindings),
        *in_words(bindings),
        *(names.NUMBERED for one in bindings if one.numbered),
        *names_elsewhere(header, bindings, rows),
        *long_table(header),
    )


def _without_blanks(batch: Batch) -> Batch:
    """The batch without rows of empty cells, which spreadsheets write out below a list."""
    texts = pl.exclude("row")
    filled = batch.rows.select(pl.any_horizontal((texts != "").fill_null(False)).alias("filled"))
    if filled["filled"].all():
        return batch
    spaced = pl.any_horizontal((texts.str.strip_chars() != "").fill_null(False))
    return batch._replace(rows=batch.rows.filter(spaced))


def _bound(
    source: Source, mapping: ImportMapping, first: Batch | None, nameless: bool
) -> tuple[tuple[Binding, ...], bool]:
    groups = HEADINGS.values()
    own = {heading: rules for heading, rules in mapping.columns.items() if heading not in groups}
    mapping = replace(mapping, columns=own)  # columns of groups are no columns of the file

    def asked(of_tier: OfTier) -> bool:
        position = str(of_tier.binding.position)
        return first is not None and speaks(of_tier, first.rows[position])

    try:
        return bind(source.header, mapping, asked), True
    except UnreadableFileError as error:
        if nameless:
            named = replace(mapping, constants={**mapping.constants, "name": "?"})
            return bind(source.header, named, asked), False
        if source.hint is None:
            raise
        raise UnreadableFileError(joined(error.message, source.hint)) from None


def _own_groups(bindings: tuple[Binding, ...], kinds: tuple[Kind, ...]) -> tuple[Kind, ...]:
    """What groups say that no column of the file does."""
    bound = {binding.column for binding in bindings}
    return tuple(kind for kind in kinds if bound.isdisjoint(FEEDS[kind]))


def _of_groups(own: tuple[Kind, ...], width: int, mapping: ImportMapping) -> tuple[Binding, ...]:
    """What the columns of groups feed, unless a mapping says otherwise."""
    return tuple(
        ruled(rule, HEADINGS[kind], width + at)
        for at, kind in enumerate(own)
        for rule in mapping.columns.get(HEADINGS[kind], (Rule(FEEDS[kind][0]),))
    )


def _titled(binding: Binding, source: Source) -> Binding:
    """An amount without a unit is in that of its group's heading, or of the title."""
    if binding.unit is not None or binding.position is None:
        return binding
    money_of_column = source.column_money.get(binding.position, source.money)
    if money_of_column is None or measure_of(columns()[binding.column]) != "amount":
        return binding
    return replace(binding, unit=money_of_column.unit, currency=money_of_column.currency)
