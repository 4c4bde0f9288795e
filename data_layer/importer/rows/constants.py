"""Constants of a mapping file: texts that every row of a column gets."""

from collections.abc import Iterable

import polars as pl

from data_layer.importer.columns.binding import Binding
from data_layer.importer.errors import BadMappingError
from data_layer.importer.rows.convert_batch import convert_batch
from data_layer.vocabulary.text import Text


def check_constants(bindings: Iterable[Binding]) -> None:
    """BadMappingError for a constant that its column cannot hold."""
    one_row = pl.DataFrame({"row": [0]})
    for binding in bindings:
        if binding.position is not None or binding.column == "name":
            continue
        named = Binding("name", "name", None, constant="x")
        for reason in convert_batch(one_row, (named, binding)).cells["reason"]:
            where = f"constants.{binding.column} = {binding.constant!r}"
            zh, _, en = reason.partition(" / ")
            raise BadMappingError(
                Text(f"映射文件的 {where}：{zh}", f"{where} in the mapping file: {en}")
            )
