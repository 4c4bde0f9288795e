"""How a chart of its form is read: a sentence, and an example from what it shows."""

from collections.abc import Mapping
from itertools import chain
from typing import Any

from components.contract.exhibit import Figure
from components.contract.result import Result
from components.look.amounts import with_unit
from components.rendering.draw import draw
from data_layer.vocabulary.field_frames import with_names
from data_layer.vocabulary.fields import Field
from data_layer.vocabulary.text import Lang, Text

READ: Mapping[str, Text] = {
    "bars": Text("条的长度表示“{measure}”", "The length of a bar shows “{measure}”"),
    "columns": Text("柱的高度表示“{measure}”", "The height of a column shows “{measure}”"),
    "map": Text("颜色表示“{measure}”，见图例", "Colours show “{measure}”, see the legend"),
    "heatmap": Text(
        "每格的颜色表示所在行与列的“{measure}”",
        "The colour of a cell shows “{measure}” of its row and column",
    ),
    "radar": Text("离中心的距离表示“{measure}”", "The distance from the centre shows “{measure}”"),
    "tree": Text("面积表示“{measure}”", "The size of an area shows “{measure}”"),
    "marks": Text(
        "每个标记是一项，其数值之一是“{measure}”",
        "Each mark is one item; one of its figures is “{measure}”",
    ),
    "rows": Text(
        "每行是一项，其中一列是“{measure}”",
        "Each row is one item; one of its columns is “{measure}”",
    ),
}
"""By the form of the chart."""
EXAMPLE = Text("例如{name}：{amount}", "For example, {name}: {amount}")
CALLED = ("name", "statement", "label", "topic")
"""Columns that say what a row is better than its key."""
UNLIKELY = ("rank", "year", "no", "batch", "step")
"""Ends of names of numbers that are no measure."""
TYPES: Mapping[str, tuple[str, str]] = {
    "choropleth": ("map", "z"),
    "heatmap": ("heatmap", "z"),
    "scatterpolar": ("radar", "r"),
    "treemap": ("tree", "values"),
    "icicle": ("tree", "values"),
}
"""Plotly's types of traces: the form, and where the values stand."""
MOST_LETTERS = 60
"""Names longer than this are no example that a reader follows."""


def example(result: Result, lang: Lang, figure: Figure | None = None) -> str:
    """How to read the chart, and its first row as an example; empty if there is nothing to read.

    figure: the chart where it is drawn already.
    """
    if result.lacking or result.frame.is_empty():
        return ""
    form, column = _form(result, figure)
    fields = {field.name: field for field in result.exhibit.fields}
    measure = fields.get(column or "")
    if measure is None:
        return ""
    words = READ[form](lang).format(measure=measure.label(lang))
    first = _first(result, measure, lang)
    end = "" if first is None else EXAMPLE(lang).format(name=first[0], amount=first[1])
    return Text("。", ". ")(lang).join(filter(None, (words, end))) + Text("。", ".")(lang)


def _first(result: Result, measure: Field, lang: Lang) -> tuple[str, str] | None:
    """What the first row with the measure is called, and its amount."""
    filled = result.frame.drop_nulls(measure.name).head(1)
    if filled.is_empty():
        return None
    row = with_names(filled, result.exhibit.fields, lang).row(0, named=True)
    declared = {field.name: field for field in result.exhibit.fields}
    keys = [field for field in declared.values() if field.key]
    texts = [field for field in declared.values() if field.digits is None]
    called = [declared[name] for name in CALLED if name in declared][:1] or keys or texts[:1]
    names = [
        str(row[field.name_column or field.name]) for field in called if row[field.name] is not None
    ]
    name = Text("·", ", ")(lang).join(names)
    if not name or len(name) > MOST_LETTERS:
        return None
    return name, with_unit(filled[measure.name][0], measure.unit(lang), lang)


def _form(result: Result, figure: Figure | None) -> tuple[str, str | None]:
    """The form of a chart, and the column that it shows."""
    exhibit, frame = result.exhibit, result.frame
    measures = [f for f in exhibit.fields if f.digits is not None and not f.key]
    filled = [f.name for f in measures if frame[f.name].null_count() < frame.height]
    likely = [name for name in filled if not name.endswith(UNLIKELY)]
    first = next(iter(likely or filled), None)
    if exhibit.figure is None:
        return "rows", first
    if exhibit.body is not None and figure is None:
        return "marks", first  # the card shows a body of its own
    drawn = draw(result, "zh", "light") if figure is None else figure
    for trace in drawn["data"]:
        form, values = _values(trace)
        own = sorted([value for value in values if isinstance(value, int | float)])
        for name in filled if own and form != "marks" else ():
            if own == frame[name].drop_nulls().sort().to_list():
                return form, name
    return "marks", first


def _values(trace: Mapping[str, Any]) -> tuple[str, list[Any]]:
    """The form of a trace, and the values that it shows."""
    if trace["type"] == "bar":
        lying = trace.get("orientation") == "h"
        return ("bars", list(trace["x"])) if lying else ("columns", list(trace["y"]))
    form, at = TYPES.get(trace["type"], ("marks", "x"))
    values = trace.get(at) or []
    nested = bool(values) and isinstance(values[0], list)
    return form, list(chain.from_iterable(values)) if nested else list(values)
