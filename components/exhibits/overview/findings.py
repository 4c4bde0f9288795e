"""What one should know: a screen of sentences, true under any filter, each with its chart."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import polars as pl
from dash import html

from components.charts.sentences import cell, leaders, sentence
from components.claims.cell import Cell, Claim
from components.claims.extremes import Leader
from components.claims.pairs import Listing, Multiple
from components.claims.sentence import AltText, Sentence
from components.contract.counted import Members, RowContext
from components.contract.exhibit import Exhibit, View
from components.contract.links import chart_link
from components.contract.queries import always, of_rows
from components.look.amounts import with_unit
from data_layer.measures.little_giants import SHARE
from data_layer.topics.tiers.findings import (
    BOTH,
    HIGH_RD,
    LEADING,
    LOW_RD,
    TOGETHER,
    findings,
    findings_published,
)
from data_layer.vocabulary.fields import (
    ENTERPRISES,
    KINDS,
    SMALL_GROUP,
    Field,
    count,
    decimal,
    per_cent,
)
from data_layer.vocabulary.industries import of_level
from data_layer.vocabulary.places import CLUSTERS, province_names
from data_layer.vocabulary.terms import PIECES, TIERS
from data_layer.vocabulary.text import Text

WORDS = {
    "only": Text("只看{name}", "{name} alone"),
}
GROUPS: Mapping[str, Text] = {
    **TIERS,
    **province_names(),
    **{cluster.id: cluster.name for cluster in CLUSTERS},
    **{division.code: division.name for division in of_level("division")},
    "high": Text("研发占比25%及以上的企业", "R&D intensity of 25% and more"),
    "low": Text("15%以下的企业", "below 15%"),
    TOGETHER: Text("企业最多的三省", "the three largest provinces"),
    BOTH: Text("参保人数与专利总量", "employees and patents"),
}


@dataclass(frozen=True)
class Finding:
    """A sentence. label: what it is of. claim: makes it, None where there is nothing to say.

    chart, settings: what shows it, and how. key: the filter that a group of it is chosen by.
    """

    label: Text
    claim: Callable[[View, str], Claim | None]
    chart: str
    settings: str = ""
    key: str | None = None


def _leader(column: str, rows: Text, view: View, finding: str) -> Leader | None:
    return leaders(view, "group", column, where=pl.col("finding") == finding, rows=rows)


def _cells(view: View, finding: str, column: str) -> list[Cell]:
    """The figures of a finding's groups, in their order; those that are not known are left out."""
    rows = view.frame.filter(pl.col("finding") == finding).drop_nulls(column)
    return [
        cell(view, row, column, name=GROUPS[row["group"]]) for row in rows.iter_rows(named=True)
    ]


def _listing(column: str, what: Text, view: View, finding: str) -> Listing | None:
    cells = _cells(view, finding, column)
    return Listing(what, tuple(cells)) if cells else None


def _multiple(view: View, finding: str) -> Claim | None:
    """Both medians and how many times one is of the other; alone where one is nought or unknown."""
    cells = _cells(view, finding, "patents_median")
    what = Text("专利总量中位数", "Median patents")
    if len(cells) == 2 and cells[1].value:
        return Multiple(what, *cells)
    return Listing(what, tuple(cells)) if cells else None


PROVINCES = Text("个省", "provinces")
FINDINGS: Mapping[str, Finding] = {
    "tiers": Finding(
        Text("层级", "Tiers"),
        partial(_listing, "share_pct", Text("各层级占比", "Share of each tier")),
        "tier_shares",
        key="tier",
    ),
    "provinces": Finding(
        Text("地域", "Places"),
        partial(_leader, "enterprises", PROVINCES),
        "province_ranking",
        settings="province_ranking.metric=share_pct",
        key="province",
    ),
    "together": Finding(
        Text("集中", "Concentration"),
        partial(_listing, "share_pct", Text("合计占比", "Share together")),
        "province_map",
        settings="map.metric=share_pct",
    ),
    "quality": Finding(
        Text("质量", "Quality"),
        partial(_leader, "little_giant_share_pct", Text("个企业最多的省", "largest provinces")),
        "province_ranking",
        settings="province_ranking.metric=little_giant_share_pct",
        key="province",
    ),
    "clusters": Finding(
        Text("城市群", "Clusters"),
        partial(_leader, "little_giant_share_pct", Text("个城市群", "city clusters")),
        "clusters",
        settings="clusters.metric=little_giant_share_pct",
        key="cluster",
    ),
    "industries": Finding(
        Text("行业", "Industries"),
        partial(_leader, "enterprises", Text("个行业大类", "divisions")),
        "industry_ranking",
        settings="industry_ranking.metric=share_pct",
        key="industry",
    ),
    "patents": Finding(Text("专利", "Patents"), _multiple, "core_medians"),
    "research": Finding(Text("研发", "R&D"), _multiple, "rd_bands"),
    "in_step": Finding(
        Text("规模与专利", "Size and patents"),
        partial(_listing, "correlation", Text("相关系数（1为同步）", "Correlation (1: in step)")),
        "correlations",
    ),
}
FIELDS = (
    Field(
        "finding",
        Text("结论", "Finding"),
        key=True,
        labels={id: finding.label for id, finding in FINDINGS.items()},
    ),
    Field("group", Text("分组", "Group"), key=True, labels=GROUPS),
    ENTERPRISES,
    count("values", Text("参与计算", "Computed from"), ENTERPRISES.unit),
    per_cent("share_pct", Text("占比", "Share")),
    SHARE,
    decimal("patents_median", Text("专利总量中位数", "Median patents"), PIECES, digits=1),
    decimal("correlation", Text("相关系数", "Correlation"), digits=3),
    count("missing", Text("未填报", "Not reported"), ENTERPRISES.unit),
    SMALL_GROUP,
)
VALUES = ("share_pct", "little_giant_share_pct", "patents_median", "correlation")
"""What the report prints of a group: the first that a row fills."""


def claims_by_finding(view: View) -> Mapping[str, Claim]:
    """What each finding claims under the filters; those with nothing to say are left out."""
    claims = {id: finding.claim(view, id) for id, finding in FINDINGS.items()}
    return {id: claim for id, claim in claims.items() if claim is not None}


def body(view: View) -> html.Ol:
    """A line a finding: the sentence that leads to its chart, what the report prints, the filter
    that keeps its group alone."""
    return html.Ol(
        [_line(view, id, claim) for id, claim in claims_by_finding(view).items()],
        className="findings",
    )


def _line(view: View, id: str, claim: Claim) -> html.Li:
    finding = FINDINGS[id]
    words = str(Sentence(view.lang, (claim,)))
    link = chart_link(finding.chart, view.home, words, adds=finding.settings)
    beside = [_printed(view, id), *_only(view, finding, claim)]
    return html.Li(
        [
            html.Span(finding.label(view.lang), className="topic"),
            html.P([link, *[part for part in beside if part is not None]]),
        ]
    )


def _only(view: View, finding: Finding, claim: Claim) -> Iterable[html.A]:
    """The filter on the one group that leads, or on the first of a list."""
    cells = getattr(claim, "cells", ())
    if finding.key is None or not cells or (isinstance(claim, Leader) and len(cells) > 1):
        return []
    group = dict(cells[0].key)["group"]
    if view.filters.chosen(finding.key) == (group,):
        return []
    words = WORDS["only"](view.lang).format(name=cells[0].name(view.lang))
    adds = f"{finding.key}={group}"
    href = f"{view.home}?{adds}"
    return [html.A(words, href=href, className="only", **{"data-nav": "1", "data-adds": adds})]


def _printed(view: View, id: str) -> html.Span | None:
    """What the report prints of the same: its leader, or each group."""
    if view.published is None:
        return None
    rows = [row for row in view.published.iter_rows(named=True) if row["finding"] == id]
    figures = [(row["group"], next(v for v in VALUES if row[v] is not None), row) for row in rows]
    if isinstance(claims_by_finding(view).get(id), Leader):
        figures = sorted(figures, key=lambda figure: -figure[2][figure[1]])[:1]
    parts = [
        f"{GROUPS[group](view.lang)} {_figure(view, value, row)}" for group, value, row in figures
    ]
    words = "◆ " + view.say("，", ", ").join(parts)
    return html.Span(words, className="published", title=KINDS["published"](view.lang))


def _figure(view: View, value: str, row: Mapping[str, Any]) -> str:
    if value == "correlation":
        return f"{row[value]:.3f}"
    return with_unit(row[value], view.field(value).unit(view.lang), view.lang)


def alt(view: View) -> AltText:
    """Where most are and where the share of little giants is highest; `said` has all."""
    first = [FINDINGS[id].claim(view, id) for id in ("provinces", "quality")]
    claims = [claim for claim in first if claim is not None]
    return sentence(view, *(claims or list(claims_by_finding(view).values())[:1]))


GROUP_OF = {
    "tiers": "tier={group}",
    "provinces": "province={group}",
    "quality": "province={group}",
    "clusters": "cluster={group}",
    "industries": "where=division:{group}",
    "patents": "tier={group}",
}
INTENSITY = {"high": f"{HIGH_RD}..", "low": f"..<{LOW_RD}"}
VALUED = {
    "quality": "tier",
    "clusters": "tier",
    "patents": "patents",
    "research": "patents",
    "in_step": "patents+insured",
}
"""What a finding's figure is made of, where those without are in the group all the same."""


def _in_group(asked: RowContext) -> str:
    finding, group = asked.row["finding"], asked.row["group"]
    if finding == "together":
        largest = asked.frame.filter(pl.col("finding") == "provinces")["group"].head(LEADING)
        return f"where=province_code:{'|'.join(largest)}"
    if finding == "research":
        return f"where=rd_ratio:{INTENSITY[group]}"
    return GROUP_OF.get(finding, "").format(group=group)


def _valued(asked: RowContext) -> str:
    column = VALUED.get(asked.row["finding"])
    return "" if column is None else f"where={column}:known"


def _lacking(asked: RowContext) -> str | None:
    """Those of the group without the value; of findings that share out, no group can be said."""
    column = VALUED.get(asked.row["finding"])
    return None if column is None else f"where={column}:missing"


EXHIBIT = Exhibit(
    title=Text("先看这几句", "What to know"),
    reading=Text(
        "每句按当前筛选重算，点开就是能验证它的图；◆ 为报告原值。",
        "Each sentence follows the filters and is a link to the chart that shows it; ◆ is what the "
        "report prints.",
    ),
    origin=("e03", "e16", "e17", "e20", "e25", "e26", "e28", "f_top3"),
    fields=FIELDS,
    members=Members(row=_in_group, columns={"values": _valued, "missing": _lacking}),
    query=of_rows(findings),
    published=always(findings_published),
    alt=alt,
    body=body,
    note=Text(
        "占比 = 该组企业 ÷ 填报该项的企业；国家级占比只比较企业最多的十个省，"
        "不足10家的组不与其他组比较；中位数按有数值的企业计算，不足3家不显示；"
        "研发占比分为25%及以上与15%以下两组。",
        "Shares are of the enterprises that report the item; little-giant shares are compared "
        "among the ten largest provinces, groups of fewer than ten stay out of comparisons; "
        "medians are over enterprises with a value, none below three; R&D intensity is of 25% and "
        "more against below 15%.",
    ),
    width="full",
    height=300,
    order=5,
)
