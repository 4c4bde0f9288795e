"""What the controls of the page send, as decisions about a file."""

import tomllib
from collections.abc import Mapping
from typing import get_args

from data_layer.importer.errors import BadMappingError
from data_layer.importer.figures.read import ROLES
from data_layer.importer.headings.mapping import SameId
from data_layer.intake.choices import Choices, choices_of
from data_layer.intake.figures import FigureChoices
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Text

NO_MAPPING = Text(
    "这个文件不是在这里存下的改正（TOML）", "This file holds no corrections saved here (TOML)"
)


def corrected(choices: Choices, form: Mapping[str, str]) -> Choices:
    """The choices after a correction; what makes no sense changes nothing.

    form: what, value, heading and, of a value, text; column: of the heading as the page shows it.
    """
    what, heading, value = (form.get(field, "") for field in ("what", "heading", "value"))
    decided = choices.columns.get(heading)
    # The page may still show the column as it was before the correction that is on its way.
    column = decided.column if decided else form.get("column", "")
    if what == "column" and (value == "" or value in columns()):
        return choices.with_column(heading, value)
    if what in ("unit", "fill_down", "value") and column in columns():
        if what == "unit":
            return choices.with_unit(heading, column, value or None)
        if what == "fill_down":
            return choices.with_fill_down(heading, column, value == "1")
        return choices.with_value(heading, column, form.get("text", ""), value.strip())
    if what == "constant" and form.get("column") in columns():
        return choices.with_constant(form["column"], value.strip())
    return _of_rows(choices, what, heading, value=value)


def _of_rows(choices: Choices, what: str, heading: str, value: str) -> Choices:
    """Sheet, rows of headings, and rows that share an id."""
    if what == "sheet":
        return choices.with_sheet(value)
    if what == "join":
        return choices.with_join(value == "1")
    if what == "heading_row" and (value == "" or value.isdigit()):
        return choices.with_heading_row(int(value) if value else None)
    if what == "heading_rows" and heading.isdigit() and value in ("1", "2", "3"):
        return choices.with_heading_row(int(heading), int(value))
    for rule in get_args(SameId):
        if what == "same_id" and value == rule:
            return choices.with_same_id(rule)
    return choices


def corrected_figures(choices: FigureChoices, form: Mapping[str, str]) -> FigureChoices:
    """The same of a file of figures: its sheet, and what its columns are."""
    value = form.get("value", "")
    if form.get("what") == "sheet":
        return FigureChoices(value)
    role = next((option for option in ROLES if option == value), None)
    if form.get("what") == "role" and role is not None:
        return choices.with_role(form.get("heading", ""), role)
    return choices


def uploaded(content: bytes) -> Choices:
    """The choices of a mapping file; BadMappingError says what of it is wrong."""
    try:
        return choices_of(tomllib.loads(content.decode("utf-8-sig")))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        raise BadMappingError(NO_MAPPING) from None
