"""How far the registry in use meets every figure that the sources print."""

from collections.abc import Mapping
from functools import cache

import polars as pl
from dash import html

from components.charts.tiles import Tile, tiles
from components.contract.counted import Members, RowContext
from components.contract.exhibit import Exhibit, Params, Rows, View
from components.contract.quantity import amount
from components.rendering.table import table
from data_layer.calibration import STATUSES, calibration, columns_read, targets
from data_layer.calibration.target import TOLERANCES
from data_layer.filters.filters import Filters
from data_layer.reference_figures import tables as reference
from data_layer.vocabulary.fields import ENTERPRISES, Field, count, key, printed
from data_layer.vocabulary.text import Text
from data_layer.vocabulary.units import GAP_UNITS, UNIT, by_unit, in_units, unit_code

ORDER = ("missed", "contradicted", "implausible", "met", "not_targeted")
"""What asks for attention comes first."""


def _origin() -> tuple[str, ...]:
    ids = {*reference.catalogue(), *reference.facts()}
    return tuple(dict.fromkeys(t.exhibit for t in targets() if t.exhibit in ids))


UNITS = tuple(dict.fromkeys(unit_code(target.unit.zh) for target in targets()))
GAPS = tuple(dict.fromkeys(GAP_UNITS.get(code, code) for code in UNITS))
FIELDS = (
    key("target", Text("目标", "Target")),
    Field("exhibit", Text("图表或数据", "Figure or fact")),
    Field("label", Text("名称", "Label"), english="label_en"),
    Field("label_en", Text("名称（英文）", "Label in English")),
    *in_units(printed(Field("published", Text("报告原值", "Published"), digits=3)), UNITS),
    *in_units(Field("achieved", Text("算得", "Achieved"), digits=3), UNITS),
    *in_units(Field("difference", Text("差", "Difference"), digits=3), GAPS),
    count(
        "missing",
        Text("所用各列有缺值的企业", "Enterprises without one of the columns read"),
        ENTERPRISES.unit,
    ),
    *in_units(Field("tolerance", Text("容差", "Tolerance"), digits=3), GAPS),
    Field(
        "rule",
        Text("容差规则", "Rule of the tolerance"),
        domain="words",
        labels={str(kind): rule for kind, rule in TOLERANCES.items()},
    ),
    Field("status", Text("结果", "Status"), labels=STATUSES),
    Field("erratum", Text("勘误", "Errata")),
    Field("reason", Text("说明", "Reason"), english="reason_en"),
    Field("reason_en", Text("说明（英文）", "Reason in English")),
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """Every target, those not met first; of the whole registry, since the report is too."""
    measured = calibration(rows)
    renamed = measured.rename(
        {"label_zh": "label", "reason_zh": "reason", "kind": "rule"}
    ).with_columns(
        pl.col("status").cast(pl.String),
        pl.Series("unit", [unit_code(unit) for unit in measured["unit_zh"]], pl.String),
    )
    place = pl.col("status").replace_strict({status: i for i, status in enumerate(ORDER)})
    ordered = renamed.with_row_index("printed_order").sort(place, "printed_order")
    gaps = ordered.select("difference", "tolerance", pl.col(UNIT).replace(GAP_UNITS))
    figures = by_unit(ordered.drop("difference", "tolerance"), FIELDS)
    return figures.hstack(by_unit(gaps, FIELDS))


def body(view: View) -> html.Div:
    """How many targets have each status, then all of them."""
    counts = dict(view.frame.group_by("status").len().iter_rows())
    summary = [
        Tile(label=STATUSES[status](view.lang), value=counts.get(status, 0), unit="")
        for status in ORDER
    ]
    return html.Div(
        [tiles(view, summary), table(view.frame, view.fields, view.lang, home=view.home)],
        className="with-summary",
    )


def alt(view: View) -> str:
    """How many targets are met, and the first."""
    counts = dict(view.frame.group_by("status").len().iter_rows())
    listed = [f"{STATUSES[status](view.lang)} {counts.get(status, 0)}" for status in ORDER]
    first = view.named.row(0, named=True)
    published = amount(first, FIELDS, "published", lang=view.lang)
    return view.say("，", ", ").join(listed) + view.say(
        f"；例如{first['label']}：报告{published}。",
        f"; for one, {first['label']}: published {published}.",
    )


def _lacking(context: RowContext) -> str:
    return f"where={_read()[context.row['target']]}:missing"


@cache
def _read() -> Mapping[str, str]:
    """The columns that each target is measured by, as a condition joins them."""
    return {target.id: "+".join(sorted(columns_read(target))) for target in targets()}


EXHIBIT = Exhibit(
    title=Text("校准", "Calibration"),
    reading=Text(
        "报告印出的每个数，当前企业库算得多少、是否在容差之内；不符之处注明与哪条勘误相关。",
        "For each figure that the report prints: what the registry in use gives, and whether it "
        "is within the tolerance; where not, which erratum concerns it.",
    ),
    origin=_origin(),
    fields=FIELDS,
    members=Members(row="", columns={"missing": _lacking}),
    query=query,
    alt=alt,
    body=body,
    basis="whole",
    note=Text(
        "按整个企业库计算，筛选不作用于此表：报告的数也是全体的数。演示企业库照这些目标生成；"
        "对导入的企业库，此表说明它与报告的全体相差多少。“与勘误矛盾”指报告的数彼此矛盾，"
        "无法同时满足，“勘误存疑”指要满足它须有不合情理的数，算式见说明。报告没有印出的，演示企业库按真实比例展开：省份、城市、大类及其组合取"
        "上市企业、高新技术企业、工信部前两批“小巨人”等公开汇总计数为权重，不含任何真实企业，来源写在"
        "data_layer/data/demo_weights.csv首部；分档之内平滑过渡，注册资本多取整数，人均营收按行业有别，煤矿、油气、烟草只在其产地。单项冠军200家、"
        "创新型300家是规则，在167,372家之内、两级之外。97%以上的国家级企业符合所属批次的规则（I类知识"
        "产权2项，占有率10%或前三名，披露者两年研发占比3%）。天津取京津冀1.9万家减去北京、河北后所余，"
        "远少于实际，见勘误x24。科技奖励与研发机构无印出的数：国家级企业0.6%有近三年国家级科技奖励、约7.5%有"
        "省部级以上科技奖励，省级企业为0.03%与约1.5%；工程技术研究中心与35%的企业技术中心算省部级以上研发机构。",
        "Computed over the whole registry; filters do not apply, since the report's figures are of "
        "all enterprises too. The demonstration registry is made to meet these targets; for a "
        "registry that was imported, this table says how far it is from the report's. "
        "'Contradicted' means that printed figures contradict each other and cannot all be met, "
        "'doubtful by an erratum' that meeting one takes an implausible number; "
        "the arithmetic stands in the reason. What the report does not print, the demonstration "
        "spreads in real proportions: provinces, cities, divisions and their pairing weigh as "
        "published counts of listed and of high-tech enterprises, of the ministry's first two "
        "batches of little giants and the like, with no real enterprise in it; the head of "
        "data_layer/data/demo_weights.csv names the sources. Bands pass smoothly into each other, "
        "capital stands on round numbers, revenue a head differs by industry, and coal, oil and "
        "tobacco stand on their ground. 200 single champions and 300 innovative SMEs are a "
        "rule: among the 167,372, in neither of the two tiers. More than 97% of the national tier "
        "meet the rules of their batch (two class I IP, 10% of the market or the first three, 3% "
        "for R&D in both years where disclosed). Tianjin is what the 19,000 enterprises of "
        "Beijing-Tianjin-Hebei leave beside Beijing and Hebei, far fewer than there are (erratum "
        "x24). Awards and R&D institutions are printed nowhere: 0.6% of the national tier have a "
        "national science award of the last three years and some 7.5% a provincial or higher one, "
        "of the provincial tier 0.03% and some 1.5%; engineering research centres and 35% of "
        "technology centres count as provincial or higher R&D institutions.",
    ),
    width="full",
    order=40,
)
