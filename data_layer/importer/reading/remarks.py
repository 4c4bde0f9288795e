"""What was assumed of the columns of a file, in words, by heading."""

import polars as pl

from data_layer.importer.cells.convert import unit_label
from data_layer.importer.cells.units import measure_of
from data_layer.importer.columns.binding import Binding, positions_of
from data_layer.importer.columns.left_out import REPEATED
from data_layer.importer.columns.ratio_units import undecided
from data_layer.importer.columns.raw_cells import helped_out
from data_layer.importer.headings.meaning import meaning
from data_layer.importer.headings.proposals import proposed_column
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Text


def assumptions(
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


def helped(rows: pl.DataFrame, bindings: tuple[Binding, ...]) -> tuple[Text, ...]:
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


def resembling(header: tuple[str, ...], bindings: tuple[Binding, ...]) -> tuple[Text, ...]:
    """A proposal for each unused column whose heading resembles one of an unused schema column."""
    positions = positions_of(bindings)
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
