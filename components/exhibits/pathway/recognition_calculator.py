"""Which criteria of 2026 an enterprise meets: values entered, or those of one in the registry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl
from dash import html

from components.contract.exhibit import Exhibit, Param, Params, Rows, View
from components.contract.sample import one
from components.look.amounts import number, with_unit
from data_layer.enterprises.record import on_file
from data_layer.filters.filters import Filters
from data_layer.policy.criteria import INPUTS, TIER_IDS, criteria, criteria_results, highest_tiers
from data_layer.vocabulary.fields import Field, decimal, in_units, printed, text, with_names
from data_layer.vocabulary.schema import COUNT, PER_CENT, TIERS, WAN_YUAN, YEAR, columns
from data_layer.vocabulary.text import Text

SCOPE = "calculator"
EMPTY = r"(?:)"
"""The one value beside numbers that an input may hold: nothing, so unknown."""
ANY_ID = r"[^\x00-\x1f\x7f]{0,80}"
EXTRA: Mapping[str, Text] = {
    "financing": Text("近期融资（万元）", "Funding received (CNY 10,000)"),
}
EXEMPTIONS: Mapping[str, Text] = {
    "exempt_provincial": Text("省部级科技奖励或研发机构", "Provincial or ministerial award or lab"),
    "exempt_national": Text("近三年国家级科技奖励", "National science award, last 3 years"),
}
LIMITS = {"years_in_niche": 300, "niche_rank": 10_000, "class1_ip": 100_000}
LARGEST = 100_000_000
NUMBERS = tuple(name for name, dtype in INPUTS.items() if dtype == pl.Float64())
STATUSES: Mapping[str, Text] = {
    "met": Text("达到", "Met"),
    "unmet": Text("未达到", "Not met"),
    "exempt": Text("豁免", "Exempt"),
    "unknown": Text("缺数据", "Unknown"),
    "to_judge": Text("人工判断", "For a person to judge"),
}
HIGHEST: Mapping[str, Text] = {
    "national": TIERS["national"],
    "provincial": TIERS["provincial"],
    "none": Text("未达到任一层级", "Neither tier"),
    "unknown": Text("缺数据，尚不能判断", "Open: data missing"),
}
ICONS = {
    "met": "check-circle-fill",
    "unmet": "x-circle-fill",
    "exempt": "shield-check",
    "unknown": "question-circle",
    "to_judge": "person-check",
}
UNITS: Mapping[str, Text] = {
    "年": Text("年", "years"),
    "万元": WAN_YUAN,
    "%": PER_CENT,
    "项": COUNT,
    "分": Text("分", "points"),
}
LABELS = {it.indicator: it.label for it in criteria()}
FIELDS = (
    Field("tier", Text("层级", "Tier"), domain="tier", key=True),
    Field("indicator", Text("条件", "Criterion"), key=True, labels=LABELS),
    Field("status", Text("结果", "Result"), labels=STATUSES),
    in_units(decimal("value", Text("企业的值", "Value"))),
    in_units(printed(decimal("threshold", Text("门槛", "Threshold")))),
    in_units(decimal("shortfall", Text("还差", "Short by"))),
    Field("unit", Text("单位", "Unit"), labels=UNITS),
    decimal("niche_rank", Text("细分市场排名", "Niche market rank"), digits=0),
    printed(text("new_rule", Text("新办法", "New rule"))),
    printed(text("old_rule", Text("原规定", "Old rule"))),
    printed(text("exemption", Text("豁免或替代", "Exemption or alternative"))),
    Field("highest", Text("最高达到（可量化条件）", "Highest tier met"), labels=HIGHEST),
    Field("name", Text("企业名称", "Enterprise")),
)


def _number(name: str) -> Param:
    column = columns().get(name)
    label = EXTRA[name] if column is None else _titled(column.label, column.unit)
    if name == "quality_score":  # points of 100, kept like a percentage
        label = columns()[name].label
    ceiling = 100 if column is not None and column.unit == PER_CENT else LIMITS.get(name, LARGEST)
    return Param(name, label, "", high=ceiling, step=0.01, pattern=EMPTY, scope=SCOPE)


def _titled(label: Text, unit: Text) -> Text:
    if unit in (COUNT, YEAR) or not unit.zh:
        return label
    return Text(f"{label.zh}（{unit.zh}）", f"{label.en} ({unit.en})")


PARAMS = (
    Param("enterprise", Text("企业（编号）", "Enterprise (id)"), "", pattern=ANY_ID, scope=SCOPE),
    *(_number(name) for name in NUMBERS),
    *(
        Param(name, label, "0", {"0": Text("无", "No"), "1": Text("有", "Yes")}, scope=SCOPE)
        for name, label in EXEMPTIONS.items()
    ),
)


def inputs(rows: Rows, params: Params) -> pl.DataFrame:
    """One row of the columns that `assess` reads: what was entered goes before what is on file.

    No row if the enterprise asked for is not in the registry.
    """
    held: dict[str, Any] = {}
    if params["enterprise"]:
        found = on_file(rows, params["enterprise"])
        if found is None:
            return pl.DataFrame(schema=dict(INPUTS))
        held = {name: value for name, value in found.items() if name in INPUTS}
    entered = {name: float(params[name]) for name in NUMBERS if params[name]}
    claimed = {name: params[name] == "1" for name in EXEMPTIONS}
    return pl.DataFrame([{**dict.fromkeys(INPUTS), **held, **entered, **claimed}], dict(INPUTS))


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """Every criterion of both tiers with its result; filters do not matter."""
    given = inputs(rows, params)
    units = {(it.tier, it.indicator): it.unit for it in criteria()}
    exemptions = {(it.tier, it.indicator): it.exemption for it in criteria()}
    results = criteria_results(given)
    pairs = list(results.select("tier", "indicator").iter_rows())
    highest = highest_tiers(given).to_list()
    ranked = pl.col("indicator") == "niche_share_pct"
    return results.with_columns(
        pl.Series("unit", [units[pair] for pair in pairs], dtype=pl.String),
        pl.Series("exemption", [exemptions[pair] or None for pair in pairs], dtype=pl.String),
        pl.when(ranked).then(pl.lit(_only(given["niche_rank"]))).alias("niche_rank"),
        pl.when(pl.col("status") == "unmet")
        .then(pl.col("threshold") - pl.col("value"))
        .alias("shortfall"),
        pl.lit(_only(highest), pl.String).alias("highest"),
        pl.col("old_rule").replace("", None),
    )


def _only(values: Any) -> Any:
    return values[0] if len(values) else None


def body(view: View) -> html.Div:
    """The answer first, then each tier's criteria with old rule beside new rule."""
    lead = [html.Strong(view.named["highest"][0])]
    if view.frame["name"][0]:
        lead.append(f" · {view.frame['name'][0]}")
    said = view.say("按可量化条件，最高达到：", "Highest tier whose countable criteria are met: ")
    tiers = [_tier(view, tier) for tier in TIER_IDS.values()]
    return html.Div([html.P([said, *lead], className="verdict"), *tiers], className="criteria")


def _tier(view: View, tier: str) -> html.Section:
    codes = view.frame.filter(pl.col("tier") == tier)
    rows = with_names(codes, view.fields, view.lang)
    words = [
        f"{STATUSES[status](view.lang)} {n}"
        for status in STATUSES
        if (n := codes.filter(pl.col("status") == status).height)
    ]
    heads = ("indicator", "value", "new_rule", "old_rule", "status")
    head = html.Thead(html.Tr([html.Th(view.field(name).label(view.lang)) for name in heads]))
    lines = [
        _line(view, code, row)
        for code, row in zip(codes["status"], rows.iter_rows(named=True), strict=True)
    ]
    grid = html.Table([head, html.Tbody(lines)], className="data")
    title = html.H3([TIERS[tier](view.lang), html.Small(" · ".join(words))])
    return html.Section([title, html.Div(grid, className="table-wrap", tabIndex="0")])


def _line(view: View, status: str, row: dict[str, Any]) -> html.Tr:
    new: list[Any] = [row["new_rule"]]
    if row["exemption"]:
        new.append(html.Small(row["exemption"], className="muted"))
    mark = html.Span(
        [html.I(className=f"bi bi-{ICONS[status]}"), f" {row['status']}"],
        className=f"result result-{status}",
    )
    short = []
    if row["shortfall"] is not None:
        amount = with_unit(row["shortfall"], row["unit"] or "", view.lang)
        short = [html.Small(view.say(f"还差 {amount}", f"short by {amount}"), className="muted")]
    return html.Tr(
        [
            html.Td(row["indicator"]),
            html.Td(_value(view, row), className="num"),
            html.Td(new),
            html.Td(row["old_rule"] or "—"),
            html.Td([mark, *short]),
        ]
    )


def _value(view: View, row: dict[str, Any]) -> str:
    parts = [] if row["value"] is None else [with_unit(row["value"], row["unit"] or "", view.lang)]
    if row["niche_rank"] is not None:
        rank = number(row["niche_rank"])
        parts.append(view.say(f"第{rank}名", f"rank {rank}"))
    return " · ".join(parts) or "—"


def alt(view: View) -> str:
    """The answer, and the first criterion that is open: the value beside its threshold."""
    opened = view.frame["status"].is_in(["unmet", "unknown"])
    said = view.say("可量化条件达到的层级：", "Tier whose countable criteria are met: ")
    said += view.named["highest"][0]
    if not opened.any():
        total = number(view.frame["threshold"].drop_nulls().to_list()[0])
        return said + view.say(f"；首个门槛{total}已达到。", f"; the first bar, {total}, is met.")
    first = view.named.filter(opened).row(0, named=True)
    bar = with_unit(first["threshold"], first["unit"] or "", view.lang)
    value = _value(view, first)
    return said + view.say(
        f"；未满足的条件：{first['indicator']}，门槛{bar}，企业{value}（{first['status']}）。",
        f"; open: {first['indicator']}, bar {bar}, enterprise {value} ({first['status']}).",
    )


EXHIBIT = Exhibit(
    id="recognition_calculator",
    title=Text("认定计算器（2026年新办法）", "Recognition calculator (2026 measures)"),
    reading=Text(
        "输入数值或选一家企业，逐条对照两级条件；输入的数值优先于企业库中的值，地址可以分享。",
        "Enter values or pick an enterprise and see every criterion of both tiers; what is entered "
        "goes before what is on file, and the address can be shared.",
    ),
    page="pathway",
    origin=("r01_criteria_2026", "e02"),
    fields=FIELDS,
    query=query,
    body=body,
    alt=alt,
    sample=one,
    params=PARAMS,
    note=Text(
        "缺少的值记为“缺数据”，不当作未达到。近两年各年的条件取两年中较低的一年。定性条件须由人判断，"
        "不影响“最高达到”。豁免与融资替代只在填写后生效。计算器不受页面筛选影响。",
        "A missing value makes a criterion unknown, not unmet. Criteria for each of two years take "
        "the lower one. Qualitative criteria are for a person to judge and do not block the "
        "highest tier met. Exemptions and funding count only if stated. The filters of the page "
        "do not touch the calculator.",
    ),
    basis="whole",
    width="full",
    height=520,
    order=50,
)
