"""The columns of a registry: what they hold, and how much of each the registry in use fills."""

import polars as pl

from components.charts.sentences import leaders, sentence
from components.claims.extremes import Count
from components.claims.sentence import AltText
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Params, Rows, View
from data_layer.filters.filters import Filters
from data_layer.topics.sources import dictionary
from data_layer.vocabulary.fields import ENTERPRISES, Field, count, flag, key, per_cent
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Text

FIELDS = (
    key("column", Text("列名", "Column")),
    Field(
        "label",
        Text("名称", "Label"),
        domain="words",
        labels={name: column.label for name, column in columns().items()},
    ),
    Field(
        "group",
        Text("组", "Group"),
        labels={str(id): name for id, name in dictionary.GROUPS.items()},
    ),
    Field("type", Text("类型", "Type"), labels=dictionary.TYPES),
    Field(
        "unit",
        Text("单位", "Unit"),
        domain="words",
        labels={name: column.unit for name, column in columns().items()},
    ),
    Field("allowed", Text("可取值", "Allowed values"), domain="words", labels=dictionary.allowed()),
    flag("required", Text("必填", "Required")),
    per_cent("filled_pct", Text("已填比例", "Filled")),
    count("values", Text("有值", "With a value"), ENTERPRISES.unit),
    count("missing", Text("缺失", "Missing"), ENTERPRISES.unit),
    Field(
        "note",
        Text("说明", "Note"),
        domain="words",
        labels={name: column.note for name, column in columns().items() if column.note.zh},
    ),
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """One row a column, in the order of storage and export."""
    noted = {name for name, column in columns().items() if column.note.zh}
    united = {name for name, column in columns().items() if column.unit.zh}
    name = pl.col("column")
    return dictionary.dictionary(rows, filters).with_columns(
        name.alias("label"),
        name.alias("allowed"),
        pl.when(name.is_in(united)).then(name).alias("unit"),
        pl.when(name.is_in(noted)).then(name).alias("note"),
    )


def alt(view: View) -> AltText:
    """How many columns hold anything, and which is filled least."""
    has_values = pl.col("values") > 0
    filled = Count(
        Text("有数据的列", "Columns with data"), view.frame.filter(has_values).height, has_values
    )
    total = view.frame.height
    opening = view.say(f"共{total}列", f"{total} columns")
    labels = {name: column.label for name, column in columns().items()}
    least = leaders(
        view,
        "column",
        "filled_pct",
        least=True,
        where=has_values,
        what=Text("填写率", "share filled"),
        call=lambda row: labels[row["column"]],
    )
    return sentence(view, opening, filled, *([] if least is None else [least]))


EXHIBIT = Exhibit(
    title=Text("数据字典", "Data dictionary"),
    reading=Text(
        "企业库有哪些列、取什么值，以及筛选后的企业填了多少。",
        "Which columns a registry has, what they may hold, and how many of the enterprises that "
        "pass the filters fill them.",
    ),
    origin=("e04", "e05", "e06", "e07", "e09", "e11a", "e11b", "e20", "e25", "r01_criteria_2026"),
    fields=FIELDS,
    members=Members(
        row="", columns={"values": "where={column}:known", "missing": "where={column}:missing"}
    ),
    query=query,
    alt=alt,
    note=Text(
        "除名称外都可以缺失；编号缺失时由名称和地点生成。来源列出的是用到这些列的图表。",
        "Everything but the name may be missing; a missing id is made from name and place. The "
        "source line lists the figures that these columns answer.",
    ),
    width="full",
    order=60,
)
