"""Targets that the text sets for each stage (r04, sections 4.1.1 to 4.1.3)."""

from components.contract.exhibit import Exhibit, View
from components.contract.queries import printed_table
from data_layer.vocabulary.fields import key, text
from data_layer.vocabulary.text import Text

FIELDS = (
    key("stage", Text("阶段", "Stage"), "words"),
    key("topic", Text("方面", "Topic"), "words"),
    key("indicator", Text("指标", "Indicator"), "words"),
    key("target", Text("目标", "Target"), "words"),
    text("horizon", Text("期限", "Horizon")),
)


def alt(view: View) -> str:
    """How many targets there are of each stage."""
    counts = view.named.group_by("stage", maintain_order=True).len()
    counted = view.say("、", ", ").join(f"{stage} {n}" for stage, n in counts.iter_rows())
    return view.say(f"各阶段的目标数：{counted}。", f"Targets of each stage: {counted}.")


EXHIBIT = Exhibit(
    title=Text("各阶段的具体目标", "Targets of each stage"),
    reading=Text(
        "报告：正文给出的量化目标；引领层只给方向，没有数字。",
        "The report: the targets that its text puts in numbers; for leadership it gives "
        "directions only.",
    ),
    origin=("r04_stage_targets", "e48"),
    fields=FIELDS,
    query=printed_table("r04_stage_targets"),
    alt=alt,
    basis="reference",
    note=Text(
        "报告第4.1.1至4.1.3节。其中6%与10%两个研发占比门槛与第三章分档、第1.3节的3%不是同一口径"
        "（勘误 x40）；攻坚层目标与“小巨人”认定门槛相同（勘误 x42）。",
        "Sections 4.1.1 to 4.1.3. The 6% and 10% of R&D intensity are not the bands of chapter 3 "
        "nor the 3% of section 1.3 (erratum x40); the targets of the breakthrough stage equal the "
        "little-giant criteria (erratum x42).",
    ),
    height=430,
    order=70,
)
