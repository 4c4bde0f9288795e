"""The columns of the schema as a table to send around."""

import polars as pl

from data_layer.vocabulary.schema import columns


def dictionary() -> pl.DataFrame:
    """Every column of the schema: name, labels, group, unit, type, values and known headings."""
    return pl.DataFrame(
        [
            {
                "name": column.name,
                "zh": column.label.zh,
                "en": column.label.en,
                "group": column.group,
                "unit_zh": column.unit.zh,
                "unit_en": column.unit.en,
                "type": column.dtype.__class__.__name__,
                "required": column.name == "name",
                "values": "; ".join(f"{id}={label.zh}" for id, label in column.labels.items()),
                "headings": "; ".join(column.also),
                "note_zh": column.note.zh,
                "note_en": column.note.en,
            }
            for column in columns().values()
        ]
    )
