"""Patent strategies by kind of enterprise (e51)."""

from components.contract.exhibit import Exhibit, View
from components.contract.queries import printed_table
from data_layer.vocabulary.fields import key, text
from data_layer.vocabulary.text import Text

FIELDS = (
    key("sector", Text("企业类型", "Kind of enterprise"), "words"),
    text("focus", Text("专利培育重点", "Focus")),
    text("target", Text("目标指标（件）", "Target")),
    text("support", Text("支持政策", "Support")),
)


def alt(view: View) -> str:
    """The first kind and its target."""
    first = view.named.row(0, named=True)
    return view.say(
        f"三类企业各有专利目标；{first['sector']}：{first['target']}。",
        f"Three kinds of enterprise, each with its target; {first['sector']}: {first['target']}.",
    )


EXHIBIT = Exhibit(
    title=Text("差异化专利培育", "Patent strategies by kind"),
    reading=Text(
        "报告：硬科技看发明与I类，软件看软著与算法，基础制造看工艺改进。",
        "The report: inventions and class I for hard technology, copyrights and algorithms "
        "for software, process improvement for basic manufacturing.",
    ),
    origin=("e51",),
    fields=FIELDS,
    query=printed_table("e51_patent_strategy"),
    alt=alt,
    basis="reference",
    width="third",
    height=260,
    order=100,
)
