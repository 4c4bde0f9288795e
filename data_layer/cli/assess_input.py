"""Files of enterprises to assess: the same formats, headings, units and cells as in an import."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

import polars as pl

from data_layer.importer.columns.bind import bind
from data_layer.importer.columns.binding import Binding
from data_layer.importer.headings.mapping import ImportMapping
from data_layer.importer.headings.meaning import PUNCTUATION, parse_heading
from data_layer.importer.rows.convert_batch import convert_batch
from data_layer.importer.rows.rejects import frame_of
from data_layer.importer.tables.open import open_source
from data_layer.importer.tables.source import Batch
from data_layer.policy.criteria import INPUTS

# Columns that an assessment reads and a registry does not hold, by the schema column whose kind
# of cell they have, with the headings they are known by.
EXTRA: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "financing": ("revenue", ("financing", "融资", "融资额", "融资金额")),
    "exempt_provincial": ("listed", ("exempt_provincial", "省级豁免", "省级知识产权豁免")),
    "exempt_national": ("listed", ("exempt_national", "国家级豁免", "国家级知识产权豁免")),
}


class AssessmentInput(NamedTuple):
    """Enterprises in the columns of `assess.INPUTS`; rejects as row, column, value, reason."""

    rows: pl.DataFrame
    rejects: pl.DataFrame


def read_enterprises(path: Path) -> AssessmentInput:
    """Read a file to assess. A ratio whose heading states no unit is in per cent.

    UnreadableFileError as in an import. Cells that cannot be read are missing, rows without a
    name are left out; both are among the rejects.
    """
    source = open_source(Path(path))
    bindings = bind(source.header, ImportMapping())
    extra = _extra(source.header)
    parts = [_converted(batch, bindings, extra) for batch in source.batches]
    empty = AssessmentInput(pl.DataFrame(schema=dict(INPUTS)), frame_of(()))
    return AssessmentInput(
        pl.concat([empty.rows, *(part.rows for part in parts)]),
        pl.concat([empty.rejects, *(part.rejects for part in parts)]),
    )


def _extra(header: tuple[str, ...]) -> dict[str, Binding]:
    """Bindings of the extra columns that the file has, each to the column it is read like."""
    bound: dict[str, Binding] = {}
    for name, (like, options) in EXTRA.items():
        bases = {PUNCTUATION.sub("", word) for word in options}
        for position, text in enumerate(header):
            heading = parse_heading(text)
            if heading.base in bases:
                bound[name] = Binding(like, text, position, unit=heading.unit)
    return bound


def _converted(
    batch: Batch, bindings: tuple[Binding, ...], extra: Mapping[str, Binding]
) -> AssessmentInput:
    wanted = tuple(binding for binding in bindings if binding.column in INPUTS)
    main = convert_batch(batch.rows, wanted)
    name = next(binding for binding in wanted if binding.column == "name")
    others = {key: convert_batch(batch.rows, (name, binding)) for key, binding in extra.items()}
    rows = main.rows.with_columns(
        other.rows[extra[key].column].alias(key) for key, other in others.items()
    )
    refused = [main.cells, main.nameless, frame_of((*batch.rejects, *batch.lost))]
    refused += [other.cells for other in others.values()]
    absent = (pl.lit(None).alias(name) for name in INPUTS if name not in rows.columns)
    return AssessmentInput(
        rows.with_columns(absent).select(pl.col(name).cast(kind) for name, kind in INPUTS.items()),
        pl.concat(refused).sort("row", maintain_order=True),
    )
