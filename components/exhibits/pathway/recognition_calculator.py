"""Which criteria of 2026 an enterprise meets: values entered, or those of one in the registry."""

from collections.abc import Mapping
from typing import Any

import polars as pl
from dash import html

from components.contract.exhibit import Exhibit, Param, Params, Rows, View
from components.contract.quantity import amount, amounts
from components.contract.sample import one
from components.look.amounts import number
from components.parts.data_table import data_table
from data_layer.enterprises.record import on_file
from data_layer.filters.filters import Filters
from data_layer.policy.criteria import INPUTS, TIER_IDS, criteria
from data_layer.topics.pathway.calculator import held_against
from data_layer.vocabulary.fields import Field, decimal, flag, printed, text, with_names
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.terms import AWARDS, COUNT, PER_CENT, TIERS, YEAR
from data_layer.vocabulary.text import Text
from data_layer.vocabulary.units import GAP_UNITS, UNIT, by_unit, in_units, unit_code

SCOPE = "calculator"
EMPTY = r"(?:)"
"""The one value beside numbers that an input may hold: nothing, so unknown."""
ANY_ID = r"[^\x00-\x1f\x7f]{0,80}"
EXTRA: Mapping[str, Text] = {
    "financing": Text("近期融资（万元）", "Funding received (CNY 10,000)"),
}
EXEMPTIONS: Mapping[str, Text] = {
    "exempt_provincial": Text(
        "省部级以上科技奖励或研发机构", "Provincial or higher science award or R&D institution"
    ),
    "exempt_national": AWARDS["national_award"],
}
MISSING = "—"
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
ICONS = {
    "met": "check-circle-fill",
    "unmet": "x-circle-fill",
    "exempt": "shield-check",
    "unknown": "question-circle",
    "to_judge": "person-check",
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
        Param(
            name, label, "0", options={"0": Text("无", "No"), "1": Text("有", "Yes")}, scope=SCOPE
        )
        for name, label in EXEMPTIONS.items()
    ),
)


def inputs(rows: Rows, params: Params) -> pl.DataFrame:
    """One row of the columns that `assess` reads: what was entered goes before what is on file.

    No row if the enterprise asked for is not in the registry.
    """
    recorded: dict[str, Any] = {}
    if params["enterprise"]:
        record = on_file(rows, params["enterprise"])
        if record is None:
            return pl.DataFrame(schema=dict(INPUTS))
        recorded = {name: value for name, value in record.items() if name in INPUTS}
    entered = {name: float(params[name]) for name in NUMBERS if params[name]}
    claimed = {name: params[name] == "1" for name in EXEMPTIONS}
    return pl.DataFrame([{**dict.fromkeys(INPUTS), **recorded, **entered, **claimed}], dict(INPUTS))


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """Every criterion of both tiers with its result; filters do not matter."""
    judged = held_against(inputs(rows, params))
    short = judged.select("shortfall", pl.col(UNIT).replace(GAP_UNITS))
    return by_unit(judged.drop("shortfall"), FIELDS).hstack(by_unit(short, FIELDS))


def body(view: View) -> html.Div:
    """The answer first, then each tier's criteria with old rule beside new rule."""
    lead = [html.Strong(view.named["highest"][0])]
    if view.frame["name"][0]:
        lead.append(f" · {view.frame['name'][0]}")
    words = view.say("按可量化条件，最高达到：", "Highest tier whose countable criteria are met: ")
    before = (
        view.say("；按2022年规定：", "; by the rules of 2022: ") + view.named["highest_2022"][0]
    )
    tiers = [_tier(view, tier) for tier in TIER_IDS.values()]
    verdict = html.P([words, *lead, before], className="verdict")
    return html.Div([verdict, *_remarks(view), *tiers], className="criteria")


def _remarks(view: View) -> list[html.P]:
    """What a reader should know before the criteria: a tier skipped, values that clash."""
    remarks = []
    if view.frame["without_provincial"][0]:
        unmet = (view.frame["tier"] == "provincial") & (view.frame["status"] == "unmet")
        names = view.say("、", ", ").join(view.named.filter(unmet)["indicator"])
        remarks.append(
            view.say(
                f"国家级的可量化条件均已达到，而省级条件未达到：{names}。"
                "两级清单各自独立，国家级清单没有此项。",
                f"The countable national criteria are met and a provincial one is not: {names}. "
                "Each list stands alone, and the national one does not state it.",
            )
        )
    clash = view.named["contradicting"][0]
    if clash:
        remarks.append(view.say(f"所给的值互相矛盾：{clash}。", f"The values contradict: {clash}."))
    return [html.P(remark, className="notice", role="note") for remark in remarks]


def _tier(view: View, tier: str) -> html.Section:
    codes = view.frame.filter(pl.col("tier") == tier)
    rows = with_names(codes, view.fields, view.lang)
    texts = {name: amounts(rows, FIELDS, name, lang=view.lang) for name in ("value", "shortfall")}
    rows = rows.with_columns(pl.Series(name, words, pl.String) for name, words in texts.items())
    words = [
        f"{STATUSES[status](view.lang)} {n}"
        for status in STATUSES
        if (n := codes.filter(pl.col("status") == status).height)
    ]
    heads = ("indicator", "value", "new_rule", "old_rule", "status")
    labels = {f.quantity or f.name: f.label(view.lang) for f in view.fields}
    lines = [
        _line(view, code, row)
        for code, row in zip(codes["status"], rows.iter_rows(named=True), strict=True)
    ]
    title = html.H3([TIERS[tier](view.lang), html.Small(" · ".join(words))])
    return html.Section([title, data_table([html.Th(labels[name]) for name in heads], lines)])


def _line(view: View, status: str, row: dict[str, Any]) -> html.Tr:
    new: list[Any] = [row["new_rule"]]
    if row["exemption"]:
        new.append(html.Small(row["exemption"], className="muted"))
    if row["derived"]:
        new.append(html.Small(row["derived"], className="muted"))
    old: list[Any] = [row["old_rule"] or "—"]
    if row["old_status"]:
        old.append(html.Small(row["old_status"], className="muted"))
    mark = html.Span(
        [html.I(className=f"bi bi-{ICONS[status]}"), f" {row['status']}"],
        className=f"result result-{status}",
    )
    short = []
    missing = row["shortfall"]
    if missing:
        short = [html.Small(view.say(f"还差 {missing}", f"short by {missing}"), className="muted")]
    return html.Tr(
        [
            html.Td(row["indicator"]),
            html.Td(_value(view, row, row["value"]), className="num"),
            html.Td(new),
            html.Td(old),
            html.Td([mark, *short]),
        ]
    )


def _value(view: View, row: dict[str, Any], value: str) -> str:
    parts = [value] if value else []
    if row["niche_rank"] is not None:
        rank = number(row["niche_rank"])
        parts.append(view.say(f"第{rank}名", f"rank {rank}"))
    return " · ".join(parts) or MISSING


def alt(view: View) -> str:
    """The answer, and the first criterion that is open: the value beside its threshold."""
    opened = view.frame["status"].is_in(["unmet", "unknown"])
    words = view.say("可量化条件达到的层级：", "Tier whose countable criteria are met: ")
    words += view.named["highest"][0]
    if not opened.any():
        total = amount(view.frame.row(0, named=True), FIELDS, "threshold", lang=view.lang)
        return words + view.say(
            f"；例如门槛{total}已达到。", f"; for one, the bar of {total} is met."
        )
    first = view.named.filter(opened).row(0, named=True)
    bar = amount(first, FIELDS, "threshold", lang=view.lang)
    value = _value(view, first, amount(first, FIELDS, "value", lang=view.lang))
    own = "" if value == MISSING else view.say(f"企业{value}，", f"enterprise {value}, ")
    return words + view.say(
        f"；未满足的条件：{first['indicator']}，门槛{bar}，{own}{first['status']}。",
        f"; open: {first['indicator']}, bar {bar}, {own}{first['status'].lower()}.",
    )


EXHIBIT = Exhibit(
    title=Text("认定计算器（2026年新办法）", "Recognition calculator (2026 measures)"),
    reading=Text(
        "输入数值或选一家企业，逐条对照两级条件；输入的数值优先于企业库中的值，地址可以分享。",
        "Enter values or pick an enterprise and see every criterion of both tiers; what is entered "
        "goes before what is on file, and the address can be shared.",
    ),
    origin=("r01_criteria_2026", "e02"),
    fields=FIELDS,
    query=query,
    body=body,
    alt=alt,
    sample=one,
    params=PARAMS,
    note=Text(
        "缺少的值记为“缺数据”，不当作未达到。近两年各年的条件取两年中较低的一年。定性条件须由人判断，"
        "不影响“最高达到”。豁免与融资替代在填写后生效，企业库记有的豁免由其得出并注明：近三年国家级科技奖励（排名前三）豁免两级的I类知识产权；"
        "省部级以上科技奖励、省部级以上研发机构、工程技术研究中心（省级研发机构，见报告4.2节的研发平台阶梯）豁免省级的这一项。"
        "企业库没有融资一栏。“按原规定”只计第1.3节印出门槛的各项。计算器不受页面筛选影响。",
        "A missing value makes a criterion unknown, not unmet. Criteria for each of two years take "
        "the lower one. Qualitative criteria are for a person to judge and do not block the "
        "highest tier met. Exemptions and funding count if entered, and what is on file "
        "exempts too, and is said: a national science award of the last three years (among the "
        "first three named) from class I IP in both tiers; a provincial or higher science award, "
        "such an R&D institution, or an engineering research centre (a provincial R&D institution "
        "by the ladder of platforms, section 4.2) from the provincial criterion. Funding is not in "
        "the registry. The old rules are the thresholds of 2022 that section 1.3 prints. The "
        "filters of the page do not touch the calculator.",
    ),
    basis="whole",
    width="full",
    height=520,
    order=50,
)
