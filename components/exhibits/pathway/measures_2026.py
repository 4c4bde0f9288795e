"""What the 2026 measures change (e02)."""

from components.contract.exhibit import Exhibit, View
from components.contract.queries import printed_table
from data_layer.vocabulary.fields import Field, text
from data_layer.vocabulary.text import Text

FIELDS = (
    Field("no", Text("序号", "No."), key=True, digits=0),
    text("feature", Text("变化特征", "Change")),
    text("change", Text("具体内容", "What it says")),
)


def alt(view: View) -> str:
    """How many changes, and the first."""
    first = view.named.row(0, named=True)
    total = view.frame.height
    return view.say(
        f"新办法共{total}项核心变化，第{first['no']}项：{first['feature']}。",
        f"The new measures make {total} core changes; number {first['no']}: {first['feature']}.",
    )


EXHIBIT = Exhibit(
    title=Text("2026年新办法的核心变化", "What the 2026 measures change"),
    reading=Text(
        "报告：两级门槛都提高，并加入发展质量评价与动态管理；逐条门槛见下方认定计算器。",
        "The report: both bars rise, and a quality evaluation and dynamic management come "
        "in; the calculator below has each threshold.",
    ),
    origin=("e02",),
    fields=FIELDS,
    query=printed_table("e02_new_measures_2026", sort="no"),
    alt=alt,
    basis="reference",
    height=430,
    order=30,
)
