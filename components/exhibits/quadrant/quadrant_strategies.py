"""What the report says of each quadrant and what it advises (e14)."""

from components.charts.sentences import leading
from components.contract.exhibit import Exhibit
from components.contract.queries import always
from data_layer.topics.quadrant.cells import cell_names, printed
from data_layer.vocabulary.fields import Field, per_cent, text
from data_layer.vocabulary.text import Text

FIELDS = (
    Field("cell", Text("象限", "Quadrant"), key=True, labels=cell_names()),
    text("scale", Text("规模", "Scale")),
    text("innovation", Text("创新", "Innovation")),
    per_cent("share_pct", Text("占比", "Share of all"), digits=1),
    text("feature", Text("特征", "Feature")),
    text("strategy", Text("培育路径", "Strategy")),
)


EXHIBIT = Exhibit(
    title=Text("四象限的特征与培育路径", "Features and strategies of the quadrants"),
    reading=Text(
        "报告对四类企业的描述与建议；“专利<20件”与“专利>50件”之间的企业，报告没有归类。",
        "How the report describes and advises the four kinds; enterprises between the <20 and the "
        ">50 patents that it names are left unclassified.",
    ),
    origin=("e14",),
    fields=FIELDS,
    query=always(printed),
    alt=leading("cell", "share_pct"),
    basis="reference",
    width="full",
    height=220,
    order=40,
)
