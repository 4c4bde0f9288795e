"""A file opened for conversion: its columns bound, their units decided, odd rows set aside."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

import polars as pl

from data_layer.importer.aside import Aside
from data_layer.importer.binding import REPEATED, Binding, bind, left_out, ruled
from data_layer.importer.convert import unit_label
from data_layer.importer.errors import UnreadableFileError
from data_layer.importer.filling import FillDown, blank_below
from data_layer.importer.groups import FEEDS, HEADINGS, Kind
from data_layer.importer.headings import heading_key, meaning
from data_layer.importer.mapping import ImportMapping, Rule
from data_layer.importer.name_places import places_in_names
from data_layer.importer.proposals import proposed_column
from data_layer.importer.rows import decide_units, helped_out, undecided
from data_layer.importer.source import Batch, Source, Wanted, joined
from data_layer.importer.tables import open_source
from data_layer.importer.units import OWN_UNITS, measure_of
from data_layer.vocabulary.fields import KIND
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
    mapped = {
        heading_key(heading): any(rule.column == "name" for rule in rules)
        for heading, rules in mapping.columns.items()
    }
    wanted = Wanted(mapped, mapping.heading_row, mapping.heading_rows)
    source = open_source(path, sheet or mapping.sheet, wanted)
    stated, named = _bound(source, mapping, nameless)
    stated = (
        tuple(_exported(binding) for binding in stated) if _is_export(source.header) else stated
    )
    batches = map(_without_blanks, source.batches)
    raw = next(batches, None)
    if raw is None:
        none = iter(())
        return Reading(
            source, source.header, stated, first=None, batches=none, notes=source.notes, named=named
        )
    own = _own_groups(source.header, stated, raw)
    header = (*source.header, *(HEADINGS[kind] for kind in own))
    stated = (*stated, *_of_groups(own, len(source.header), mapping))
    titled = tuple(_titled(binding, source) for binding in stated)
    decided = decide_units(titled, raw.rows)
    aside = Aside(source.header, decided, own)
    fill = FillDown(decided)
    first = fill.look(aside.look(raw))
    rest = (fill.look(aside.look(batch)) for batch in batches)
    assumed, blank = _assumptions(stated, titled, decided), blank_below(first.rows, decided)
    unused = (*left_out(header, decided), *places_in_names(first.rows, decided))
    notes = (
        *source.notes,
        *assumed.values(),
        *unused,
        *blank.values(),
        *_helped(first.rows, decided),
        *_resembling(header, decided),
    )
    return Reading(
        source,
        header,
        decided,
        first=first,
        batches=chain([first], rest),
        notes=notes,
        named=named,
        assumed=assumed,
        blank=tuple(blank),
        remarks=(*source.remarks, *unused),
    )


def _without_blanks(batch: Batch) -> Batch:
    """The batch without rows of empty cells, which spreadsheets write out below a list."""
    texts = pl.exclude("row")
    filled = batch.rows.select(pl.any_horizontal((texts != "").fill_null(False)).alias("said"))
    if filled["said"].all():
        return batch
    spaced = pl.any_horizontal((texts.str.strip_chars() != "").fill_null(False))
    return batch._replace(rows=batch.rows.filter(spaced))


def _bound(
    source: Source, mapping: ImportMapping, nameless: bool
) -> tuple[tuple[Binding, ...], bool]:
    groups = HEADINGS.values()
    own = {heading: rules for heading, rules in mapping.columns.items() if heading not in groups}
    mapping = replace(mapping, columns=own)  # columns of groups are no columns of the file
    try:
        return bind(source.header, mapping), True
    except UnreadableFileError as error:
        if nameless:
            named = replace(mapping, constants={**mapping.constants, "name": "?"})
            return bind(source.header, named), False
        if source.hint is None:
            raise
        raise UnreadableFileError(joined(error.message, source.hint)) from None


def _is_export(header: tuple[str, ...]) -> bool:
    """Whether this program wrote the file: it says what kind the rows are."""
    return any(text in (KIND.name, *KIND.label) for text in header)


def _exported(binding: Binding) -> Binding:
    """A column of an export without a unit is in the schema's, whatever its values look like."""
    unit = OWN_UNITS.get(measure_of(columns()[binding.column]))
    return replace(binding, unit=unit) if binding.unit is None and unit else binding


def _own_groups(
    header: tuple[str, ...], bindings: tuple[Binding, ...], first: Batch
) -> tuple[Kind, ...]:
    """What groups say that no column of the file does."""
    probe = Aside(header, bindings)
    probe.look(first)
    bound = {binding.column for binding in bindings}
    return tuple(kind for kind in probe.groups.kinds if bound.isdisjoint(FEEDS[kind]))


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


def _assumptions(
    stated: tuple[Binding, ...], titled: tuple[Binding, ...], decided: tuple[Binding, ...]
) -> dict[str, Text]:
    """What was assumed of each column whose heading states no unit, by heading."""
    remarks = {}
    for before, above, after in zip(stated, titled, decided, strict=True):
        if after.currency is not None:
            remarks[after.heading] = _foreign(after.heading, after.currency)
        elif undecided(before):
            remarks[after.heading] = _judged(after)
        elif before.unit is None and before.position is not None:
            label = unit_label(columns()[after.column], after.unit)
            if label and measure_of(columns()[after.column]) == "amount":
                remarks[after.heading] = _assumed(after.heading, label, above.unit is not None)
    return remarks


def _judged(binding: Binding) -> Text:
    fraction = binding.unit == "fraction"
    return Text(
        f"列 {binding.heading} 没有写明单位，按第一批数值判为"
        + ("小数（×100 存为 %）" if fraction else "百分数"),
        f"column {binding.heading} states no unit; by its first values it is "
        + ("a fraction (stored x 100 as %)" if fraction else "in per cent"),
    )


def _helped(rows: pl.DataFrame, bindings: tuple[Binding, ...]) -> tuple[Text, ...]:
    """A note for each column whose empty cells another one stands in for."""
    return tuple(
        Text(
            f"列 {binding.heading} 为空的行，{column.thing('zh')}取自列 {beside.heading}",
            f"where column {binding.heading} is empty, the {column.thing('en').lower()} comes from "
            f"column {beside.heading}",
        )
        for binding in bindings
        for column in [columns()[binding.column]]
        for beside, helped in helped_out(binding, rows).items()
        if helped.any()
    )


def _foreign(heading: str, currency: Text) -> Text:
    return Text(
        f"列 {heading} 是外币（{currency.zh}），没有换算，不采用",
        f"column {heading} is in foreign currency ({currency.en}): not converted and not taken",
    )


def _assumed(heading: str, label: str, by_title: bool) -> Text:
    if by_title:
        return Text(
            f"列 {heading} 没有写明单位，按标题中的“单位：{label}”",
            f"column {heading} states no unit; the title says {label}",
        )
    return Text(
        f"列 {heading} 没有写明单位，假定为 {label}",
        f"column {heading} states no unit; {label} is assumed",
    )


def _resembling(header: tuple[str, ...], bindings: tuple[Binding, ...]) -> tuple[Text, ...]:
    """A proposal for each unused column whose heading resembles one of an unused schema column."""
    positions = {binding.position for binding in bindings}
    taken = {binding.column for binding in bindings}
    hints = []
    for at, heading in enumerate(header):
        if at in positions or meaning(heading) is not None or REPEATED.fullmatch(heading):
            continue
        near = proposed_column(heading)
        if near is not None and near not in taken:
            label = columns()[near].label
            hints.append(
                Text(
                    f"未用列 {heading}；像是“{label.zh}”（{near}），可以指定",
                    f"column {heading} is not used; it resembles {label.en} ({near}), which can be "
                    "chosen",
                )
            )
    return tuple(hints)
