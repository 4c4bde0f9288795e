"""Talent plans by kind of enterprise (e52)."""

from components.charts.sentences import leader
from components.claims.sentence import AltText
from components.contract.exhibit import Exhibit, View
from components.contract.queries import printed_table
from data_layer.vocabulary.fields import key, per_cent, text
from data_layer.vocabulary.text import Text

FIELDS = (
    key("sector", Text("行业类型", "Kind of enterprise"), "words"),
    per_cent("rd_staff_target_pct", Text("研发人员不低于", "R&D staff, at least"), 0),
    text("focus", Text("引才重点", "Whom to attract")),
    text("support", Text("支持措施", "Support")),
)


def alt(view: View) -> AltText:
    """The kind with the highest target."""
    what = Text("研发人员占比目标下限", "least share of R&D staff targeted")
    return leader(view, "sector", "rd_staff_target_pct", what=what)


EXHIBIT = Exhibit(
    title=Text("差异化人才梯队", "Talent plans by kind"),
    reading=Text(
        "报告：研发人员占比目标，软件信息最高，硬科技制造最低。",
        "The report: the target for R&D staff is highest in software, lowest in "
        "hard-technology manufacturing.",
    ),
    origin=("e52",),
    fields=FIELDS,
    query=printed_table("e52_talent_strategy"),
    alt=alt,
    basis="reference",
    width="third",
    height=260,
    order=110,
)
