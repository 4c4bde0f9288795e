"""Five findings of the report, recomputed, each with a link to its chart (e16, e25, e26, e28)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl
from dash import html

from components.contract.exhibit import Exhibit, View
from components.contract.links import chart_link
from components.contract.queries import always, of_rows
from components.look.amounts import number, with_unit
from data_layer.topics.tiers import overview
from data_layer.topics.tiers.overview import LEADING
from data_layer.vocabulary.fields import (
    ENTERPRISES,
    KINDS,
    SMALL_GROUP,
    Field,
    count,
    decimal,
    per_cent,
)
from data_layer.vocabulary.places import province_names
from data_layer.vocabulary.text import Text

TIMES = Text("倍", "times")


@dataclass(frozen=True)
class Finding:
    """A sentence after its number. evidence: catalogue id of what shows it, and the page of it."""

    label: Text
    sentence: Text
    evidence: str
    page: str


FINDINGS: Mapping[str, Finding] = {
    "concentration": Finding(
        Text("区域集中度", "Concentration"),
        Text("的企业在最大的三个省", "of the enterprises are in the three largest provinces"),
        "e16",
        page="regions",
    ),
    "quality_leader": Finding(
        Text("国家级占比最高省份", "Highest little-giant share"),
        Text("是国家级占比", "is the little-giant share"),
        "e16",
        page="regions",
    ),
    "patent_gap": Finding(
        Text("专利差距", "Patent gap"),
        Text(
            "是国家级与省级专利总量中位数之比",
            "is the ratio of median patents, national over provincial",
        ),
        "e26",
        page="innovation",
    ),
    "scale_and_patents": Finding(
        Text("规模与专利", "Scale and patents"),
        Text(
            "是参保人数与专利总量的相关系数（0为无关，1为同步）",
            "is the correlation of employees with social insurance with patents (0: unrelated, 1: "
            "in step)",
        ),
        "e25",
        page="innovation",
    ),
    "research": Finding(
        Text("研发强度", "R&D intensity"),
        Text(
            "是研发占比25%及以上与15%以下企业的专利总量中位数之比",
            "is the ratio of median patents, enterprises with R&D intensity of 25% and more over "
            "those below 15%",
        ),
        "e28",
        page="rd",
    ),
}
FIELDS = (
    Field(
        "finding",
        Text("结论", "Finding"),
        key=True,
        labels={id: finding.label for id, finding in FINDINGS.items()},
    ),
    Field("province_code", Text("省份代码", "Province code"), domain="province"),
    per_cent("share_pct", Text("占比", "Share")),
    decimal("ratio", Text("倍数", "Ratio"), TIMES),
    decimal("correlation", Text("相关系数", "Correlation"), digits=3),
    count("compared", Text("比较的省份数", "Provinces compared"), Text("个", "")),
    count("tied", Text("并列居首的省份数", "Provinces that tie for first"), Text("个", "")),
    count("values", Text("参与计算的企业", "Enterprises computed from"), ENTERPRISES.unit),
    count("missing", Text("其余企业", "The others"), ENTERPRISES.unit),
    SMALL_GROUP,
)
VALUES = ("share_pct", "ratio", "correlation")


def body(view: View) -> html.Ol:
    """A line a finding: the number, what it says, the published number, the link."""
    return html.Ol(
        [_line(view, row) for row in view.frame.iter_rows(named=True)], className="findings"
    )


def _line(view: View, row: dict[str, Any]) -> html.Li:
    finding = FINDINGS[row["finding"]]
    names = province_names()
    said: list[Any] = [
        html.Span(_number(view, row), className="value"),
        html.Span(f" {_words(view, row)}"),
    ]
    beside: list[Any] = []
    if view.published is not None:
        printed = view.published.filter(pl.col("finding") == row["finding"]).row(0, named=True)
        where = printed["province_code"]
        where = f" {names[where](view.lang)}" if where and where != row["province_code"] else ""
        beside.append(
            html.Span(
                f"◆{where} {_number(view, printed)} ",
                className="published",
                title=KINDS["published"](view.lang),
            )
        )
    chart = _evidence(finding)
    if chart is not None:
        beside.append(chart_link(chart, view.home, view.say("看图 →", "See the chart →")))
    return html.Li([html.P(said), html.P(beside, className="beside")])


def _number(view: View, row: dict[str, Any]) -> str:
    column = next((c for c in VALUES if row[c] is not None), None)
    if column is None:
        return "—"
    if column == "correlation":
        return f"{row[column]:.3f}"
    if column == "ratio":
        return f"{number(row[column])}{view.say(' 倍', '×')}"
    return with_unit(row[column], view.field(column).unit(view.lang), view.lang)


def _evidence(finding: Finding) -> str | None:
    """The first exhibit that shows the finding, on its page if there is one."""
    from components.contract.catalogue import exhibits, shown_by

    shown = [id for id in shown_by(finding.evidence) if exhibits()[id].page != "overview"]
    shown.sort(key=lambda id: exhibits()[id].page != finding.page)
    return next(iter(shown), None)


def _words(view: View, row: dict[str, Any]) -> str:
    """What a number is, and which place it belongs to: as many as there are, a tie as a tie."""
    said = FINDINGS[row["finding"]].sentence(view.lang)
    code, compared, tied = row["province_code"], row["compared"], row["tied"]
    if code is None or not compared:
        return said
    place = province_names()[code](view.lang)
    if tied > 1:
        place = view.say(f"{place}等{tied}省并列", f"{place} and {tied - 1} more tie")
    if row["finding"] == "concentration":
        return _where(view, said, place, compared=compared, tied=tied)
    if compared == 1:
        return said + view.say(f"：只有{place}", f": {place} alone")
    ahead = f"，{compared}省中{place}最高"
    end = f", {place} for the highest" if tied > 1 else f" of {place}, the highest"
    return said + view.say(ahead, f"{end} of {compared} provinces")


def _where(view: View, said: str, place: str, compared: int, tied: int) -> str:
    """The provinces that the largest share is in; fewer than three are not called three."""
    if compared == 1:
        return view.say(f"的企业在{place}：只有这一省", f"of the enterprises are in {place} alone")
    many = min(compared, LEADING)
    first = f"，{place}居首"
    if many < LEADING or compared == LEADING:
        said = view.say(f"的企业在仅有的{many}省", f"of the enterprises are in {many} provinces")
    return said + view.say(first, f", {place} first" if tied == 1 else f"; {place} for first")


def alt(view: View) -> str:
    """All findings in words."""
    said = [f"{_number(view, row)} {_words(view, row)}" for row in view.frame.iter_rows(named=True)]
    return view.say("；", "; ").join(said) + view.say("。", ".")


EXHIBIT = Exhibit(
    title=Text("五个结论", "Five findings"),
    reading=Text(
        "大字随筛选重算，◆ 为报告原值；每条链接到能验证它的图表。",
        "Numbers follow the filters, ◆ is what the report prints; each links to its chart.",
    ),
    origin=("e16", "e25", "e26", "e28", "f_top3", "f_rd_multiple"),
    fields=FIELDS,
    query=of_rows(overview.findings),
    published=always(overview.findings_published),
    alt=alt,
    body=body,
    width="third",
    height=420,
    order=20,
)
