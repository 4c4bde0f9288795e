"""Places in the names of enterprises: said where no column gives a place, and never taken."""

from collections.abc import Iterable

import polars as pl

from data_layer.importer.cells.place_codes import PLACE
from data_layer.importer.columns.binding import Binding
from data_layer.vocabulary.addresses import locate
from data_layer.vocabulary.places import cities, province_names
from data_layer.vocabulary.text import Text

LOOKED_AT = 2000
FEWEST = 0.2
"""Share of names with a place from which it is said."""


def places_in_names(rows: pl.DataFrame, bindings: Iterable[Binding]) -> tuple[Text, ...]:
    """A note with how many of the first names begin with a place, and an example."""
    bound = {binding.column: binding for binding in bindings}
    name = bound.get("name")
    if name is None or name.position is None or any(column in bound for column in PLACE):
        return ()
    names = rows[str(name.position)].drop_nulls().head(LOOKED_AT).to_list()
    located = {text: place for text in names if (place := locate(text)).province is not None}
    count = sum(1 for text in names if text in located)
    if not count or count < FEWEST * len(names):
        return ()
    example, place = next(iter(located.items()))
    province = province_names()[place.province or ""]
    city = cities()[place.city].name if place.city else province
    where = Text(f"{'' if city == province else province.zh}{city.zh}", city.en)
    with_place, all_ = f"{count:,}", f"{len(names):,}"
    return (
        Text(
            f"没有地点列；前 {all_} 个名称中 {with_place} 个含地名（如“{example}”：{where.zh}），"
            "只作提示，没有采用",
            f"no column gives a place; {with_place} of the first {all_} names hold one (such as "
            f"“{example}”: {where.en}): said, not taken",
        ),
    )
