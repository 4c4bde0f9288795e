"""From little giant to key little giant (e49)."""

from components.contract.exhibit import Exhibit, View
from components.contract.queries import printed_table
from data_layer.vocabulary.fields import key, text
from data_layer.vocabulary.text import Text

FIELDS = (
    key("dimension", Text("培育维度", "Dimension"), "words"),
    text("assault_goal", Text("攻坚层目标", "Goal at breakthrough")),
    text("leading_goal", Text("引领层目标", "Goal at leadership")),
    text("path", Text("跃升路径", "Path")),
)


def alt(view: View) -> str:
    """The dimensions."""
    names = view.say("、", ", ").join(view.named["dimension"])
    return view.say(f"五个培育维度：{names}。", f"Five dimensions: {names}.")


EXHIBIT = Exhibit(
    title=Text("重点“小巨人”培育路径", "The path to key little giant"),
    reading=Text(
        "报告：从攻坚层到引领层，五个维度各自要跨过什么。",
        "The report: what each of five dimensions has to cross between breakthrough and "
        "leadership.",
    ),
    origin=("e49",),
    fields=FIELDS,
    query=printed_table("e49_key_little_giant_path"),
    alt=alt,
    basis="reference",
    height=430,
    order=80,
)
