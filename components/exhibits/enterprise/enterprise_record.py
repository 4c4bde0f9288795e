"""One enterprise with every column of the registry."""

from typing import Any

import polars as pl
from dash import html

from components.contract.exhibit import Exhibit, Params, Rows, View
from components.contract.sample import rows
from components.look.amounts import counted, number, with_unit
from components.parts.enterprise_param import NOTE, PARAM, chosen
from data_layer.filters.filters import Filters
from data_layer.vocabulary.field_frames import with_names
from data_layer.vocabulary.fields import Field, of_column
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.terms import YEAR
from data_layer.vocabulary.text import Text

FIELDS = tuple(of_column(column) for column in columns().values())
NUMERIC = tuple(field.name for field in FIELDS if field.digits is not None)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """The one row, or none."""
    enterprise = chosen(rows, filters, params)
    types = {
        name: pl.String if isinstance(column.dtype, pl.Enum) else column.dtype
        for name, column in columns().items()
    }
    return pl.DataFrame([enterprise] if enterprise else [], schema=types)


def body(view: View) -> html.Div:
    """What is on file, column by column; what is missing is left out and counted."""
    row = with_names(view.frame, view.fields, view.lang).row(0, named=True)
    filled = [field for field in view.fields if row[field.name] is not None]
    parts = [
        html.Div([html.Dt(_label(field, view)), html.Dd(_cell(row, field, view))])
        for field in filled
    ]
    empty = len(view.fields) - len(filled)
    rest = view.say(f"另有{empty}个字段没有值。", f"Without a value: {counted(empty, 'columns')}.")
    return html.Div([html.Dl(parts, className="record"), html.P(rest, className="muted")])


def _label(field: Field, view: View) -> str:
    titled = field.title(view.lang)
    if field.name_column is None:
        return titled
    return titled.removesuffix("代码").removesuffix(" code")  # the name stands there, not the code


def _cell(row: dict[str, Any], field: Field, view: View) -> str:
    value = row[field.name_column or field.name]
    if columns()[field.name].dtype == pl.Boolean:
        return view.say("是", "yes") if value == "true" else view.say("否", "no")
    if isinstance(value, int | float):
        return str(int(value)) if field.unit == YEAR else number(value)
    return str(value)


def alt(view: View) -> str:
    """Its name and the first number on file."""
    row = view.named.row(0, named=True)
    filled = [name for name in NUMERIC if row[name] is not None]
    if not filled:
        return str(row["name"])
    field = view.field(filled[0])
    label = field.label(view.lang)
    years = field.unit == YEAR
    value = (
        f"{row[filled[0]]:.0f}"
        if years
        else with_unit(row[filled[0]], field.unit(view.lang), view.lang)
    )
    return view.say(f"{row['name']}：{label} {value}。", f"{row['name']}: {label} {value}.")


EXHIBIT = Exhibit(
    title=Text("企业全部字段", "Everything on file"),
    reading=Text(
        "一家企业在企业库中的全部字段，一行。", "All columns of one enterprise, as one row."
    ),
    origin=("e26",),
    fields=FIELDS,
    query=query,
    body=body,
    alt=alt,
    sample=rows,
    basis="enterprise",
    params=(PARAM,),
    note=NOTE,
    width="full",
    height=160,
    order=290,
)
