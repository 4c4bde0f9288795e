"""Sheets of a workbook that hold more of the same list, by their headings."""

from collections.abc import Iterable
from typing import Final

from data_layer.importer.headings.meaning import heading_key
from data_layer.importer.tables.source import Alike, Source
from data_layer.vocabulary.text import Text, several

LEAST: Final = 2
"""Headings by which two sheets are alike; of one column anything may be."""


def alike_sheets(first: Source, others: Iterable[Source]) -> tuple[Alike, ...]:
    """Those of the other sheets that have the same headings, in the same order, with the units
    that stand in them.

    rows: that hold anything below the headings, totals and notes among them.
    """
    wanted = _keys(first)
    if len(wanted) < LEAST or not first.heading_row:
        return ()
    same = (other for other in others if other.heading_row and _keys(other) == wanted)
    counted = (
        Alike(other.sheet or "", sum(batch.rows.height for batch in other.batches))
        for other in same
    )
    return tuple(one for one in counted if one.rows)


def _keys(source: Source) -> tuple[str, ...]:
    """Headings as they are compared, without those that stand for none."""
    keys = (heading_key(cell) for cell in source.header)
    return tuple(key for key in keys if key and not key.startswith("#"))


def alike_words(alike: tuple[Alike, ...]) -> tuple[Text, ...]:
    """That sheets with the same headings are not read; nothing where there are none."""
    if not alike:
        return ()
    zh = "、".join(f"{one.sheet}（{one.rows:,} 行）" for one in alike)
    en = ", ".join(f"{one.sheet} ({several(one.rows, 'row', 'rows')})" for one in alike)
    return (
        Text(
            f"还有列名相同的工作表，没有导入：{zh}；要一起导入，请用 --join",
            f"sheets with the same headings are not imported: {en}; --join imports them together",
        ),
    )
