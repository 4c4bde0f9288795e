"""Medians of six core indicators by tier, against e26."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from components.charts.amounts import number
from components.charts.bars import computed_name, published_marker, published_name
from components.charts.dumbbell import Dots, dumbbell
from components.charts.labels import wrapped
from components.exhibit import Exhibit, Figure, Params, Rows, View
from components.sentences import leader
from components.theme import TIER_COLORS
from data_layer import reference
from data_layer.fields import SMALL_GROUP, Field, count, decimal, text
from data_layer.filters import Filters
from data_layer.measures import SMALL_GROUP as SMALL
from data_layer.measures import medians_of, tally
from data_layer.schema import TIERS, columns
from data_layer.text import Text

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
    decimal("national_median", Text("国家级中位数", "National median"), digits=1),
    decimal("provincial_median", Text("省级中位数", "Provincial median"), digits=1),
    decimal("ratio", Text("国家级为省级的倍数", "National over provincial"), Text("倍", "x")),
    count("national_values", Text("国家级有值", "National with a value"), Text("家", "")),
    count("national_missing", Text("国家级缺失", "National without"), Text("家", "")),
    count("provincial_values", Text("省级有值", "Provincial with a value"), Text("家", "")),
    count("provincial_missing", Text("省级缺失", "Provincial without"), Text("家", "")),
    text("significance", Text("显著性", "Significance")),
    text("policy_meaning", Text("政策含义", "Meaning for policy")),
    SMALL_GROUP,
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """Exact medians of both tiers in e26's order; empty below three values."""
    passed = filters.apply(rows)
    size = dict(tally(passed, ["tier"]).iter_rows())
    if not any(size.get(tier) for tier in COMPARED):
        return pl.DataFrame(schema={f.name: pl.Null for f in FIELDS})
    middle = medians_of(passed, ["tier"], list(PRINTED.values())).rows_by_key("tier", named=True)
    held = {tier: found[0] for tier, found in middle.items()}
    records = [{"indicator": c} | _measured(held, c, size) for c in PRINTED.values()]
    ratio = pl.when(pl.col("provincial_median") > 0).then(
        pl.col("national_median") / pl.col("provincial_median")
    )
    small = pl.min_horizontal("national_values", "provincial_values") < SMALL
    meaning = _printed().select("indicator", "significance", "policy_meaning")
    return (
        pl.DataFrame(records, infer_schema_length=None)
        .with_columns(pl.col("national_median", "provincial_median").cast(pl.Float64))
        .with_columns(ratio.alias("ratio"), small.alias("small_group"))
        .join(meaning, on="indicator", maintain_order="left")
    )


def _measured(
    held: Mapping[str, Mapping[str, Any]], column: str, size: Mapping[str, int]
) -> dict[str, float | int | None]:
    measured: dict[str, float | int | None] = {}
    for tier in COMPARED:
        known = held.get(tier, {})
        values = known.get(f"{column}_n", 0)
        measured[f"{tier}_median"] = known.get(f"{column}_median")
        measured[f"{tier}_values"] = values
        measured[f"{tier}_missing"] = size.get(tier, 0) - values
    return measured


def published(params: Params) -> pl.DataFrame:
    """The six rows of e26."""
    return _printed()


def _printed() -> pl.DataFrame:
    table = reference.table("e26_core_medians")
    return table.with_columns(pl.col("indicator").replace_strict(PRINTED))


def figure(view: View) -> Figure:
    """Both medians of an indicator on one log axis; the published ones as diamonds."""
    frame, tints = view.named, TIER_COLORS[view.theme]
    rows = [wrapped(name, 22) for name in frame["indicator"]]
    dots = [
        Dots(TIERS[tier](view.lang), frame[f"{tier}_median"].to_list(),
             {"size": 12, "color": tints[tier]},
             [_hover(view, row, tier) for row in frame.iter_rows(named=True)])
        for tier in COMPARED
    ]  # fmt: skip
    printed = view.published_named
    if printed is not None and view.comparable:
        mark = published_marker(view) | {"size": 8}
        for tier in COMPARED:
            values = printed[f"{tier}_median"].to_list()
            name = f"{published_name(view)} · {TIERS[tier](view.lang)}"
            dots.append(Dots(name, values, mark, [number(value) for value in values]))
    joined = list(zip(frame["national_median"], frame["provincial_median"], strict=True))
    axis = view.say("中位数（各按其单位，对数轴）", "Median in its own unit, log axis")
    notes = ["" if ratio is None else f"{ratio:.2f}×" for ratio in frame["ratio"]]
    return dumbbell(view, rows, dots, joined, axis, notes)


def _hover(view: View, row: dict[str, object], tier: str) -> str:
    values = f"n = {row[f'{tier}_values']:,}"
    return f"{row['indicator']} {row[f'{tier}_median']} · {values} · {computed_name(view)}"


def alt(view: View) -> str:
    """The indicator in which the tiers are furthest apart."""
    return leader(view, "indicator", "ratio")


EXHIBIT = Exhibit(
    id="core_medians",
    title=Text("核心指标中位数：国家级与省级", "Medians of core indicators by tier"),
    reading=Text(
        "对数轴上线段越长倍数越大：发明授权与发明申请差距最大，软件著作权最小。",
        "On a log axis a longer line is a larger ratio: invention grants and applications differ "
        "most, software copyrights least.",
    ),
    page="innovation",
    origin=("e26",),
    fields=FIELDS,
    query=query,
    published=published,
    figure=figure,
    alt=alt,
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
