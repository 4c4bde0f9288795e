"""Case: how services for intellectual property developed (e56)."""

from components.charts.steps import Step, steps
from components.contract.exhibit import Exhibit, Figure, View
from components.contract.queries import printed_table
from components.look.amounts import number
from data_layer.vocabulary.fields import Field, text
from data_layer.vocabulary.text import Text

FIELDS = (
    Field("stage", Text("阶段", "Stage"), key=True, digits=1),
    text("feature", Text("服务特征", "Feature")),
    text("value", Text("核心价值", "Core value")),
    text("services", Text("典型服务", "Typical services")),
)


def figure(view: View) -> Figure:
    """Three rising steps."""
    return steps(
        view,
        [
            Step(row["feature"], (row["value"], " ", row["services"]), row["services"])
            for row in view.named.iter_rows(named=True)
        ],
        width=20,
    )


def alt(view: View) -> str:
    """First and last stage."""
    first, last = (view.named.row(place, named=True) for place in (0, -1))
    end = number(last["stage"])
    return view.say(
        f"从{first['feature']}到第{end}阶段的{last['feature']}。",
        f"From {first['feature'].lower()} to {last['feature'].lower()}, stage {end}.",
    )


EXHIBIT = Exhibit(
    title=Text("知识产权服务的三个阶段", "Three stages of IP services"),
    reading=Text(
        "报告：从代办手续，到提供策略，再到与企业共同创造价值。",
        "The report: from handling procedures to advice to creating value together.",
    ),
    origin=("e56",),
    fields=FIELDS,
    query=printed_table("e56_service_evolution", sort="stage"),
    figure=figure,
    alt=alt,
    basis="reference",
    height=320,
    order=50,
)
