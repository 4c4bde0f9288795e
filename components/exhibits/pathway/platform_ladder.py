"""The ladder of R&D platforms (r05, section 4.2.1)."""

from components.charts.steps import Step, steps
from components.contract.exhibit import Exhibit, Figure, View
from components.contract.queries import printed_table
from data_layer.vocabulary.fields import key, text
from data_layer.vocabulary.text import Text

FIELDS = (
    key("level", Text("级别", "Level"), "words"),
    text("requirement", Text("平台与要求", "Platform and requirement")),
)


def figure(view: View) -> Figure:
    """Three rising steps."""
    rows = view.named.iter_rows(named=True)
    items = [Step(r["level"], [r["requirement"]], r["requirement"]) for r in rows]
    return steps(view, items, width=18)


def alt(view: View) -> str:
    """The levels and what they ask for."""
    colon = view.say("：", ": ")
    levels = view.say("；", "; ").join(
        f"{level}{colon}{requirement}" for level, requirement in view.named.iter_rows()
    )
    return levels + view.say("。", ".")


EXHIBIT = Exhibit(
    title=Text("研发平台梯度", "The ladder of R&D platforms"),
    reading=Text(
        "报告：从自建研发中心，到省级工程中心，再到国家重点实验室。",
        "The report: from an own R&D centre to a provincial engineering centre to a national "
        "key laboratory.",
    ),
    origin=("r05_rd_platform_ladder",),
    fields=FIELDS,
    query=printed_table("r05_rd_platform_ladder"),
    figure=figure,
    alt=alt,
    basis="reference",
    width="third",
    height=260,
    order=120,
)
