"""The sums over industries that the text states (sections 2 and 2.3), recomputed."""

from typing import Any

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures.rows import Rows
from data_layer.reference_figures.tables import facts
from data_layer.topics.industries.measures import industry_measures, totals
from data_layer.vocabulary.fields import ENTERPRISES, Field, count, per_cent
from data_layer.vocabulary.text import Text

SERVICES = ("M75", "M73", "M74")
EQUIPMENT = ("C34", "C35", "C38", "C39")
ELECTRONICS = ("C397", "C398", "C3824")
"""Core electronics as section 2.3.2 of the report names them: two groups and a class of another."""
TOP_MANUFACTURING, TOP_DIVISIONS, TOP_GROUPS = 5, 12, 20

STATEMENTS = {
    "f_top12": Text("前12大类合计", "Twelve largest divisions"),
    "f_mid_top20": Text("前20中类合计", "Twenty largest groups"),
    "f_mfg_top5": Text("前五大制造业合计", "Five largest manufacturing divisions"),
    "f_services": Text("科技推广、研发、专业技术服务", "R&D, promotion, technical services"),
    "f_equipment": Text("通用、专用、电气、电子设备", "Machinery, electrical, electronics"),
    "f_core_elec_pct": Text("电子核心产业占国家级", "Core electronics, of little giants"),
    "f_core_elec": Text("电子核心产业国家级企业", "Little giants in core electronics"),
    "f_mid_n": Text("有企业的中类", "Groups with an enterprise"),
    "f_sub_n": Text("有企业的小类", "Classes with an enterprise"),
}
"""Facts that state a sum, by id; a share in per cent or a number."""

FIELDS: tuple[Field, ...] = (
    Field("statement", Text("指标", "Statement"), labels=STATEMENTS, key=True),
    per_cent("share_pct", Text("占比", "Share")),
    count("number", Text("数量", "Number"), Text("个/家", "items")),
    count("missing", Text("该层次行业未填报", "No industry of that level"), ENTERPRISES.unit),
)
LEVEL_OF = dict.fromkeys(STATEMENTS, "division") | {
    **dict.fromkeys(("f_mid_top20", "f_mid_n", "f_core_elec_pct", "f_core_elec"), "group"),
    "f_sub_n": "class",
}
"""The level of the classification that a statement is about."""


def industry_totals(rows: Rows, filters: Filters) -> pl.DataFrame:
    """Each statement with its `share_pct` or its `number`; nothing if no row passes."""
    divisions = industry_measures(rows, filters, "division")
    groups = industry_measures(rows, filters, "group")
    classes = industry_measures(rows, filters, "class")
    code = pl.col("industry_code")
    manufacturing = divisions.filter(code.str.starts_with("C"))
    parts = pl.concat([groups, classes]).filter(code.is_in(ELECTRONICS))
    giants, with_share = int(groups["little_giants"].sum()), groups["little_giants"].count()
    core = int(parts["little_giants"].sum()) if with_share else None
    shares = {
        "f_top12": _largest(divisions, TOP_DIVISIONS),
        "f_mid_top20": _largest(groups, TOP_GROUPS),
        "f_mfg_top5": _largest(manufacturing, TOP_MANUFACTURING),
        "f_services": _sum(divisions.filter(code.is_in(SERVICES))),
        "f_equipment": _sum(divisions.filter(code.is_in(EQUIPMENT))),
        "f_core_elec_pct": core / giants * 100 if core is not None and giants else None,
    }
    numbers = {"f_core_elec": core, "f_mid_n": groups.height, "f_sub_n": classes.height}
    if not divisions.height:
        return _table({}, {}).with_columns(pl.lit(None, pl.Int64).alias("missing"))
    total = totals(filters.apply(rows)).n
    frames = {"division": divisions, "group": groups, "class": classes}
    missing = {
        id: total - int(frames[level]["enterprises"].sum()) for id, level in LEVEL_OF.items()
    }
    table = _table(shares, numbers)
    lacking = pl.col("statement").replace_strict(missing, return_dtype=pl.Int64)
    return table.with_columns(lacking.alias("missing"))


def printed_totals() -> pl.DataFrame:
    """What the text states."""
    values = {id: facts()[id].value for id in STATEMENTS}
    shares = {id: value for id, value in values.items() if facts()[id].unit == "%"}
    return _table(shares, {id: v for id, v in values.items() if id not in shares})


def _table(shares: dict[str, float | None], numbers: dict[str, Any]) -> pl.DataFrame:
    records = [(id, shares.get(id), numbers.get(id)) for id in STATEMENTS]
    return pl.DataFrame(
        [record for record in records if record[0] in (*shares, *numbers)],
        schema={"statement": pl.String, "share_pct": pl.Float64, "number": pl.Float64},
        orient="row",
    )


def _largest(industries: pl.DataFrame, top: int) -> float:
    ordered = industries.sort("enterprises", "industry_code", descending=[True, False])
    return _sum(ordered.head(top))


def _sum(industries: pl.DataFrame) -> float:
    return float(industries["share_pct"].sum())
