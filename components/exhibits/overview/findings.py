"""What one should know: a screen of sentences, true under any filter, each with its chart."""

import polars as pl

from components.charts.sentences import sentence
from components.claims.sentence import AltText
from components.contract.counted import Members, RowContext
from components.contract.exhibit import Exhibit, View
from components.contract.queries import always, of_rows
from components.parts.finding_claims import FINDINGS, GROUPS, claims_by_finding
from components.parts.finding_lines import finding_lines
from data_layer.measures.little_giants import SHARE
from data_layer.topics.tiers.findings import HIGH_RD, LEADING, LOW_RD, findings, findings_published
from data_layer.vocabulary.fields import ENTERPRISES, SMALL_GROUP, Field, count, decimal, per_cent
from data_layer.vocabulary.terms import PIECES
from data_layer.vocabulary.text import Text

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


def alt(view: View) -> AltText:
    """Where most are and where the share of little giants is highest; the card lists all."""
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


def _in_group(context: RowContext) -> str:
    finding, group = context.row["finding"], context.row["group"]
    if finding == "together":
        largest = context.frame.filter(pl.col("finding") == "provinces")["group"].head(LEADING)
        return f"where=province_code:{'|'.join(largest)}"
    if finding == "research":
        return f"where=rd_ratio:{INTENSITY[group]}"
    return GROUP_OF.get(finding, "").format(group=group)


def _valued(context: RowContext) -> str:
    column = VALUED.get(context.row["finding"])
    return "" if column is None else f"where={column}:known"


def _lacking(context: RowContext) -> str | None:
    """Those of the group without the value; of findings that share out, no group can be said."""
    column = VALUED.get(context.row["finding"])
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
    body=finding_lines,
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
