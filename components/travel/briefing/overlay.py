"""Marks over columns: the published figures of a chart are points on its columns, not columns.

PowerPoint draws points over columns as a line chart without lines on the same axes; python-pptx
makes charts of one kind, so the rows of marks are moved into such a chart.
"""

from collections.abc import Sequence
from html import escape
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from components.compat import element
from components.look.contrast import shade
from components.look.theme import INK
from components.travel.briefing.native_series import Series

SIZE = 11
PALE = 0.6
"""How far the fill of an open mark goes to the ground: some programs draw no edges."""
_SHOWN = ("showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")
"""What a label of a mark may show, in the order of the standard, after the key of the legend."""
_LINE = f"""<c:lineChart {nsdecls("c")}>
  <c:grouping val="standard"/><c:varyColors val="0"/><c:marker val="1"/>
</c:lineChart>"""
_ROW = f"""<c:spPr {nsdecls("c", "a")}><a:ln w="28575"><a:noFill/></a:ln></c:spPr>"""


def lay_over(chart: Any, series: Sequence[Series], format: str) -> None:
    """Move the rows that are marks from the columns of a chart into points over them.

    format: of the numbers of marks that the figure writes, since no column has one there. Marks of
    several rows are told apart by an edge in the colour of their columns.
    """
    edges = [one.color for one in series if not one.over]
    alone = sum(one.over for one in series) == 1
    surface = INK["light"].surface
    edges = [surface] if alone else edges
    columns = element(chart).find(f".//{qn('c:barChart')}")
    rows = columns.findall(qn("c:ser"))
    line = parse_xml(_LINE)
    last = line.find(qn("c:marker"))
    place = 0
    for row, own in zip(rows, series, strict=True):
        if own.over:
            columns.remove(row)
            edge = own.color if own.hollow else edges[place % len(edges)]
            marks = _as_marks(
                row, shade(((0, own.color), (1, surface)), PALE) if own.hollow else own.color, edge
            )
            numbered = [at for at, words in enumerate(own.labels) if words]
            if numbered:
                marks.find(qn("c:marker")).addnext(_numbers(numbered, format))
            last.addprevious(marks)
            place += 1
    for axis in columns.findall(qn("c:axId")):
        line.append(parse_xml(f'<c:axId {nsdecls("c")} val="{axis.get("val")}"/>'))
    columns.addnext(line)


def _as_marks(row: Any, color: str, edge: str) -> Any:
    """A row of columns as a row of diamonds without a line."""
    for name in ("c:invertIfNegative", "c:spPr", "c:dPt", "c:dLbls"):
        for part in row.findall(qn(name)):
            row.remove(part)
    row.find(qn("c:tx")).addnext(parse_xml(_ROW))
    row.find(qn("c:spPr")).addnext(_marker(color, edge))
    return row


def _numbers(places: Sequence[int], format: str) -> Any:
    """The numbers of single marks, above them."""
    shown = "".join(
        f'<c:{name} val="{int(name == "showVal")}"/>' for name in ("showLegendKey", *_SHOWN)
    )
    numbers = "".join(
        f'<c:dLbl><c:idx val="{at}"/><c:numFmt formatCode="{escape(format)}" sourceLinked="0"/>'
        f'<c:dLblPos val="t"/>{shown}</c:dLbl>'
        for at in places
    )
    nothing = shown.replace('"1"', '"0"')
    return parse_xml(f"<c:dLbls {nsdecls('c')}>{numbers}{nothing}</c:dLbls>")


def _marker(color: str, edge: str) -> Any:
    fill, line = (
        f'<a:solidFill><a:srgbClr val="{one.removeprefix("#")}"/></a:solidFill>'
        for one in (color, edge)
    )
    return parse_xml(
        f'<c:marker {nsdecls("c", "a")}><c:symbol val="diamond"/><c:size val="{SIZE}"/><c:spPr>'
        f'{fill}<a:ln w="15875">{line}</a:ln>'
        "</c:spPr></c:marker>"
    )
