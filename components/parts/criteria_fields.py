"""Columns of the criteria of 2026 with what an enterprise has, for calculator and profile."""

from collections.abc import Mapping

import polars as pl

from components.contract.exhibit import Params, Rows
from components.parts.criteria_inputs import inputs
from data_layer.filters.filters import Filters
from data_layer.policy.criteria import criteria
from data_layer.topics.pathway.calculator import judged_criteria
from data_layer.vocabulary.fields import Field, decimal, flag, printed, text
from data_layer.vocabulary.terms import TIERS
from data_layer.vocabulary.text import Text
from data_layer.vocabulary.units import GAP_UNITS, UNIT, by_unit, in_units, unit_code

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
    "unknown": Text("缺数据，尚不能判断", "Undecided (data missing)"),
}
DERIVED: Mapping[str, Text] = {
    "national_award": Text(
        "企业库记有近三年国家级科技奖励，故豁免",
        "The registry has a national science award of the last three years: exempt",
    ),
    "provincial_award": Text(
        "企业库记有省部级以上科技奖励，故豁免",
        "The registry has a provincial or higher science award: exempt",
    ),
    "rd_institution": Text(
        "企业库记有省部级以上研发机构，故豁免",
        "The registry has a provincial or higher R&D institution: exempt",
    ),
    "engineering_centre": Text(
        "企业库记有工程技术研究中心，属省级研发机构，故豁免",
        "The registry has an engineering research centre, a provincial R&D institution: exempt",
    ),
}
LABELS = {criterion.indicator: criterion.label for criterion in criteria()}
UNITS = tuple(
    dict.fromkeys(unit_code(criterion.unit) for criterion in criteria() if criterion.unit)
)
GAPS = tuple(GAP_UNITS.get(code, code) for code in UNITS)
FIELDS = (
    Field("tier", Text("层级", "Tier"), domain="tier", key=True),
    Field("indicator", Text("条件", "Criterion"), key=True, labels=LABELS),
    Field("status", Text("结果", "Result"), labels=STATUSES),
    *in_units(decimal("value", Text("企业的值", "Value")), UNITS),
    *in_units(printed(decimal("threshold", Text("门槛", "Threshold"))), UNITS),
    *in_units(decimal("shortfall", Text("还差", "Short by")), GAPS),
    decimal("niche_rank", Text("细分市场排名", "Niche market rank"), digits=0),
    printed(text("new_rule", Text("新办法", "New rule"))),
    printed(text("old_rule", Text("原规定", "Old rule"))),
    Field("old_status", Text("按原规定", "By the old rule"), labels=STATUSES),
    printed(text("exemption", Text("豁免或替代", "Exemption or alternative"))),
    Field("highest", Text("最高达到（可量化条件）", "Highest tier met"), labels=HIGHEST),
    Field("highest_2022", Text("按2022年规定", "By the rules of 2022"), labels=HIGHEST),
    flag(
        "without_provincial",
        Text("达到国家级而未达到省级", "National criteria met, provincial not"),
    ),
    Field("derived", Text("由其他字段得出的豁免", "Exemption from another column"), labels=DERIVED),
    Field(
        "contradicting", Text("互相矛盾的值", "Contradicting values"), english="contradicting_en"
    ),
    Field("contradicting_en", Text("互相矛盾的值（英文）", "Contradicting values in English")),
    Field("name", Text("企业名称", "Enterprise")),
)


def criteria_query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """Every criterion of both tiers with its result; filters do not matter."""
    judged = judged_criteria(inputs(rows, params))
    short = judged.select("shortfall", pl.col(UNIT).replace(GAP_UNITS))
    return by_unit(judged.drop("shortfall"), FIELDS).hstack(by_unit(short, FIELDS))
