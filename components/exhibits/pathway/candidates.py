"""Provincial enterprises nearest to national recognition, with the gaps that remain."""

import polars as pl

from components.charts.sentences import leaders, sentence
from components.claims.extremes import Count
from components.claims.sentence import AltText
from components.contract.exhibit import Exhibit, Param, Params, Rows, View
from components.look.amounts import counted
from components.parts.gap_cells import SHORT_NAMES
from components.parts.gap_heatmap import gap_heatmap
from components.parts.gap_table import gap_table
from data_layer.filters.filters import Filters
from data_layer.measures.rows import collect
from data_layer.measures.tiers import of_tiers
from data_layer.policy import compared
from data_layer.policy.candidates import attained, measured, with_attainments
from data_layer.policy.sector_targets import TARGETS, below, rd_advice, success, targets
from data_layer.scoring.scores import benchmarks, with_scores
from data_layer.scoring.weights import Weighting, default_weights
from data_layer.vocabulary.fields import Field, count, decimal, of_column, per_cent, printed
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.terms import NO_UNIT, PER_CENT, PIECES
from data_layer.vocabulary.text import Text

SHOW = {
    "near": Text("还有差距的", "With gaps"),
    "ready": Text("可量化条件已全部达到的", "Every countable criterion met"),
    "all": Text("全部", "All"),
}
PLACES = ("province_code", "city_code", "division", "sector")
BELOW = {
    "invention_grants": Text("发明授权低于领域目标", "Inventions below sector target"),
    "patents": Text("专利低于领域目标", "Patents below sector target"),
    "software_copyrights": Text("软著低于领域目标", "Copyrights below sector target"),
    "rd_ratio": Text("研发占比低于领域目标", "R&D intensity below sector target"),
}
UNITS = {"rd_ratio": PER_CENT}
CRITERIA = Text("项", "criteria")
FIELDS = (
    count("rank", Text("名次", "Rank"), NO_UNIT),
    Field("id", Text("企业编号", "Enterprise id"), key=True),
    Field("name", Text("企业名称", "Name")),
    *(of_column(columns()[name]) for name in PLACES),
    count("open", Text("未满足的条件", "Open criteria"), CRITERIA),
    count("unmet", Text("其中未达到", "of these not met"), CRITERIA),
    count("unknown", Text("其中缺数据", "of these unknown"), CRITERIA),
    decimal("shortfall", Text("距离（缺口之和）", "Distance (sum of shortfalls)"), digits=3),
    *compared.FIELDS,
    *(
        per_cent(attained(name), Text(f"达成度·{label.zh}", f"Attained: {label.en}"), 1)
        for name, label in SHORT_NAMES.items()
    ),
    *(
        decimal(f"{name}_below", label, UNITS.get(name, PIECES), digits=1)
        for name, label in BELOW.items()
    ),
    decimal(
        "rd_advice_below", Text("研发占比低于冲刺建议", "R&D below advice"), PER_CENT, digits=1
    ),
    decimal("score", Text("科创力得分", "Innovation score"), digits=1),
    printed(per_cent("success_pct", Text("报告的认定成功率", "Success rate in the report"), 1)),
)


ORDER = ("open", "shortfall", "id")
TIER = "provincial"


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """The first `top` provincial enterprises that pass, by open criteria, shortfall and id."""
    weights = {"score": Weighting(default_weights())}
    added = {f.name for f in FIELDS} - {"rank", "rd_advice_below", "success_pct"}
    wanted = sorted({c for c in added if not c.endswith("_below")} | set(TARGETS))
    chosen = _nearest(filters.apply(rows), params["show"], int(float(params["top"])))
    listed = with_scores(with_attainments(measured(chosen)), benchmarks(rows), weights)
    first = collect(listed.select(*wanted)).sort(*ORDER)
    return first.with_row_index("rank", 1).with_columns(
        *(below(name, targets(name)).alias(f"{name}_below") for name in TARGETS),
        below("rd_ratio", rd_advice()).alias("rd_advice_below"),
        success("score").alias("success_pct"),
    )


def _nearest(passed: Rows, show: str, top: int) -> Rows:
    """The first `top` rows of the provincial tier in the order of the exhibit, unordered."""
    gaps = of_tiers(measured(passed), (TIER,))
    if show != "all":
        ready = pl.col("open") == 0
        gaps = gaps.filter(ready if show == "ready" else ~ready)
    first = collect(gaps.select(*ORDER).sort(*ORDER).head(top))["id"]
    return passed.filter(pl.col("id").is_in(first.to_list()))


def alt(view: View) -> AltText:
    """The nearest: the smallest shortfall among those with the fewest open criteria."""
    fewest = int(view.frame["open"].to_list()[0])
    kind = Text(
        f"所列企业中未满足{fewest}项的" if fewest else "所列企业中各项均满足的",
        f"Listed with {counted(fewest, 'criteria') if fewest else 'no criterion'} open",
    )
    near = pl.col("open") == fewest
    count = Count(kind, view.frame.filter(near).height, near, unit="家")
    nearest = leaders(
        view,
        "name",
        "shortfall",
        least=True,
        where=near,
        what=Text("缺口", "shortfall among these"),
    )
    return sentence(view, count, *([] if nearest is None else [nearest]))


EXHIBIT = Exhibit(
    title=Text("离国家级最近的省级企业", "Provincial enterprises nearest to the national tier"),
    reading=Text(
        "按2026年“小巨人”六项可量化条件排序：先看未满足的条件数，再看缺口大小；点企业名打开画像。",
        "Ordered by the six countable little-giant criteria of 2026: open criteria first, then the "
        "size of the shortfalls; a name opens the profile.",
    ),
    origin=("r01_criteria_2026", "r02_sector_targets", "r03_rd_advice", "e35", "e24"),
    fields=FIELDS,
    query=query,
    figure=gap_heatmap,
    body=gap_table,
    alt=alt,
    among=pl.col("tier") == TIER,
    params=(
        Param("show", Text("列出", "Show"), "near", options=SHOW),
        Param("top", Text("前几家", "Top"), "20", low=5, high=20_000, step=5),
    ),
    requires=("tier", "revenue", "class1_ip", "quality_score"),
    note=Text(
        "规则：条件未达到或缺数据即为“未满足”。缺口 =（门槛 − 值）÷ 门槛，在0与1之间，缺数据记1；"
        "市场占有率与排名取较小的缺口，排名的缺口 =（排名 − 3）÷ 排名。距离为六项缺口之和；"
        "依次按未满足条件数、距离、编号排序。达成度 = 100 ×（1 − 缺口），“?”为缺数据。"
        "企业库记有近三年国家级科技奖励的，I类知识产权一项算达到；产业链定位须由人判断，不计。另列：与领域目标（r02）和冲刺国家级研发建议（r03）"
        "的差距、科创力得分（五维，图表24权重）及报告对该得分段与领域印出的认定成功率（图表35）。",
        "Rule: a criterion is open if it is not met or unknown. Shortfall = (threshold - value) / "
        "threshold, from 0 to 1, and 1 if unknown; of share and rank the smaller counts, a rank's "
        "being (rank - 3) / rank. Distance is the sum of six shortfalls; the order is open "
        "criteria, distance, id. Attained = 100 x (1 - shortfall), '?' is unknown. A national "
        "science award of the last three years on file meets class I IP; the position in the "
        "industry chain is for a person to judge and does not count. Also listed: "
        "gaps to the sector targets (r02) and to the R&D advice for the national tier (r03), the "
        "innovation score (five dimensions, weights of exhibit 24) and "
        "the success rate that the report prints for that score and sector (exhibit 35).",
    ),
    width="full",
    height=640,
    order=60,
)
