"""Marks over columns: the published figures of a chart are points on its columns, not columns.

PowerPoint draws points over columns as a line chart without lines on the same axes; python-pptx
makes charts of one kind, so the rows of marks are moved into such a chart.
"""

from collections.abc import Sequence
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from components.compat import element
from components.look.theme import INK
from components.travel.briefing.native_series import Series

SIZE = 11
_LINE = f"""<c:lineChart {nsdecls("c")}>
  <c:grouping val="standard"/><c:varyColors val="0"/><c:marker val="1"/>
</c:lineChart>"""
_ROW = f"""<c:spPr {nsdecls("c", "a")}><a:ln w="28575"><a:noFill/></a:ln></c:spPr>"""


def lay_over(chart: Any, series: Sequence[Series]) -> None:
    """Move the rows that are marks from the columns of a chart into points over them.

    Marks of several rows are told apart by an edge in the colour of their columns.
    """
    edges = [one.color for one in series if not one.over]
    alone = sum(one.over for one in series) == 1
    edges = [INK["light"].surface] if alone else edges
    columns = element(chart).find(f".//{qn('c:barChart')}")
    rows = columns.findall(qn("c:ser"))
    line = parse_xml(_LINE)
    last = line.find(qn("c:marker"))
    place = 0
    for row, own in zip(rows, series, strict=True):
        if own.over:
            columns.remove(row)
            last.addprevious(_as_marks(row, own.color, edges[place % len(edges)]))
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
