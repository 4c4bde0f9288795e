"""Medians of six core indicators by tier, against e26."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import polars as pl

from components.charts.bars import computed_name, published_marker, published_name
from components.charts.dumbbell import Dots, dumbbell
from components.charts.labels import wrapped
from components.charts.sentences import UNSAID, cell, leaders, sentence
from components.claims.pairs import Listing
from components.claims.sentence import AltText
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, Params, Rows, View
from components.contract.quantity import amount, amounts, values
from components.contract.queries import always
from components.contract.sample import by_row
from components.look.theme import TIER_COLORS
from components.parts.members import of_pair
from data_layer.filters.filters import Filters
from data_layer.measures.rows import SMALL_GROUP as SMALL
from data_layer.measures.tallies import tally
from data_layer.measures.tiers import of_tiers
from data_layer.reference_figures import tables as reference
from data_layer.scoring.dimensions import COLUMNS
from data_layer.scoring.scores import whole_medians
from data_layer.vocabulary.fields import SMALL_GROUP, Field, count, decimal, printed, text
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.terms import TIERS
from data_layer.vocabulary.text import Text
from data_layer.vocabulary.units import by_unit, column_in, in_units, units_of

PRINTED = {
    "注册资本": "registered_capital",
    "参保人数": "insured",
    "专利总量": "patents",
    "发明申请数量": "invention_applications",
    "发明授权数量": "invention_grants",
    "软件著作权总数": "software_copyrights",
}
"""e26's indicator to the registry's column."""
COMPARED = ("national", "provincial")
NAMES = {c: Field(c, columns()[c].label, columns()[c].unit).title for c in PRINTED.values()}
FIELDS = (
    Field("indicator", Text("指标", "Indicator"), key=True, labels=NAMES),
    *in_units(
        decimal("national_median", Text("国家级中位数", "National median"), digits=1),
        units_of(PRINTED.values()),
    ),
    *in_units(
        decimal("provincial_median", Text("省级中位数", "Provincial median"), digits=1),
        units_of(PRINTED.values()),
    ),
    decimal("ratio", Text("国家级为省级的倍数", "National over provincial"), Text("倍", "x")),
    count("national_values", Text("国家级有值", "National with a value"), Text("家", "")),
    count("national_missing", Text("国家级缺失", "National without"), Text("家", "")),
    count("provincial_values", Text("省级有值", "Provincial with a value"), Text("家", "")),
    count("provincial_missing", Text("省级缺失", "Provincial without"), Text("家", "")),
    printed(text("significance", Text("显著性", "Significance"))),
    printed(text("policy_meaning", Text("政策含义", "Meaning for policy"))),
    SMALL_GROUP,
)


SCHEMA = [
    "indicator",
    "national_median",
    "provincial_median",
    "ratio",
    "national_values",
    "national_missing",
    "provincial_values",
    "provincial_missing",
    "significance",
    "policy_meaning",
    "small_group",
]


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """Exact medians of both tiers in e26's order; empty below three values."""
    passed = filters.apply(rows)
    tiers = {tier: of_tiers(passed, (tier,)) for tier in COMPARED}
    size = {tier: tally(own, ())["n"].item() for tier, own in tiers.items()}
    if not any(size.values()):
        return pl.DataFrame(schema={f.name: pl.Null for f in FIELDS})
    others = tuple(column for column in PRINTED.values() if column not in COLUMNS)
    middle = {
        tier: {**whole_medians(own), **whole_medians(own, others)} for tier, own in tiers.items()
    }
    records = []
    for column in PRINTED.values():
        national, provincial = (middle[tier][f"{column}_median"] for tier in COMPARED)
        having = {tier: middle[tier][f"{column}_n"] for tier in COMPARED}
        counted = [n for tier in COMPARED for n in (having[tier], size[tier] - having[tier])]
        times = national / provincial if national is not None and provincial else None
        small = min(having.values()) < SMALL
        records.append((column, national, provincial, times, *counted, *_meaning()[column], small))
    frame = pl.DataFrame(records, schema=SCHEMA, orient="row")
    return by_unit(frame.with_columns(units_of(frame["indicator"])), FIELDS)


@cache
def _meaning() -> Mapping[str, Sequence[str]]:
    """Significance and meaning for policy, as printed."""
    words = _printed().select("indicator", "significance", "policy_meaning")
    return {indicator: meaning for indicator, *meaning in words.iter_rows()}


def _printed() -> pl.DataFrame:
    table = reference.table("e26_core_medians")
    named = table.with_columns(pl.col("indicator").replace_strict(PRINTED))
    return by_unit(named.with_columns(units_of(named["indicator"])), FIELDS)


def figure(view: View) -> Figure:
    """Both medians of an indicator on one log axis; the published ones as diamonds."""
    frame, tints = view.named, TIER_COLORS[view.theme]
    rows = [wrapped(name, 22) for name in frame["indicator"]]
    dots = [
        Dots(
            TIERS[tier](view.lang),
            values(frame, FIELDS, f"{tier}_median"),
            {"size": 12, "color": tints[tier]},
            hover=[_hover(view, row, tier) for row in frame.iter_rows(named=True)],
        )
        for tier in COMPARED
    ]
    published = view.published_named
    if published is not None:
        mark = published_marker(view) | {"size": 8}
        for tier in COMPARED:
            name = f"{published_name(view)} · {TIERS[tier](view.lang)}"
            medians = values(published, FIELDS, f"{tier}_median")
            hover = amounts(published, FIELDS, f"{tier}_median", lang=view.lang)
            dots.append(Dots(name, medians, mark, hover=hover))
    joined = list(zip(*(dot.values for dot in dots[:2]), strict=True))
    axis = view.say("中位数（各按其单位，对数轴）", "Median in its own unit, log axis")
    notes = ["" if ratio is None else f"{ratio:.2f}×" for ratio in frame["ratio"]]
    return dumbbell(view, rows, dots, joined=joined, axis=axis, notes=notes)


def _hover(view: View, row: dict[str, object], tier: str) -> str:
    words = amount(row, FIELDS, f"{tier}_median", lang=view.lang)
    n = row[f"{tier}_values"]
    counted = "" if n is None else f" · n = {n:,}"
    return f"{row['indicator']} {words}{counted} · {computed_name(view)}"


def _called(row: Mapping[str, Any]) -> Text:
    """An indicator without its unit, which stands beside the figure."""
    return columns()[row["indicator"]].label


def alt(view: View) -> AltText:
    """The indicator in which the tiers are furthest apart, or the medians of the one tier there."""
    what = Text("国家级中位数与省级之比", "ratio of medians, national over provincial")
    widest = leaders(view, "indicator", "ratio", what=what, call=_called)
    if widest is not None:
        return sentence(view, widest)
    for tier in COMPARED:
        filled = [
            (row, column_in(row, FIELDS, f"{tier}_median").name) for row in view.frame.to_dicts()
        ]
        cells = [
            cell(view, row, column, name=_called(row))
            for row, column in filled
            if row[column] is not None
        ]
        if cells:
            name = TIERS[tier]
            what = Text(f"{name.zh}中位数", f"Medians, {name.en}")
            return sentence(view, Listing(what, tuple(cells[:3])))
    return UNSAID


EXHIBIT = Exhibit(
    title=Text("核心指标中位数：国家级与省级", "Medians of core indicators by tier"),
    reading=Text(
        "对数轴上线段越长倍数越大。报告：发明授权与发明申请差距最大，软件著作权最小。",
        "On a log axis a longer line is a larger ratio. The report: invention grants and "
        "applications differ most, software copyrights least.",
    ),
    origin=("e26",),
    fields=FIELDS,
    members=Members(
        row="", columns=of_pair({"values": "{indicator}:known", "missing": "{indicator}:missing"})
    ),
    query=query,
    published=always(_printed),
    figure=figure,
    alt=alt,
    sample=by_row("national_values", "provincial_values"),
    requires=("tier", *PRINTED.values()),
    note=Text(
        "中位数只计有值企业，缺失家数见表格；不足3个值不显示，不足10个值有标记。",
        "Medians are of enterprises that have a value; the table counts those without. Fewer than "
        "3 values are not shown, fewer than 10 are marked.",
    ),
    width="half",
    height=420,
    order=20,
)
