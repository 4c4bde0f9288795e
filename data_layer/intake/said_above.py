"""What a title, a sheet's name or a file's name says of every row: place, tier, batch, year.

It is proposed where the file has no such column, and taken by a person alone, as a constant of the
mapping.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

import polars as pl

from data_layer.importer.cells import titles
from data_layer.importer.cells.cleaning import cleaned
from data_layer.importer.cells.dates import batch_in_name, year_in_name
from data_layer.importer.headings.proposals import is_name
from data_layer.intake.preview import Preview
from data_layer.vocabulary.addresses import locate
from data_layer.vocabulary.places import cities, provinces

Where = Literal["title", "sheet", "file"]
BEGINNING: Final = re.compile(
    r"^(?:附件\s*\d*\s*[:：]?\s*)?(?:关于)?(?:公布|公示|认定|印发|发布)?\s*(?:20\d\d\s*年?度?)?\s*"
)
"""What stands before the place in a title."""
LISTING: Final = re.compile(r"名单|公示|认定|公布|第.{1,3}批|专精特新|小巨人|单项冠军|创新型")
"""What a title has whose year is that of the recognition, and not of figures."""
OF_TIER: Final = re.compile(r"专精特新|小巨人|单项冠军|创新型中?小")
IMPLIED: Final = {"recognised_year": ("recognised_on",)}
"""Columns of a file that give another one too."""
LONGEST: Final = 80


@dataclass(frozen=True)
class Said:
    """A column of the schema, the text that is said of it, and where."""

    column: str
    text: str
    where: Where


def said_above(preview: Preview, stem: str) -> tuple[Said, ...]:
    """What is said of columns that the file does not have; of each what stands nearest to it.

    stem: the file's name without its ending.
    """
    fed = {name for column in preview.columns for name in column.columns}
    found: dict[str, Said] = {}
    for where, text in _texts(preview, stem):
        for column, said in _said(text).items():
            lacks = fed.isdisjoint((column, *IMPLIED.get(column, ())))
            if lacks and column not in found:
                found[column] = Said(column, said, where)
    return tuple(found.values())


def _texts(preview: Preview, stem: str) -> Iterator[tuple[Where, str]]:
    """What stands above the headings alone in its row, then the names of sheet and file."""
    first = (preview.heading_row or 0) - preview.heading_rows + 1
    for number, cells in preview.top:
        filled = {cell.strip() for cell in cells if cell.strip()}
        if number < first and len(filled) == 1:
            yield "title", filled.pop()
    if preview.sheet:
        yield "sheet", preview.sheet
    yield "file", stem


def _said(text: str) -> dict[str, str]:
    """Text by column that a title says."""
    if len(text) > LONGEST or is_name(text):
        return {}
    said: dict[str, str] = {}
    located = locate(BEGINNING.sub("", text))
    if located.province is not None and re.search(r"[\u4e00-\u9fff]", text):
        said["province_code"] = provinces()[located.province].name.zh
        if located.city is not None and located.city != located.province:
            said["city_code"] = cities()[located.city].name.zh
    clean = cleaned(pl.lit(text))
    tier, batch, year = pl.select(
        titles.tier(clean), batch_in_name(clean).alias("batch"), year_in_name(clean).alias("year")
    ).row(0)
    if tier is not None and OF_TIER.search(text):
        said["tier"] = tier
    if batch is not None:
        said["batch"] = str(batch)
    if year is not None and LISTING.search(text):
        said["recognised_year"] = str(year)
    return said
