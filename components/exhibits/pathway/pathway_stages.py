"""Four stages of the pathway with their targets, and where the enterprises of each stand (e48)."""

from typing import Any

import polars as pl
from dash import html

from components.charts.sentences import UNSAID
from components.charts.steps import Step, steps
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, Params, Rows, View
from components.contract.sample import total
from components.look.amounts import number
from data_layer.filters.filters import Filters
from data_layer.filters.query import Query
from data_layer.measures.little_giants import MISSING
from data_layer.measures.quantiles import medians
from data_layer.measures.rows import SMALL_GROUP as SMALL
from data_layer.measures.tallies import tally
from data_layer.reference_figures import tables as reference
from data_layer.vocabulary.field_frames import with_names
from data_layer.vocabulary.fields import (
    ENTERPRISES,
    SMALL_GROUP,
    count,
    decimal,
    key,
    printed,
    text,
)
from data_layer.vocabulary.terms import PER_CENT, PIECES
from data_layer.vocabulary.text import Text

TIER_OF_STAGE = ("innovative", "provincial", "national", "champion")
"""The registry's tier at each of the four stages, in their printed order."""
RD_CEILING = 30
"""Per cent: the report's R&D figures are of values within 0-30% (e12, e27)."""

FIELDS = (
    key("stage", Text("阶段", "Stage"), "words"),
    key("tier", Text("层级", "Tier"), "tier"),
    printed(text("enterprise_tier", Text("对应企业", "Enterprises meant"))),
    printed(text("patents_target", Text("专利总量目标（件）", "Target: patents"))),
    printed(text("rd_ratio_target", Text("研发占比目标", "Target: R&D intensity"))),
    printed(text("goal", Text("培育目标", "Goal"))),
    ENTERPRISES,
    count("patents_median", Text("专利总量中位数", "Median patents"), PIECES),
    decimal("rd_ratio_median", Text("研发占比中位数", "Median R&D intensity"), PER_CENT, digits=1),
    count("patents_values", Text("有专利数的企业", "With a number of patents"), ENTERPRISES.unit),
    count("rd_values", Text("有研发占比的企业", "With R&D intensity up to 30%"), ENTERPRISES.unit),
    MISSING,
    SMALL_GROUP,
)


def stages() -> pl.DataFrame:
    """The four printed rows of e48 with the registry's tier of each."""
    table = reference.table("e48_pathway_stages").sort("order")
    return table.with_columns(pl.Series("tier", TIER_OF_STAGE))


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """Number and medians of each tier beside the targets of its stage."""
    passed = filters.apply(rows)
    within = passed.filter(pl.col("rd_ratio") <= RD_CEILING)
    counted = tally(passed, ["tier"]).rename({"n": "enterprises"})
    total, with_stage = int(tally(passed, ())["n"].item()), int(counted["enterprises"].sum())
    measured = [
        counted,
        medians(passed, ["tier"], "patents", name="patents_median").rename(
            {"values": "patents_values"}
        ),
        medians(within, ["tier"], "rd_ratio", name="rd_ratio_median").rename(
            {"values": "rd_values"}
        ),
    ]
    joined = stages()
    for part in measured:
        joined = joined.join(part, on="tier", how="left")
    counts = pl.col("enterprises", "patents_values", "rd_values")
    return joined.sort("order").with_columns(
        counts.fill_null(0) if with_stage else pl.lit(None, pl.Int64).alias("enterprises"),
        (pl.col("enterprises").fill_null(0) < SMALL).alias("small_group"),
        pl.lit(total - with_stage, pl.Int64).alias("tier_missing"),
    )


def published(params: Params) -> pl.DataFrame:
    """Targets of e48, with the printed medians of patents (e26) and R&D intensity (e27)."""
    patents = (
        reference.table("e26_core_medians")
        .filter(pl.col("indicator") == "专利总量")
        .row(0, named=True)
    )
    levels = reference.table("e27_rd_levels")
    rd = dict(zip(levels["group"], levels["p50_pct"], strict=True))
    medians_printed = pl.DataFrame(
        {
            "tier": ["provincial", "national"],
            "patents_median": [patents["provincial_median"], patents["national_median"]],
            "rd_ratio_median": [rd["省级"], rd["国家级"]],
        }
    )
    return stages().join(medians_printed, on="tier", how="left").sort("order")


def figure(view: View) -> Figure:
    """Four rising steps: who is meant, the targets, and the medians of the registry."""
    items = [
        Step(row["stage"], _lines(view, row), row["goal"], click=f"tier:{code}")
        for code, row in zip(view.frame["tier"], view.named.iter_rows(named=True), strict=True)
    ]
    return steps(view, items, width=24)


def _lines(view: View, row: dict[str, Any]) -> list[str]:
    terms = [f"{term} {value}" for term, value, _ in _terms(view, row)]
    return [row["enterprise_tier"], " ", *terms]


def _terms(view: View, row: dict[str, Any]) -> list[tuple[str, str, str]]:
    """What stands on a step: term, value, and the class of printed values."""
    terms = [
        (view.say("专利目标", "Patents targeted"), row["patents_target"], "printed"),
        (view.say("研发占比目标", "R&D intensity targeted"), row["rd_ratio_target"], "printed"),
        (view.say("企业数", "Enterprises now"), number(row["enterprises"]), ""),
        (view.say("专利中位数", "Median patents now"), number(row["patents_median"]), ""),
    ]
    if row["rd_ratio_median"] is not None:
        median = f"{number(row['rd_ratio_median'])}%"
        terms.append((view.say("研发占比中位数", "Median R&D intensity now"), median, ""))
    return [term for term in terms if term[1]]


def body(view: View) -> html.Ol:
    """The same steps as text, which wraps on a narrow screen."""
    named = with_names(view.frame, view.fields, view.lang)
    pairs = zip(view.frame["tier"], named.iter_rows(named=True), strict=True)
    return html.Ol([_stage(view, code, row) for code, row in pairs], className="stages")


def _stage(view: View, tier: str, row: dict[str, Any]) -> html.Li:
    terms = [
        part
        for term, value, kind in _terms(view, row)
        for part in (html.Dt(term), html.Dd(value, className=kind))
    ]
    only = Query(view.filters.replace(tier=(tier,)), view.lang, view.theme)
    words = view.say(f"只看{row['tier']}企业", f"Show only: {row['tier']}")
    return html.Li(
        [
            html.H3(row["stage"]),
            html.P(row["enterprise_tier"], className="who"),
            html.Dl(terms),
            html.P(row["goal"], className="goal"),
            html.A(words, href=f"?{only.to_query()}", **{"data-go": "1"}),
        ]
    )


def alt(view: View) -> str:
    """How many enterprises stand at each stage."""
    staged = view.named.drop_nulls("enterprises")
    if staged.is_empty():
        return UNSAID
    parts = [f"{row['stage']} {number(row['enterprises'])}" for row in staged.iter_rows(named=True)]
    first, last = stages().row(0, named=True), stages().row(-1, named=True)
    targets = f"{first['patents_target']} → {last['patents_target']}".replace("件", "")
    zh = f"各阶段的企业数：{'、'.join(parts)}；专利总量目标{targets}（件）。"
    en = f"Enterprises at each stage: {', '.join(parts)}; patents targeted: {targets}."
    return view.say(zh, en)


EXHIBIT = Exhibit(
    title=Text("四阶段培育路径", "The pathway in four stages"),
    reading=Text(
        "每级台阶可只看该层级企业。报告：从基础层到引领层，专利目标由30件以下升至200件以上。",
        "Each step leads to the enterprises of its tier. The report: from foundation to "
        "leadership the target rises from under 30 to over 200 patents.",
    ),
    origin=("e48", "e26", "e27"),
    fields=FIELDS,
    members=Members(
        row="",
        columns={"rd_values": f"where=rd_ratio:..{RD_CEILING}"},
        whole={"tier_missing": "where=tier:missing"},
    ),
    query=query,
    published=published,
    figure=figure,
    body=body,
    alt=alt,
    sample=total("enterprises"),
    note=Text(
        "阶段与层级的对应：基础层为创新型，成长层为省级，攻坚层为国家级，引领层为单项冠军。"
        "研发占比中位数只计0—30%以内的值，与报告口径一致。报告未印成长层与攻坚层的专利目标。",
        "Stages and tiers: foundation is innovative, growth provincial, breakthrough national, "
        "leadership single champion. The median R&D intensity takes values within 0-30%, as the "
        "report does. For growth and breakthrough the report prints no patent target.",
    ),
    width="full",
    height=420,
    order=10,
)
