"""The enterprises of the same division that are nearest to one."""

from typing import Any
from urllib.parse import quote

import polars as pl
from dash import html

from components.charts.sentences import leaders, sentence
from components.claims.sentence import AltText
from components.contract.exhibit import Exhibit, View
from components.contract.sample import rows
from components.look.amounts import number
from components.parts.data_table import data_table
from components.parts.enterprise_nearest import FIELDS, NOTE, nearest
from components.parts.enterprise_param import PARAM
from components.rendering.table import cells
from data_layer.vocabulary.field_frames import with_names
from data_layer.vocabulary.text import Text

COLUMNS = ("tier", "insured", "patents", "invention_grants", "rd_ratio", "distance")


def body(view: View) -> html.Div:
    """A list whose names open the profiles; the enterprise itself stands first."""
    named = with_names(view.frame, view.fields, view.lang)
    heads = [html.Th(view.say("企业", "Enterprise"))]
    fields = [view.field(column) for column in COLUMNS]
    styles = ["" if field.digits is None else "num" for field in fields]
    labels = [field.label(view.lang) for field in fields]
    heads += [html.Th(label, className=style) for label, style in zip(labels, styles, strict=True)]
    figures = zip(*[cells(named[column], view.lang) for column in COLUMNS], strict=True)
    lines = []
    for row, texts in zip(named.iter_rows(named=True), figures, strict=True):
        own = not lines
        cells_of_row = [
            html.Td(text, className=style) for text, style in zip(texts, styles, strict=True)
        ]
        lines.append(
            html.Tr([_name(row, view.home, own=own), *cells_of_row], className="own" if own else "")
        )
    return data_table(heads, lines, "near")


def _name(row: dict[str, Any], home: str, *, own: bool) -> html.Td:
    """Name and place; of the others a link to their profile."""
    target = f"{home}enterprise/{quote(row['id'], safe='')}"
    place = " ".join(dict.fromkeys(p for p in (row["province"], row["city"]) if p))
    name = row["name"] if own else html.A(row["name"], href=target, className="to-chart")
    return html.Td([name, html.Small(place, className="muted")], className="prose")


def alt(view: View) -> AltText:
    """Its quadrant and the nearest."""
    own = view.named.row(0, named=True)
    cell = own["cell"] or view.say("未知", "unknown")
    quadrant = view.say(f"象限：{cell}", f"Quadrant: {cell}")
    nearest = leaders(
        view,
        "name",
        "distance",
        least=True,
        where=pl.col("role") == "neighbour",
        what=Text("与各邻近企业的距离", "distance to the neighbours"),
    )
    if nearest is None:
        zero = number(own["distance"])
        none = view.say(
            f"可比的指标不足，没有邻近企业（距离{zero}）",
            f"too few indicators to compare, no neighbours (distance {zero})",
        )
        return sentence(view, quadrant, none)
    return sentence(view, quadrant, nearest)


EXHIBIT = Exhibit(
    title=Text("最相近的企业", "Nearest enterprises"),
    reading=Text(
        "同一行业大类中七项指标最接近的十家；点名称打开画像。",
        "The ten of the same division that are nearest in seven indicators; a name opens its "
        "profile.",
    ),
    origin=("e14", "e13"),
    fields=FIELDS,
    query=nearest,
    body=body,
    alt=alt,
    sample=rows,
    basis="enterprise",
    params=(PARAM,),
    note=NOTE,
    width="half",
    height=460,
    order=250,
)
