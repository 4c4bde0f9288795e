"""Three policy stages since 2011 (e01)."""

import re

import polars as pl

from components.charts.timeline import Period, timeline
from components.contract.exhibit import Exhibit, Figure, Params, Rows, View
from components.look.amounts import number
from data_layer.filters.filters import Filters
from data_layer.reference_figures import tables as reference
from data_layer.vocabulary.fields import count, key, text
from data_layer.vocabulary.text import Text

LITTLE_GIANTS_OF = {"体系构建期": "f_build_stage"}
"""Stage to the fact that counts the little giants cultivated in it."""
FIELDS = (
    key("stage", Text("阶段", "Stage"), "words"),
    text("period", Text("时间", "Period")),
    text("core_task", Text("核心任务", "Core task")),
    text("policy_focus", Text("政策重心", "Policy focus")),
    text("enterprise_count_feature", Text("企业数量特征", "Number of enterprises")),
    count(
        "little_giants",
        Text("期间培育“小巨人”", "Little giants cultivated"),
        Text("家", "enterprises"),
    ),
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """The three printed rows; the registry does not touch them."""
    counted = {stage: reference.fact_value(fact) for stage, fact in LITTLE_GIANTS_OF.items()}
    numbers = pl.col("stage").replace_strict(counted, default=None, return_dtype=pl.Float64)
    return reference.table("e01_policy_stages").with_columns(numbers.alias("little_giants"))


def figure(view: View) -> Figure:
    """The stages on a line of years."""
    pairs = zip(view.frame["period"], view.named.iter_rows(named=True), strict=True)
    return timeline(view, [_period(view, printed, row) for printed, row in pairs])


def _period(view: View, printed: str, row: dict[str, object]) -> Period:
    years = [int(year) for year in re.findall(r"\d{4}", printed)]
    lines = [str(row["core_task"]), str(row["policy_focus"]), str(row["enterprise_count_feature"])]
    giants = row["little_giants"]
    if isinstance(giants, int):
        note = view.say(f"（“小巨人”{giants:,}家）", f" ({giants:,} little giants)")
        lines[-1] += note
    end = years[1] if len(years) > 1 else None
    return Period(years[0], end, f"{row['period']} {row['stage']}", lines=lines)


def alt(view: View) -> str:
    """The stages and the one number printed of them."""
    stages = view.say("、", ", ").join(view.named["stage"])
    giants = number(view.frame["little_giants"].drop_nulls().to_list()[0])
    return view.say(
        f"三个阶段：{stages}；体系构建期累计培育“小巨人”{giants}家。",
        f"Three stages: {stages}; {giants} little giants were cultivated in the second.",
    )


EXHIBIT = Exhibit(
    title=Text("政策三阶段", "Three policy stages"),
    reading=Text(
        "报告：从地方试点到扩大规模，再到动态管理、优中选优。",
        "The report: from local pilots to growing numbers, and on to dynamic management and "
        "selection.",
    ),
    origin=("e01", "f_build_stage"),
    fields=FIELDS,
    query=query,
    figure=figure,
    alt=alt,
    basis="reference",
    height=430,
    order=20,
)
