"""Lists in shapes of which a part alone can be read: that is said, and what makes them whole."""

import polars as pl

from data_layer.importer.columns.binding import Binding, positions_of
from data_layer.importer.columns.left_out import side_by_side
from data_layer.importer.headings.meaning import heading_key
from data_layer.importer.headings.proposals import is_name
from data_layer.importer.headings.tier_headings import tier_of_heading
from data_layer.importer.tables.source import LOOKED_AT
from data_layer.vocabulary.text import Text

INDICATORS = ("指标", "指标名称", "项目", "indicator", "variable", "item")
VALUES = ("数值", "值", "指标值", "value")


def names_elsewhere(
    header: tuple[str, ...], bindings: tuple[Binding, ...], rows: pl.DataFrame
) -> tuple[Text, ...]:
    """Lists with a column of names a tier, of which one is read."""
    unread = [at for at in range(len(header)) if at not in positions_of(bindings)]
    listed = [
        header[at]
        for at in unread
        if tier_of_heading(header[at]) and _are_names(rows[str(at)].head(LOOKED_AT).to_list())
    ]
    return (side_by_side(listed),) if listed else ()


def _are_names(cells: list[str | None]) -> bool:
    filled = [cell for cell in cells if cell and cell.strip()]
    return bool(filled) and 2 * sum(map(is_name, filled)) >= len(filled)


def long_table(header: tuple[str, ...]) -> tuple[Text, ...]:
    """A list with a row for each enterprise and indicator, of which only the names can be read."""
    keys = {heading_key(heading) for heading in header}
    if keys.isdisjoint(INDICATORS) or keys.isdisjoint(VALUES):
        return ()
    return (
        Text(
            "像是每行一个指标的长表；请在 Excel 中用数据透视表转成每家企业一行，再导入",
            "this looks like a table with a row an indicator; make it one row an enterprise with a "
            "pivot table and import that",
        ),
    )
