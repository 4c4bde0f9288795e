"""A sheet as headings and batches of rows: what stands above the headings is read for its units."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Final

from data_layer.importer.errors import UnreadableFileError
from data_layer.importer.headings.meaning import meaning
from data_layer.importer.headings.proposals import is_name, name_column
from data_layer.importer.tables.heading_rows import HEADING_WITHIN, Record, headings
from data_layer.importer.tables.other_tables import is_another
from data_layer.importer.tables.source import (
    BATCH_ROWS,
    LOOKED_AT,
    Batch,
    Format,
    Reject,
    Source,
    Wanted,
    above,
    checked_header,
    text_frame,
)
from data_layer.importer.tables.title_units import group_money, money_of, title_money
from data_layer.importer.tables.unit_rows import units_row
from data_layer.vocabulary.text import Text

NO_HEADINGS: Final = Text(
    "没有列名：各列称为 #1、#2、…", "there are no headings: the columns are called #1, #2, ..."
)


def lay_out(
    path: Path,
    format: Format,
    encoding: str | None,
    records: Iterator[Record],
    wanted: Wanted,
    notes: tuple[Text, ...] = (),
    sheet: str | None = None,
    batch_rows: int = BATCH_ROWS,
) -> Source:
    """Find the headings among a sheet's first rows; the rest is read while it is iterated."""
    first = list(islice(records, LOOKED_AT))
    heading = headings(first, wanted)
    header = checked_header(path, heading.cells)
    if wanted.row is None and _lies(header, first[heading.bottom + 1 :]):
        raise _lying(path)
    titles = first[: heading.top]
    stated = (row for row in first[: heading.bottom + 1] if not any(units_row(row.own) or "x"))
    title_unit = title_money(row.own for row in (*titles, *stated))
    unread = above(
        (row.number, row.cells) for row in titles if title_unit is None or not money_of(row.cells)
    )
    rest = chain(first[heading.bottom + 1 :], records)
    return Source(
        format,
        encoding,
        header,
        batches=_batches(rest, len(header), batch_rows),
        notes=(*unread, *([] if heading.bottom >= heading.top else [NO_HEADINGS]), *notes),
        hint=None if heading.named else _proposal(header, first[heading.bottom + 1 :]),
        money=title_unit,
        column_money=group_money(first[: heading.bottom + 1]),
        sheet=sheet,
        named=heading.named,
        heading_row=first[heading.bottom].number if heading.bottom >= heading.top else 0,
        heading_rows=max(1, heading.bottom - heading.top + 1),
        top=tuple((row.number, tuple(row.cells)) for row in _choosable(first, heading.cells)),
        corrected=(*unread, NO_HEADINGS),
    )


def _lies(header: Sequence[str], rows: Sequence[Record]) -> bool:
    """Whether a list lies on its side: its columns are enterprises and its rows hold headings."""
    below = [row.cells[0] for row in rows if row.cells and row.cells[0].strip()]
    names = sum(1 for text in header[1:] if is_name(text))
    meant = sum(1 for text in below if meaning(text) is not None)
    several = names > 1 or meant > 1
    return several and 2 * names > len(header) - 1 and names > 0 and len(below) < 2 * meant


def _lying(path: Path) -> UnreadableFileError:
    return UnreadableFileError(
        Text(
            f"{path.name} 是横排的（每列一家企业）；请在 Excel 中复制后“选择性粘贴—转置”，"
            "另存再导入",
            f"{path.name} lies on its side, with a column an enterprise; copy it in Excel, paste "
            "it transposed, save and import that",
        )
    )


def _choosable(first: Sequence[Record], header: Sequence[str]) -> Iterator[Record]:
    """The rows among which a reader chooses the headings: the first ones, and those below that
    hold the headings of another table."""
    yield from first[:HEADING_WITHIN]
    for row in first[HEADING_WITHIN:]:
        cells = [*row.cells, *[""] * len(header)][: len(header)]
        if is_another(cells, header):
            yield row


def _batches(records: Iterator[Record], width: int, size: int) -> Iterator[Batch]:
    padding = [""] * width
    while batch := list(islice(records, size)):
        surplus = tuple(
            Reject(
                record.number,
                f"#{at}",
                cell,
                reason=Text("该行比表头多出的单元格", "beyond the headings"),
            )
            for record in batch
            if len(record.cells) > width
            for at, cell in enumerate(record.cells[width:], start=width + 1)
            if cell.strip()
        )
        rows = (
            record.filled if len(record.cells) == width else ([*record.filled, *padding])[:width]
            for record in batch
        )
        yield Batch(text_frame([record.number for record in batch], rows, width), surplus)


def _proposal(header: tuple[str, ...], rows: Sequence[Record]) -> Text | None:
    """Which column looks like the names, where no heading says so."""
    at = name_column(header, [row.cells for row in rows])
    if at is None:
        return None
    return Text(
        f"列 {header[at]} 像是企业名称，可以指定它",
        f"column {header[at]} looks like the names and can be chosen",
    )
